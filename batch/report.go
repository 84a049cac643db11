package batch

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"

	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
)

//go:embed report.html
var reportPage string

//go:embed report.js
var reportScript string

// Report writes one self-contained page about a journal: counts, incidents, then every
// ticket, those that a person must see first on top. Memory does not grow with the
// texts. What the page says itself is told by s.
func Report(path string, w io.Writer, s *say.Speaker) error {
	page, err := template.New("report").Funcs(template.FuncMap{"say": s.Sprintf, "text": s.Text}).Parse(reportPage)
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
		if person[i] {
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
	write := func(_ int, d *draft.Document) error { return page.ExecuteTemplate(out, "card", cardOf(d, s)) }
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
