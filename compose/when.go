package compose

import (
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/value"
)

// zone is the buyer's: their own, their culture's, the brand's, else UTC.
func (j *Job) zone() *time.Location {
	for _, name := range []string{j.Ticket.Customer.TimeZone, j.Profile.TimeZone, j.Brand.TimeZone} {
		if name == "" {
			continue
		}
		if z, err := time.LoadLocation(name); err == nil {
			return z
		}
	}
	return time.UTC
}

// hearsBy is the day the buyer hears from us again, counted in business days where
// they live; false when the brand promises no time.
func (j *Job) hearsBy() (time.Time, bool) {
	const hoursPerDay = 24 // a brand counts the hours of business days
	if j.Brand.ReplyWithin <= 0 || j.Now.IsZero() {
		return time.Time{}, false
	}
	days := (j.Brand.ReplyWithin + hoursPerDay - 1) / hoursPerDay
	var weekend []time.Weekday
	for _, d := range j.Profile.Weekend {
		weekend = append(weekend, time.Weekday(d))
	}
	return value.AddBusinessDays(j.Now.In(j.zone()), days, weekend, closedOn(j.Profile.Calendar)), true
}

func closedOn(calendar []culture.Holiday) func(time.Time) bool {
	return func(t time.Time) bool {
		date := t.Format(time.DateOnly)
		for _, h := range calendar {
			to := h.To
			if to == "" {
				to = h.From
			}
			if h.Closed && h.From <= date && date <= to {
				return true
			}
		}
		return false
	}
}
