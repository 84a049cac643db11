package kb

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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

// heading reads "## Text".
func heading(t string) (int, string) {
	level := 0
	for level < len(t) && t[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level == len(t) || (t[level] != ' ' && t[level] != '\t') {
		return 0, ""
	}
	return level, strings.TrimSpace(strings.TrimRight(t[level:], "# "))
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

// attributes takes "{#anchor market=EU}" off the end of a heading. market may name
// several, in quotes: market="EU GB".
func attributes(text string) (rest, anchor string, markets []string) {
	i := strings.LastIndexByte(text, '{')
	if i < 0 || !strings.HasSuffix(text, "}") {
		return text, "", nil
	}
	inside := text[i+1 : len(text)-1]
	if key, value, ok := strings.Cut(inside, "market="); ok {
		inside = key
		for m := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ' ' || r == ',' || r == '"' }) {
			markets = append(markets, countryCode(m))
		}
	}
	for word := range strings.FieldsSeq(inside) {
		if strings.HasPrefix(word, "#") {
			anchor = word[1:]
		}
	}
	if anchor == "" && markets == nil {
		return text, "", nil
	}
	return strings.TrimSpace(text[:i]), anchor, markets
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

// tidy joins the lines of a paragraph and drops empty lines beyond one.
func tidy(text string) string {
	var out strings.Builder
	empty := true
	for l := range strings.Lines(text) {
		t := strings.TrimSpace(l)
		switch {
		case t == "":
			empty = true
			continue
		case out.Len() == 0:
		case empty:
			out.WriteString("\n\n")
		case isItem(t):
			out.WriteByte('\n')
		default:
			if last, _ := utf8.DecodeLastRuneInString(out.String()); last < 0x2E80 {
				out.WriteByte(' ') // scripts without spaces join without one
			}
		}
		out.WriteString(t)
		empty = false
	}
	return out.String()
}

// sentenceCut finds the end of a sentence at or after size, so that no part is cut
// inside one; it is len(text) when there is none.
func sentenceCut(text string, size int) int {
	for i, r := range text {
		if i < size {
			continue
		}
		end := i + utf8.RuneLen(r)
		switch r {
		case '。', '！', '？', '।', '۔', '؟':
			return end
		case '.', '!', '?', '\n':
			if end == len(text) || text[end] == ' ' || text[end] == '\n' {
				return end
			}
		}
	}
	return len(text)
}

// isItem tells whether a line begins a list item.
func isItem(t string) bool {
	if len(t) >= 2 && strings.ContainsRune("-*+", rune(t[0])) && t[1] == ' ' {
		return true
	}
	digits := 0
	for digits < len(t) && t[digits] >= '0' && t[digits] <= '9' {
		digits++
	}
	return digits > 0 && digits < 4 && digits+1 < len(t) && (t[digits] == '.' || t[digits] == ')') && t[digits+1] == ' '
}

func tableCells(t string) []string {
	t = strings.TrimSuffix(strings.TrimPrefix(t, "|"), "|")
	t = strings.ReplaceAll(t, `\|`, "\x00")
	cells := strings.Split(t, "|")
	for i, c := range cells {
		cells[i] = plainInline(strings.TrimSpace(strings.ReplaceAll(c, "\x00", "|")))
	}
	return cells
}

func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, "-: ") != "" {
			return false
		}
	}
	return true
}

// tableRow says a row so that it stands on its own: each cell under its heading.
func tableRow(header, cells []string) string {
	var out strings.Builder
	out.WriteString("- ")
	first := true
	for i, c := range cells {
		if c == "" {
			continue
		}
		if !first {
			out.WriteString("; ")
		}
		if i < len(header) && header[i] != "" {
			out.WriteString(header[i] + ": ")
		}
		out.WriteString(c)
		first = false
	}
	return out.String()
}

// slug is a heading as an anchor: letters and digits, the rest hyphens.
func slug(s string) string {
	var out strings.Builder
	dash := false
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if dash && out.Len() > 0 {
				out.WriteByte('-')
			}
			out.WriteRune(r)
			dash = false
		} else {
			dash = true
		}
	}
	return out.String()
}
