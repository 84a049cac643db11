package compose

import (
	"slices"
	"strings"
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

// section says which acts share a paragraph.
var section = map[string]string{
	"thanks": "opening", "listen": "opening", "empathy": "opening", "reassure": "opening",
	"reason": "decision", "solve": "decision", "alternative": "decision",
	"ask": "ask", "answers": "answers", "next": "next", "warm": "next", "close": "close",
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

// section is the paragraph of an act. A brief letter says what it has to say in one; an
// early solution stands with what it answers.
func (d *drafting) section(act string) string {
	here := section[act]
	if here == "decision" && d.job.Approach == brief {
		return "opening"
	}
	if act == "empathy" && d.job.Approach == solutionFirst && d.gives() && slices.Index(d.acts(), "solve") < slices.Index(d.acts(), "empathy") {
		return "decision"
	}
	return here
}

// acts is the culture's order for this outcome, turned by the approach.
func (d *drafting) acts() []string {
	if d.job.Holding {
		return []string{"thanks", "listen", "solve", "next", "close"}
	}
	if d.many || d.main.Kind == resolved {
		return d.plainActs()
	}
	acts := slices.Clone(d.job.Profile.Acts[d.job.Decision.Outcome])
	if len(acts) == 0 {
		acts = slices.Clone(d.job.Profile.Acts[culture.Undecided])
	}
	switch d.job.Approach {
	case solutionFirst:
		acts = without(acts, "reassure")
		if d.gives() {
			acts = solveEarly(acts)
		}
	case brief:
		acts = without(acts, "reassure", "thanks")
	case reassureFirst:
		acts = without(acts, "reassure")
		at := max(slices.Index(acts, "empathy"), slices.Index(acts, "listen")) + 1
		if d.job.Decision.Outcome != culture.Refuse { // nobody is reassured by a no
			acts = slices.Insert(acts, at, "reassure")
		}
		acts = slices.Insert(acts, max(slices.Index(acts, "close"), 0), "warm")
	}
	return acts
}

// plainActs are those of a letter that answers questions one by one, and of one that
// returns thanks.
func (d *drafting) plainActs() []string {
	acts := []string{"thanks", "listen", "solve", "close"}
	if d.many {
		acts = []string{"thanks", "listen", "reason", "solve", "answers", "ask", "next", "close"}
	}
	switch d.job.Approach {
	case brief:
		acts = without(acts, "thanks")
	case reassureFirst:
		acts = slices.Insert(acts, len(acts)-1, "warm")
	}
	return acts
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

// solveEarly puts the solution before the sympathy, unless the culture apologises
// before anything else.
func solveEarly(acts []string) []string {
	listen, empathy := slices.Index(acts, "listen"), slices.Index(acts, "empathy")
	if listen < 0 || empathy < listen {
		return acts
	}
	acts = without(acts, "solve", "thanks")
	return slices.Insert(acts, slices.Index(acts, "listen")+1, "solve")
}

func without(acts []string, drop ...string) []string {
	return slices.DeleteFunc(acts, func(a string) bool { return slices.Contains(drop, a) })
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
		case outcome == string(culture.Inform) && len(d.reasons) == 0:
			outcome = undecidedWord // nothing has been told yet
		}
		return []sentence{{key: "next." + outcome + "." + d.main.Kind}}
	case "close":
		return d.closing()
	}
	return nil
}

// opening is how the buyer's language begins: with thanks, or first with who writes.
func (d *drafting) opening(thanks string) []sentence {
	var said []sentence
	for _, act := range d.customary("opening", "thanks") {
		key := act
		if act == "thanks" {
			key = thanks
		}
		said = append(said, sentence{key: key})
	}
	return said
}

// closing is what the buyer's language closes with: regards, an apology, thanks.
func (d *drafting) closing() []sentence {
	var said []sentence
	for _, act := range d.customary("closing", "regards") {
		said = append(said, sentence{key: "close." + act})
	}
	return said
}

// customary are the acts a language's own custom names for this situation; usual when it
// has no custom. Both letters say them: they are chosen once.
func (d *drafting) customary(custom, usual string) []string {
	if !d.buyer.language.Has(custom) {
		return []string{usual}
	}
	acts, _ := d.buyer.language.Phrase(custom, d.buyer.holds)
	return strings.Fields(acts)
}
