package cmd

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance-cli/parlance/draft"
)

// pickByNumber asks for a candidate by its number: for terminals that can do no more.
func (d *desk) pickByNumber(ctx context.Context, c *console) error {
	s := newSheet(d.words, painter{}, d.width)
	var ready []draft.Candidate
	for i := range d.doc.Candidates {
		if d.doc.Candidates[i].Error == nil {
			ready = append(ready, d.doc.Candidates[i])
			fmt.Fprint(c.out, join(s.candidate(&ready[len(ready)-1], fmt.Sprint(len(ready)))))
		}
	}
	for {
		fmt.Fprint(c.out, d.words.label("pick-which", len(ready)))
		c.next()
		select {
		case b, open := <-c.bytes:
			if !open {
				return errNothingChosen
			}
			c.reading = false
			answer := strings.TrimSpace(string(b))
			if answer == "q" || answer == "\x1b" {
				return errNothingChosen
			}
			if n, err := strconv.Atoi(cmp.Or(answer, "1")); err == nil && n >= 1 && n <= len(ready) {
				d.doc.Candidates = slices.Concat([]draft.Candidate{ready[n-1]}, d.doc.Candidates)
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
