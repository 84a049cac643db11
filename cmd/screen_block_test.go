package cmd

import (
	"strings"
	"testing"
)

// writes keeps every write of its own.
type writes []string

func (w *writes) Write(b []byte) (int, error) {
	*w = append(*w, string(b))
	return len(b), nil
}

func TestABlockIsDrawnInPlaceWithoutFlicker(t *testing.T) {
	var out writes
	width := 40
	b := block{out: &out, width: func() int { return width }}
	b.draw([]string{"c1 writing", "c2 waiting"})
	b.draw([]string{"c1 writing", "c2 waiting"})
	if len(out) != 1 {
		t.Errorf("what did not change was written again: %q", out[1:])
	}
	b.draw([]string{"c1 writing", "c2 writing"})
	if len(out) != 2 || strings.Contains(out[1], "c1") || !strings.HasPrefix(out[1], syncBegin+"\x1b[2A") || !strings.HasSuffix(out[1], syncEnd) {
		t.Errorf("got %q, want one synchronized write with the second line alone", out[1:])
	}
	out = nil
	if err := b.print("the gist\n"); err != nil || len(out) != 1 || !strings.Contains(out[0], "\x1b[2A\r\x1b[Jthe gist\nc1 writing") {
		t.Errorf("got %q, %v", out, err)
	}
	out = nil
	width = 6 // the window was made narrower: each line takes two
	b.clear()
	if len(out) != 1 || out[0] != "\x1b[4A\r\x1b[J" {
		t.Errorf("got %q", out)
	}
	for _, w := range out {
		if strings.Contains(w, "\x1b[2J") || strings.Contains(w, "?25l") {
			t.Errorf("the screen is wiped or the cursor hidden: %q", w)
		}
	}
	out = nil
	if b.clear(); len(out) != 0 {
		t.Errorf("nothing was there to clear, and %q was written", out)
	}
}

func TestKeys(t *testing.T) {
	for typed, want := range map[string][]key{
		"j":                                 {{text: "j"}},
		"\x1b":                              {{name: "esc"}},
		"\x1b[A\x1bOB":                      {{name: "up"}, {name: "down"}},
		"\x1b[5~":                           {{name: "page-up"}},
		"\x1bj":                             {{name: "esc"}, {text: "j"}},
		"\r":                                {{name: "enter"}},
		"é日":                                {{text: "é"}, {text: "日"}},
		"\x03":                              {{name: "ctrl-c"}},
		"\x1b[200~a\nq\x1b[31mb\x1b[201~\r": {{text: "a qb"}, {name: "enter"}},
		"\x1b[99;99R":                       nil, // an answer nobody asked for
		"\xff":                              nil,
	} {
		if got := decode([]byte(typed)); !equalKeys(got, want) {
			t.Errorf("%q: got %v, want %v", typed, got, want)
		}
	}
	for typed, want := range map[string]bool{"j": false, "\x1b": true, "\x1b[": true, "\x1b[A": false, "\xe6\x97": true, "日": false, "\x1b[200~abc": true, "\x1b[200~abc\x1b[201~": false, "": false} {
		if got := unfinished([]byte(typed)); got != want {
			t.Errorf("unfinished %q: got %t, want %t", typed, got, want)
		}
	}
}

func equalKeys(a, b []key) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func FuzzKeys(f *testing.F) {
	for _, s := range []string{"\x1b[A", "\x1b[200~x", "日", "\x1b\x1b[", "\x1bO"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, typed []byte) {
		unfinished(typed)
		for _, k := range decode(typed) { // ends, and types nothing that drives a terminal
			if strings.ContainsAny(k.text, "\x1b\x07\r\n\u009b") {
				t.Errorf("%q types %q", typed, k.text)
			}
		}
	})
}
