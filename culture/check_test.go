package culture

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOurOwnFilesAreGood(t *testing.T) {
	for _, kind := range []string{"profiles", "markets", "languages", "calendars"} {
		for _, name := range builtin().names(kind) {
			found, err := CheckFile(filepath.Join(kind, name+".yaml"))
			if err != nil || len(found) > 0 {
				t.Errorf("%s/%s: %v %v", kind, name, err, found)
			}
		}
	}
}

func TestMistakesAreNamedWithTheirLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"de-DE", "tag: de-DE\nregistr: formal\n", "de-DE.yaml:2: field registr not found"},
		{"de-DE", "tag: de-DE\nregister: casual\n", `de-DE.yaml:2: register "casual" is formal or informal`},
		{"de-DE", "tag: de-DE\nregister: formal\n", "de-DE.yaml:2: register has no basis"},
		{"de-DE", "tag: de-AT\n", "de-DE.yaml:1: tag de-AT in a file named de-DE.yaml"},
		{"xx-JP", "tag: xx-JP\n", `xx-JP.yaml:1: "xx-JP" is no registered`},
		{"fr-FR", "tag: fr-FR\nguidance:\n  - topic: tone\n    text: be kind\n    confidence: sure\n", "fr-FR.yaml:3: no source"},
		{"fr-FR", "tag: fr-FR\nguidance:\n  - topic: tone\n    text: be kind\n    source: s\n    confidence: sure\n", `fr-FR.yaml:6: confidence "sure"`},
		{"fr-FR", "tag: fr-FR\nacts:\n  refuse: [thank]\n", `fr-FR.yaml:3: "thank" is no act`},
		{"fr-FR", "tag: fr-FR\nacts:\n  deny: [thanks]\n", `fr-FR.yaml:3: "deny" is no outcome`},
		{"fr-FR", "tag: [\n", "fr-FR.yaml:"},
		{"fr-FR", "", "start with tag"},
		{"nl", "tag: nl\nphrases:\n  grüß: hoi\n", `nl.yaml:3: no letter says "grüß"`},
		{"nl", "tag: nl\nphrases:\n  greeting: \"Beste {naam},\"\n", "nl.yaml:3: greeting: nothing is known by the name of {naam}"},
		{"nl", "tag: nl\nphrases:\n  greeting: \"Beste[ {name},\"\n", "nl.yaml:3: greeting: a bracket"},
		{"JP", "region: JP\nholidays:\n  - {name: x, from: 29.4.2026, closed: true, source: s}\n", "JP.yaml:3: from"},
		{"JP", "country: JP\nfacts:\n  - {topic: law, text: t, source: s}\n", "JP.yaml:3: no confidence"},
	} {
		file := filepath.Join(t.TempDir(), c.name+".yaml")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := CheckFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, m := range found {
			all = append(all, m.String())
		}
		if !strings.Contains(strings.Join(all, "\n"), c.want) {
			t.Errorf("%q: got %q, want %q", c.text, all, c.want)
		}
	}
}

func TestAUsersFolderExtendsAndOverrides(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("profiles/ja-JP.yaml", "tag: ja-JP\nguidance:\n  - {topic: tone, text: our own tone, source: our team, confidence: high}\n")
	write("profiles/fi-FI.yaml", "tag: fi-FI\nlanguage: fi\nregion: FI\n")
	write("languages/en.yaml", "tag: en\nphrases:\n  warm: \"Shout if you need us.\"\n")
	write("markets/FI.yaml", "country: FI\nfacts:\n  - {topic: house, text: ours, source: our team, confidence: high}\n")
	b, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := b.Resolve("ja-JP")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Guidance {
		if f.Topic == "tone" && f.Text != "our own tone" {
			t.Errorf("tone is %q", f.Text)
		}
	}
	if len(p.Guidance) < 8 {
		t.Error("the built-in guidance is gone")
	}
	if _, r, err := b.Resolve("fi"); err != nil || r.Chain[0] != "fi-FI" {
		t.Errorf("fi: %v %v", r, err)
	}
	l, _, err := b.Language("en")
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := l.Phrase("warm", nil); text != "Shout if you need us." {
		t.Errorf("warm: %q", text)
	}
	if text, _ := l.Phrase("greeting", nil); text == "" {
		t.Error("the built-in greeting is gone")
	}
	m, ok, err := b.Market("FI")
	if err != nil || !ok || m.WithdrawalDays != 14 || m.Facts[0].Text != "ours" {
		t.Errorf("FI: %+v %v %v", m, ok, err)
	}
	write("profiles/fi-FI.yaml", "tag: fi-FI\nlanguag: fi\n")
	if _, _, err := b.Resolve("fi"); err == nil || !strings.Contains(err.Error(), "fi-FI.yaml:2") {
		t.Errorf("a broken user file: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "absent")); err != nil {
		t.Errorf("an absent folder: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "profiles/ja-JP.yaml")); err == nil {
		t.Error("a file went for a folder")
	}
}

func TestAProfileReadsWell(t *testing.T) {
	p, r, err := Resolve("ja")
	if err != nil {
		t.Fatal(err)
	}
	text := p.Text(r, time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), nil, func(word string) string { return word })
	for _, want := range []string{"ja is taken as ja-JP", "ja-JP < root", "do       ", "not say  できません", "source   ", "Golden Week", "refuse "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "2025-") || strings.Contains(text, "2028-") {
		t.Error("days outside the next twelve months")
	}
}

func TestEveryFileIsEmbedded(t *testing.T) {
	if err := fs.WalkDir(embedded, ".", func(path string, d fs.DirEntry, err error) error { return err }); err != nil {
		t.Error(err)
	}
}
