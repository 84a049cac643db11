package ticket

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// tone is how a text sounds as a whole, for ranking tickets: many weak signs, summed.
// The label a person reads (feelings.label) asks for plain words instead.
type tone struct {
	anger, negative float64 // 0 to 1; only the order of two texts means something
}

// toneSign is one kind of sign and what it adds to each scale. The square root of how
// often it was seen counts: the third insult says less than the first.
type toneSign struct {
	name            string
	anger, negative float64
}

// toneSigns are the same for every language, found by logistic regression over openly
// licensed collections of texts with labelled feelings, held to signs that make sense
// where people complain: a late parcel never speaks for calm, a question hardly for anger.
// See docs/decisions/emotion.md.
var toneSigns = []toneSign{
	{"anger3", 1, .8},
	{"anger2", .35, .4},
	{"anger1", .3, .1},
	{"tone-violent", .45, .85},
	{"tone-bad", .5, .8},
	{"tone-good", -.85, -.8},
	{"tone-sorrow", -.2, 1},
	{"tone-order", .65, .45},
	{"joy", -.4, -.7},
	{"praise", -1.1, -.95},
	{"thanks", -.5, -1},
	{"sad", 0, .6},
	{"worry", -.4, .7},
	{"neg", .2, .45},
	{"you", .3, .05},
	{notGood, .1, .1},
	{gripeSign, .3, .1},
	{"canyou", -.3, 0},
	{"sarcasm", 1.5, 1},
	{"!", .4, 0},
	{"?", .15, .1},
	{"?!", .25, .1},
	{"capitals", .3, 0},
	{"loooong", .1, 0},
	{"angry face", .5, .35},
	{"sad face", 0, 1},
	{"glad face", -1.2, -1.1},
}

const (
	notGood   = "not good"
	gripeSign = "gripe" // any of gripes
	neutral   = "tone-none"
)

// toneStart is where both scales stand without any sign.
const toneStart, toneStartNegative = -1.2, -.15

// tone reads the tone of the sentences between two bytes of the text.
func (s *scan) tone(from, to int, sarcasm bool) tone {
	seen := map[string]float64{}
	for _, x := range s.sentences {
		if x.from >= from && x.to <= to {
			x.signs(seen)
		}
	}
	surface(s.text[from:to], seen)
	delete(seen, "sarcasm") // which feelings judges, by more than a word
	if sarcasm {
		seen["sarcasm"] = 1
	}
	anger, negative := toneStart, toneStartNegative
	for _, sign := range toneSigns {
		n := math.Sqrt(seen[sign.name])
		anger += n * sign.anger
		negative += n * sign.negative
	}
	return tone{logistic(anger), logistic(negative)}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// negated is how many runes before a good word a "not" turns it round.
const negated = 14

// signs counts the words of one sentence. A word inside a longer one of the same concept,
// and a tone inside any longer tone, does not count again; "tone-none" lists longer words
// that have no tone ("บ้าน", a house, begins like "บ้า", mad).
func (x *sentence) signs(seen map[string]float64) {
	ends, lastNot := map[string]int{}, -1000
	courteous := x.has("canyou") || x.has("thanks")
	for _, h := range x.longestFirst() {
		group := h.concept
		if strings.HasPrefix(group, "tone-") {
			group = "tone-"
		}
		if h.end <= ends[group] {
			continue
		}
		ends[group] = h.end
		switch {
		case h.concept == "neg":
			lastNot = h.end
			seen["neg"]++
		case h.concept == "tone-good" || h.concept == "joy" || h.concept == "praise":
			if h.start-lastNot >= 0 && h.start-lastNot <= negated {
				seen[notGood] = min(2, seen[notGood]+1)
				continue
			}
			seen[h.concept]++
		case gripes[h.concept]:
			seen[gripeSign]++
		case h.concept == "tone-order" && courteous: // "could you tell me" commands nobody
		default:
			seen[h.concept]++
		}
	}
}

// longestFirst is the hits in order, of those that begin together the longest first.
func (x *sentence) longestFirst() []hit {
	hits := slices.Clone(x.hits)
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	return hits
}

// faces are what little pictures say.
const (
	angryFaces = "😡🤬👿😠😤💢🖕"
	sadFaces   = "😒🙄😞😢😭💔👎😩😫☹😔😑😐🤢🤮🤦"
	gladFaces  = "😂❤♥😍😘😊👍🙏😁😄😃😉🥰💕🎉✨💪👏😀😆🤗💖💙💜😎🙂🤣"
)

// surface counts what punctuation, capitals and faces show.
func surface(text string, seen map[string]float64) {
	for _, r := range text {
		switch {
		case r == '!' || r == '！':
			seen["!"]++
		case r == '?' || r == '？' || r == '؟':
			seen["?"]++
		case r < 0x2600 || r >= 0x3000 && r < 0x1F000: // no face
		case strings.ContainsRune(angryFaces, r):
			seen["angry face"]++
		case strings.ContainsRune(sadFaces, r):
			seen["sad face"]++
		case strings.ContainsRune(gladFaces, r):
			seen["glad face"]++
		}
	}
	seen["sad face"] += float64(strings.Count(text, ":(") + strings.Count(text, ":-(") + strings.Count(text, "(("))
	seen["glad face"] += float64(strings.Count(text, ":)") + strings.Count(text, ":-)") + strings.Count(text, ";)") +
		strings.Count(text, ":D") + strings.Count(text, "))") + strings.Count(text, "<3"))
	for name, most := range map[string]float64{"!": 9, "?": 4, "angry face": 4, "sad face": 4, "glad face": 4} {
		seen[name] = min(seen[name], most)
	}
	if mixedMarks(text) {
		seen["?!"] = 1
	}
	if shouting(text) {
		seen["capitals"] = 1
	}
	if elongated(text) {
		seen["loooong"] = 1
	}
}

// elongated tells a letter written three times in a row.
func elongated(text string) bool {
	var last rune
	run := 0
	for _, r := range text {
		if r != last || !unicode.IsLetter(r) {
			last, run = r, 0
		}
		if run++; run == 3 && unicode.IsLower(r) {
			return true
		}
	}
	return false
}
