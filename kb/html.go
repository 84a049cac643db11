package kb

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// looksHTML tells whether a text is HTML rather than Markdown or plain.
func looksHTML(s string) bool {
	return strings.Contains(s, "</") && strings.Contains(s, ">")
}

// splitHTML cuts an HTML text at its headings. It is written out as Markdown first, so
// that both kinds of article are divided by the same rules; a line of the result is
// not a line of the source, so every chunk is said to stand at line.
func splitHTML(title, body string, line int) []chunk {
	chunks := splitMarkdown(title, markdownOf(body), 1)
	for i := range chunks {
		chunks[i].line = line
	}
	return chunks
}

func readHTML(rel, text string) ([]article, []string) {
	a := article{path: rel}
	body, line, err := a.frontMatter(text)
	var warnings []string
	if err != nil {
		warnings = append(warnings, rel+":"+err.Error())
	}
	if a.title == "" {
		a.title = htmlTitle(body)
	}
	a.sections = splitHTML(a.title, body, line)
	at := 0
	for i := range a.sections { // the chunks stand in the source in their order
		begins := strings.TrimPrefix(a.sections[i].text, "- ")
		if cut := strings.IndexAny(begins[min(8, len(begins)):], " \n,.:(&"); cut >= 0 {
			begins = begins[:min(8, len(begins))+cut]
		}
		if found := strings.Index(body[at:], begins); found >= 0 {
			at += found
		}
		a.sections[i].line = line + strings.Count(body[:at], "\n")
	}
	return []article{a}, warnings
}

var tagPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)<[^>]*>`) })

// markdownOf writes HTML as Markdown: headings, paragraphs, lists, tables, links. Text
// nested too deep for the parser loses its structure, not its words.
func markdownOf(source string) string {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return html.UnescapeString(tagPattern().ReplaceAllString(source, " "))
	}
	var w htmlWriter
	w.node(doc)
	return w.out.String()
}

func htmlTitle(source string) string {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return ""
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Title && n.FirstChild != nil {
			return strings.TrimSpace(n.FirstChild.Data)
		}
	}
	return ""
}

type htmlWriter struct {
	out strings.Builder
}

func (w *htmlWriter) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

// block writes children as a paragraph of their own that begins with prefix.
func (w *htmlWriter) block(prefix string, n *html.Node) {
	w.out.WriteString("\n\n" + prefix)
	w.children(n)
	w.out.WriteString("\n\n")
}

func (w *htmlWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		text := strings.Join(strings.Fields(n.Data), " ")
		if text == "" {
			w.out.WriteString(strings.Repeat(" ", min(1, len(n.Data))))
			return
		}
		if strings.TrimLeft(n.Data, " \t\r\n") != n.Data {
			text = " " + text
		}
		if strings.TrimRight(n.Data, " \t\r\n") != n.Data {
			text += " "
		}
		w.out.WriteString(text)
		return
	}
	if hidden(n) {
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Noscript, atom.Nav, atom.Svg, atom.Iframe, atom.Object:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.out.WriteString("\n\n" + strings.Repeat("#", int(n.Data[1]-'0')) + " " + strings.TrimSpace(textOf(n)))
		if id := attribute(n, "id"); id != "" && !strings.ContainsAny(id, " {}") {
			w.out.WriteString(" {#" + id + "}")
		}
		w.out.WriteString("\n\n")
	case atom.Li:
		w.out.WriteString("\n- ")
		w.children(n)
	case atom.Br:
		w.out.WriteString("\n")
	case atom.Table:
		w.table(n)
	case atom.A:
		text, url := strings.TrimSpace(textOf(n)), attribute(n, "href")
		if strings.HasPrefix(url, "http") && url != text {
			text = "[" + text + "](" + url + ")"
		}
		w.out.WriteString(text)
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Dl, atom.Dt, atom.Dd, atom.Figure, atom.Main:
		w.block("", n)
	default:
		w.children(n)
	}
}

func (w *htmlWriter) table(n *html.Node) {
	w.out.WriteString("\n\n")
	for c := range n.Descendants() {
		if c.DataAtom != atom.Tr {
			continue
		}
		w.out.WriteString("|")
		for cell := range c.ChildNodes() {
			if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
				w.out.WriteString(" " + strings.ReplaceAll(strings.Join(strings.Fields(textOf(cell)), " "), "|", `\|`) + " |")
			}
		}
		w.out.WriteString("\n")
	}
	w.out.WriteString("\n")
}

// textOf is the text inside a node, block elements parted by spaces.
func textOf(n *html.Node) string {
	var out strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
		} else if c.DataAtom == atom.Br || c.DataAtom == atom.P || c.DataAtom == atom.Li || c.DataAtom == atom.Div {
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none")
	})
}
