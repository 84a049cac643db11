package batch

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

var csvHeader = []string{"id", "language", "culture", "market", "emotion", "asks", "risks", "outcome", "engine", "score", "errors", "warnings", "subject", "reply", "agent_text", "error", "see_first"}

// CSV writes one row per ticket of a journal: what a spreadsheet needs for a review.
func CSV(path string, w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // Excel reads UTF-8 only with a mark
		return err
	}
	table := csv.NewWriter(w)
	if err := table.Write(csvHeader); err != nil {
		return err
	}
	err := Documents(path, func(d *draft.Document) error { return table.Write(row(d)) })
	table.Flush()
	if err == nil {
		err = table.Error()
	}
	return err
}

func row(d *draft.Document) []string {
	cells := make([]string, len(csvHeader))
	cells[0] = d.ID
	if t := d.Ticket; t != nil {
		copy(cells[1:], []string{t.Language.Tag, t.Culture.Tag, t.Market.Tag, t.Emotion.Label, strings.Join(askKinds(t), " "), strings.Join(riskKinds(t), " ")})
	}
	if d.Outcome.Kind != nil {
		cells[7] = *d.Outcome.Kind
	}
	if c := d.Best(); c != nil {
		errors, warnings := findings(c)
		copy(cells[8:], []string{c.Engine, strconv.FormatFloat(c.Score, 'f', 2, 64), strconv.Itoa(errors), strconv.Itoa(warnings), c.Reply.Subject, c.Reply.Text, c.Agent.Text})
	}
	if d.Error != nil {
		cells[15] = d.Error.Kind + ": " + d.Error.Message
	}
	cells[16] = strings.Join(Reasons(d), ", ")
	for i := range cells {
		cells[i] = inertCell(clean.Terminal(cells[i]))
	}
	return cells
}

// inertCell keeps a spreadsheet from running what a stranger wrote as a formula, also
// when blanks or full-width forms hide it.
func inertCell(s string) string {
	if start := strings.TrimLeftFunc(s, unicode.IsSpace); start != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(start)[0]) || strings.HasPrefix(s, "\t") {
		return "'" + s
	}
	return s
}

func askKinds(t *draft.TicketView) []string {
	var kinds []string
	for _, a := range t.Asks {
		kinds = append(kinds, a.Kind)
	}
	return kinds
}

func riskKinds(t *draft.TicketView) []string {
	var kinds []string
	for _, r := range t.Risks {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

func findings(c *draft.Candidate) (errors, warnings int) {
	for _, f := range c.Findings {
		switch f.Severity {
		case check.Error:
			errors++
		case check.Warning:
			warnings++
		}
	}
	return errors, warnings
}
