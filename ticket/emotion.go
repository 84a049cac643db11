package ticket

import (
	"math"
	"strings"
	"unicode"
)

// weights say how much one word of a concept adds to a feeling.
var angerWeights = map[string]float64{"anger3": .5, "anger2": .3, "anger1": .12}

// gripes are what complaints are about: no feeling by themselves.
var gripes = map[string]bool{"gripe": true, "late": true, "wait": true, "defect": true, "missing": true, "wrongitem": true,
	"fail": true, "complaint": true, "where-is-it": true}

// emotion reads the feeling of the whole text, the newest message first.
func (a *analysis) emotion() Emotion {
	f := a.scan.feelings(0, len(a.text))
	tone := a.scan.tone(0, len(a.text), f.sarcasm)
	f.heard = tone.anger
	e := Emotion{Label: f.label(), Anger: tone.anger, Negative: tone.negative, Sarcasm: f.sarcasm, Evidence: []Evidence{}}
	e.Intensity = math.Round(f.intensity(e.Label)*100) / 100
	shown := e.Label
	if len(f.shown[shown]) == 0 && shown != "calm" {
		shown = "angry"
	}
	for _, h := range f.shown[shown] {
		if len(e.Evidence) < 6 {
			e.Evidence = append(e.Evidence, a.scan.evidence(h.start, h.end))
		}
	}
	e.Trend = a.trend()
	return e
}

func (e Emotion) angry() bool { return e.Label == "angry" || e.Label == "furious" }

func (e Emotion) upset() bool {
	return e.angry() || e.Label == "disappointed" || e.Label == "desperate"
}

// feelings are the strengths of what a text shows, each 0 to 1.
type feelings struct {
	anger, worry, sad, thanks, joy, desperate float64
	weak                                      float64 // what angry people do more often and others do too
	strong                                    bool    // at least one word nobody says calmly
	heard                                     float64 // how angry it sounds as a whole, see tone
	polite                                    bool    // it asks or thanks politely
	sarcasm                                   bool
	dry                                       bool // a lone word of praise for a sentence
	shown                                     map[string][]hit
}

// feelings sums up the sentences between two bytes of the text.
func (s *scan) feelings(from, to int) feelings {
	f := feelings{shown: map[string][]hit{}}
	for _, x := range s.sentences {
		if x.from < from || x.to > to {
			continue
		}
		f.sentence(&x)
		f.dry = f.dry || x.dry()
	}
	wronged := f.weak >= .03 || f.anger > 0
	f.sarcasm = wronged && (f.sarcasm || f.dry && f.thanks == 0) // "Charged me twice. Great."
	f.loudness(s.text[from:to])
	f.anger = or(f.anger, min(f.weak, .25))
	f.anger *= 1 - .5*min(f.joy, .8) // friendly words weigh against
	if f.sarcasm {
		f.anger = or(f.anger, .35)
	}
	return f
}

// or adds one more independent sign to a strength.
func or(have, more float64) float64 { return 1 - (1-have)*(1-more) }

func (f *feelings) sentence(x *sentence) {
	f.angry(x)
	for _, h := range x.hits {
		switch {
		case h.concept == "neg", gripes[h.concept]:
			f.weak += .03
		case h.concept == "you":
			f.weak += .02
		case h.concept == "worry" && x.overlaps(h, "pleasantry"): // "I hope this finds you well"
		case h.concept == "worry":
			f.worry = or(f.worry, .4)
			f.show("worried", h)
		case h.concept == "sad":
			f.sad = or(f.sad, .4)
			f.show("disappointed", h)
		case h.concept == "thanks":
			f.thanks = or(f.thanks, .25)
			f.show("grateful", h)
		case h.concept == "praise":
			f.thanks = or(f.thanks, .4)
			f.joy = or(f.joy, .2)
			f.show("grateful", h)
		case h.concept == settled:
			f.thanks = or(f.thanks, .45)
		case h.concept == "canyou":
			f.polite = true
		case h.concept == "joy":
			f.joy = or(f.joy, .2)
		case h.concept == "desperate":
			f.desperate = or(f.desperate, .4)
			f.show("desperate", h)
		case h.concept == "sarcasm":
			f.sarcasm = true
			f.show("angry", h)
		}
	}
}

