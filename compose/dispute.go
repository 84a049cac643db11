package compose

import (
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/value"
)

// ends says by which phrase a period is told that has ended.
var ends = map[string]string{"return-deadline": "note.window-over", "warranty-end": "note.warranty-over"}

// weigh finds the computed facts that say otherwise than a note. The note wins: it is a
// person's word about this very case; the facts are not told, and the person hears of it.
func (d *drafting) weigh() {
	for _, f := range d.job.Facts {
		name, _, _ := strings.Cut(f.ID, ":")
		if !slices.Contains(d.denied, name) {
			continue
		}
		last, isDay := d.factValue(f.Value).(day)
		if isDay && !d.past(last) || !isDay && slices.Contains(d.contrary, f.Value) {
			d.against = append(d.against, f.ID+" "+f.Value)
		}
	}
}

// past tells whether a day is over where the buyer is.
func (d *drafting) past(last day) bool {
	return !d.job.Now.IsZero() && time.Time(last).AddDate(0, 0, 1).Before(d.job.Now.In(d.job.zone()))
}

// disputes tells whether an article's sentence names a time for what a note says is
// over, or, in a refusal, may name one that still runs.
func (d *drafting) disputes(text, kind string) bool {
	about := func(name string) bool { return slices.Contains(factKinds[name], kind) || kind == "refund" }
	if !slices.ContainsFunc(d.denied, func(name string) bool { return ends[name] != "" && about(name) }) {
		return false
	}
	return slices.ContainsFunc(value.Find(text, d.job.Language), func(v value.Value) bool {
		return v.Kind == value.Date || v.Kind == value.Duration
	})
}
