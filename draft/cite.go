package draft

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/translate"
)

// citations maps the markers of the written text to the snippets they name. Markers
// that name no snippet are dropped here; a rule reports them.
func (w *writer) citations() []Citation {
	cited := []Citation{}
	for _, m := range w.marks {
		for _, s := range w.doc.Snippets {
			if s.ID != m.ID {
				continue
			}
			at := [2]int{m.Start, m.End}
			c := Citation{Snippet: s.ID, Title: s.Title}
			if w.c.Via == "pivot" || w.c.Via == "same" {
				c.Spans.Agent = &at
			}
			if w.c.Via != "pivot" {
				c.Spans.Reply = &at
			}
			cited = append(cited, c)
		}
	}
	return cited
}

// unsupported finds citations of snippets that have nothing in common with the words
// they stand behind.
func (w *writer) unsupported() []check.Finding {
	side, text, language := check.Agent, w.c.Agent.Text, w.c.Agent.Language
	if w.c.Via != "pivot" {
		side, text, language = check.Reply, w.c.Reply.Text, w.c.Reply.Language
	}
	runes := []rune(text)
	var found []check.Finding
	for _, m := range w.marks {
		i := slices.IndexFunc(w.doc.Snippets, func(s kb.Snippet) bool { return s.ID == m.ID })
		if i < 0 || m.End > len(runes) || kb.Supports(string(runes[m.Start:m.End]), language, w.doc.Snippets[i]) {
			continue
		}
		f := check.Finding{Rule: "coverage/citation", Severity: check.Warning, Where: []check.Where{{Side: side, Span: &[2]int{m.Start, m.End}}},
			Message: "Cites " + m.ID + ", which says nothing of this.", MessageLang: "en", Suggestion: "Check it against the article.", Source: m.ID}
		if strings.HasPrefix(w.job.ReaderLang, "zh") {
			f.Message, f.MessageLang, f.Suggestion = "引用了 "+m.ID+"，但该文章并未这样说。", "zh-Hans", "请与文章核对。"
		}
		found = append(found, f)
	}
	return found
}

// preview turns the pieces of an answer into what a reader may see of it already.
type preview struct {
	filter  *translate.Filter
	markers markerFilter
}

func newPreview(p translate.Prepared) *preview { return &preview{filter: p.Filter()} }

// write returns what can be shown; end says that nothing more will come.
func (p *preview) write(delta string, end bool) string {
	shown := p.filter.Write(delta)
	if end {
		shown += p.filter.Close()
	}
	return p.markers.write(shown, end)
}

// markerFilter takes citation markers out of text that arrives in pieces.
type markerFilter struct{ held string }

// write returns what can be shown; end says that nothing more will come.
func (f *markerFilter) write(delta string, end bool) string {
	f.held += delta
	var shown strings.Builder
	for {
		open := strings.IndexByte(f.held, '[')
		if open < 0 {
			shown.WriteString(f.held)
			f.held = ""
			return shown.String()
		}
		shown.WriteString(f.held[:open])
		f.held = f.held[open:]
		if end || len(f.held) > 1 && f.held[1] != '[' {
			shown.WriteByte('[')
			f.held = f.held[1:]
			continue
		}
		close := strings.Index(f.held, "]]")
		if close < 0 {
			if len(f.held) > longestMarker {
				shown.WriteString(f.held)
				f.held = ""
			}
			return shown.String()
		}
		f.held = f.held[close+2:]
	}
}

// longestMarker bounds what is held back, in bytes.
const longestMarker = 200
