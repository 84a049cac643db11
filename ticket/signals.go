package ticket

import (
	"strings"
	"time"

	"github.com/parlance-cli/parlance/lang"
)

// Evidence is a piece of the buyer's text. Span counts code points of
// Ticket.BuyerText(), end excluded; nil when the words are not part of it (subject,
// order, history).
type Evidence struct {
	Text string  `json:"text"`
	Span *[2]int `json:"span"`
}

// Emotion is how the buyer feels, as far as the words show it.
type Emotion struct {
	Label     string     `json:"label"`     // calm, worried, disappointed, angry, furious, grateful, desperate
	Intensity float64    `json:"intensity"` // 0 to 1
	Evidence  []Evidence `json:"evidence"`
	Trend     string     `json:"trend,omitempty"` // over the buyer's messages: rising, falling, steady; "" with one message
	Sarcasm   bool       `json:"sarcasm,omitempty"`
	Anger     float64    `json:"-"` // 0 to 1, to put tickets in order: how angry the text sounds, whatever the label
	Negative  float64    `json:"-"` // the same for any bad feeling
}

// Ask is one question or request.
type Ask struct {
	Kind string  `json:"kind"` // one of AskKinds
	Text string  `json:"text"` // the sentence as written, on one line
	Span *[2]int `json:"span"` // as in Evidence

	General bool `json:"-"` // about our terms, not a purchase: "How long do I have to return it?", "Can I pay with Klarna?"
}

// Risk is a reason for a person to look first.
type Risk struct {
	Kind     string     `json:"kind"` // injury, legal, chargeback, press, self-harm, extortion, …
	Hold     bool       `json:"hold"` // no ready reply
	Evidence []Evidence `json:"evidence"`
	Advice   string     `json:"advice"` // in the agent's language
	Deadline string     `json:"deadline,omitempty"`
	Collect  []string   `json:"collect,omitempty"`
}

// Bereavement is the kind of a risk that does not hold: somebody close to the buyer died.
const Bereavement = "bereavement"

// The stages of a buyer's story with us.
const (
	StageBefore  = "before-purchase"
	StageFirst   = "first-contact"
	StageWaiting = "waiting"
	StageProblem = "problem"
	StageAfter   = "after-resolution"
	StageLoyal   = "loyal"
)

// Signals is what a ticket says before any model reads it.
type Signals struct {
	Language  lang.Guess
	Emotion   Emotion
	Asks      []Ask
	Missing   []string // needed to answer and nowhere in the ticket: order-id, photos, cpf, pccc
	Said      []string // in the ticket already, not to be asked again: order-id, photos, tracking, date, address, name
	Risks     []Risk
	NonNative bool       // signs that the buyer writes a language not their own
	Formality lang.Level // how the buyer addresses us
	OrderIDs  []string   // as written by the buyer or from the order
	Products  []string   // names the buyer used, or of the order's items
	Dates     []string   // as written by the buyer
	Name      string     // as signed or from customer.name; "" when unknown
	Signed    bool       // Name is how the buyer signed
	Deadline  string     // a date the buyer sets, as written; ""
	Stage     string     // before-purchase, first-contact, waiting, problem, after-resolution, loyal
	Repeated  int        // how often the buyer has written about this before
	SentBack  bool       // the buyer says the goods are on their way back to us, or there
	Returned  bool       // the buyer says the goods are already back with us
	Elsewhere bool       // a long text about nothing a shop deals with: Asks has none that need one
	Country   string     // where the buyer plainly says they are, an ISO 3166 code; ""
}

// Analyse reads the signals. agentLang chooses the language of advice (en, zh-Hans).
// It never fails: what it cannot tell stays empty.
func Analyse(t *Ticket, agentLang string, now time.Time) Signals {
	a := newAnalysis(t)
	s := Signals{Language: a.language}
	if s.Name, s.Signed = a.name(); s.Signed {
		a.signature = s.Name
	}
	s.Asks = a.asks()
	s.Returned = a.states("returned")
	s.SentBack = s.Returned || a.states("sent-back")
	s.Country = a.country()
	s.Emotion = a.emotion()
	a.values(&s)
	if s.Elsewhere = a.elsewhere(&s); s.Elsewhere {
		s.Asks = ofAnyBusiness(s.Asks)
	}
	s.Missing, s.Said = a.missing(&s)
	s.NonNative, s.Formality = a.writing()
	s.Repeated = a.repeated()
	s.Stage = a.stage(&s)
	s.Risks = a.risks(&s, agentLang)
	return s
}

// Hold tells whether a person must answer first.
func (s Signals) Hold() bool {
	for _, r := range s.Risks {
		if r.Hold {
			return true
		}
	}
	return false
}

// analysis is one ticket being read.
type analysis struct {
	t         *Ticket
	parts     []Parts // the buyer's messages, oldest first
	text      string  // BuyerText
	starts    []int   // bytes of text where a message begins
	language  lang.Guess
	base      string // lexicon of the buyer's language, "" when we have none
	scan      *scan
	signature string // the name the buyer signs with, or ""
	subject   *scan  // the subject line, when the buyer may have written it
}

func newAnalysis(t *Ticket) *analysis {
	a := &analysis{t: t, parts: t.buyerParts()}
	a.text, a.starts = ownWords(a.parts)
	a.language = detect(t, a.text)
	tags := a.lexiconTags()
	if len(tags) > 0 {
		a.base = tags[0]
	}
	a.scan = newScan(a.text, a.language.Tag, tags)
	if s := ownSubject(t.Subject); s != "" {
		a.subject = newScan(s, a.language.Tag, tags)
	}
	return a
}

// ownSubject is the subject when the buyer may have written it: not an answer to ours.
func ownSubject(s string) string {
	s = strings.TrimSpace(s)
	head, _, _ := strings.Cut(s, ":")
	switch strings.ToLower(strings.TrimSpace(head)) {
	case "re", "aw", "sv", "antw", "odp", "fw", "fwd", "wg", "rv", "tr", "回复", "答复", "回覆", "转发", "返信":
		return ""
	}
	return s
}

// lexiconTags chooses the lexicons a text is read with, the main one first.
func (a *analysis) lexiconTags() []string {
	var tags []string
	add := func(tag string) {
		if l := lexiconFor(tag); l != "" && !contains(tags, l) {
			tags = append(tags, l)
			if l == "zh-Hant" { // which holds only what zh-Hans does not
				tags = append(tags, "zh-Hans")
			}
		}
	}
	add(a.language.Tag)
	for _, s := range a.language.Shares {
		if s.Share >= .15 {
			add(s.Tag)
		}
	}
	if a.language.Tag == "" || a.language.Confidence < .6 {
		add(a.t.Customer.Language)
		add(a.t.Customer.Locale)
		if latin(a.text) {
			add("en")
		}
	}
	return tags
}

// lexiconFor names the lexicon that reads a language, or "".
func lexiconFor(tag string) string {
	if tag == "" {
		return ""
	}
	have := lexicons()
	if _, ok := have[tag]; ok {
		return tag
	}
	names := make([]string, 0, len(have))
	for n := range have {
		if n != exactVietnamese {
			names = append(names, n)
		}
	}
	if best, ok := lang.Match(tag, names); ok {
		return best
	}
	base, _, _ := strings.Cut(tag, "-")
	if _, ok := have[base]; ok {
		return base
	}
	return ""
}

func latin(s string) bool {
	for _, r := range s {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return true
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
