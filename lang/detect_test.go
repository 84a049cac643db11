package lang

import (
	"strings"
	"testing"
)

func TestDetectReadsWhatBuyersWrite(t *testing.T) {
	for _, c := range []struct{ tag, text string }{
		{"en", "Where is my parcel? It was due last Tuesday."},
		{"de", "Die Lampe kam mit zerbrochenem Glas an, was nun?"},
		{"fr", "Je n'ai toujours pas reçu ma commande, merci de vérifier."},
		{"es", "Hola, el pedido llegó roto y quiero una devolución."},
		{"it", "Buongiorno, vorrei sapere quando arriva il pacco."},
		{"pt", "Bom dia, a mala azul chegou com a alça partida."},
		{"pt-PT", "Bom dia, ainda estou a aguardar a entrega da mala azul."},
		{"pt-BR", "Bom dia, ainda estou aguardando a entrega da mala azul."},
		{"pt-BR", "Oi, cadê meu pedido? Já paguei o boleto semana passada."},
		{"pt-PT", "Bom dia, enviei o código para o vosso telemóvel e a morada está certa."},
		{"es-MX", "Buenas tardes, pagué en el OXXO y la paquetería no llega."},
		{"es-ES", "¿Podéis decirme cuándo llega? Lo pagué con el móvil."},
		{"nl", "Mijn bestelling is nog steeds niet geleverd."},
		{"pl", "Dzień dobry, paczka przyszła uszkodzona."},
		{"tr", "Merhaba, siparişim hâlâ gelmedi, iade istiyorum."},
		{"sv", "Hej, jag har inte fått mitt paket än."},
		{"da", "Hej, jeg har ikke modtaget min pakke endnu, og hvad gør jeg nu?"},
		{"nb", "Hei, jeg har ikke fått pakken ennå, hva gjør jeg nå?"},
		{"fi", "Hei, tilaukseni ei ole vieläkään saapunut."},
		{"cs", "Dobrý den, zásilka dosud nedorazila."},
		{"hu", "Jó napot, még mindig nem kaptam meg a csomagot."},
		{"ro", "Bună ziua, coletul nu a ajuns încă."},
		{"id", "Halo kak, paket saya belum sampai juga, kapan dikirim?"},
		{"ms", "Saya hendak tukar saiz kasut ini kerana terlalu besar, boleh?"},
		{"vi", "Chào shop, đơn hàng của tôi vẫn chưa tới."},
		{"ru", "Здравствуйте, посылка до сих пор не пришла."},
		{"uk", "Добрий день, посилка досі не прийшла."},
		{"ja", "注文した商品がまだ届きません。"},
		{"ja", "iPhone 15 Pro Max Leather Case ブラックがまだ届いていません"},
		{"ko", "주문한 상품이 아직 도착하지 않았어요."},
		{"zh-Hans", "你好，我的包裹还没有收到，请问什么时候发货？"},
		{"zh-Hant", "你好，我的包裹還沒有收到，請問什麼時候出貨？"},
		{"ar", "مرحبا، لم يصل طلبي حتى الآن."},
		{"fa", "سلام، بسته من هنوز نرسیده، لطفاً پیگیری کنید. چرا؟"},
		{"he", "שלום, ההזמנה שלי עדיין לא הגיעה."},
		{"el", "Καλησπέρα, το δέμα μου δεν έχει έρθει ακόμα."},
		{"hi", "नमस्ते, मेरा ऑर्डर अभी तक नहीं आया।"},
		{"th", "สวัสดีค่ะ ยังไม่ได้รับสินค้าเลย"},
		{"sk", "Dobrý deň, moja objednávka ešte neprišla, prosím o vrátenie peňazí, ďakujem veľmi pekne."},
		{"hr", "Dobar dan, moja narudžba još nije stigla, molim povrat novca, hvala."},
		{"sl", "Pozdravljeni, še vedno nisem prejel paketa, kje je moje naročilo? Hvala"},
		{"ca", "Bon dia, encara no he rebut la meva comanda, moltes gràcies."},
		{"et", "Tere, minu tellimus ei ole veel jõudnud, kus see on?"},
		{"lt", "Laba diena, dar negavau savo siuntos, kodėl užsakymas vėluoja? Ačiū"},
		{"bg", "Здравейте, пратката ми все още не е пристигнала, къде се намира поръчката?"},
		{"lv", "Labdien, mans sūtījums vēl nav pienācis, lūdzu pārbaudiet."},
		{"ta", "வணக்கம், என் ஆர்டர் இன்னும் வரவில்லை"},
	} {
		g := Detect(c.text)
		if g.Tag != c.tag || g.Romanised {
			t.Errorf("%q: got %+v, want %s", c.text, g, c.tag)
		}
		if g.Confidence <= 0 || g.Confidence > 1 {
			t.Errorf("%q: confidence %v", c.text, g.Confidence)
		}
	}
}

