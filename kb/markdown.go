package kb

import (
	"strconv"
	"strings"
)

// A chunk longer than this many bytes is cut at the next paragraph, list item, table
// row or, in one long paragraph, sentence.
const chunkSize = 1500

// splitMarkdown cuts a text at its headings; lines count from line. Every chunk
// carries the path of headings above it.
func splitMarkdown(title, body string, line int) []chunk {
	s := splitter{title: title, anchors: map[string]int{}}
	var table []string // header cells while in a table
	fence := ""
	n := line - 1
	for l := range strings.Lines(body) {
		n++
		l = strings.TrimRight(l, "\r\n")
		t := strings.TrimSpace(l)
		if fence != "" || strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			if fence == "" {
				fence = t[:3]
			} else if strings.HasPrefix(t, fence) {
				fence = ""
			} else {
				s.add(l, n, false)
			}
			continue
		}
		if level, text := heading(t); level > 0 {
			s.flush()
			s.enter(level, text, n)
			table = nil
			continue
		}
		if !strings.HasPrefix(t, "|") {
			table = nil
			s.add(plainInline(l), n, t == "" || isItem(t))
			continue
		}
		cells := tableCells(t)
		switch {
		case isRule(cells):
		case table == nil:
			table = cells
		default:
			s.row(tableRow(table, cells), n)
		}
	}
	s.flush()
	return s.done
}

// splitter gathers blocks (paragraphs, items, rows) into chunks.
type splitter struct {
	title   string
	path    []string   // headings open now, by level
	markets [][]string // what those headings are restricted to
	anchor  string
	part    int
	anchors map[string]int
	done    []chunk

	text strings.Builder
	line int
}

func (s *splitter) enter(level int, text string, line int) {
	text, anchor, markets := attributes(text)
	text = plainInline(text)
	if anchor == "" {
		anchor = slug(text)
	}
	if level == 1 && len(s.done) == 0 { // the article's own title
		if s.title == "" {
			s.title = text
		}
		s.path = s.path[:0]
		return
	}
	for len(s.path) >= level {
		s.path = s.path[:len(s.path)-1]
	}
	for len(s.path) < level-1 {
		s.path = append(s.path, "")
	}
	s.path = append(s.path, text)
	s.markets = append(s.markets[:min(len(s.markets), level-1)], make([][]string, max(0, level-1-len(s.markets)))...)
	s.markets = append(s.markets, markets)
	if s.anchors[anchor]++; s.anchors[anchor] > 1 {
		anchor += "-" + strconv.Itoa(s.anchors[anchor])
	}
	s.anchor, s.part = anchor, 0
}

// add takes one line; block says that a new paragraph, item or row begins here.
func (s *splitter) add(l string, n int, block bool) {
	if s.text.Len() >= chunkSize && block {
		s.flush()
	}
	if s.text.Len() == 0 {
		if strings.TrimSpace(l) == "" {
			return
		}
		s.line = n
	}
	s.text.WriteString(l)
	s.text.WriteByte('\n')
	for s.text.Len() > 2*chunkSize { // one paragraph that does not end
		text := s.text.String()
		cut := sentenceCut(text, chunkSize)
		if cut <= 0 || cut >= len(text) {
			return
		}
		s.text.Reset()
		s.text.WriteString(text[:cut])
		s.flush()
		rest := strings.TrimLeft(text[cut:], " \n")
		s.text.WriteString(rest)
		s.line = n + 1 - max(1, strings.Count(rest, "\n")) // a paragraph may have many lines
	}
}

// row takes a table row, which stays whole however long it is.
func (s *splitter) row(l string, n int) {
	if s.text.Len()+len(l) > 2*chunkSize {
		s.flush()
	}
	if s.text.Len() == 0 {
		s.line = n
	}
	s.text.WriteString(l + "\n")
	if s.text.Len() >= chunkSize {
		s.flush()
	}
}

func (s *splitter) flush() {
	text := tidy(s.text.String())
	s.text.Reset()
	if text == "" {
		return
	}
	c := chunk{anchor: s.anchor, title: s.title, text: text, line: s.line}
	for _, h := range s.path {
		if h != "" && h != s.title {
			c.title = strings.TrimPrefix(c.title+" › "+h, " › ")
		}
	}
	for _, m := range s.markets {
		if len(m) > 0 {
			c.markets = m // the inner heading is the narrower one
		}
	}
	if s.part++; s.part > 1 {
		c.anchor = strings.TrimPrefix(c.anchor+"-"+strconv.Itoa(s.part), "-")
	}
	s.done = append(s.done, c)
}
