package compose

import (
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
	d.reasons = append(d.reasons, d.facts()...)
	used := map[string]bool{}
	if d.mayQuote() {
		d.reasons = append(d.reasons, d.quotes(d.main, used)...)
	}
	for _, a := range d.others {
		d.answers[a.Kind] = d.quotes(a, used)
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
// the ask.
func (d *drafting) quotes(a ticket.Ask, used map[string]bool) []sentence {
	asked := grams(a.Text)
	most := maxQuotes
	if d.buyer.holds["short"] {
		most = maxQuotesShort
	}
	var best []sentence
	bestScore := 0.0
	for i := range d.job.Snippets {
		s := &d.job.Snippets[i]
		if s.Internal || used[s.ID] || !sameScript(s.Language, d.job.Reply) {
			continue
		}
		picked, score := d.pick(s, asked, most)
		if score > bestScore {
			best, bestScore = picked, score
		}
	}
	for _, s := range best {
		used[s.snippet.ID] = true
	}
	return best
}

// pick chooses the run of sentences of one snippet that shares most with the ask.
func (d *drafting) pick(s *kb.Snippet, asked map[string]bool, most int) ([]sentence, float64) {
	const enough = 0.08 // below it the overlap is chance: shared little words
	title := grams(s.Title)
	var said []sentence
	score := overlap(asked, title)
	for _, span := range lang.Sentences(s.Text, s.Language) {
		text := strings.TrimSpace(s.Text[span.Start:span.End])
		if !quotable(text) || marketplace(d.job.Channel) && leadsAway(text, s.Language) {
			if len(said) > 0 {
				break
			}
			continue
		}
		if o := overlap(asked, grams(text)); o > score {
			score = o
			said = nil
		}
		if len(said) < most {
			said = append(said, sentence{snippet: s, quote: text})
		}
	}
	if score < enough {
		return nil, 0
	}
	return said, score
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
