package compose

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
)

// tied says of which order a letter speaks.
type tied struct {
	id     string        // the one it may name; ""
	among  []string      // the orders of the ticket, when they are several
	record *ticket.Order // the order's own data, when they are about this order
}

// hasOrder tells whether an order is known, be it one of several.
func (j *Job) hasOrder() bool {
	return len(j.Signals.OrderIDs) > 0 || j.Ticket.Order != nil && j.Ticket.Order.ID != ""
}

// order is the id of the order the letter is about: the only one, else the one that
// stands with what the buyer asks for; "" when that is none or several.
func (j *Job) order() string { return j.tied.id }

// unclear are the orders of which the decision may be about any; none when it says
// nothing about an order, or it is clear which.
func (j *Job) unclear() []string {
	if o := j.Decision.Outcome; j.Holding || j.tied.id != "" || !gives(o) && o != culture.Refuse {
		return nil
	}
	return j.tied.among
}

// tie finds the order of the ask that the letter answers.
func (j *Job) tie() tied {
	ids := slices.Clone(j.Signals.OrderIDs)
	o := j.Ticket.Order
	if o != nil && o.ID != "" && !slices.Contains(ids, o.ID) {
		ids = append(ids, o.ID)
	}
	switch len(ids) {
	case 0:
		return tied{record: o}
	case 1:
		return tied{id: ids[0], record: o}
	}
	t := tied{among: ids}
	var named []string
	mentioned := false
	for _, a := range j.settled() {
		mentioned = mentioned || len(idsIn(a.Text, ids)) > 0
		named = append(named, j.ordersOf(a, ids)...)
	}
	if named = unique(named); len(named) == 1 {
		t.id = named[0]
	}
	if o != nil && (o.ID == t.id || !mentioned) {
		t.record = o
	}
	return t
}

// settled are the asks that the letter's decision is about.
func (j *Job) settled() []ticket.Ask {
	main, _ := j.sortAsks()
	asks := []ticket.Ask{main}
	for _, a := range j.asks() {
		if of := settles[j.Decision.Outcome]; a != main && slices.Contains(of, a.Kind) && slices.Contains(of, main.Kind) {
			asks = append(asks, a)
		}
	}
	return asks
}

// ordersOf are the orders an ask names: those of its sentence, or, where that holds
// several, of the clause with the ask's own word, or else of the nearest before it.
func (j *Job) ordersOf(a ticket.Ask, ids []string) []string {
	named := idsIn(a.Text, ids)
	if len(named) < 2 {
		return named
	}
	named = nil
	parts := idParts(a.Text, ids)
	for i, part := range parts {
		if denies(part) || !j.asksFor(a.Kind, part) {
			continue
		}
		here := idsIn(part, ids)
		for k := i - 1; k >= 0 && len(here) == 0; k-- {
			here = idsIn(parts[k], ids)
		}
		named = append(named, here...)
	}
	return unique(named)
}

// asksFor tells whether a clause by itself is an ask of a kind.
func (j *Job) asksFor(kind, part string) bool {
	kind = ofTicket(kind)
	if l, ok, err := j.Library.Language(j.Language); err == nil && ok && hasAny(plain(part), strings.Fields(l.About[kind])) {
		return true
	}
	asks := ticket.Analyse(&ticket.Ticket{Text: part, Customer: j.Ticket.Customer}, "en", j.Now).Asks
	return slices.ContainsFunc(asks, func(a ticket.Ask) bool { return a.Kind == kind })
}

// idParts cuts a sentence at its commas and joining words; a bare order number goes on
// with the list before it: "cancel 5501-A and 5502-A".
func idParts(text string, ids []string) []string {
	var parts []string
	for _, part := range partsOf(text) {
		if n := len(parts); n > 0 && bareID(part, ids) {
			parts[n-1] += ", " + part
			continue
		}
		parts = append(parts, part)
	}
	return parts
}

// bareID tells whether a clause is an order number and nothing else: "order 5502-A".
func bareID(part string, ids []string) bool {
	here := idsIn(part, ids)
	if len(here) == 0 {
		return false
	}
	rest := plain(part)
	for _, id := range here {
		rest = strings.Replace(rest, plain(id), "", 1)
	}
	rest = strings.Trim(rest, " #().:：")
	return rest == "" || slices.Contains(known().Order, rest)
}

// denies tells whether a clause says what is not wished.
func denies(part string) bool {
	low := strings.ReplaceAll(withoutHarmless(" "+plain(part)+" "), "n't ", " not ")
	return says(low, known().Not)
}

// idsIn are the ids that stand in a text as words of their own, in the text's order.
func idsIn(text string, ids []string) []string {
	type place struct {
		at int
		id string
	}
	var found []place
	for _, id := range ids {
		for from := 0; from < len(text); {
			at := strings.Index(text[from:], id)
			if at < 0 || id == "" {
				break
			}
			at += from
			if !idLetter(text, at-1) && !idLetter(text, at+len(id)) {
				found = append(found, place{at, id})
				break
			}
			from = at + 1
		}
	}
	slices.SortFunc(found, func(a, b place) int { return a.at - b.at })
	var out []string
	for _, p := range found {
		out = append(out, p.id)
	}
	return out
}

// idLetter tells whether a number would go on at a byte of a text.
func idLetter(text string, at int) bool {
	if at < 0 || at >= len(text) {
		return false
	}
	b := text[at]
	return isDigit(b) || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || (b == '-' || b == '_') && at+1 < len(text) && isDigit(text[at+1])
}
