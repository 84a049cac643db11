package prompts

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// matter is what the user message says outside its fences.
type matter struct {
	Write   language
	Today   string
	Country string
	Asks    []string
	Mood    string
	Plain   bool
	Law     []string
	Channel channel
	Length  string

	Holding bool
	Outcome culture.Outcome
	Amount  string
	Acts    []string
	Notes   []string
	Missing []string
	HearsBy string
	Keep    []string // of the glossary, what occurs
	Terms   []string

	Approach, Revise, Instruct string
	ReviseOpen, ReviseClose    string
	Open, Close, Attempt       string
	Findings                   []string

	cuts []string
}

func matterOf(d Draft, fence Fence) matter {
	m := matter{
		Write: languageOf(d.Write), Country: d.Market.Country, Mood: mood(d), Plain: d.Signals.NonNative,
		Channel: channelOf(d.Channel), Holding: d.Holding, Outcome: d.Decision.Outcome,
		Approach: d.Approach, Instruct: d.Instruct, Missing: spaced(d.Signals.Missing),
	}
	m.Today = value.For(d.Write).DateDay(d.Now.In(zone(d)))
	m.Length = m.Channel.length(m.Write)
	m.Law = law(d)
	if at, ok := hearsBy(d); ok {
		m.HearsBy = value.For(d.Write).DateDay(at)
	}
	if d.Brand != nil {
		glossary := occurring(d.Brand.Glossary, said(d))
		m.Keep, m.Terms = kept(glossary), wordings(glossary, d.Write)
	}
	for _, a := range d.Signals.Asks {
		m.Asks = appendNew(m.Asks, askWord(a.Kind))
	}
	if d.Decision.Amount != nil {
		m.Amount = amount(*d.Decision.Amount, value.For(d.Write))
	}
	for _, note := range d.Decision.Notes {
		m.Notes = append(m.Notes, fence.inert(note))
	}
	if d.Profile != nil && !d.Holding {
		for _, act := range d.Profile.Acts[d.Decision.Outcome] {
			m.Acts = append(m.Acts, or(topics().Acts[act], act))
		}
	}
	if d.Revise != "" {
		m.Revise = m.capped("the reply to rewrite", fence.inert(d.Revise), d.Write)
		m.ReviseOpen, m.ReviseClose = fence.Marks("reply")
	}
	return m
}

// said is all the text a glossary term may occur in.
func said(d Draft) string {
	texts := append([]string{d.Revise}, d.Decision.Notes...)
	if d.Ticket != nil {
		texts = append(texts, d.Ticket.Subject, d.Ticket.BuyerText())
		if d.Ticket.Order != nil {
			for _, item := range d.Ticket.Order.Items {
				texts = append(texts, item.Name)
			}
		}
	}
	for _, s := range d.Snippets {
		texts = append(texts, s.Text)
	}
	return strings.Join(texts, "\n")
}

// capped keeps a text of ours that is far too long for a reply from filling the prompt.
func (m *matter) capped(what, text, tag string) string {
	short, cut := headTail(text, tag, longestMessage, characters)
	if cut {
		m.cuts = append(m.cuts, "the middle of "+what)
	}
	return short
}

func mood(d Draft) string {
	if slices.ContainsFunc(d.Signals.Risks, func(r ticket.Risk) bool { return r.Kind == ticket.Bereavement }) {
		return "that of mourning: somebody close to the buyer seems to have died; one short sentence of condolence comes first"
	}
	e := d.Signals.Emotion
	if e.Label == "" || e.Label == "calm" {
		return ""
	}
	if e.Intensity >= 0.75 && e.Label != "furious" {
		return "very " + e.Label
	}
	return e.Label
}

func zone(d Draft) *time.Location {
	var names []string
	if d.Ticket != nil {
		names = append(names, d.Ticket.Customer.TimeZone)
	}
	if d.Profile != nil {
		names = append(names, d.Profile.TimeZone)
	}
	for _, name := range names {
		if name == "" {
			continue
		}
		if loc, err := time.LoadLocation(name); err == nil {
			return loc
		}
	}
	return time.UTC
}

// law is what a market's law says about the matter at hand.
func law(d Draft) []string {
	var list []string
	for _, f := range d.Market.Facts {
		if matters(topics().Law[f.Topic], d) {
			list = append(list, f.Text)
		}
	}
	if len(list) == 0 && d.Market.WithdrawalDays > 0 && !d.Market.Conditional && matters(topics().Law["withdrawal"], d) {
		list = append(list, fmt.Sprintf("Consumers can withdraw from most online purchases within %d days of %s.", d.Market.WithdrawalDays, or(d.Market.WithdrawalFrom, "delivery")))
	}
	return list
}

func matters(asksAndOutcomes []string, d Draft) bool {
	for _, a := range d.Signals.Asks {
		if slices.Contains(asksAndOutcomes, a.Kind) {
			return true
		}
	}
	return slices.Contains(asksAndOutcomes, string(d.Decision.Outcome))
}

// amount says the currency's code where the sign alone could be two currencies'.
func amount(m value.Money, formats value.Formats) string {
	said := formats.Money(m)
	if m.Currency == "" || strings.Contains(said, m.Currency) || strings.ContainsAny(said, "€£₩円") {
		return said
	}
	return said + " (" + m.Currency + ")"
}

// hearsBy is the day by which the brand lets a buyer hear again, in business days where
// the buyer lives.
func hearsBy(d Draft) (time.Time, bool) {
	if d.Brand == nil || d.Brand.ReplyWithin <= 0 || d.Now.IsZero() || d.Profile == nil {
		return time.Time{}, false
	}
	var weekend []time.Weekday
	for _, day := range d.Profile.Weekend {
		weekend = append(weekend, time.Weekday(day))
	}
	closed := func(t time.Time) bool {
		date := t.Format(time.DateOnly)
		for _, h := range d.Profile.Calendar {
			if h.Closed && h.From <= date && date <= or(h.To, h.From) {
				return true
			}
		}
		return false
	}
	return value.AddBusinessDays(d.Now.In(zone(d)), (d.Brand.ReplyWithin+23)/24, weekend, closed), true
}

func askWord(kind string) string {
	return or(askWords()[kind], kind)
}

func spaced(kinds []string) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = strings.ReplaceAll(k, "-", " ")
	}
	return list
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
