package compose

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
)

// section says which acts share a paragraph.
var section = map[string]string{
	"thanks": "opening", "listen": "opening", "empathy": "opening", "reassure": "opening",
	"reason": "decision", "solve": "decision", "alternative": "decision",
	"ask": "ask", "answers": "answers", "next": "next", "warm": "next", "close": "close",
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
