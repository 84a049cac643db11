package ticket

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const deepest = 512 // nested elements: mail bombs go deeper

// htmlText is what a reader of an HTML mail sees, as plain text: paragraphs and lines
// kept, quotes marked by ">", images by their alternative text, nothing hidden.
func htmlText(s string) string {
	if text := walkHTML(s, false); text != "" {
		return text
	}
	return walkHTML(s, true) // a mail that hides everything by style still says something
}

func walkHTML(s string, showAll bool) string {
	w := htmlWalker{showAll: showAll}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tidyLines(w.out.String())
		case html.TextToken:
			if w.skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(z.Token())
		case html.EndTagToken:
			w.end(z.Token().DataAtom)
		}
	}
}

// htmlWalker writes the visible text of an HTML token stream.
type htmlWalker struct {
	showAll bool // hidden text too
	out     strings.Builder
	skip    int // inside elements nobody sees
	hide    atom.Atom
	quote   int
	pre     int
	space   bool // a space is owed before the next word
	fresh   bool // at the beginning of a line
}

func (w *htmlWalker) text(s string) {
	if w.pre > 0 {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				w.line()
			}
			w.word(line)
		}
		return
	}
	for i, field := range strings.FieldsFunc(s, htmlSpace) {
		if i > 0 || htmlSpace(rune(s[0])) {
			w.space = true
		}
		w.word(field)
	}
	if s != "" && htmlSpace(rune(s[len(s)-1])) {
		w.space = true
	}
}

// htmlSpace is what HTML collapses; a no-break space stays.
func htmlSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

func (w *htmlWalker) word(s string) {
	if s == "" {
		return
	}
	if w.fresh || w.out.Len() == 0 {
		w.out.WriteString(strings.Repeat("> ", w.quote))
	} else if w.space {
		w.out.WriteByte(' ')
	}
	w.out.WriteString(s)
	w.space, w.fresh = false, false
}

func (w *htmlWalker) line() {
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
		w.fresh = true
	}
	w.space = false
}

// block begins a new line unless at one.
func (w *htmlWalker) block() {
	if !w.fresh {
		w.line()
	}
}

func (w *htmlWalker) start(t html.Token) {
	if w.skip > 0 {
		if t.DataAtom == w.hide {
			w.skip++
		}
		return
	}
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript:
		if t.Type == html.StartTagToken {
			w.skip, w.hide = 1, t.DataAtom
		}
	case atom.Br:
		w.line()
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Ul, atom.Ol, atom.Table:
		w.block()
		w.line()
	case atom.Div, atom.Tr, atom.Section, atom.Article, atom.Hr:
		w.block()
	case atom.Li:
		w.block()
		w.word("-")
		w.space = true
	case atom.Td, atom.Th:
		w.space = true
	case atom.Pre:
		w.block()
		w.pre++
	case atom.Blockquote:
		w.block()
		w.quote = min(w.quote+1, deepest)
	case atom.Img:
		if alt := attr(t, "alt"); alt != "" {
			w.text(alt)
		}
	}
	if t.Type == html.StartTagToken && !w.showAll && hidden(t) && !void(t.DataAtom) {
		w.skip, w.hide = 1, t.DataAtom
	}
}

func (w *htmlWalker) end(a atom.Atom) {
	if w.skip > 0 {
		if a == w.hide {
			w.skip--
		}
		return
	}
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Ul, atom.Ol, atom.Table:
		w.block()
		w.line()
	case atom.Div, atom.Tr, atom.Li, atom.Section, atom.Article:
		w.block()
	case atom.Pre:
		w.block()
		w.pre = max(w.pre-1, 0)
	case atom.Blockquote:
		w.block()
		w.quote = max(w.quote-1, 0)
	}
}

// void tells the elements that have no end tag.
func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hidden tells elements that are there for machines: preheaders, tracking, injected text.
func hidden(t html.Token) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(t, "style")), " ", "")
	for _, a := range t.Attr {
		if a.Key == "hidden" {
			return t.DataAtom != 0
		}
	}
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all")
}

// tidyLines trims line ends and folds runs of empty lines into one.
func tidyLines(s string) string {
	var b strings.Builder
	empty := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t\u00a0")
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
			if empty > 0 {
				b.WriteString("\n")
			}
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}
