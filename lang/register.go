package lang

// Level is a level of formality.
type Level string

// The levels of a Verdict. Neutral text addresses nobody.
const (
	Formal   Level = "formal"
	Informal Level = "informal"
	Mixed    Level = "mixed"
	Neutral  Level = "neutral"
)

// Verdict is the register of a text.
type Verdict struct {
	Level      Level
	Confidence float64
	Formal     []Span // what shows formal address, bytes of the text
	Informal   []Span
	Styles     []Style // finer levels, in order, of the languages that have them
}

// Register judges how text in language tag addresses its reader. A language we
// have no rules for is Neutral with confidence 0.
func Register(text, tag string) Verdict {
	rules := registerRules(tag)
	if rules == nil {
		return Verdict{Level: Neutral}
	}
	n := normalise(text)
	v := rules.judge.judge(n)
	if rules.styles != nil {
		v.Styles = rules.styles.find(n)
	}
	return v
}

// sign is one thing seen in a text that shows formality.
type sign struct {
	Span
	kind kind
}

// kind is what a sign shows. A weak one counts only where no strong one speaks.
type kind int

const (
	shield kind = iota // looks like address and is none
	formal
	informal
	weakFormal
	weakInformal
)

// verdict weighs the signs of a text.
func verdict(signs []sign) Verdict {
	var strong, weak Verdict
	for _, s := range signs {
		switch s.kind {
		case formal:
			strong.Formal = append(strong.Formal, s.Span)
		case informal:
			strong.Informal = append(strong.Informal, s.Span)
		case weakFormal:
			weak.Formal = append(weak.Formal, s.Span)
		case weakInformal:
			weak.Informal = append(weak.Informal, s.Span)
		}
	}
	if n := len(strong.Formal) + len(strong.Informal); n > 0 {
		strong.Level, strong.Confidence = strong.level(), 1-.1/float64(n)
		return strong
	}
	weak.Level, weak.Confidence = weak.level(), .6
	switch weak.Level {
	case Mixed: // two doubtful signs against each other say nothing
		return Verdict{Level: Neutral, Confidence: .4}
	case Neutral:
		weak.Confidence = .7
	}
	return weak
}

func (v Verdict) level() Level {
	// A plural (vous, jullie) or a quotation stands among many informal words without
	// changing the manner.
	const many = 4
	switch {
	case len(v.Formal) > 0 && len(v.Informal) >= many*len(v.Formal):
		return Informal
	case len(v.Formal) > 0 && len(v.Informal) > 0:
		return Mixed
	case len(v.Formal) > 0:
		return Formal
	case len(v.Informal) > 0:
		return Informal
	}
	return Neutral
}
