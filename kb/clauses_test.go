package kb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A row is one thing said: it stays whole in a chunk, however long row or table are.
func TestATableRowIsNeverCut(t *testing.T) {
	cell := strings.Repeat("Sent by sea. It takes weeks. ", 40)
	table := "| To | How |\n|---|---|\n"
	for i := range 60 {
		table += fmt.Sprintf("| Port %d | %s|\n", i, cell[:29*(1+i%40)])
	}
	table += "| Port 60 | " + strings.Repeat(cell, 4) + "|\n"
	all := opened(t, write(t, map[string]string{"sea.en.md": "# Sea\n\n" + strings.Repeat("Before the table. ", 70) + "\n\n" + table}))
	rows := 0
	for _, s := range all.List() {
		for l := range strings.Lines(strings.TrimSpace(s.Text)) {
			l = strings.TrimSpace(l)
			if strings.Contains(l, "Sent by sea") && !strings.HasPrefix(l, "- To: Port") || strings.HasPrefix(l, "- To: Port") && !strings.HasSuffix(l, "weeks.") {
				t.Errorf("%s holds a piece of a row: %.60q", s.ID, l)
			}
			if strings.HasPrefix(l, "- To: Port") {
				rows++
			}
		}
	}
	if rows != 61 || len(all.List()) < 10 {
		t.Errorf("%d rows in %d chunks, want 61 in several", rows, len(all.List()))
	}
}

// Items begin chunks like paragraphs do, and a long list is not cut inside one.
func TestAListIsCutBetweenItems(t *testing.T) {
	list := ""
	for i := range 60 {
		list += fmt.Sprintf("- Item %d is described\n  on two lines. It goes on for a while, and then it ends here\n", i)
	}
	all := opened(t, write(t, map[string]string{"list.en.md": "# List\n\n" + list})).List()
	for _, s := range all {
		if !strings.HasPrefix(s.Text, "- Item") || !strings.HasSuffix(s.Text, "ends here") {
			t.Errorf("%s is cut inside an item: %.30q … %q", s.ID, s.Text, s.Text[len(s.Text)-30:])
		}
	}
	if len(all) < 2 {
		t.Errorf("%d chunks", len(all))
	}
}

// Scripts without spaces end their sentences with signs of their own.
func TestALongChineseSectionIsCutBetweenSentences(t *testing.T) {
	for tag, sentence := range map[string]string{"zh-Hans": "帐篷的每一句话都在这里结束。", "hi": "यह वाक्य यहीं समाप्त होता है। "} {
		all := opened(t, write(t, map[string]string{tag + "/long.md": "# 帐篷\n\n" + strings.Repeat(sentence, 300) + "\n"})).List()
		if len(all) < 4 {
			t.Errorf("%s: %d chunks", tag, len(all))
		}
		for _, s := range all {
			if end := []rune(strings.TrimSpace(sentence)); !strings.HasSuffix(s.Text, string(end[len(end)-1:])) {
				t.Errorf("%s: %s is cut inside a sentence", tag, s.ID)
			}
		}
	}
}

// The line of a snippet is where its first words stand in the file, whatever the kind.
func TestSnippetsStandWhereTheySay(t *testing.T) {
	long := ""
	for i := range 120 {
		long += fmt.Sprintf("Line %d says one thing about tents and says it whole.\n", i)
	}
	files := map[string]string{
		"long.en.md":  "---\ntitle: Long\n---\n\n" + long,
		"code.en.md":  "# Codes\n\n```\n# not a heading\n```\n\n## After {#after}\n\nAfter the code.\n",
		"page.html":   "<html lang=\"en\">\n<h1>Page</h1>\n<p>First words\nof the page.</p>\n<h2>Later</h2>\n<ul>\n<li>An item here</li>\n</ul>\n</html>\n",
		"faq.tsv":     "question\tanswer\nHow, \"long\"?\tTwo, three days.\nWhere?\tHere.\n",
		"terms.csv":   "term,definition,lang\nDDP,\"Delivered\nduty paid.\",en\nDAP,Delivered at place.,en\n",
		"notes.en.md": "# A\n\n## Same\n\nOne.\n\n## Same\n\nTwo.\n\n### Under\n\nThree.\n\n## Other\n\nFour.\n",
	}
	dir := write(t, files)
	seen := map[string]string{}
	for _, s := range opened(t, dir).List() {
		name, at, _ := strings.Cut(s.Source, ":")
		line := 0
		fmt.Sscan(at, &line)
		text := strings.Split(files[name], "\n")
		first, _, _ := strings.Cut(strings.TrimPrefix(s.Text, "- "), " ")
		if first == "Line" {
			first, _, _ = strings.Cut(s.Text, " says")
		}
		if line < 1 || line > len(text) || !strings.Contains(text[line-1], first) {
			t.Errorf("%s is said to be at %s, where %q does not stand", s.ID, s.Source, first)
		}
		seen[s.ID] = s.Title
		if name == "terms.csv" {
			seen[s.ID] += ": " + s.Text
		}
	}
	for id, title := range map[string]string{
		"faq.tsv#2": `How, "long"?`, "terms.csv#2": "DDP: Delivered duty paid.", "terms.csv#4": "DAP: Delivered at place.", "code.en.md": "Codes", "code.en.md#after": "Codes › After",
		"notes.en.md#same": "A › Same", "notes.en.md#same-2": "A › Same", "notes.en.md#under": "A › Same › Under", "notes.en.md#other": "A › Other",
	} {
		if seen[id] != title {
			t.Errorf("%s: title %q, want %q", id, seen[id], title)
		}
	}
}

