package say

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

var errBroken = errors.New("invalid settings")

func TestErrorsAreToldPartByPart(t *testing.T) {
	zh := In("zh-CN")
	said := func(english string) string { return zh.said[english] }
	missing := &fs.PathError{Op: "open", Path: "/x/a: b.txt", Err: fs.ErrNotExist}
	for english, c := range map[string]struct {
		err  error
		want string
	}{
		`invalid settings: c.yaml:3: unknown key "modle", nearest is "model"`: {
			Errorf("%w: %s:%d: unknown key %q, nearest is %q", errBroken, "c.yaml", 3, "modle", "model"), said("invalid settings") + `：c.yaml:3：未知的键 "modle"，最接近的是 "model"`},
		"brand: open /x/a: b.txt: file does not exist": {
			Errorf("brand: %w", missing), fmt.Sprintf(strings.ReplaceAll(said("brand: %w"), "%w", "%s"), fmt.Sprintf(said("open %s: %s"), "/x/a: b.txt", said("file does not exist")))},
		"the ticket.txt: the ticket is empty": {
			Errorf("%s: the %s is empty", "the ticket.txt", Word("ticket")), fmt.Sprintf(said("%s: the %s is empty"), "the ticket.txt", said("ticket"))},
		"what the server said: in its own words": {
			errors.New("what the server said: in its own words"), "what the server said: in its own words"},
		"one\ntwo": {errors.Join(errors.New("one"), errors.New("two")), "one\ntwo"},
	} {
		if c.err.Error() != english {
			t.Errorf("English: got %q, want %q", c.err.Error(), english)
		}
		if got := zh.Error(c.err); got != c.want {
			t.Errorf("%s: got %q, want %q", english, got, c.want)
		}
		if got := In("en").Error(c.err); got != english {
			t.Errorf("in English: got %q, want %q", got, english)
		}
	}
	if !errors.Is(Errorf("x: %w", errBroken), errBroken) {
		t.Error("a wrapped error is lost")
	}
}

func TestTextsAreRecognised(t *testing.T) {
	zh := In("zh")
	said := func(english string, values ...any) string { return fmt.Sprintf(zh.said[english], values...) }
	unknown := said("unknown brand")
	for english, want := range map[string]string{
		"no connection to 127.0.0.1:11434":                    said("no connection to %s", "127.0.0.1:11434"),
		"no gloss: no connection to 127.0.0.1:1":              said("no gloss: %s", said("no connection to %s", "127.0.0.1:1")),
		"a.yaml:3: name is wrong; b.yaml: unknown brand":      "a.yaml:3: name is wrong; b.yaml：" + unknown,
		"HTTP 500: the server's own words: in English":        "HTTP 500: the server's own words: in English",
		`unknown key "x"; did you mean brand?`:                said("unknown key %q; did you mean %s?", "x", "brand"),
		"shop.yaml:2: unknown key \"x\"; did you mean brand?": "shop.yaml:2：" + said("unknown key %q; did you mean %s?", "x", "brand"),
		"":                     "",
		"nothing we ever said": "nothing we ever said",
		"ticket":               said("ticket"),
		"没有译文：already told":    "没有译文：already told",
		strings.Repeat("a: ", 5000) + "unknown brand": strings.Repeat("a: ", 5000) + "unknown brand",
		"the endpoint read 10 tokens of about 90: it cut the prompt; give the model a larger context": said(
			"the endpoint read %d tokens of about %d: it cut the prompt; give the model a larger context", 10, 90),
	} {
		if got := zh.Text(english); got != want {
			t.Errorf("%.80q: got %.80q, want %.80q", english, got, want)
		}
	}
}

// TestEveryFormatIsRecognised fills each format and wants its text told as the format
// itself is: no other entry may take it for its own.
func TestEveryFormatIsRecognised(t *testing.T) {
	zh := In("zh")
	for _, f := range zh.formats {
		english, values := "", map[int]string{}
		for _, p := range f.en {
			if p.verb == 0 {
				english += p.text
				continue
			}
			value, known := values[p.arg]
			if !known {
				value = map[byte]string{'d': "7", 'f': "1.5", 'g': "1.5", 'q': `"q"`}[p.verb]
				if value == "" {
					value = fmt.Sprintf("v%d", p.arg)
				}
				values[p.arg] = value
			}
			english += value
		}
		if got, want := zh.Text(english), zh.fill(f.other, values); got != want {
			t.Errorf("%q: got %q, want %q", english, got, want)
		}
	}
}

func TestLanguagesOfTags(t *testing.T) {
	for tag, want := range map[string]string{
		"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh_CN.UTF-8": "zh-Hans", "zh-Hant-TW": "zh-Hans", "cmn-Hans": "zh-Hans",
		"en": "en", "en_GB.UTF-8": "en", "ja": "", "": "", "C": "", "zhx": "",
	} {
		if got := Language(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	zh := In("zh")
	for _, e := range entries("zh-Hans") {
		f.Add(e.En)
	}
	f.Add(`a: b; c: "`)
	f.Fuzz(func(t *testing.T, text string) {
		if told := zh.Text(text); told == "" && text != "" {
			t.Errorf("%q is told as nothing", text)
		}
	})
}

func TestCommentsAreToldAndSettingsStay(t *testing.T) {
	zh := In("zh")
	file := "# Who writes. Without a model the built-in composer does.\nendpoint:\n  key_file: \"\"   # or a file only you can read (mode 0600)\n  model: \"\"      # gpt-4.1-mini, qwen3:8b …\n#limits: # the most an agent may grant on an order without asking\n#  - 5 EUR\n"
	want := file
	for _, comment := range []string{"Who writes. Without a model the built-in composer does.", "or a file only you can read (mode 0600)", "the most an agent may grant on an order without asking"} {
		want = strings.Replace(want, comment, zh.said[comment], 1)
	}
	if got := zh.Comments(file); got != want || want == file {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := In("en").Comments(file); got != file {
		t.Errorf("in English: got\n%s", got)
	}
}
