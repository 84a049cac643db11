package compose

import (
	"slices"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
)

// The approaches: they order and word a letter, and never touch its decision.
const (
	solutionFirst  = "solution-first"
	reassureFirst  = "reassure-first"
	brief          = "brief"
	undecidedWord  = "undecided"
	maxQuotes      = 2 // sentences quoted for one ask
	maxQuotesShort = 1
)

// sentence is one thing to say, in no language yet.
type sentence struct {
	key   string
	slots map[string]any // beside the letter's own: see value
	holds []string       // conditions true for this sentence only

	snippet *kb.Snippet // quoted, in the buyer's language
	quote   string
	nth     [2]int // of the snippet's sentences, those quoted
	fresh   bool   // begins a paragraph
	adds    bool   // of a note: beside another fact
}

// paragraph is what stands between two empty lines.
type paragraph struct {
	name      string
	sentences []sentence
}

// planned is a letter before it has a language.
type planned struct {
	paragraphs []paragraph
	main       ticket.Ask
	left       []string
	against    []string
	days       []time.Time
}

// plan decides what the letter says and in which order. Only quotes and notes depend
// on the buyer's language.
func plan(j *Job, buyer *voice) planned {
	main, others := j.sortAsks()
	d := &drafting{job: j, buyer: buyer, main: main, others: others, many: j.many()}
	if d.many {
		d.others = distinct(j.asks())
	}
	d.settle()
	p := planned{main: main, paragraphs: []paragraph{{name: "greeting", sentences: []sentence{{key: "greeting"}}}}}
	if d.bereaved() {
		p.paragraphs = append(p.paragraphs, paragraph{name: "opening", sentences: []sentence{{key: "bereaved"}}})
	}
	name := ""
	for _, act := range d.acts() {
		sentences := d.act(act)
		if len(sentences) == 0 {
			continue
		}
		if here := d.section(act); here != name || act == "answers" {
			p.paragraphs = append(p.paragraphs, paragraph{name: here})
			name = here
		}
		for _, s := range sentences {
			if last := &p.paragraphs[len(p.paragraphs)-1]; s.fresh && len(last.sentences) > 0 {
				p.paragraphs = append(p.paragraphs, paragraph{name: name})
			}
			last := &p.paragraphs[len(p.paragraphs)-1]
			last.sentences = append(last.sentences, s)
		}
	}
	p.paragraphs = append(p.paragraphs, paragraph{name: "sign", sentences: []sentence{{key: "sign"}}})
	p.left, p.against, p.days = d.left, d.against, d.days
	return p
}

// distinct keeps the first ask of each kind.
func distinct(asks []ticket.Ask) []ticket.Ask {
	var out []ticket.Ask
	for _, a := range asks {
		if _, ok := firstOf(out, []string{a.Kind}); !ok && !slices.Contains(absorbed, a.Kind) {
			out = append(out, a)
		}
	}
	return out
}

// drafting is the state of one plan.
type drafting struct {
	job    *Job
	buyer  *voice
	main   ticket.Ask
	others []ticket.Ask
	many   bool // others are questions, answered one by one

	reasons  []sentence // what we know that bears on the decision
	support  []sentence // what the shop says about it in general, after an open decision
	answers  map[string][]sentence
	left     []string
	denied   []string // computed facts that a note says otherwise
	contrary []string // the values of theirs that it says otherwise
	against  []string // those of them that still disagree

	days []time.Time // named in words by the notes
}

// bereaved tells whether the letter begins with a word of condolence.
func (d *drafting) bereaved() bool {
	return !d.job.Holding && d.buyer.language.Has("bereaved") &&
		slices.ContainsFunc(d.job.Signals.Risks, func(r ticket.Risk) bool { return r.Kind == ticket.Bereavement })
}

// gives tells whether the buyer gets what they hoped for.
func (d *drafting) gives() bool { return gives(d.job.Decision.Outcome) }

func gives(o culture.Outcome) bool {
	switch o {
	case culture.Refund, culture.Partial, culture.Replace, culture.Return:
		return true
	}
	return false
}

// act plans the sentences of one act; none when there is nothing to say.
func (d *drafting) act(name string) []sentence {
	hurt := d.job.hurts(d.main)
	switch name {
	case "thanks":
		if d.many {
			return d.opening("thanks.many")
		}
		if d.job.Holding && (d.main.Kind == "compliment" || d.main.Kind == resolved) { // a danger is no matter for "your kind words"
			return d.opening("thanks")
		}
		return d.opening("thanks." + d.main.Kind)
	case "listen":
		return d.listen()
	case "empathy":
		if !hurt || d.bereaved() { // "sorry for the wait" after a death is a wrong note
			return nil
		}
		said := []sentence{{key: "hurt." + d.main.Kind}}
		if d.job.Signals.Repeated > 0 && d.job.Approach != brief {
			again := sentence{key: "again"}
			if d.job.Signals.Repeated > 1 {
				again.holds = []string{"often"}
			}
			said = append(said, again)
		}
		return said
	case "reassure":
		if o := d.job.Decision.Outcome; d.gives() || o == culture.Inform || o == culture.Wait {
			return nil // what is being done is said already
		}
		return []sentence{{key: "reassure"}}
	case "reason":
		return d.reasons
	case "solve":
		return d.solve()
	case "warm":
		return []sentence{{key: "warm"}}
	case "alternative":
		return d.alternative()
	case "ask":
		return d.ask()
	case "answers":
		return d.otherAnswers()
	case "next":
		if d.main.Kind == "" && len(d.wish()) > 0 && d.outcome() == undecidedWord {
			return []sentence{{key: "next.ask"}} // it is the buyer's turn
		}
		outcome := d.outcome()
		switch {
		case d.many && d.answered() == len(d.others):
			outcome = string(culture.Inform)
		case d.done():
			return []sentence{{key: "next.inform." + d.main.Kind}} // nothing more is to come
		case d.main.Kind == "compliment" && outcome == undecidedWord:
			return nil // there is nothing to find out
		case outcome == string(culture.Inform) && len(d.reasons) == 0:
			outcome = undecidedWord // nothing has been told yet
		}
		return []sentence{{key: "next." + outcome + "." + d.main.Kind}}
	case "close":
		return d.closing()
	}
	return nil
}
