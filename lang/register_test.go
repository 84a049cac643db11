package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEveryRegisterFileLoads(t *testing.T) {
	entries, err := registerFiles.ReadDir("register")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		base := strings.TrimSuffix(e.Name(), ".yaml")
		if rules, err := loadRegister(base); err != nil || rules == nil {
			t.Errorf("%s: %v", e.Name(), err)
		}
	}
	for _, base := range strings.Fields("de fr es it pt nl ru pl tr sv hi vi th id ar ja ko zh en") {
		if rules, _ := loadRegister(base); rules == nil {
			t.Errorf("no rules for %s", base)
		}
	}
}

func TestRegisterSeesHowATextAddressesItsReader(t *testing.T) {
	for _, c := range []struct {
		says, tag, text string
		want            Level
	}{
		{"Sie", "de", "Bitte schicken Sie uns ein Foto der Lampe.", Formal},
		{"Du with a capital is still informal", "de", "Wir haben Dein Paket gefunden.", Informal},
		{"she, at the start of a sentence", "de", "Die Kollegin ist krank. Sie hat morgen wieder Dienst.", Neutral},
		{"nobody is addressed", "de", "Das Paket kam gestern an.", Neutral},
		{"drift", "de", "Vielen Dank für Ihre Nachricht. Schick uns bitte deine Adresse.", Mixed},
		{"Du meine Güte addresses nobody", "de", "Du meine Güte, das tut uns leid für Sie.", Formal},
		{"vous", "fr", "Pourriez-vous nous envoyer une photo ?", Formal},
		{"tu, with a curly apostrophe", "fr", "On t’envoie le colis demain.", Informal},
		{"vous, no-break space", "fr", "Avez\u00a0vous reçu le colis\u00a0?", Formal},
		{"chez is no verb", "fr", "Le colis est chez le transporteur.", Neutral},
		{"usted", "es", "Le rogamos que usted confirme la dirección.", Formal},
		{"tuteo without a pronoun", "es", "¿Puedes mandar una foto?", Informal},
		{"a noun that looks like a verb", "es", "Las compras y las llamadas de ayer.", Neutral},
		{"vosotros", "es", "¿Habéis recibido el paquete?", Informal},
		{"senhor", "pt", "O senhor pode confirmar o endereço?", Formal},
		{"você is no offence", "pt", "Você pode confirmar o endereço?", Formal},
		{"te beside você is how Brazilian shops write", "pt-BR", "Posso te ajudar em algo mais?", Neutral},
		{"teu is not", "pt-BR", "Qual é o teu endereço?", Informal},
		{"tu without a pronoun", "pt", "Podes confirmar a morada?", Informal},
		{"Lei in the middle", "it", "La ringraziamo e Le invieremo il rimborso.", Formal},
		{"tu", "it", "Puoi mandarci una foto del prodotto?", Informal},
		{"u", "nl", "Kunt u ons een foto sturen?", Formal},
		{"je", "nl", "Kun je ons een foto sturen?", Informal},
		{"вы", "ru", "Пришлите, пожалуйста, фото.", Formal},
		{"ты", "ru", "Ты получил посылку?", Informal},
		{"Ух ты addresses nobody", "ru", "Ух ты, как быстро!", Neutral},
		{"Państwo", "pl", "Prosimy, aby Państwo sprawdzili adres.", Formal},
		{"ty", "pl", "Czy masz numer zamówienia?", Informal},
		{"siz", "tr", "Siparişinizi bugün gönderdik.", Formal},
		{"sen", "tr", "Siparişini aldın mı, biliyorsun değil mi?", Informal},
		{"du", "sv", "Kan du skicka en bild?", Informal},
		{"आप", "hi", "कृपया अपना पता भेजिए, आपका धन्यवाद।", Formal},
		{"तुम", "hi", "तुम्हारा पार्सल कल पहुँचेगा।", Informal},
		{"quý khách", "vi", "Quý khách vui lòng gửi ảnh ạ.", Formal},
		{"bạn", "vi", "Bạn gửi ảnh cho mình nhé.", Informal},
		{"friends are not addressed", "vi", "Đơn hàng gửi cho bạn bè.", Neutral},
		{"ครับ", "th", "ขอบคุณครับ", Formal},
		{"Anda", "id", "Mohon Anda kirimkan foto.", Formal},
		{"kamu", "id", "Kamu bisa kirim foto gak?", Informal},
		{"plural of respect", "ar", "نشكركم على تواصلكم معنا.", Formal},
		{"dialect", "ar", "ليش ما وصل؟ وين الطلب", Informal},
		{"です・ます", "ja", "写真をお送りください。確認いたします。", Formal},
		{"plain", "ja", "写真を送ってね。確認するよ。", Informal},
		{"plain words in a quotation", "ja", "「届かない」とのこと、申し訳ございません。", Formal},
		{"full width", "ja", "ありがとうございます！！", Formal},
		{"해요체", "ko", "사진을 보내주세요.", Formal},
		{"하십시오체", "ko", "사진을 보내 주시면 감사하겠습니다.", Formal},
		{"반말", "ko", "사진 보내줘. 내가 확인할게.", Informal},
		{"네 is yes", "ko", "네. 확인했습니다.", Formal},
		{"您", "zh", "请您提供照片。", Formal},
		{"你", "zh-Hant", "請你提供照片。", Informal},
		{"no rules", "fi", "Lähetä kuva.", Neutral},
	} {
		if v := Register(c.text, c.tag); v.Level != c.want {
			t.Errorf("%s: %s %q is %s, want %s (%v)", c.says, c.tag, c.text, v.Level, c.want, v)
		}
	}
	if v := Register("Lähetä kuva.", "fi"); v.Confidence != 0 {
		t.Errorf("a language without rules has confidence %v", v.Confidence)
	}
}

