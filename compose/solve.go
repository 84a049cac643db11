package compose

import (
	"maps"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

func (d *drafting) outcome() string {
	switch {
	case d.job.Holding:
		return "hold"
	case d.job.Decision.Outcome == culture.Undecided:
		return undecidedWord
	}
	return string(d.job.Decision.Outcome)
}

// listen names what the buyer said.
func (d *drafting) listen() []sentence {
	said := []sentence{{key: "listen." + d.main.Kind}}
	switch {
	case d.job.Holding:
		said[0].key = "listen"
		return said
	case d.many:
		return d.listenMany()
	case d.main.Kind == "" && d.job.order() == "":
		said = nil // "we have received your message" says nothing
	}
	if d.job.Signals.Deadline != "" {
		said = append(said, sentence{key: "noted.deadline"})
	}
	return said
}

func (d *drafting) solve() []sentence {
	switch {
	case d.job.Holding:
		said := []sentence{{key: "solve.hold"}}
		for _, r := range d.job.Signals.Risks {
			if key := "hold." + r.Kind; r.Hold && d.buyer.language.Has(key) {
				return append(said, sentence{key: key})
			}
		}
		return said
	case d.many:
		return d.solveMany()
	case d.job.Decision.Outcome == culture.Inform && len(d.reasons) > 0:
		return nil // the facts are the answer
	case d.job.Decision.Outcome == culture.Undecided && d.main.Kind == "":
		return append([]sentence{{key: "solve.undecided"}}, d.wish()...)
	}
	said := append(d.solution(), d.support...)
	if d.offPlatform() {
		said = append(said, sentence{key: "platform"})
	}
	return said
}

// solution is what is done, none when a note tells that it has been done already, and
// nothing that a note takes back.
func (d *drafting) solution() []sentence {
	s := sentence{key: "solve." + d.outcome() + "." + d.main.Kind}
	switch {
	case d.done() && d.main.Kind == "cancel" && d.job.Decision.Outcome == culture.Refund:
		s.holds = []string{"issued"}
	case d.done():
		return nil
	case s.key == "solve.wait.where-is-it" && d.nowhere():
		s.key = "solve.wait" // no parcel is on its way that could need more time
	}
	return []sentence{s}
}

// done tells whether what was decided has happened, by the notes.
func (d *drafting) done() bool {
	switch d.job.Decision.Outcome {
	case culture.Refund, culture.Partial:
		return d.tells("note.refund-sent")
	case culture.Replace:
		return d.tells("note.reshipped")
	}
	return false
}

// nameSum has a refund that is done tell the amount decided, when the note names none:
// no other sentence does.
func (d *drafting) nameSum() {
	if !d.done() || d.job.Decision.Amount == nil {
		return
	}
	for i, s := range d.reasons {
		if s.key == "note.refund-sent" && s.slots["sum"] == nil {
			d.reasons[i].slots = map[string]any{"sum": *d.job.Decision.Amount}
			maps.Copy(d.reasons[i].slots, s.slots)
		}
	}
}

// nowhere tells whether the parcel is no longer on its way to the buyer: lost, on its
// way back, or delivered to nobody knows whom.
func (d *drafting) nowhere() bool {
	return d.tells("note.lost", "note.returned", "note.delivered", "order.delivered") || saysAll(d.job.said, known().Arrived)
}

// tells tells whether one of the facts stands among the reasons.
func (d *drafting) tells(keys ...string) bool {
	return slices.ContainsFunc(d.reasons, func(s sentence) bool { return slices.Contains(keys, s.key) })
}

// wish asks a buyer whose wish we could not read what they need.
func (d *drafting) wish() []sentence {
	if s := d.job.Signals; len(s.Asks) > 0 || s.Emotion.Label == "grateful" && !s.Elsewhere {
		return nil
	}
	return []sentence{{key: "ask.wish"}}
}

// alternative keeps a refusal from closing the door; where law protects buyers of
// faulty goods whatever a shop decides, it says so.
func (d *drafting) alternative() []sentence {
	said := []sentence{{key: "alternative." + d.main.Kind}}
	faulty := slices.Contains([]string{"defect", "warranty", "missing-or-wrong-item"}, d.main.Kind) ||
		slices.ContainsFunc(d.job.Signals.Asks, func(a ticket.Ask) bool { return a.Kind == "defect" })
	if d.job.Market.Guarantee && (faulty || d.main.Kind == "withdrawal" || d.main.Kind == "return" || d.main.Kind == "refund") {
		said = append(said, sentence{key: "rights"})
	}
	if slices.ContainsFunc(d.job.Market.Facts, func(f culture.Fact) bool { return f.Topic == "mediator" }) {
		said = append(said, sentence{key: "mediator"})
	}
	return said
}

// ask asks for what is missing, never for what the ticket already says.
func (d *drafting) ask() []sentence {
	var needs items
	var said []sentence
	for _, m := range d.needs() {
		if d.buyer.language.Has("secure." + m) { // what customs may ask, and an open letter must not
			said = append(said, sentence{key: "ask.secure", slots: map[string]any{"item": items{"secure." + m}}})
		}
		if d.buyer.language.Has("need." + m) {
			needs = append(needs, "need."+m)
		}
	}
	if len(needs) > 0 {
		wanted := sentence{key: "ask", slots: map[string]any{"items": needs}}
		if slices.Contains(needs, "need.photos") || slices.Contains(needs, "need.video") {
			wanted.holds = []string{"file"}
		}
		said = append(said, wanted)
	}
	if len(said) == 0 && d.job.Decision.Outcome == culture.Ask {
		said = []sentence{{key: "ask.open"}}
	}
	return said
}

func (d *drafting) needs() []string {
	all := slices.Clone(d.job.Signals.Missing)
	if d.job.Decision.Outcome == culture.Ask {
		all = append(all, noteNeeds(d.job.Decision.Notes)...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(m string) bool {
		switch m {
		case "order-id":
			return d.job.hasOrder() || d.many || d.main.Kind == returnTerms || d.main.Kind == paymentTerms
		case "photos":
			return d.job.sentPhotos() || !slices.ContainsFunc(d.job.asks(), mayBeShown) && d.job.Decision.Outcome != culture.Ask
		}
		return false
	})
}

// otherAnswers answers every further ask, or says that it is not forgotten.
func (d *drafting) otherAnswers() []sentence {
	if d.job.Holding {
		return nil
	}
	var said []sentence
	var open items
	for _, a := range d.others {
		switch {
		case d.noted(a.Kind):
		case len(d.answers[a.Kind]) > 0:
			answers := slices.Clone(d.answers[a.Kind])
			answers[0].fresh = d.many
			said = append(said, answers...)
		case d.many && d.answered() == 0: // named where they are said to be looked into
		case d.buyer.language.Has("answer." + a.Kind):
			said = append(said, sentence{key: "answer." + a.Kind})
		case d.buyer.language.Has("topic." + a.Kind):
			open = append(open, "topic."+a.Kind)
		}
	}
	if len(open) > 0 {
		said = append(said, sentence{key: "answer", slots: map[string]any{"topics": open}, fresh: d.many})
	}
	return said
}

// noted tells whether a note answers an ask, by its fact or in its own words.
func (d *drafting) noted(kind string) bool {
	about := strings.Fields(d.buyer.language.About[ofTicket(kind)])
	return slices.ContainsFunc(d.reasons, func(s sentence) bool {
		if s.key == "note" && s.snippet == nil {
			return hasAny(plain(s.quote), about)
		}
		return slices.ContainsFunc(known().Notes, func(p notePattern) bool {
			return "note."+p.ID == s.key && slices.Contains(p.Answers, ofTicket(kind))
		})
	})
}

// mayBeShown asks are about something a photo shows.
func mayBeShown(a ticket.Ask) bool {
	return isWrong(a) || slices.Contains([]string{"warranty", "complaint", "refund", "exchange", "return"}, a.Kind)
}

// sentPhotos tells whether the buyer has sent photos, or says so.
func (j *Job) sentPhotos() bool {
	return len(j.Ticket.Attached) > 0 || slices.Contains(j.Signals.Said, "photos")
}

// answered counts the questions of a list that have an answer.
func (d *drafting) answered() int {
	n := 0
	for _, a := range d.others {
		if len(d.answers[a.Kind]) > 0 {
			n++
		}
	}
	return n
}

// listenMany opens a list of answers, if there are any.
func (d *drafting) listenMany() []sentence {
	switch d.answered() {
	case 0:
		return nil
	case len(d.others):
		return []sentence{{key: "listen.many"}}
	}
	return []sentence{{key: "listen.many", holds: []string{"partly"}}}
}

// solveMany says of a list of questions without any answer that they are looked into.
func (d *drafting) solveMany() []sentence {
	var open items
	for _, a := range d.others {
		if d.buyer.language.Has("topic." + a.Kind) {
			open = append(open, "topic."+a.Kind)
		}
	}
	if d.answered() > 0 || len(open) == 0 {
		return nil
	}
	return []sentence{{key: "solve.undecided.many", slots: map[string]any{"topics": open}}}
}
