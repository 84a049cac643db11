package check

import (
	"slices"
	"strings"
)

// oneEach leaves one finding for one wrong value: an id that differs from the agent's
// text, that no source has and that looks like an account is one mistake. The worst
// stays; of equally bad ones, that which tells most.
func oneEach(found []Finding) []Finding {
	order := make([]int, 0, len(found))
	for i := range found {
		if telling(found[i]) > 0 && found[i].inReply() != nil {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if d := rank(found[i].Severity) - rank(found[j].Severity); d != 0 {
			return d
		}
		return telling(found[j]) - telling(found[i])
	})
	var kept [][2]int
	gone := map[int]bool{}
	for _, i := range order {
		at := *found[i].inReply()
		if slices.ContainsFunc(kept, func(k [2]int) bool { return k[0] < at[1] && at[0] < k[1] }) {
			gone[i] = true
			continue
		}
		kept = append(kept, at)
	}
	out := make([]Finding, 0, len(found))
	for i, f := range found {
		if !gone[i] {
			out = append(out, f)
		}
	}
	return out
}

// telling is how much a finding about a value says of what is wrong with it: that it
// took another's place, that a stranger may have put it there, that it was added, that
// nobody said it. 0 is a finding about something else.
func telling(f Finding) int {
	switch f.Rule {
	case "security/contact", "security/link", "security/dictated":
		return 3
	case "facts/id", "facts/amount", "facts/number", "facts/date":
		switch {
		case len(f.Where) == 2:
			return 4
		case f.Severity == Error:
			return 2
		}
		return 0 // a wrong weekday
	case "facts/link":
		return 2
	case "facts/unsupported":
		return 1
	}
	return 0
}

// inReply is where in the reply the finding points, nil for nowhere in particular.
func (f Finding) inReply() *[2]int {
	for _, w := range f.Where {
		if w.Side == Reply {
			return w.Span
		}
	}
	return nil
}

// onePromise leaves one finding for one promise: of those that overlap, the first, which
// is the rule about the narrower thing.
func onePromise(found []Finding) []Finding {
	var kept [][2]int
	return slices.DeleteFunc(found, func(f Finding) bool {
		at := f.inReply()
		if at == nil || !strings.HasPrefix(f.Rule, "promise/") || f.Severity != Error {
			return false
		}
		if slices.ContainsFunc(kept, func(k [2]int) bool { return k[0] < at[1] && at[0] < k[1] }) {
			return true
		}
		kept = append(kept, *at)
		return false
	})
}