func TestRegisterSpansShowTheWords(t *testing.T) {
	text := "Vielen Dank für Ihre\u00a0Nachricht. Schick uns bitte deine\u200d Adresse."
	v := Register(text, "de")
	if len(v.Formal) != 1 || text[v.Formal[0].Start:v.Formal[0].End] != "Ihre" {
		t.Errorf("formal spans %v", v.Formal)
	}
	found := false
	for _, s := range v.Informal {
		found = found || strings.HasPrefix(text[s.Start:s.End], "deine")
	}
	if !found {
		t.Errorf("informal spans %v", v.Informal)
	}
}

func TestRegisterNamesTheStylesOfJapaneseAndKorean(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"ja", "確認いたします。お待ちください。", "honorific いたします, polite ください"},
		{"ja", "届いたよ。", ""},
		{"ko", "죄송합니다. 확인해 볼게요.", "hasipsio 니다, haeyo 요"},
		{"de", "Vielen Dank für Ihre Nachricht.", ""},
	} {
		var got []string
		for _, s := range Register(c.text, c.tag).Styles {
			got = append(got, s.Name+" "+c.text[s.Start:s.End])
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzRegisterKeepsItsLaws(f *testing.F) {
	for _, tag := range strings.Fields("de fr es it pt nl ru pl tr sv hi vi th id ar ja ko zh en") {
		f.Add("Sie du ｔｕ vous e\u0301tes です。\u200d「だよ」 보내요 您 \xff ẩ", tag)
	}
	f.Fuzz(func(t *testing.T, text, tag string) {
		v := Register(text, tag)
		if v.Confidence < 0 || v.Confidence > 1 {
			t.Fatalf("confidence %v", v.Confidence)
		}
		for _, spans := range [][]Span{v.Formal, v.Informal} {
			end := 0
			for _, s := range spans {
				if s.Start < end || s.End <= s.Start || s.End > len(text) {
					t.Fatalf("%q in %s: %v", text, tag, spans)
				}
				if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[s.End]) {
					t.Fatalf("%q in %s: not on rune borders: %v", text, tag, spans)
				}
				end = s.End
			}
		}
	})
}

func BenchmarkRegister(b *testing.B) {
	for tag, text := range map[string]string{
		"de": "Vielen Dank für Ihre Nachricht. Bitte schicken Sie uns ein Foto der Lampe, damit wir es prüfen. ",
		"es": "Muchas gracias por su mensaje. Le rogamos que nos envíe una foto de la lámpara para revisarla. ",
		"ja": "お問い合わせいただきありがとうございます。商品の写真をお送りください。確認いたします。",
		"ko": "문의해 주셔서 감사합니다. 상품 사진을 보내주시면 확인하겠습니다. ",
	} {
		b.Run(tag, func(b *testing.B) {
			long := strings.Repeat(text, 50)
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				Register(long, tag)
			}
		})
	}
}

func BenchmarkLoadRegister(b *testing.B) {
	for b.Loop() {
		if _, err := loadRegister("es"); err != nil {
			b.Fatal(err)
		}
	}
}
