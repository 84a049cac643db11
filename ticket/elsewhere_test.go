package ticket

import (
	"testing"
	"time"
)

// A long talk about a room, a ride or a lesson asks for nothing that a shop could answer:
// the one broken thing in it is no defect, its thanks are no compliment. A complaint that
// names no goods is still one, on the way to an airport, too.
func TestATalkAboutAnotherTradeHasNoAskOfAShop(t *testing.T) {
	for _, c := range []struct {
		text      string
		elsewhere bool
	}{
		{`お世話になっております。
来月の15日から17日まで、そちらのホテルに2名で予約したいのですが、空いているお部屋はありますか。
できれば海の見えるツインルームを希望しています。
前回泊まったときは、隣の部屋の音がうるさくて、エアコンも壊れていて少し残念でした。
朝食は和食と洋食のどちらが選べますか。
また、チェックインは夜の10時を過ぎても大丈夫でしょうか。
空港からの送迎があれば、その時間も教えてください。
よろしくお願いいたします。`, true},
		{`客：シングルを一部屋、金曜日から二泊お願いしたいのですが。
受付：かしこまりました。お名前をいただけますか。
客：田中です。禁煙の部屋がいいです。
客：この前はシャワーのお湯が出なくて困りました。
受付：大変失礼いたしました。
客：駐車場はありますか。
客：夕食は外で食べます。
客：ありがとうございます、助かります。`, true},
		{`こんにちは。
来週の水曜日のヨガのクラスに参加したいです。
先週はマシンが一台壊れていて使えませんでした。
初心者でも大丈夫ですか。
先生がとても優しくて、いつも感謝しています。
更衣室は何時まで使えますか。`, true},
		{`Fahrgast: Hallo, ich bräuchte morgen früh um 5:30 Uhr einen Wagen zum Flughafen.
Fahrgast: Wir sind vier Personen mit drei Koffern.
Fahrgast: Beim letzten Mal war die Klimaanlage im Auto kaputt und der Fahrer kam zu spät.
Zentrale: Guten Tag, von welcher Adresse dürfen wir Sie abholen?
Fahrgast: Hauptstraße 12, am Hintereingang.
Fahrgast: Geht das auch mit einem Kindersitz?
Zentrale: Ja, das ist kein Problem.
Fahrgast: Super, vielen Dank, ihr seid klasse!`, true},
		{`Guten Tag,
ich möchte meine Tochter zum Schwimmkurs am Mittwoch anmelden.
Sie ist sieben Jahre alt und kann schon ein wenig schwimmen.
Im letzten Kurs war die Dusche defekt, das war schade.
Wie lange dauert eine Stunde, und wer leitet den Kurs?
Findet der Kurs auch in den Ferien statt?
Herzlichen Dank für Ihre tolle Arbeit!`, true},
		{`Guest: Hi, I would like to book a double room for two nights next weekend.
Guest: Last time the shower was broken and the window would not close.
Agent: Welcome back! Which dates would you like?
Guest: Friday to Sunday. Do you have a room with a view of the lake?
Agent: Yes, we have one left.
Guest: Perfect, that's wonderful, thank you so much!
Guest: Is breakfast included and can I bring my dog?`, true},
		{`Can you pick me up at the station at nine?
I have two suitcases and a bike.
The last driver was great.
The door of the car was broken though.
Which bridge will we take?
My flight leaves at eleven.`, true},
		{`Hey, quick question about the piano lessons.
My daughter is nine.
She has been playing for two years.
Our piano at home has a broken key.
Would Tuesday afternoons work?
How long is one lesson?
You came highly recommended, thanks!`, true},
		{`Bonjour,
je souhaiterais réserver une table pour six personnes samedi soir à 20 h.
Nous fêtons l'anniversaire de ma mère.
La dernière fois, le chauffage de la salle était cassé et nous avons eu froid.
Serait-il possible d'être près de la fenêtre ?
Avez-vous un menu sans gluten ?
Merci beaucoup, votre équipe est formidable.`, true},
		{`Bonjour, je voudrais une chambre pour deux nuits.
Nous arrivons jeudi vers 21 heures.
Y a-t-il un parking ?
Le petit-déjeuner est-il compris ?
La dernière fois la douche fuyait un peu.
Notre fils a quatre ans.
Merci d'avance et à bientôt !`, true},
		{`Buenos días:
Quería pedir cita con la dentista para la semana que viene.
Se me ha roto un diente y me duele bastante.
Prefiero por la tarde, a partir de las cinco.
¿Atienden también los sábados?
Soy paciente desde hace diez años y siempre me han tratado de maravilla.
Muchas gracias, son ustedes estupendos.`, true},
		{`Hola, quiero reservar una habitación doble del 3 al 5.
¿Tienen piscina?
La última vez el aire acondicionado estaba roto.
Llegamos sobre las once de la noche.
¿Se puede desayunar temprano?
Viajamos con un perro pequeño.
¡Mil gracias, son geniales!`, true},
		{`您好，我想订两张明天下午去杭州的高铁票。
上次坐车的时候座椅坏了，空调也不工作，有点难受。
请问靠窗的座位还有吗？
如果下午没有，早上九点的也可以。
我带一个三岁的孩子，需要买儿童票吗？
从酒店到车站大概要多长时间？
谢谢，你们的服务一直很好。`, true},
		{`你好，想问一下明天的航班还有座位吗？
我们一家四口，两个大人两个小孩。
上次的座椅屏幕坏了，孩子很失望。
行李可以带几件？
能选靠窗的位置吗？
谢谢，辛苦了！`, true},
		{`Hi there,
We leave for our trip on Friday, our flight is at nine.
I just opened the box and the zip is broken.
The hotel cannot help us, of course.
I am so disappointed.
Is there anything you can do before Friday?
Thanks, Ann`, false},
		{`Hello,
I love it.
My sister loves it too.
We used it all summer.
Yesterday the handle broke off.
Is that normal?
What should I do now?
Best, Tom`, false},
		{`Hello,
It stopped working after two days.
I charged it all night, nothing.
The light only blinks.
It is broken, I think.
Please help.`, false},
		{`Hallo zusammen,
ich bin wirklich enttäuscht.
Seit gestern geht nichts mehr.
Wenn ich auf den Knopf drücke, passiert nichts.
Die Taschenlampe ist kaputt.
Was machen wir jetzt?`, false},
		{`Hallo,
wir fliegen am Samstag in den Urlaub.
Der Reißverschluss am Rucksack ist gerissen.
Das Hotel ist schon gebucht.
Bitte helfen Sie uns.
Viele Grüße
Jana`, false},
		{`こんにちは。
昨日届きました。
箱を開けたら、ファスナーが壊れていました。
とても残念です。
どうしたらよいでしょうか。`, false},
		{`お世話になります。
来週旅行に行きます。
ホテルでも使う予定でした。
箱を開けたら、取っ手が壊れていました。
子どもも楽しみにしていました。
どうすればよいですか。
よろしくお願いします。`, false},
		{`Hola,
estoy muy molesto.
Ayer se rompió la cremallera.
Solo la usé dos veces.
Mañana tengo un viaje.
¿Qué hacemos?
Gracias, Luis`, false},
		{`你好
用了两天就坏了
按开关没反应
充了一晚上电也不行
怎么办`, false},
	} {
		s := Analyse(&Ticket{Text: c.text}, "en", time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
		if s.Elsewhere != c.elsewhere {
			t.Errorf("meant for somebody else: %t, want %t; asks %v:\n%s", s.Elsewhere, c.elsewhere, s.Asks, c.text)
		}
		if got := has(s.Asks, "defect"); got == c.elsewhere {
			t.Errorf("a defect among the asks: %t in\n%s", got, c.text)
		}
		if c.elsewhere && has(s.Asks, "compliment", "place-order", "product-question", "availability") {
			t.Errorf("asks %v of a shop in\n%s", s.Asks, c.text)
		}
	}
}

// The order that a ticket comes with says that it is a shop's matter.
func TestATicketWithAnOrderIsAShopsMatter(t *testing.T) {
	text := "The flight is tomorrow.\nThe hotel is booked.\nIt is broken.\nWhat now?\nBye.\nAnn"
	with, without := Analyse(&Ticket{Text: text, Order: &Order{ID: "NL-204817"}}, "en", time.Time{}), Analyse(&Ticket{Text: text}, "en", time.Time{})
	if with.Elsewhere || !without.Elsewhere {
		t.Errorf("with an order %t, without %t; want false, true", with.Elsewhere, without.Elsewhere)
	}
}
