package value

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEveryVocabularyIsSound(t *testing.T) {
	for tag, load := range lexicons() {
		l := load()
		if tag == "root" {
			continue
		}
		if len(l.Months) != 0 && len(l.Months) != 12 {
			t.Errorf("%s: %d months", tag, len(l.Months))
		}
		if len(l.Weekdays) != 7 {
			t.Errorf("%s: %d weekdays", tag, len(l.Weekdays))
		}
		for form, sign := range l.Currency {
			if currencies().Signs[sign] == nil && !strings.HasSuffix(sign, "c") && sign != "KRW?" {
				t.Errorf("%s: %s is the unknown currency %q", tag, form, sign)
			}
		}
		for unit := range l.Units {
			if _, ok := units[unit]; !ok && unit != "deg" && unit != "kw" {
				t.Errorf("%s: unknown unit %q", tag, unit)
			}
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, tag, text, want string }{
		{"order, date, amount", "en", "Order #AB-118 of March 4, 2026 for $1,299.00", "id:ab-118 date:2026-03-04 amount:$:1299"},
		{"a dollar of a country", "en-AU", "$12.50", "amount:AUD:12.5"},
		{"German", "de", "am 9. März 2026 für 1.299,50 € bis 21.30 Uhr", "date:2026-03-09 amount:EUR:1299.5 time:21:30"},
		{"Japanese", "ja", "2026年3月9日（月）午後9時30分に3,000円、1億2000万人", "date:2026-03-09 time:21:30 amount:JPY:3000 number:120000000"},
		{"Chinese", "zh", "3月4日下午3点，3.7万人，五天", "date:--03-04 time:15:00 number:37000 duration:P5D"},
		{"Korean particles", "ko", "3월 4일까지 5,000원을 환불해 드립니다", "date:--03-04 amount:KRW:5000"},
		{"French spaces", "fr", "1 299,50 € le 9 mars 2026 à 14 h 05", "amount:EUR:1299.5 date:2026-03-09 time:14:05"},
		{"Spanish date", "es", "el 9 de marzo de 2026, 3 días hábiles", "date:2026-03-09 duration:P3D"},
		{"Arabic digits", "ar", "٣ أيام و ١٢٫٥٠ دولار", "duration:P3D amount:$:12.5"},
		{"Turkish particles", "tr", "2026'da %5 indirim, 12 Mart'ta", "number:2026 percent:5 date:--03-12"},
		{"weeks are days", "en", "within 2 weeks", "duration:P14D"},
		{"hours", "en", "within 48 hours", "duration:PT48H"},
		{"numeric date in Germany", "de", "04.03.2026", "date:2026-03-04"},
		{"numeric date in the States", "en-US", "03/04/2026", "date:2026-03-04"},
		{"ISO date", "", "2026-03-04", "date:2026-03-04"},
		{"ISO time stamp", "", `"shipped_at":"2026-11-07T09:00:00Z"`, "date:2026-11-07 time:09:00"},
		{"may and march are words too", "en", "you may march on", ""},
		{"link ends before the full stop", "en", "See https://shop.example/r?x=1.", "link:https://shop.example/r?x=1"},
		{"link in Japanese", "ja", "https://shop.example/rをご覧ください", "link:https://shop.example/r"},
		{"address", "en", "Mail Help@Shop.example!", "email:help@shop.example"},
		{"placeholders", "en", "Dear {{ name }}, %s and %{count} of {0}", "placeholder:{{ name }} placeholder:%s placeholder:%{count} placeholder:{0}"},
		{"a percentage is no placeholder", "en", "20% dollars off", "percent:20"},
		{"tracking number", "en", "1Z999AA10123456784", "id:1z999aa10123456784"},
		{"telephone number", "en", "call 859-292-3680", "id:859-292-3680"},
		{"suffixes", "en", "the 1980s and the 19th", "number:1980 number:19"},
		{"Roman numerals say nothing alone", "de", "Karl V", ""},
		{"magnitude", "en", "$30m and 2.5 billion people", "amount:$:30000000 number:2500000000"},
		{"square", "en", "5 km2", "number:5"},
	} {
		var got []string
		for _, v := range Find(c.text, c.tag) {
			got = append(got, v.Key)
			if v.Text != c.text[v.Start:v.End] {
				t.Errorf("%s: span of %q is %q", c.name, v.Text, c.text[v.Start:v.End])
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: Find(%q, %q)\n got %v\nwant %s", c.name, c.text, c.tag, got, c.want)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]Money{
		"3000 JPY": {"3000", "JPY"}, "EUR 12.50": {"12.50", "EUR"}, "12,50 €": {"12.50", "EUR"}, "US$1,299.00": {"1299.00", "USD"},
		" 5 GBP ": {"5", "GBP"}, "1 299,50 EUR": {"1299.50", "EUR"}, "₩5,000": {"5000", "KRW"},
	} {
		if got, err := ParseMoney(text); err != nil || got != want {
			t.Errorf("ParseMoney(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "ten", "12", "$12", "12 EUR or so", "12 XXX"} {
		if got, err := ParseMoney(text); err == nil || !strings.Contains(err.Error(), "3000 JPY") {
			t.Errorf("ParseMoney(%q) = %v, %v, want an error that shows a right amount", text, got, err)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		name, tagA, a, tagB, b string
		same                   bool
	}{
		{"magnitude words", "en", "37 billion", "ja", "370億", true},
		{"lakh", "en", "2.5 million", "hi", "25 लाख", true},
		{"words and digits", "en", "within 3 days", "zh", "三天之内", true},
		{"twelve hours and twenty-four", "en", "at 4.40 am and 9:30 pm", "fr", "à 4h40 et à 21h30", true},
		{"converted", "en", "2 to 4 inches", "de", "5 bis 10 cm", true},
		{"half past", "es", "a las dos y media", "en", "at 2:30", true},
		{"half seven", "fi", "puoli seitsemältä", "en", "at 6:30", true},
		{"decades", "en", "in the 1980s", "zh", "20世纪80年代", true},
		{"a Roman century", "en", "the 19th century", "fr", "le XIXe siècle", true},
		{"feet and inches", "en", "a 6-foot-6 forward", "de", "ein 1,98 m großer Spieler", true},
		{"compound numeral", "en", "5 and 25", "de", "fünf und fünfundzwanzig", true},
		{"grouping", "en", "16,700", "sv", "16 700", true},
		{"short year", "en", "1950-53", "de", "von 1950 bis 1953", true},
		{"Buddhist year", "en", "March 9, 2026", "th", "9 มีนาคม 2569", true},
		{"changed number", "en", "within 3 days", "de", "innerhalb von 5 Tagen", false},
		{"dropped number", "en", "3 items", "de", "Artikel", false},
		{"added number", "en", "items", "de", "7 Artikel", false},
		{"changed month", "en", "by March 4", "it", "entro il 4 maggio", false},
		{"bare month changed", "en", "in June", "de", "im Mai", false},
		{"shifted decimal", "en", "1.7 kg", "de", "17 kg", false},
		{"changed host", "en", "https://a.example/x", "de", "https://b.example/x", false},
		{"dropped address", "en", "mail a@b.example", "de", "schreiben Sie uns", false},
		{"renamed placeholder", "en", "{{ name }}", "de", "{{ nname }}", false},
		{"score", "en", "a 1-0 win", "es", "una victoria", false},
	} {
		d := Compare(Scan(c.a, c.tagA), Scan(c.b, c.tagB))
		if same := len(d.Missing)+len(d.Added)+len(d.Currency) == 0; same != c.same {
			t.Errorf("%s: %q and %q: %+v, want the same: %v", c.name, c.a, c.b, d, c.same)
		}
	}
	if d := Compare(Scan("$12 and €15", "en"), Scan("12 € und 15 €", "de")); len(d.Currency) != 1 {
		t.Errorf("a changed currency: %+v", d)
	}
}

func TestAbsent(t *testing.T) {
	sources := Scan("Order AB-118 of 2026-03-04, 1.299,00 EUR, 30 days", "de")
	stated := Find("Your order AB-118 of March 4, 2026 for €1,299.00: 14 days, €20", "en")
	var got []string
	for _, i := range Absent(stated, sources) {
		got = append(got, stated[i].Text)
	}
	if strings.Join(got, ", ") != "14 days, €20" {
		t.Errorf("absent: %v", got)
	}
}

// FuzzScan holds for any text: spans lie on runes, in order, without overlap.
func FuzzScan(f *testing.F) {
	for _, tag := range []string{"en", "de", "ja", "ko", "ar", "th", "fi", "tr", ""} {
		f.Add("Order #AB-118, 9. März 2026, 1.299,50 €, 3月4日 21:30 pm https://a.example {{x}} ½ 20.7. 6-foot-6", tag)
	}
	f.Add("１２３万円 ٣٫٥ ٪ XIXe 1950-53 0x1f 3分の2 5 5/ $-1 .75", "ja")
	f.Fuzz(func(t *testing.T, text, tag string) {
		end := 0
		for _, v := range Scan(text, tag) {
			if v.Start < end || v.End <= v.Start || v.End > len(text) {
				t.Fatalf("%q: span %d-%d after %d", text, v.Start, v.End, end)
			}
			if v.Text != text[v.Start:v.End] {
				t.Fatalf("%q: text %q of span %q", text, v.Text, text[v.Start:v.End])
			}
			if utf8.ValidString(text) && !utf8.ValidString(v.Text) {
				t.Fatalf("%q: %q is cut inside a rune", text, v.Text)
			}
			end = v.End
		}
		values := Scan(text, tag)
		if d := Compare(values, values); len(d.Missing)+len(d.Added)+len(d.Currency) != 0 {
			t.Fatalf("%q differs from itself: %+v", text, d)
		}
	})
}
