package say

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unsaid is what stands in the code and is no message: files (with *), or texts in
// quotes. A line beginning with # says why for those below it.
func unsaid(t *testing.T) (files, texts []string) {
	t.Helper()
	f, err := os.Open("testdata/unsaid.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "" || line[0] == '#':
		case line[0] == '"':
			var text string
			if _, err := fmt.Sscanf(line, "%q", &text); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			texts = append(texts, text)
		default:
			files = append(files, line)
		}
	}
	return files, texts
}

func TestEveryMessageIsToldInChinese(t *testing.T) {
	files, texts := unsaid(t)
	used := map[string]bool{}
	s := chinese()
	for _, x := range sources(t) {
		file, _, _ := strings.Cut(x.place, ":")
		if i := slices.IndexFunc(files, func(pattern string) bool { ok, _ := path.Match(pattern, file); return ok }); i >= 0 {
			used[files[i]] = true
			continue
		}
		if slices.Contains(texts, x.text) {
			used[x.text] = true
			continue
		}
		if x.bare && x.worded() && strings.HasPrefix(file, "cmd/") {
			t.Errorf("%s: %q is printed in English only: print a.say(…)", x.place, x.text)
		}
		if !x.worded() || s.knows(x.text) {
			continue
		}
		t.Errorf("%s: no Chinese for %q: add it to say/zh-Hans, or to say/testdata/unsaid.txt when nobody is told", x.place, x.text)
	}
	for _, line := range append(files, texts...) {
		if !used[line] {
			t.Errorf("testdata/unsaid.txt: %q is not in the code any more", line)
		}
	}
}

// knows tells whether a text is in the catalogue, as it stands or, when it has no
// values, as an instance of a format.
func (s *Speaker) knows(english string) bool {
	if s.said[english] != "" || s.said[bare(english)] != "" {
		return true
	}
	told, known := s.whole(english)
	return known > 0 && withoutVerbs(english) == english && !words.MatchString(told)
}

// bare is a text without a place before it ("1: …", ": …") and a line's end.
func bare(text string) string {
	text = strings.TrimRight(text, "\n")
	if before, rest, found := strings.Cut(text, ": "); found && strings.Trim(before, "0123456789") == "" {
		return rest
	}
	return text
}

// words are English left over.
var words = regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)

func TestErrorsRememberTheirParts(t *testing.T) {
	for _, x := range sources(t) {
		if x.unkept {
			t.Errorf("%s: fmt.Errorf(%q): say.Errorf keeps the parts that Chinese needs", x.place, x.text)
		}
	}
}

func TestEveryEntryIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, x := range sources(t) {
		used[x.text], used[bare(x.text)] = true, true
	}
	for _, file := range files(t) {
		if file == "system.yaml" { // what libraries say
			continue
		}
		for _, e := range entriesOf("zh-Hans/" + file) {
			if !used[e.En] && !instance(e.En, used) {
				t.Errorf("%s: %q is said nowhere any more", file, e.En)
			}
		}
	}
}

// instance tells whether a format stands for texts that the code has one by one.
func instance(format string, used map[string]bool) bool {
	list := pieces(format)
	for text := range used {
		if _, ok := match(list, text); ok && len(verbs(format)) > 0 {
			return true
		}
	}
	return false
}

func files(t *testing.T) []string {
	t.Helper()
	list, err := catalogues.ReadDir("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range list {
		names = append(names, f.Name())
	}
	return names
}

func TestEntriesHaveTheSameValues(t *testing.T) {
	seen := map[string]string{}
	for _, file := range files(t) {
		for _, e := range entriesOf("zh-Hans/" + file) {
			if seen[e.En] != "" {
				t.Errorf("%s: %q is in %s too", file, e.En, seen[e.En])
			}
			seen[e.En] = file
			if e.Zh == "" {
				t.Errorf("%s: %q has no Chinese", file, e.En)
			}
			en, zh := verbs(e.En), verbs(e.Zh)
			if file == "system.yaml" { // a library may say more than a person needs
				en = slices.DeleteFunc(en, func(v string) bool { return !slices.Contains(zh, v) })
			}
			if !slices.Equal(en, zh) {
				t.Errorf("%s: %q takes %v, %q takes %v", file, e.En, en, e.Zh, zh)
			}
		}
	}
}

// verbs are the values of a format in their order, each with how it is written.
func verbs(format string) []string {
	var list []string
	for _, p := range pieces(format) {
		if p.verb != 0 {
			kind := strings.NewReplacer("v", "s", "w", "s").Replace(string(p.verb))
			list = append(list, fmt.Sprintf("%d%s", p.arg+1, kind))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
