package lang

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// Detect guesses the language of text. Links, addresses and words with digits in them
// do not count.
func Detect(text string) Guess { return DetectLikely(text, nil) }

// DetectLikely is Detect where some languages are likelier than others before a word is
// read: likely says by how much (nats), by language without script or region. A sentence
// outweighs it, a word or two do not.
func DetectLikely(text string, likely map[string]float64) Guess {
	parts := readSegments(text)
	whole := sumSegments(parts)
	if whole.weight == 0 {
		return Guess{Reason: "no words"}
	}
	whole.expect(likely)
	if g, ok := romanised(text, whole); ok {
		return g
	}
	shares := shareOut(parts, whole)
	if shares[0].Tag == "" {
		return Guess{Reason: "a script of no language known here"}
	}
	g := Guess{Tag: shares[0].Tag, Shares: shares}
	g.Confidence, g.Reason = whole.confidence(g.Tag)
	if len(shares) > 1 {
		g.Confidence *= .5 + .5*shares[0].Share
		g.Reason = "also has " + Name(shares[1].Tag, "en")
	}
	if whole.tooShort(g.Confidence) {
		if whole.telling == "" {
			return Guess{Reason: "too short"}
		}
		g.Tag, g.Confidence, g.Shares, g.Reason = whole.telling, faint, []Share{{whole.telling, 1}}, "one short word"
	}
	g = neighbour(g, text)
	g.Tag = variant(g.Tag, text)
	return g
}

// faint is how sure one short word makes, where it is one people write to shops: "hii".
const faint = .3

// shareOut gives each segment's letters to its language and adds up, largest first.
// Languages with little of the text are taken for noise.
func shareOut(parts []segment, whole segment) []Share {
	const noise = .15
	main := whole.language(whole)
	weight, total := map[string]int{}, 0
	for _, p := range parts {
		weight[p.language(whole)] += p.weight
		total += p.weight
	}
	best := main
	for tag, w := range weight {
		if w > weight[best] || w == weight[best] && tag < best {
			best = tag
		}
	}
	for tag, w := range weight {
		if tag != best && (tag == "" || float64(w) < noise*float64(total)) {
			weight[best] += w
			delete(weight, tag)
		}
	}
	shares := make([]Share, 0, len(weight))
	for tag, w := range weight {
		if w > 0 {
			shares = append(shares, Share{tag, math.Round(100*float64(w)/float64(total)) / 100})
		}
	}
	sort.Slice(shares, func(i, j int) bool {
		if shares[i].Share != shares[j].Share {
			return shares[i].Share > shares[j].Share
		}
		return shares[i].Tag < shares[j].Tag
	})
	return shares
}

// language is the language of a segment of a text.
func (s segment) language(whole segment) string {
	switch m := s.main(); m {
	case latinScript:
		return s.ofTable(latinGrams(), s.latin, whole.latin)
	case cyrillicScript:
		return s.ofTable(cyrillicGrams(), s.cyrillic, whole.cyrillic)
	case hanScript, kanaScript:
		return hanLangs[leastOf(s.hanScores(whole))]
	case arabicScript:
		return s.arabic()
	case otherScript:
		return s.other
	case noScript:
		return ""
	default:
		return scriptLanguages[m]
	}
}

var scriptLanguages = map[script]string{
	hangulScript: "ko", hebrewScript: "he", greekScript: "el", thaiScript: "th", devanagariScript: "hi",
}

// ofTable is the language of a segment with these scores. It is that of the whole text
// unless the segment speaks clearly for another.
func (s segment) ofTable(g *grams, here, all scores) string {
	const clear = 12 // steps, between languages; a sentence in another language has more
	overall := leastOf(all[:len(g.langs)])
	best := leastOf(here[:len(g.langs)])
	if s.words < 3 || here[overall]-here[best] < clear {
		best = overall
	}
	return g.langs[best]
}

// rareWithoutKana is how much less likely Japanese is than Chinese when there is no
// kana, in steps.
const rareWithoutKana = 3

// hanScores weighs the characters of Japanese and Chinese; kana is Japanese.
func (s segment) hanScores(whole segment) []float64 {
	h := s.han
	kana := s.letters[kanaScript]
	if kana == 0 {
		h[2] += rareWithoutKana
	}
	if kana == 0 && whole.letters[kanaScript]*8 > whole.letters[hanScript] {
		kana = 1 // a line without kana in a Japanese text
	}
	if kana*20 >= s.letters[hanScript] {
		h[0] += float64(12 * kana)
		h[1] += float64(12 * kana)
	}
	return h[:]
}

func (s segment) arabic() string {
	switch {
	case s.urdu > 0 && s.urdu*25 >= s.letters[arabicScript]:
		return "ur"
	case s.persian > 0 && s.persian*40 >= s.letters[arabicScript]:
		return "fa"
	}
	return "ar"
}

func leastOf(s []float64) int {
	best := 0
	for i, x := range s {
		if x < s[best] {
			best = i
		}
	}
	return best
}

// confidence is how sure tag is for this text, and what else it may be.
func (s segment) confidence(tag string) (float64, string) {
	var langs []string
	var scored []float64
	// How much a nat of difference is worth: letters of one text depend on one another.
	const letterTrust, hanTrust = .45, .35
	trust := letterTrust
	switch s.main() {
	case latinScript:
		langs, scored = latinGrams().langs, s.latin[:]
	case cyrillicScript:
		langs, scored = cyrillicGrams().langs, s.cyrillic[:]
	case hanScript, kanaScript:
		langs, scored, trust = hanLangs[:], s.hanScores(s), hanTrust
	default:
		return min(.99, .9+.02*float64(s.letters[s.main()])), ""
	}
	return likelihood(tag, langs, scored[:len(langs)], trust*gramStep)
}

// likelihood turns scores into the probability of tag, and a reason when it is low.
func likelihood(tag string, langs []string, scored []float64, trust float64) (float64, string) {
	least, mine, second := scored[leastOf(scored)], -1, -1
	sum := 0.0
	for i, l := range langs {
		sum += math.Exp((least - scored[i]) * trust)
		if l == tag {
			mine = i
		} else if second < 0 || scored[i] < scored[second] {
			second = i
		}
	}
	if mine < 0 {
		return 0, ""
	}
	p := math.Exp((least-scored[mine])*trust) / sum
	reason := ""
	if p < .9 && second >= 0 {
		reason = fmt.Sprintf("could also be %s", Name(langs[second], "en"))
	}
	return min(.995, p), reason
}

// tooShort tells whether a text says too little to name a language at all.
func (s segment) tooShort(confidence float64) bool {
	switch s.main() {
	case latinScript, cyrillicScript:
		n := s.letters[s.main()]
		return n < 3 || s.words == 1 && n <= 4 && confidence < .5
	}
	return false
}

func baseTag(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}