// dry tells a sentence that is one word of praise and nothing else.
func (x *sentence) dry() bool {
	words := strings.Fields(x.text.text[x.from:x.to])
	if len(words) != 1 || !strings.HasSuffix(words[0], ".") {
		return false
	}
	return x.has("praise") || x.has("joy") || x.has("tone-good")
}

// angry adds the words of anger. Of words that overlap ("worst service", "worst") the
// strongest counts, and the longest is shown.
func (f *feelings) angry(x *sentence) {
	var shown hit
	strongest := 0.0
	say := func() {
		if strongest > 0 {
			f.anger = or(f.anger, strongest)
			f.strong = f.strong || strongest > angerWeights["anger1"]
			f.show("angry", shown)
		}
	}
	for _, h := range x.hits {
		w, angry := angerWeights[h.concept]
		switch {
		case !angry:
		case h.start >= shown.end:
			say()
			shown, strongest = h, w
		default:
			strongest = max(strongest, w)
			if h.end-h.start > shown.end-shown.start {
				shown = h
			}
		}
	}
	say()
}

func (f *feelings) show(label string, h hit) { f.shown[label] = append(f.shown[label], h) }

// loudness adds what punctuation and capitals show.
func (f *feelings) loudness(text string) {
	marks := strings.Count(text, "!") + strings.Count(text, "！")
	if strings.Contains(text, "!!") || strings.Contains(text, "！！") {
		f.anger = or(f.anger, .12)
	}
	f.anger = or(f.anger, min(.05*float64(marks), .15))
	if mixedMarks(text) {
		f.anger = or(f.anger, .1)
	}
	if shouting(text) {
		f.anger = or(f.anger, .25)
	}
}

// mixedMarks tells "?!" and "??".
func mixedMarks(text string) bool {
	for _, m := range [...]string{"?!", "!?", "？！", "??", "？？"} {
		if strings.Contains(text, m) {
			return true
		}
	}
	return false
}

// shouting tells that many words are written in capitals.
func shouting(text string) bool {
	words, loud := 0, 0
	for w := range strings.FieldsSeq(text) {
		if word, capitals := loudWord(w); word {
			words++
			if capitals {
				loud++
			}
		}
	}
	return loud >= 3 && loud*3 >= words
}

// loudWord tells a word of three letters and no digit, and whether nothing in it is small
// and something is a capital.
func loudWord(w string) (word, capitals bool) {
	n, letters, small, large := 0, false, false, false
	for _, r := range w {
		n++
		switch {
		case 'a' <= r && r <= 'z':
			letters, small = true, true
		case 'A' <= r && r <= 'Z':
			letters, large = true, true
		case caseless(r):
			letters = letters || isLetter(r)
		case unicode.IsDigit(r):
			return false, false
		case r >= 0x80:
			letters = letters || isLetter(r)
			small = small || unicode.ToUpper(r) != r
			large = large || unicode.ToLower(r) != r
		}
	}
	return n >= 3 && letters, large && !small
}

// label chooses one word for the mix.
func (f *feelings) label() string {
	switch {
	case f.strong && f.anger >= .82:
		return "furious"
	case f.strong && f.anger >= .42 || f.anger >= .6:
		return "angry"
	case f.desperate >= .4 && f.desperate >= f.anger:
		return "desperate"
	case f.sad >= .4 && f.sad >= f.joy:
		return "disappointed"
	case f.worry >= .4 && !f.strong:
		return "worried"
	case f.strong && f.anger >= .35 && f.thanks < .5, f.anger >= .5:
		return "disappointed"
	case f.worry >= .4:
		return "worried"
	case f.thanks >= .55 && f.anger < .2:
		return "grateful"
	case f.polite || f.thanks > 0: // a fault told politely is a question
	case f.strong && f.heard >= .35, f.weak >= .06 && f.heard >= .5: // annoyed, in no strong words
		return "disappointed"
	}
	return "calm"
}

func (f *feelings) intensity(label string) float64 {
	switch label {
	case "furious", "angry":
		return f.anger
	case "disappointed":
		return max(f.sad, f.anger, .3)
	case "worried":
		return f.worry
	case "desperate":
		return f.desperate
	case "grateful":
		return f.thanks
	}
	return min(.3, max(f.anger, f.worry, f.sad))
}
