package batch

import (
	"context"
	"errors"
	"iter"

	"github.com/parlance-cli/parlance/ticket"
)

// Count reads an input through and tells how many distinct tickets and records that are
// no tickets it holds, and how many of them have no line in a journal yet. It stops when
// ctx ends.
func Count(ctx context.Context, tickets iter.Seq2[*ticket.Ticket, error], j *Journal) (total, left int) {
	ids := newIDs()
	for t, err := range tickets {
		if ctx.Err() != nil {
			break
		}
		id := ""
		var bad *ticket.InputError
		switch {
		case errors.As(err, &bad) && (bad.Line > 0 || bad.Nth > 0):
			id = unreadableID(err)
		case err != nil:
			return total, left
		case !ids.claim(t):
			continue
		default:
			id = t.ID
		}
		total++
		if _, drafted := j.entry(id); !drafted {
			left++
		}
	}
	return total, left
}
