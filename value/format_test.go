package value

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files")

var march = time.Date(2026, 3, 9, 14, 5, 0, 0, time.UTC)

// One line per locale and form: a native reader can go through it in a minute.
func TestFormsOfEveryLocale(t *testing.T) {
	tags := make([]string, 0, len(locales()))
	for tag := range locales() {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	var b strings.Builder
	for _, tag := range tags {
		f := For(tag)
		b.WriteString(strings.Join([]string{
			tag, f.Date(march), f.DateDay(march.AddDate(0, -2, 0)), f.Time(march), f.Time(march.Add(-9 * time.Hour)),
			f.Number("1234"), f.Number("1234567.5"),
			f.Money(Money{"1299.5", "EUR"}), f.Money(Money{"3000", "JPY"}), f.Money(Money{"12.50", "USD"}),
		}, " | "))
		b.WriteByte('\n')
	}
	golden := filepath.Join("testdata", "forms.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("forms differ from %s (go test ./value -update):\n%s", golden, b.String())
	}
}

func TestNativeForms(t *testing.T) {
	for _, c := range []struct{ tag, got, want string }{
		{"de-DE", For("de-DE").DateDay(march), "Montag, 9. März 2026"},
		{"de-AT", For("de-AT").Date(march.AddDate(0, -2, 0)), "9. Jänner 2026"},
		{"ja-JP", For("ja-JP").DateDay(march), "2026年3月9日（月）"},
		{"ja-JP", For("ja-JP").Money(Money{"3000", "JPY"}), "3,000円"},
		{"en-US", For("en-US").Date(march), "March 9, 2026"},
		{"en-US", For("en-US").Time(march), "2:05\u202fPM"},
		{"en-GB", For("en-GB").Date(march), "9 March 2026"},
		{"fr-FR", For("fr-FR").Number("1234567.5"), "1\u202f234\u202f567,5"},
		{"es-ES", For("es-ES").Number("1234"), "1234"},
		{"hi-IN", For("hi-IN").Number("1234567"), "12,34,567"},
		{"ar-EG", For("ar-EG").Date(march), "9 مارس 2026"},
		{"th-TH", For("th-TH").Date(march), "9 มีนาคม 2569"},
		{"zh-TW", For("zh-Hant").Time(march), "下午2:05"},
		{"ko-KR", For("ko").Time(march), "오후 2:05"},
		{"de-DE", For("de-DE").Money(Money{"3000", "JPY"}), "3.000 ¥"},
		{"de-CH", For("de-CH").Number("1299.5"), "1'299.5"},
	} {
		if strings.ReplaceAll(c.got, "\u00a0", " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.tag, c.got, c.want)
		}
	}
}

func TestTheNearestLocaleIsUsed(t *testing.T) {
	for tag, want := range map[string]string{
		"": "en-GB", "de": "de-DE", "de-LU": "de-DE", "en": "en-US", "en-ZA": "en-GB", "zh-Hans": "zh-CN", "zh-Hant-HK": "zh-HK",
		"zh-Hant": "zh-TW", "es-419": "es-MX", "pt": "pt-BR", "pt-AO": "pt-PT", "no": "nb-NO", "ja-u-ca-japanese": "ja-JP", "xx": "en-GB",
	} {
		if got := For(tag).Tag; got != want {
			t.Errorf("For(%q).Tag = %q, want %q", tag, got, want)
		}
	}
}

// What a locale writes, a reader of that locale finds again.
func TestWhatIsWrittenIsFound(t *testing.T) {
	amounts := []Money{{"12.50", "EUR"}, {"3000", "JPY"}, {"1299.95", "USD"}, {"1234567", "KRW"}, {"5000", "CNY"}, {"0.99", "GBP"}}
	for tag := range locales() {
		f := For(tag)
		for _, m := range amounts {
			one(t, tag, f.Money(m), m.Key())
		}
		for day := march; day.Year() == 2026; day = day.AddDate(0, 0, 17) {
			key := "date:" + day.Format("2006-01-02")
			one(t, tag, f.Date(day), key)
			one(t, tag, f.DateDay(day), key)
		}
		for hour := range 24 {
			at := march.Add(time.Duration(hour-14) * time.Hour)
			one(t, tag, f.Time(at), "time:"+at.Format("15:04"))
		}
		one(t, tag, f.Number("1234567.5"), "number:1234567.5")
	}
}

func one(t *testing.T, tag, text, key string) {
	t.Helper()
	found := Find(text, tag)
	if len(found) != 1 || found[0].Key != key {
		t.Errorf("Find(%q, %q) = %+v, want the one value %s", text, tag, found, key)
	}
}

func TestBusinessDays(t *testing.T) {
	friday := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	thanksgiving := func(d time.Time) bool { return d.Month() == time.November && d.Day() == 26 }
	for _, c := range []struct {
		name    string
		n       int
		weekend []time.Weekday
		holiday func(time.Time) bool
		want    string
	}{
		{"over a weekend", 1, nil, nil, "2026-11-23"},
		{"over a holiday", 4, nil, thanksgiving, "2026-11-27"},
		{"a weekend of Friday and Saturday", 1, []time.Weekday{time.Friday, time.Saturday}, nil, "2026-11-22"},
		{"none", 0, nil, nil, "2026-11-20"},
		{"backwards", -1, nil, nil, "2026-11-19"},
	} {
		if got := AddBusinessDays(friday, c.n, c.weekend, c.holiday).Format("2006-01-02"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	AddBusinessDays(friday, 3, nil, func(time.Time) bool { return true }) // ends
}
