package pattern

import (
	"fmt"
	"regexp"
	"testing"
)

func TestWhatAPatternNeeds(t *testing.T) {
	cases := []struct{ pattern, want string }{
		{`\brefund(ed|s)?\b`, "[[refund]]"},
		{`(full|complete) refund`, "[[full complete] [ refund]]"},
		{`\b(ja|nein)\b`, "[[ja nein]]"},
		{`a?b*`, "[]"},
		{`x(yz)?`, "[[x]]"},
		{`(abc|d?)`, "[]"},
		{`apologi[sz]e`, "[[apologi] [s z] [e]]"},
		{`ab{2}c`, "[[ab] [c]]"},
		{`ab{0,2}cde`, "[[a] [cde]]"},
		{`100 ?[%％]`, "[[100] [% ％]]"},
		{`\x{263A}\.`, "[[☺.]]"},
		{`[]a]bc`, "[[] a] [bc]]"},
		{`[^ab]c[a-z]`, "[[c]]"},
		{`(?:foo|bar)+`, "[[foo bar]]"},
		{`(x(y|z)w|ab)`, "[[x ab]]"},
		{`fo+?`, "[[fo]]"},
		{`(?i)foo`, "[]"},
		{`(x(?s)y)foo`, "[]"},
		{`\p{Lu}\pL`, "[]"},
	}
	for _, c := range cases {
		if got := fmt.Sprint(needed(c.pattern)); got != c.want {
			t.Errorf("%s needs %s, want %s", c.pattern, got, c.want)
		}
	}
}

func TestFoldingKeepsEveryOffset(t *testing.T) {
	for _, s := range []string{"ÄÖÜ Straße", "İstanbul", "ＡＢＣ", "KΣ", "\xff A"} {
		if got := Fold(s); len(got) != len(s) {
			t.Errorf("%q became %q", s, got)
		}
	}
	if got := foldPattern(`\W[A-Z]\p{Lu}\x{1F300}ÄB\\D`); got != `\W[a-z]\p{Lu}\x{1F300}äb\\d` {
		t.Errorf("got %s", got)
	}
}

func FuzzNeeds(f *testing.F) {
	for _, s := range []string{`(a|b)c?`, `a{2,}b`, `[^]x]y`, `\b(foo|ba[rz])+?`, `a|`, `(?:x)`} {
		f.Add(s, "foo bar abc")
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		re, err := regexp.Compile(source)
		if err != nil {
			return
		}
		p := &Pattern{source: source, needs: needed(source)}
		if re.MatchString(text) && !p.May(text) {
			t.Errorf("%q matches %q, which has none of %q", source, text, p.needs)
		}
	})
}
