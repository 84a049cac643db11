package ticket

import "time"

// trend compares the newest message with those before it. Who has to write again and
// again, or waits for every answer, does not grow calmer without saying so.
func (a *analysis) trend() string {
	starts := a.starts
	if len(starts) < 2 {
		return ""
	}
	var before float64
	for i := 0; i < len(starts)-1; i++ {
		before = max(before, a.felt(starts[i], starts[i+1]))
	}
	const step = .12
	last := a.scan.feelings(starts[len(starts)-1], len(a.text))
	switch d := a.felt(starts[len(starts)-1], len(a.text)) - before; {
	case d > step:
		return "rising"
	case d < -step, last.thanks > 0 && last.anger < .1:
		return "falling"
	case a.neglected():
		return "rising"
	}
	return "steady"
}

// felt is how angry a stretch of the text is, by plain words or as a whole.
func (a *analysis) felt(from, to int) float64 {
	f := a.scan.feelings(from, to)
	return max(f.anger, a.scan.tone(from, to, f.sarcasm).anger-.15)
}

// neglected tells that the newest message is the third unanswered one, or that we
// answered late twice.
func (a *analysis) neglected() bool {
	const late, often = 48 * time.Hour, 2
	open, slow := 0, 0
	var asked time.Time
	for _, m := range a.t.Messages {
		switch m.From {
		case FromBuyer:
			if open++; asked.IsZero() {
				asked = m.At
			}
		case FromAgent:
			if !asked.IsZero() && m.At.Sub(asked) > late {
				slow++
			}
			open, asked = 0, time.Time{}
		}
	}
	return open > often || slow >= often
}
