package draft

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/check"
)

// finish ranks the candidates and settles what the whole document says.
func (r *round) finish() {
	for _, c := range r.doc.Candidates {
		r.doc.Usage.join(c.Usage)
	}
	r.rank()
	r.reportTwins()
	if r.Prompts != nil {
		r.doc.Prompt.Version = r.Prompts.Version()
	}
	if !r.failed() {
		return
	}
	for _, c := range r.doc.Candidates {
		if c.Error != nil && (r.doc.Error == nil || r.doc.Error.Retryable && !c.Error.Retryable) {
			r.doc.Error = c.Error
		}
	}
}

// rank orders the candidates, best first: fewest errors, then warnings, then the order
// in which the approaches were chosen. Failed ones come last with rank 0.
func (r *round) rank() {
	for i := range r.doc.Candidates {
		c := &r.doc.Candidates[i]
		if c.Error == nil {
			c.Score = score(c.Findings)
		}
	}
	slices.SortStableFunc(r.doc.Candidates, func(a, b Candidate) int {
		if failed := boolInt(a.Error != nil) - boolInt(b.Error != nil); failed != 0 {
			return failed
		}
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	for i := range r.doc.Candidates {
		if c := &r.doc.Candidates[i]; c.Error == nil {
			c.Rank = i + 1
		}
	}
}

// score is 1 for a candidate no rule objects to; errors weigh most.
func score(found []check.Finding) float64 {
	errors, warnings := count(found)
	s := 1 / (1 + float64(errors) + 0.2*float64(warnings) + 0.02*float64(len(found)-errors-warnings))
	return float64(int(s*100+0.5)) / 100
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// reportTwins warns of candidates that hardly differ: an endpoint that ignores seed and
// approach, or a cache.
func (r *round) reportTwins() {
	const twins = 0.9 // share of words in common
	for i, a := range r.doc.Candidates {
		for _, b := range r.doc.Candidates[i+1:] {
			if a.Error == nil && b.Error == nil && a.Engine == "endpoint" && inCommon(a.Reply.Text, b.Reply.Text) >= twins {
				r.doc.Warnings = append(r.doc.Warnings, Warning{"twins", fmt.Sprintf("%s and %s are nearly the same text", a.ID, b.ID)})
			}
		}
	}
}

// inCommon is the share of words (of characters, where a script has no spaces) that two
// texts have in common.
func inCommon(a, b string) float64 {
	count := map[string]int{}
	units := func(s string) []string {
		if words := strings.Fields(s); len([]rune(s)) < 12*len(words) {
			return words
		}
		return strings.Split(s, "")
	}
	first, second := units(a), units(b)
	for _, w := range first {
		count[w]++
	}
	both := 0
	for _, w := range second {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	return float64(2*both) / float64(max(len(first)+len(second), 1))
}

// Best is the best candidate, or nil when none is complete.
func (d *Document) Best() *Candidate {
	if len(d.Candidates) == 0 || d.Candidates[0].Error != nil {
		return nil
	}
	return &d.Candidates[0]
}