func TestDetectSaysWhenALanguageIsRomanised(t *testing.T) {
	for _, c := range []struct{ tag, text string }{
		{"hi", "bhai mera order abhi tak nahi aaya, paise wapas karo"},
		{"ar", "ya 3ammi wein el talab? lissa ma wasal, ana 3ayez flousi"},
		{"ja", "sumimasen, chuumon shita shouhin ga mada todokimasen"},
		{"ko", "annyeonghaseyo jumunhan mulgeon ajik anwasseoyo ppalli juseyo"},
		{"ru", "zdravstvuyte gde moya posylka, uzhe tri nedeli zhdu"},
	} {
		if g := Detect(c.text); g.Tag != c.tag || !g.Romanised {
			t.Errorf("%q: got %+v, want romanised %s", c.text, g, c.tag)
		}
	}
	for _, text := range []string{
		"Haluaisin palauttaa tuotteen koska se on rikki", "Il n'y a personne chez moi ce soir", "Nie mam na to czasu, gdzie jest paczka",
		"Saya mau kirim barang ini ke rumah", "Var är mitt paket", "Bana bir sey soyleyin siparis nerede",
	} {
		if g := Detect(text); g.Romanised {
			t.Errorf("%q: taken for romanised %s", text, g.Tag)
		}
	}
}

func TestDetectDoubtsWhatIsTooShortOrHasNoWords(t *testing.T) {
	for _, text := range []string{"", "  \n", "12345 #77", "https://example.com/a?b=c ann@example.com", "A1-B2-77X", "👍👍", "ok", "?"} {
		if g := Detect(text); g.Tag != "" || g.Reason == "" {
			t.Errorf("%q: got %+v, want no language and a reason", text, g)
		}
	}
	if g := Detect("返品希望"); g.Confidence >= .9 {
		t.Errorf("kanji alone may be Chinese, yet said with confidence %v", g.Confidence)
	}
}

func TestDetectSharesOutAMixedText(t *testing.T) {
	g := Detect("Guten Tag, meine Bestellung ist noch nicht angekommen, bitte prüfen Sie das.\nHello, my order has not arrived yet, could you please look into it for me?")
	if len(g.Shares) != 2 || g.Shares[0].Share < .4 || g.Confidence >= .9 || g.Reason == "" {
		t.Errorf("half German, half English: got %+v", g)
	}
	g = Detect("注文した商品がまだ届きません。確認をお願いします。\nPlease tell me where my order is, I have been waiting for it.")
	if g.Tag != "ja" || len(g.Shares) != 2 || g.Shares[1].Tag != "en" {
		t.Errorf("Japanese with an English line: got %+v", g)
	}
}

func FuzzDetectAndSentencesKeepTheirLaws(f *testing.F) {
	f.Add("Hello. Wie geht's? 返金希望！\x00\xff")
	f.Add("你好...Dr. X")
	f.Fuzz(func(t *testing.T, text string) {
		g := Detect(text)
		if g.Confidence < 0 || g.Confidence > 1 || g.Tag == "" && g.Reason == "" {
			t.Fatalf("%q: %+v", text, g)
		}
		end := 0
		for _, s := range Sentences(text, g.Tag) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q: spans out of order or range: %+v", text, s)
			}
			if strings.TrimSpace(text[s.Start:s.End]) != text[s.Start:s.End] {
				t.Fatalf("%q: white space around %q", text, text[s.Start:s.End])
			}
			end = s.End
		}
	})
}

func BenchmarkDetectATicket(b *testing.B) {
	text := strings.Repeat("Guten Tag, die Lampe kam mit zerbrochenem Glas an und ich warte seit zwei Wochen auf eine Antwort. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Detect(text)
	}
}

func BenchmarkSetUp(b *testing.B) {
	for b.Loop() {
		readGrams(latinBin)
	}
}