// Every property does what FORMAT.md says, in front matter and in columns.
func TestProperties(t *testing.T) {
	b := opened(t, write(t, map[string]string{
		"a.md":     "---\ntitle: Camping stoves\nlang: en\nid: stoves\nurl: https://shop.example/stoves\ntags: [primus, burner]\nvalid_from: 2026-11-22\nvalid_until: 2026-11-22\n---\nThey are sold with a bag.\n",
		"b.md":     "---\ntitle: Campingkocher\nlang: de\ntranslation_of: stoves\n---\nSie werden mit Tasche verkauft.\n",
		"m.md":     "---\ntitle: Lanterns\nlang: en\nmarket: UK\n---\nLanterns come with a battery.\n",
		"t.csv":    "title,text,lang,countries,visibility,url\nPegs,Pegs are made of steel.,en,\"DE, FR\",,https://shop.example/pegs\nPegs inside,Pegs of steel cost us little.,en,,agents,\n",
		"ic.jsonl": `{"id":"1","title":"Secret sale","body":"<p>Lanterns cost less soon.</p>","state":"draft"}` + "\n",
	}))
	day := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		q    Query
		want []string
	}{
		{"in the reader's language by translation_of", Query{Texts: []string{"camping stoves sold with a bag"}, Language: "de", Market: "DE", At: day}, []string{"b.md"}},
		{"by a tag alone", Query{Texts: []string{"primus"}, Language: "en", Market: "DE", At: day}, []string{"a.md"}},
		{"not before valid_from", Query{Texts: []string{"camping stoves sold with a bag"}, Language: "en", Market: "DE", At: day.AddDate(0, 0, -1)}, nil},
		{"not after valid_until", Query{Texts: []string{"camping stoves sold with a bag"}, Language: "en", Market: "DE", At: day.AddDate(0, 0, 1)}, nil},
		{"market by the name people use", Query{Texts: []string{"Do lanterns come with a battery?"}, Language: "en", Market: "GB", At: day}, []string{"m.md"}},
		{"market shuts others out", Query{Texts: []string{"Do lanterns come with a battery?"}, Language: "en", Market: "DE", At: day}, nil},
		{"countries in a column", Query{Texts: []string{"Are pegs made of steel?"}, Language: "en", Market: "FR", At: day}, []string{"t.csv#2", "t.csv#3"}},
		{"and nobody else", Query{Texts: []string{"Are pegs made of steel?"}, Language: "en", Market: "US", At: day}, []string{"t.csv#3"}},
	} {
		if got := search(t, b, c.q); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	for id, want := range map[string]Snippet{
		"a.md": {URL: "https://shop.example/stoves", Language: "en"}, "t.csv#2": {URL: "https://shop.example/pegs", Language: "en"}, "t.csv#3": {Internal: true, Language: "en"},
	} {
		s, ok := b.Show(id)
		if !ok || s.URL != want.URL || s.Internal != want.Internal || s.Language != want.Language {
			t.Errorf("%s: %+v, want %+v", id, s, want)
		}
		if strings.Contains(s.Text, "primus") {
			t.Errorf("tags are shown: %q", s.Text)
		}
	}
}

// Who may see an article is never widened by a mistake, nor in a translation.
func TestWhatIsNotForEverybodyIsInternal(t *testing.T) {
	b, warnings, err := Open(context.Background(), []string{write(t, map[string]string{
		"x.md":    "---\nvisibility: stuff\n---\nSome text.\n",
		"hc.json": `{"articles":[{"id":12,"locale":"en-us","title":"R","body":"<p>Back.</p>","user_segment_id":9,"translations":[{"locale":"fr","title":"R","body":"<p>Renvoyez.</p>"}]},{"id":13,"locale":"en-us","title":"S","body":"<p>Open.</p>","user_segment_id":null}]}`,
		"m.json":  `{"macros":[{"id":7,"title":"Late","actions":[{"field":"comment_value_html","value":"<p>Dear {{ticket.requester.name}},</p><p>we ask.</p>"}]}]}`,
	})}, Options{})
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0], "taken as internal") {
		t.Errorf("warnings %q, %v", warnings, err)
	}
	got := map[string]bool{}
	for _, s := range b.List() {
		got[s.ID] = s.Internal
	}
	for id, want := range map[string]bool{"x.md": true, "hc.json#12": true, "hc.json#12-fr": true, "hc.json#13": false, "m.json#7": false} {
		if internal, ok := got[id]; !ok || internal != want {
			t.Errorf("%s: internal %v, there %v; want internal %v", id, internal, ok, want)
		}
	}
	if s, _ := b.Show("m.json#7"); s.Text != "Dear {{ticket.requester.name}},\n\nwe ask." {
		t.Errorf("a macro keeps its variables: %q", s.Text)
	}
}

// An index is replaced, never written over: who has it open goes on reading the old one.
func TestAnOpenIndexOutlivesANewOne(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "# Tents\n\nTents are red.\n"})
	b, _ := withOptions(t, dir, Options{Cache: t.TempDir()})
	kept, _ := withOptions(t, dir, b.options) // from the file
	path := cachePath([]string{dir}, b.options.Cache)
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("# Stoves\n\nStoves are hot, and this is another text.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Index(context.Background(), []string{dir}, b.options); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || os.SameFile(before, after) {
		t.Errorf("the index was written over: %v", err)
	}
	if got := kept.List(); len(got) != 1 || got[0].Text != "Tents are red." {
		t.Errorf("got %+v", got)
	}
}
