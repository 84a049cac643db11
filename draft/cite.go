package draft

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/translate"
)

// citations maps the markers of the written text to the snippets they name, with their
// places in both texts. Markers that name no snippet are findings instead.
func (w *writer) citations() []Citation {
	cited := []Citation{}
	agent, reply := w.c.Agent, Side{Language: w.c.Reply.Language, Text: w.c.Reply.Text}
	for _, m := range w.marks {
		s, given := w.snippet(m.ID)
		if !given {
			continue
		}
		at := [2]int{m.Start, m.End}
		c := Citation{Snippet: s.ID, Title: s.Title}
		switch w.c.Via {
		case "same":
			c.Spans.Agent, c.Spans.Reply = &at, &at
		case "pivot":
			c.Spans.Agent, c.Spans.Reply = &at, across(at, agent, reply)
		default:
			c.Spans.Agent, c.Spans.Reply = across(at, reply, agent), &at
		}
		cited = append(cited, c)
	}
	return cited
}

// snippet is the snippet of an id among those the writer was given.
func (w *writer) snippet(id string) (kb.Snippet, bool) {
	i := slices.IndexFunc(w.doc.Snippets, func(s kb.Snippet) bool { return s.ID == id })
	if i < 0 {
		return kb.Snippet{}, false
	}
	return w.doc.Snippets[i], true
}

// unsupported finds citations of snippets that were not given, or that have nothing in
// common with the words they stand behind.
func (w *writer) unsupported() []check.Finding {
	side, text, language := check.Agent, w.c.Agent.Text, w.c.Agent.Language
	if w.c.Via != "pivot" {
		side, text, language = check.Reply, w.c.Reply.Text, w.c.Reply.Language
	}
	runes := []rune(text)
	var found []check.Finding
	for _, m := range w.marks {
		s, given := w.snippet(m.ID)
		if m.End > len(runes) || given && kb.Supports(string(runes[m.Start:m.End]), language, s) {
			continue
		}
		f := check.Finding{Rule: "coverage/citation", Severity: check.Warning, Where: []check.Where{{Side: side, Span: &[2]int{m.Start, m.End}}}, Source: m.ID}
		message, advice := wrongCitation(given)
		f.Message, f.MessageLang = message.In(w.job.ReaderLang, clean.Line(m.ID, 100))
		f.Suggestion, _ = advice.In(w.job.ReaderLang)
		found = append(found, f)
	}
	return found
}

// wrongCitation says what is wrong with a citation, and what to do.
func wrongCitation(given bool) (message, advice check.Wording) {
	if given {
		return check.Wording{En: "Cites %s, which says nothing of this.", ZhHans: "引用了 %s，但该文章并未这样说。"},
			check.Wording{En: "Check it against the article.", ZhHans: "请与文章核对。"}
	}
	return check.Wording{En: "Cites %s, an article that was not given.", ZhHans: "引用了 %s，但没有提供过这篇文章。"},
		check.Wording{En: "Check what the sentence rests on.", ZhHans: "请核实这句话的依据。"}
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
