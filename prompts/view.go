package prompts

import (
	"fmt"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/value"
)

// voice is what the system message is made from: a culture, a language, a brand.
type voice struct {
	Write, Reply language
	Pivot        bool // another hand carries the text into Reply
	Culture      string
	Address      string
	Guidance     []culture.Fact
	Tone         []string

	Shop, Voice, Contact, Signature string
	Promises, Limits, Hosts         []string
	Glossary                        []string
}

func voiceOf(d Draft) voice {
	v := voice{Write: languageOf(d.Write), Reply: languageOf(d.Reply), Pivot: !sameLanguage(d.Write, d.Reply)}
	v.manner(d.Profile, d.Phrases, d.Brand, v.Reply)
	if d.Brand == nil {
		return v
	}
	b := d.Brand
	v.Shop, v.Voice, v.Contact = b.Name, strings.TrimSpace(b.Voice), b.Contact
	v.Promises, v.Hosts = b.Promises, b.AllowedHosts
	v.Signature = strings.TrimSpace(b.SignatureFor(d.Write))
	for _, limit := range b.Limits {
		v.Limits = append(v.Limits, value.For(d.Write).Money(limit))
	}
	v.Glossary = wordings(b.Glossary, d.Write)
	return v
}

func (v *voice) manner(p *culture.Profile, phrases *culture.Language, b *brand.Brand, written language) {
	v.Culture = "unknown"
	if p == nil {
		return
	}
	v.Culture, v.Guidance = p.Tag, p.Guidance
	register := registerOf(p, b)
	v.Address = written.address(register)
	if phrases == nil || v.Pivot && !sameLanguage(phrases.Tag, v.Write.tag) {
		return
	}
	for _, act := range []string{"greeting", "thanks", "empathy", "apology", "next", "closing"} {
		v.Tone = append(v.Tone, phrases.Examples(act, register, 1)...)
	}
}

func registerOf(p *culture.Profile, b *brand.Brand) string {
	if b != nil {
		if r := b.Register[p.Tag]; r != "" {
			return r
		}
	}
	return p.Register
}

// sameLanguage tells whether no second step is needed: en-US and en-GB are one language
// here, Chinese in its two scripts is not.
func sameLanguage(a, b string) bool {
	la, _, _ := strings.Cut(a, "-")
	lb, _, _ := strings.Cut(b, "-")
	return strings.EqualFold(la, lb) && lang.Script(a) == lang.Script(b)
}

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
	Example []string

	Approach, Revise, Instruct string
	ReviseOpen, ReviseClose    string
	Subject                    bool
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
	m.Law = law(d.Market)
	m.Subject = d.Subject && m.Channel.Subject
	for _, a := range d.Signals.Asks {
		m.Asks = appendNew(m.Asks, askWord(a.Kind))
	}
	if d.Decision.Amount != nil {
		m.Amount = value.For(d.Write).Money(*d.Decision.Amount)
	}
	for _, note := range d.Decision.Notes {
		m.Notes = append(m.Notes, fence.inert(note))
	}
	if d.Profile != nil && !d.Holding {
		m.Acts = d.Profile.Acts[d.Decision.Outcome]
	}
	if d.Revise != "" {
		m.Revise = m.capped("the reply to rewrite", fence.inert(d.Revise), d.Write)
		m.ReviseOpen, m.ReviseClose = fence.Marks("reply")
	}
	return m
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

// law is at most four sentences: a prompt is no statute book.
func law(m culture.Market) []string {
	var list []string
	if m.WithdrawalDays > 0 && !m.Conditional {
		list = append(list, fmt.Sprintf("Consumers there can withdraw from most online purchases within %d days of %s.", m.WithdrawalDays, or(m.WithdrawalFrom, "delivery")))
	}
	for _, f := range m.Facts {
		if f.Topic != "withdrawal" && len(list) < 4 {
			list = append(list, f.Text)
		}
	}
	return list
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
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
