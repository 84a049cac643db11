package draft

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/ticket"
)

// sources are the texts a reply may take values from. What the tool itself computes
// and offers to the writer (the dates by which a buyer hears again) is "computed".
func (r *round) sources() []check.Source {
	t := r.job.Ticket
	from := []check.Source{{Name: "ticket", Text: t.Subject + "\n" + t.BuyerText(), Lang: r.signals.Language.Tag}}
	for _, m := range t.Messages {
		if m.From == "agent" {
			from = append(from, check.Source{Name: "thread", Text: m.Text})
		}
	}
	if t.Order != nil {
		if b, err := json.Marshal(t.Order); err == nil {
			from = append(from, check.Source{Name: "order", Text: string(b)})
		}
	}
	about := []string{t.ID, t.Customer.Name}
	from = append(from, check.Source{Name: "ticket", Text: strings.Join(about, "\n")})
	for _, n := range r.job.Decision.Notes {
		from = append(from, check.Source{Name: "note", Text: n, Lang: r.job.AgentLang})
	}
	if m := r.job.Decision.Amount; m != nil {
		from = append(from, check.Source{Name: "note", Text: m.Amount + " " + m.Currency})
	}
	if r.job.Instruct != "" {
		from = append(from, check.Source{Name: "note", Text: r.job.Instruct, Lang: r.job.AgentLang})
	}
	if r.job.Revise != "" {
		from = append(from, check.Source{Name: "note", Text: r.job.Revise})
	}
	from = append(from, r.brandSources()...)
	for _, s := range r.doc.Snippets {
		from = append(from, check.Source{Name: s.ID, Text: s.Title + "\n" + s.Text + "\n" + s.URL, Lang: s.Language})
	}
	for _, f := range r.doc.Facts {
		from = append(from, check.Source{Name: "fact", Text: f.Value + "\n" + f.Text})
	}
	return append(from, check.Source{Name: "computed", Text: r.computedDates()})
}

func (r *round) brandSources() []check.Source {
	b := r.job.Brand
	parts := append([]string{b.Name, b.Contact}, b.Promises...)
	parts = append(append(parts, b.AllowedHosts...), b.Emails...)
	for _, s := range b.Signature {
		parts = append(parts, s)
	}
	return []check.Source{{Name: "brand", Text: strings.Join(parts, "\n")}}
}

// computedDates are the days within which a reply may say the buyer hears again: today
// and the ten days after it, in the buyer's time zone.
func (r *round) computedDates() string {
	now := r.Now().In(r.zone)
	var days []string
	for i := range 11 {
		days = append(days, now.AddDate(0, 0, i).Format("2006-01-02"))
	}
	return strings.Join(days, "\n")
}

// zoneOf is the buyer's time zone: the ticket's, else that of most buyers there.
func zoneOf(t *ticket.Ticket, a Axes) *time.Location {
	for _, name := range []string{t.Customer.TimeZone, a.Profile.TimeZone} {
		if zone, err := time.LoadLocation(name); name != "" && err == nil {
			return zone
		}
	}
	return time.UTC
}

// fingerprint identifies what a draft was made from: text, settings, prompts, profile,
// knowledge, model. Fence ids, stand-ins and the time are no part of it.
func (r *round) fingerprint() string {
	version := ""
	if r.Prompts != nil {
		version = r.Prompts.Version()
	}
	b, err := json.Marshal(struct {
		Ticket, Flags, Defaults, Decision, Approaches, Snippets, Facts, Profile, Brand any
		Agent, Via, Revise, Instruct, Prompt, Model, Translate                         string
		N                                                                              int
	}{
		r.job.Ticket, r.job.Flags, r.job.Defaults, r.job.Decision, r.job.Approaches, r.doc.Snippets, r.doc.Facts, r.axes.Profile, r.job.Brand,
		r.job.AgentLang, r.job.Via, r.job.Revise, r.job.Instruct, version, r.ModelName, r.TranslateModel, r.job.Candidates,
	})
	if err != nil {
		panic(err) // our own types
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:12])
}

// TicketKey is the ticket's id, or a hash of its text when it has none.
func TicketKey(t *ticket.Ticket) string {
	if t.ID != "" {
		return t.ID
	}
	sum := sha256.Sum256([]byte(t.Subject + "\x00" + t.BuyerText()))
	return hex.EncodeToString(sum[:6])
}
