package mask

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sentences are the texts of the labelled set, and some with traps for the laws.
func sentences(tb testing.TB) []string {
	f, err := os.Open("testdata/pii.jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	list := []string{
		"", "**ann@example.com** and `bob@example.com`", "[ann@example.com] {\"mail\":\"ann@example.com\"}", "[EMAIL_1] is what I typed",
		"My name is Jane Roe.\nRegards,\nJane Roe", "call +44 20 7946 0958 or 020 7946 0958", "mail ann@example.com, again ann@example.com",
		"{\"text\":\"my password is \\\"hunter2!\\\"\"}", "\u200bann@\u200bexample.com", "e\u0301@x.example ＡＢ＠ｃ.example", "a_b_c@d.example_f",
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			tb.Fatal(err)
		}
		list = append(list, row.Text)
	}
	return list
}

const nonce = "k7q2"

// laws checks what must hold for any text that does not know the nonce.
func laws(t *testing.T, s string) {
	if strings.Contains(strings.ToLower(newView(s).text), nonce) || !utf8.ValidString(s) {
		return
	}
	v := NewVault(nonce, Options{})
	masked, hidden := v.HideSpans(s)
	if again := v.Hide(masked); again != masked {
		t.Errorf("hiding twice: %q\nfirst %q\nthen  %q", s, masked, again)
	}
	back, unknown := v.Restore(masked)
	cards := slices.ContainsFunc(hidden, func(h Hidden) bool { return h.Type == "CREDIT_CARD" })
	if !cards && back != s {
		t.Errorf("%q came back as %q from %q", s, back, masked)
	}
	for _, u := range unknown {
		if !strings.Contains(s, u) {
			t.Errorf("%q is reported as unknown in %q", u, masked)
		}
	}
	for _, h := range hidden {
		if h.Type == "CREDIT_CARD" && strings.Contains(back, s[h.Start:h.End]) && strings.Count(s, s[h.Start:h.End]) == 1 {
			t.Errorf("a card came back whole in %q", back)
		}
		if s[h.Start:h.End] == "" || h.StandIn == "" {
			t.Errorf("empty span in %+v", h)
		}
	}
	var streamed strings.Builder
	r := v.Stream()
	for _, piece := range strings.Split(masked, "") {
		streamed.WriteString(r.Write(piece))
	}
	streamed.WriteString(r.Close())
	if plain, _ := v.Restore(masked); streamed.String() != plain && !looksJSON(masked) {
		t.Errorf("streamed %q, at once %q", streamed.String(), plain)
	}
}

func TestLawsOverTheLabelledSet(t *testing.T) {
	for _, s := range sentences(t) {
		laws(t, s)
	}
}

func FuzzHideAndRestore(f *testing.F) {
	for i, s := range sentences(f) {
		if i%4 == 0 {
			f.Add(s)
		}
	}
	f.Fuzz(laws)
}

func FuzzRestore(f *testing.F) {
	for _, s := range []string{"[EMAIL_1_k7q2]", "**[email 1 k7q2]**", "【メール_1_k7q2】", "EMAIL-1-k7q2", `\[EMAIL\_1\_k7q2\]`, "[EMAIL_one_k7q2]", "[[[EMAIL_1_k7q2", "_1_k7q2]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := NewVault(nonce, Options{})
		v.Hide("ann@example.com 4242 4242 4242 4242")
		got, _ := v.Restore(s)
		if strings.Contains(got, "4242 4242 4242 4242") && !strings.Contains(s, "4242 4242 4242 4242") {
			t.Errorf("a card came back: %q", got)
		}
		r := v.Stream()
		out := ""
		for _, piece := range strings.Split(s, "") {
			out += r.Write(piece)
		}
		out += r.Close()
		if utf8.ValidString(s) && !utf8.ValidString(out) {
			t.Errorf("broken characters: %q", out)
		}
	})
}
