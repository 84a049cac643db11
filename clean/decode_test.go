package clean

import (
	"errors"
	"strings"
	"testing"
)

// letters people write to a shop, each in the encodings its country still uses.
var legacy = []struct {
	charset, text string
}{
	{"shift_jis", "お世話になっております。先日注文した商品がまだ届きません。いつ頃届くでしょうか。"},
	{"shift_jis", "届かない。返金希望。"},
	{"euc-jp", "お世話になっております。先日注文した商品がまだ届きません。"},
	{"iso-2022-jp", "はじめまして。田中です。\n荷物が届きません。"},
	{"gb18030", "你好,我上周买的耳机还没有收到,请帮我查一下物流。谢谢"},
	{"gb18030", "什么时候发货？"},
	{"big5", "您好,我上週訂的耳機還沒有收到,請幫我查一下。謝謝"},
	{"big5", "請問什麼時候會到貨？"},
	{"euc-kr", "안녕하세요. 주문한 상품이 아직 도착하지 않았습니다. 확인 부탁드립니다."},
	{"euc-kr", "환불해 주세요"},
	{"windows-1252", "Grüße aus München, wo bleibt mein Päckchen? Es sollte am Dienstag da sein."},
	{"windows-1252", "Où est mon colis ? Je l’attends depuis très longtemps…"},
	{"windows-1252", "¿Dónde está mi pedido? Costó 30 € y no ha llegado todavía."},
	{"windows-1252", "caf\u00e9"},
	{"windows-1251", "Здравствуйте! Где моя посылка? Прошла уже неделя."},
	{"koi8-r", "Здравствуйте! Где моя посылка? Прошла уже неделя."},
	{"windows-1250", "Dzień dobry, gdzie jest moja paczka? Proszę o szybką odpowiedź."},
	{"windows-1250", "Dobrý den, kde je můj balík? Čekám už týden, děkuji."},
	{"iso-8859-2", "Dzień dobry, gdzie jest moja paczka? Proszę o szybką odpowiedź, jestem już zła."},
	{"windows-1254", "Merhaba, siparişim hâlâ gelmedi. Kargom nerede, yardımcı olur musunuz? Teşekkürler."},
	{"windows-1253", "Καλησπέρα, πού είναι το δέμα μου; Περιμένω μία εβδομάδα."},
	{"windows-1255", "שלום, איפה החבילה שלי? אני מחכה כבר שבוע."},
	{"windows-1256", "مرحبا، أين الطرد الخاص بي؟ أنتظر منذ أسبوع."},
	{"windows-874", "สวัสดีค่ะ พัสดุยังไม่ถึงเลยค่ะ รบกวนตรวจสอบให้หน่อยนะคะ"},
	{"utf-16le", "Where is my parcel?\nAnn"},
	{"utf-16be", "Where is my parcel?\nAnn"},
	{"utf-16le", "荷物が届きません。\n田中"},
	{"utf-16be", "你好，我的包裹在哪里？ 订单 12345"},
}

func TestDecodeTellsLegacyEncodingsApart(t *testing.T) {
	for _, c := range legacy {
		b, err := charset(c.charset).NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatalf("%s cannot write %q: %v", c.charset, c.text, err)
		}
		got, err := Decode(b, "")
		if err != nil || got.Text != c.text {
			t.Errorf("%s: got %q as %s, %v; want %q", c.charset, got.Text, got.Charset, err, c.text)
		}
	}
}

func TestDecodeBelievesADeclarationThatFits(t *testing.T) {
	for _, c := range legacy {
		b, _ := charset(c.charset).NewEncoder().Bytes([]byte(c.text))
		got, err := Decode(b, strings.ToUpper(c.charset))
		if err != nil || got.Text != c.text {
			t.Errorf("%s declared: got %q as %s, %v", c.charset, got.Text, got.Charset, err)
		}
	}
}

func TestDecodePrefersValidUTF8ToAnyDeclaration(t *testing.T) {
	got, err := Decode([]byte("Grüße, 荷物 😀\r\nA\rB"), "windows-1252")
	if err != nil || got.Text != "Grüße, 荷物 😀\nA\nB" || got.Charset != "utf-8" || got.Replaced != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDecodeRepairsDamagedUTF8(t *testing.T) {
	got, err := Decode([]byte("Grüße aus Köln \xff schön, Jürgen\xc3"), "")
	if err != nil || got.Charset != "utf-8" || got.Replaced != 2 || !strings.Contains(got.Text, "Köln \uFFFD schön") {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDecodeReadsByteOrderMarks(t *testing.T) {
	for name, b := range map[string]string{
		"utf-8":    "\xef\xbb\xbfhi é",
		"utf-16le": "\xff\xfeh\x00i\x00 \x00\xe9\x00",
		"utf-16be": "\xfe\xff\x00h\x00i\x00 \x00\xe9",
		"utf-32le": "\xff\xfe\x00\x00h\x00\x00\x00i\x00\x00\x00 \x00\x00\x00\xe9\x00\x00\x00",
	} {
		got, err := Decode([]byte(b), "")
		if err != nil || got.Text != "hi é" || got.Charset != name {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for name, b := range map[string]string{
		"png":   "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"pdf":   "%PDF-1.7\n%\xe2\xe3\xcf\xd3",
		"zip":   "PK\x03\x04\x14\x00\x06\x00",
		"elf":   "\x7fELF\x02\x01\x01\x00\x00\x00",
		"zeros": strings.Repeat("\x00", 64),
		"noise": "\x01\x02\x03\x80\x81\x05\x06\xfe\xff\x07\x11\x12\x13\x14\x15\x16",
	} {
		if _, err := Decode([]byte(b), ""); !errors.Is(err, ErrBinary) && !errors.Is(err, ErrCharset) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}

func TestDecodeReadsTextThatStartsLikeABinaryFile(t *testing.T) {
	for _, s := range []string{"RIFF is a band", "BZh", "ID3 tags are missing", "MZ", ""} {
		if got, err := Decode([]byte(s), ""); err != nil || got.Text != s {
			t.Errorf("%q: got %q, %v", s, got.Text, err)
		}
	}
}

func TestEveryCharsetIsKnown(t *testing.T) {
	names := []string{"utf-16le", "utf-16be", "iso-2022-jp"}
	for _, g := range guesses() {
		names = append(names, g.name)
	}
	for _, n := range names {
		if canonical(n) != n {
			t.Errorf("charset %q is unknown: got %q", n, canonical(n))
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range legacy {
		b, _ := charset(c.charset).NewEncoder().Bytes([]byte(c.text))
		f.Add(b, "")
	}
	f.Add([]byte("\xff\xfeh"), "utf-16")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		d, err := Decode(b, declared)
		if err == nil && strings.ToValidUTF8(d.Text, "") != d.Text {
			t.Errorf("not UTF-8: %q", d.Text)
		}
	})
}
