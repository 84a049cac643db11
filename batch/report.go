package batch

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
)

//go:embed report.html
var reportPage string

//go:embed report.js
var reportScript string

// Names is what the reader of a report calls a code; list is one of asks, emotions, risks,
// failures, channels and severities.
type Names func(list, code string) string

// voice is how a report speaks to its reader.
type voice struct {
	*say.Speaker
	names Names
}

func (v voice) name(list, code string) string {
	if v.names == nil || list == "" || code == "" {
		return code
	}
	return v.names(list, code)
}

// language is a language's name; readers of English read the tag.
func (v voice) language(tag string) string {
	if v.Speaker == nil {
		return tag
	}
	return lang.Name(tag, v.Language())
}

// list is several things in one line.
func (v voice) list(items []string) string {
	if v.Speaker == nil {
		return strings.Join(items, ", ")
	}
	return strings.Join(items, "、")
}

// Report writes one self-contained page about a journal: counts, incidents, then every
// ticket, those that a person must see first on top. Memory does not grow with the
// texts. What the page says itself is told by s; names says what its reader calls a code,
// nil leaves codes as they are.
func Report(path string, w io.Writer, s *say.Speaker, names Names) error {
	v := voice{s, names}
	page, err := template.New("report").Funcs(template.FuncMap{"say": s.Sprintf, "text": s.Text, "name": v.name, "language": v.language}).Parse(reportPage)
	if err != nil {
		return err // our own page
	}
	x, err := readIndex(path)
	if err != nil {
		return err
	}
	t := newTally()
	person := make([]bool, len(x.lines))
	err = x.documents(all, func(i int, d *draft.Document) error {
		t.add(d)
		person[i] = len(Reasons(d)) > 0
		if person[i] && d.Error == nil { // as a run counts them: who failed has a figure of its own
			t.Person++
		}
		return nil
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	sum := sha256.Sum256([]byte(reportScript))
	head := struct {
		summary
		Script template.JS
		Hash   string // what the page's policy lets run: this script and no other
		Lang   string
	}{t.close(), template.JS(reportScript), base64.StdEncoding.EncodeToString(sum[:]), s.Language()}
	if err := page.ExecuteTemplate(out, "head", head); err != nil {
		return err
	}
	write := func(_ int, d *draft.Document) error { return page.ExecuteTemplate(out, "card", cardOf(d, v)) }
	if err := x.documents(func(i int) bool { return person[i] }, write); err != nil {
		return err
	}
	if err := x.documents(func(i int) bool { return !person[i] }, write); err != nil {
		return err
	}
	if err := page.ExecuteTemplate(out, "foot", head); err != nil {
		return err
	}
	return out.Flush()
}
