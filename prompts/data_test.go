package prompts

import (
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
)

func TestEveryLanguageNamesItselfInItsOwnScript(t *testing.T) {
	seen := map[string]string{}
	for tag, l := range languages() {
		if l.Name == "" || l.Write == "" {
			t.Errorf("%s: name %q, write %q", tag, l.Name, l.Write)
		}
		if other, ok := seen[l.Write]; ok {
			t.Errorf("%s and %s say the same", tag, other)
		}
		seen[l.Write] = tag
		if base, _, _ := strings.Cut(tag, "-"); base != "en" && strings.HasPrefix(l.Write, "Write") {
			t.Errorf("%s: told in English", tag)
		}
		if got := languageOf(tag); got.Write != l.Write || got.tag != tag {
			t.Errorf("%s resolves to %q", tag, got.Write)
		}
	}
}

func TestTagsResolveToTheNearestLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"zh-CN": "Simplified Chinese", "zh-TW": "Traditional Chinese (Taiwan)", "de-AT": "German", "ja-JP": "Japanese",
		"en-AU": "English", "es-AR": "Spanish", "no": "Norwegian Bokmål", "pt-AO": "European Portuguese",
	} {
		if got := languageOf(tag).Name; got != want && !strings.HasSuffix(got, want) {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
	if got := languageOf(""); got.Name != "an unknown language" {
		t.Errorf("no language: %+v", got)
	}
	if got := languageOf("is"); !strings.Contains(got.Write, got.Name) || got.Name == "" {
		t.Errorf("a language without an entry: %+v", got)
	}
}

func TestEveryTopicAndActOfACultureHasItsPlace(t *testing.T) {
	known := topics()
	for _, tag := range culture.List() {
		p, _, err := culture.Resolve(tag)
		if err != nil {
			t.Fatal(err)
		}
		for outcome, acts := range p.Acts {
			for _, act := range acts {
				if known.Acts[act] == "" {
					t.Errorf("%s, %q: topics.yaml has no words for the act %q", tag, outcome, act)
				}
			}
		}
		if l := languageOf(p.Language); lang.Name(p.Language, "en") == "" || strings.HasPrefix(l.Write, "Write") && !strings.HasPrefix(p.Language, "en") {
			t.Errorf("%s: languages.yaml has no entry for %s", tag, p.Language)
		}
	}
}

func TestChannels(t *testing.T) {
	for name, c := range channels() {
		if c.Name == "" || c.Words == "" || c.Chars == "" || c.Form == "" {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if c := channelOf("fax"); c.Name != "fax" || c.Form == "" {
		t.Errorf("an unknown channel: %+v", c)
	}
	if c := channelOf(""); c.Name != "e-mail" {
		t.Errorf("no channel: %+v", c)
	}
}
