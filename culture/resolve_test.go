package culture

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestEveryRegisteredTagIsAnsweredAndSaysHow(t *testing.T) {
	for _, c := range []struct{ tag, from, language, region, zone string }{
		{"ja-JP", "ja-JP", "ja", "JP", "Asia/Tokyo"},
		{"ja", "ja-JP", "ja", "JP", "Asia/Tokyo"},
		{"ja-US", "ja-JP", "ja", "US", "America/New_York"},
		{"de", "de-DE", "de", "DE", "Europe/Berlin"},
		{"de-LI", "de-DE", "de", "LI", "Europe/Vaduz"},
		{"en", "en-US", "en", "US", "America/New_York"},
		{"en-NZ", "en-GB", "en", "NZ", "Pacific/Auckland"},
		{"zh", "zh-CN", "zh-Hans", "CN", "Asia/Shanghai"},
		{"zh-Hans", "zh-CN", "zh-Hans", "CN", "Asia/Shanghai"},
		{"zh-SG", "zh-CN", "zh-Hans", "SG", "Asia/Singapore"},
		{"zh-Hans-TW", "zh-CN", "zh-Hans", "TW", "Asia/Taipei"},
		{"fi-FI", "root", "fi", "FI", "Europe/Helsinki"},
		{"", "root", "", "", ""},
	} {
		p, r, err := Resolve(c.tag)
		if err != nil {
			t.Errorf("%s: %v", c.tag, err)
			continue
		}
		if p.From != c.from || p.Language != c.language || p.Region != c.region || p.TimeZone != c.zone {
			t.Errorf("%s: got %s %s %s %s, want %s %s %s %s", c.tag, p.From, p.Language, p.Region, p.TimeZone, c.from, c.language, c.region, c.zone)
		}
		if got := r.Chain[len(r.Chain)-1]; got != "root" {
			t.Errorf("%s: chain %v does not end at root", c.tag, r.Chain)
		}
		if exact := p.Tag == p.From || c.tag == ""; exact != (r.Note == "") {
			t.Errorf("%s: note %q", c.tag, r.Note)
		}
		if len(p.Acts[Undecided]) == 0 || p.Register == "" || len(p.Approach) == 0 {
			t.Errorf("%s: inheritance left acts, register or approach empty: %+v", c.tag, p)
		}
	}
}

func TestAnUnregisteredTagNamesTheNearest(t *testing.T) {
	for tag, near := range map[string]string{"jp": "ja-JP", "de_XYZ": "de-DE", "english": "en-", "j@pan": "ja-JP"} {
		_, _, err := Resolve(tag)
		if !errors.Is(err, ErrUnknown) || !strings.Contains(err.Error(), near) {
			t.Errorf("%s: got %v, want ErrUnknown naming %s", tag, err, near)
		}
	}
}

func TestAFarFetchedCultureIsNotSuggested(t *testing.T) {
	for _, tag := range []string{"xx-YY", "zz", "qqqqqqqq", "foo-BAR"} {
		if _, _, err := Resolve(tag); !errors.Is(err, ErrUnknown) || strings.Contains(err.Error(), "nearest") {
			t.Errorf("%s: got %v, want ErrUnknown without a suggestion", tag, err)
		}
	}
}

func TestACountryIsKnownByCodeOrName(t *testing.T) {
	for name, want := range map[string]string{"CN": "CN", "cn": "CN", "JPN": "JP", "UK": "GB", "China": "CN", "中国": "CN", "日本": "JP", "德国": "DE", "germany": "DE", " United States ": "US", "美國": "US", "Holland": "NL"} {
		if got, err := Country(name); got != want || err != nil {
			t.Errorf("%s: got %q, %v, want %s", name, got, err, want)
		}
	}
	for name, near := range map[string]string{"Chian": "CN (China)", "Germony": "DE (Germany)", "Atlantis": "a code such as JP", "ZZ": "a code such as JP", "EU": "a code such as JP", "": "a code such as JP"} {
		if got, err := Country(name); !errors.Is(err, ErrCountry) || !strings.Contains(err.Error(), near) {
			t.Errorf("%s: got %q, %v, want ErrCountry saying %s", name, got, err, near)
		}
	}
}

func TestTheNearerFileSpeaksForItsTopics(t *testing.T) {
	p, _, err := Resolve("ja-JP")
	if err != nil {
		t.Fatal(err)
	}
	topics := map[string]int{}
	for _, f := range p.Guidance {
		topics[f.Topic]++
	}
	if topics["address"] != 1 || topics["honesty"] != 1 {
		t.Errorf("topics %v", topics)
	}
	i := slices.IndexFunc(p.Guidance, func(f Fact) bool { return f.Topic == "address" })
	j := slices.IndexFunc(p.Guidance, func(f Fact) bool { return f.Topic == "honesty" })
	if i > j {
		t.Error("root's guidance stands before the culture's own")
	}
}

func TestLawComesFromTheMarket(t *testing.T) {
	for _, c := range []struct {
		country     string
		days        int
		conditional bool
		known       bool
	}{
		{"DE", 14, false, true}, {"AT", 14, false, true}, {"CH", 0, false, true}, {"GB", 14, false, true}, {"uk", 14, false, true},
		{"JP", 8, true, true}, {"US", 0, false, true}, {"CN", 7, false, true}, {"ZZ", 0, false, false}, {"", 0, false, false},
	} {
		m, ok := ResolveMarket(c.country)
		if ok != c.known || m.WithdrawalDays != c.days || m.Conditional != c.conditional {
			t.Errorf("%s: got %+v, %v", c.country, m, ok)
		}
	}
}

func TestChineseWithoutACountryIsTakenForOne(t *testing.T) {
	if _, r, err := Resolve("zh-Hans"); err != nil || r.Note != "zh-Hans is taken as zh-CN" {
		t.Errorf("%q, %v", r.Note, err)
	}
	if _, r, err := Resolve("zh-SG"); err != nil || r.Note != "no profile for zh-SG: manner of zh-CN" {
		t.Errorf("%q, %v", r.Note, err)
	}
}
