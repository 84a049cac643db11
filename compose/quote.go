package compose

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/ticket"
)

func (j *Job) replyLanguage() string {
	l, ok, err := j.Library.Language(j.Reply)
	if err != nil || !ok {
		return j.Reply
	}
	return l.Tag
}

// settle gathers what we know: for the decision, and for every further ask.
func (d *drafting) settle() {
	d.answers = map[string][]sentence{}
	if d.job.Holding {
		return
	}
	d.reasons = append(d.reasons, d.orderFacts()...)
	notes, left := d.notes()
	d.reasons = append(d.reasons, notes...)
	d.left = left
	used := map[string]bool{}
	d.reasons = append(d.reasons, d.facts(d.main.Kind, used)...)
	if d.mayQuote() {
		quotes := d.quotes(d.main, used)
		if d.job.Decision.Outcome == culture.Undecided {
			d.support = quotes
		} else {
			d.reasons = append(d.reasons, quotes...)
		}
	}
	for _, a := range d.others {
		d.answers[a.Kind] = append(d.facts(a.Kind, used), d.quotes(a, used)...)
	}
}

// mayQuote: knowledge explains, informs and gives steps. A granted refund or
// replacement needs no article, and one might seem to take it back.
func (d *drafting) mayQuote() bool {
	switch d.job.Decision.Outcome {
	case culture.Refund, culture.Partial, culture.Replace, culture.Escalate, culture.Ask, culture.Wait:
		return false
	}
	return d.main.Kind != "" && d.main.Kind != "complaint" && d.main.Kind != "human"
}

// quotes takes the sentences of the best snippet in the buyer's language that speak of
// the ask: the title names it, or the text shares much with the buyer's question.
func (d *drafting) quotes(a ticket.Ask, used map[string]bool) []sentence {
	if d.job.Decision.Outcome == culture.Undecided && slices.Contains(toDecide, a.Kind) {
		return nil
	}
	most := maxQuotes
	if d.buyer.holds["short"] {
		most = maxQuotesShort
	}
	asked := grams(a.Text)
	var best []sentence
	bestScore := 0.0
	for i := range d.job.Snippets {
		s := &d.job.Snippets[i]
		if s.Internal || used[s.ID] || !sameScript(s.Language, d.job.Reply) {
			continue
		}
		score := overlap(asked, grams(s.Title+" "+s.Text))
		switch named := d.names(s.Title, a.Kind); {
		case named && score < closeEnough/3:
			continue // the right subject, but nothing of what was asked
		case named && a.Kind == "where-is-it" && score < closeEnough/2:
			continue // any parcel is tracked; the article must speak of this one's trouble
		case named:
			score++
		case score < closeEnough || !slices.Contains(open, a.Kind):
			continue
		}
		if picked := d.pick(s, asked, most); len(picked) > 0 && score > bestScore {
			best, bestScore = picked, score
		}
	}
	for _, s := range best {
		used[s.snippet.ID] = true
	}
	return best
}

// closeEnough is the share of a question's words that its answer holds; below it the
// words in common are chance.
const closeEnough = 0.3

// open questions are about anything: no title can be expected to name them.
var open = []string{"product-question", "availability", "size", "delivery-info", "account"}

// toDecide are asks whose articles say what a shop grants in general: quoted while
// nothing is decided, they would read as the decision.
var toDecide = []string{"refund", "return", "exchange", "cancel", "change-order", "change-address", "discount",
	"defect", "missing-or-wrong-item", "withdrawal", "complaint"}

// names tells whether a title speaks of an ask, by the language's words for it.
func (d *drafting) names(title, kind string) bool {
	low := strings.ToLower(title)
	return hasAny(low, strings.Fields(d.buyer.language.About[kind]))
}

// pick takes a run of sentences of a snippet: from its beginning, or from a later one
// that shares clearly more with the question. While nothing is granted, a snippet is
// good up to its first sentence that speaks of giving something.
func (d *drafting) pick(s *kb.Snippet, asked map[string]bool, most int) []sentence {
	var texts []string
	for _, span := range lang.Sentences(s.Text, s.Language) {
		text := strings.TrimSpace(s.Text[span.Start:span.End])
		if d.grants(text) {
			break
		}
		if quotable(text) && !(marketplace(d.job.Channel) && leadsAway(text, s.Language)) {
			texts = append(texts, text)
		}
	}
	start, bestScore := 0, 0.0
	for i, text := range texts {
		if score := overlap(asked, grams(text)); score > 2*bestScore && score > closeEnough/2 {
			start, bestScore = i, score
		}
	}
	picked := texts[min(start, len(texts)):min(start+most, len(texts))]
	if len(picked) == 0 {
		return nil
	}
	return []sentence{{snippet: s, quote: strings.Join(picked, d.buyer.language.Joiner)}}
}

// grants tells whether a sentence speaks of giving something, which a letter that
// decides nothing, or decides otherwise, must not.
func (d *drafting) grants(text string) bool {
	switch d.job.Decision.Outcome {
	case culture.Undecided, culture.Refuse, culture.Wait, culture.Escalate:
		return hasAny(strings.ToLower(text), known().Grants)
	}
	return false
}

// quotable: a whole sentence, not a heading, a table row or a placeholder.
func quotable(text string) bool {
	if len([]rune(text)) < 8 || len([]rune(text)) > 320 || strings.ContainsAny(text, "|{}\n") {
		return false
	}
	if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") {
		return false
	}
	return strings.ContainsRune(".。！？!?؟", []rune(text)[len([]rune(text))-1])
}

func sameScript(a, b string) bool {
	return a != "" && sameBase(a, b) && lang.Script(a) == lang.Script(b)
}

// grams are the stems of a text: of each word its first five letters, of Han and kana
// every pair. Enough to see whether two texts speak of one thing.
func grams(text string) map[string]bool {
	out := map[string]bool{}
	var word []rune
	flush := func() {
		if len(word) > 3 {
			out[string(word[:min(5, len(word))])] = true
		}
		word = word[:0]
	}
	var before rune
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hangul):
			flush()
			if before != 0 {
				out[string([]rune{before, r})] = true
			}
			before = r
			continue
		case unicode.In(r, unicode.Hiragana): // grammar, mostly
			flush()
		case unicode.IsLetter(r) || unicode.IsMark(r):
			word = append(word, r)
		default:
			flush()
		}
		before = 0
	}
	flush()
	return out
}

func overlap(asked, said map[string]bool) float64 {
	if len(asked) == 0 || len(said) == 0 {
		return 0
	}
	n := 0
	for g := range said {
		if asked[g] {
			n++
		}
	}
	return float64(n) / float64(min(len(asked), len(said))+4)
}
