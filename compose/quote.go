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
	l, ok, err := j.Library.Language(j.Language)
	if err != nil || !ok {
		return j.Language
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
	d.weigh()
	d.nameSum()
	used := map[string]bool{}
	if !d.many {
		d.reasons = append(d.reasons, d.facts(d.main.Kind, used)...)
	}
	if d.mayQuote() && !d.many {
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
	if o := d.job.Decision.Outcome; o != culture.Inform && o != culture.Refuse && slices.Contains(toDecide, a.Kind) {
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
		if s.Internal || used[s.ID] || !sameScript(s.Language, d.job.Language) || !d.ofProduct(s, a) {
			continue
		}
		score := overlap(asked, grams(s.Title+" "+s.Text))
		switch named := d.names(s.Title, a.Kind); {
		case named && score < closeEnough/3 && a.Kind == ofTicket(a.Kind):
			continue // the right subject, but nothing of what was asked
		case named && a.Kind == "where-is-it" && score < closeEnough/2:
			continue // any parcel is tracked; the article must speak of this one's trouble
		case named:
			score++
		case score < closeEnough || !slices.Contains(open, a.Kind):
			continue
		}
		picked := d.pick(s, a, asked, most)
		if len(picked) == 0 {
			continue
		}
		score += overlap(asked, grams(picked[0].quote)) + rankWeight/float64(i+1)
		if score > bestScore {
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

// rankWeight is what the search's first snippet has over the others.
const rankWeight = 0.1

// open questions are about anything: no title can be expected to name them.
var open = []string{"product-question", "availability", "size", "delivery-info", "account"}

// toDecide are asks whose articles say what a shop grants in general: quoted while
// nothing is decided, they would read as the decision.
var toDecide = []string{"refund", "return", "exchange", "cancel", "change-order", "change-address", "discount",
	"defect", "missing-or-wrong-item", "withdrawal", "complaint", refundPending}

// pick takes a run of sentences of a snippet, from the one that shares most with the
// question. While nothing is granted, a snippet is good up to its first sentence that
// speaks of giving something.
func (d *drafting) pick(s *kb.Snippet, a ticket.Ask, asked map[string]bool, most int) []sentence {
	type candidate struct {
		text string
		nth  int
	}
	var good []candidate
	for i, text := range sentencesOf(s) {
		if d.grants(text) {
			break
		}
		if quotable(text) && !d.disputes(text, a.Kind) && d.fitting(text, asked) && !(marketplace(d.job.Channel) && leadsAway(text, s.Language)) {
			good = append(good, candidate{text, i})
		}
	}
	telling, names := d.telling(asked, a.Kind), calledByName(a.Text, d.job.Language)
	start, bestScore := -1, 0.0
	if a.Kind != ofTicket(a.Kind) {
		start = 0 // asked for the terms, one gets them from the beginning
	}
	for i, c := range good {
		score := overlap(asked, grams(c.text))
		if overlap(telling, grams(c.text)) == 0 {
			continue // it shares the subject with the question, and no more
		}
		if score > 2*bestScore && (score > closeEnough/2 || c.nth == 0 || holdsAny(c.text, names)) { // a later one only for good reason
			start, bestScore = i, score
		}
	}
	if start < 0 || len(good) == 0 {
		return nil
	}
	picked := good[start:min(start+1, len(good))]
	for len(picked) < most && start+len(picked) < len(good) && good[start+len(picked)].nth == picked[len(picked)-1].nth+1 {
		picked = good[start : start+len(picked)+1]
	}
	texts := make([]string, len(picked))
	for i, c := range picked {
		texts[i] = c.text
	}
	return []sentence{{snippet: s, quote: strings.Join(texts, d.buyer.language.Joiner), nth: [2]int{picked[0].nth, picked[len(picked)-1].nth + 1}}}
}

// telling are the stems of a question beside the words for its subject; all of them
// when there are no others.
func (d *drafting) telling(asked map[string]bool, kind string) map[string]bool {
	about := strings.Fields(d.buyer.language.About[ofTicket(kind)])
	out := map[string]bool{}
	for g := range asked {
		if !slices.ContainsFunc(about, func(w string) bool { return strings.HasPrefix(w, g) || strings.HasPrefix(g, w) }) {
			out[g] = true
		}
	}
	if len(out) == 0 {
		return asked
	}
	return out
}

func sentencesOf(s *kb.Snippet) []string {
	var texts []string
	for _, span := range lang.Sentences(s.Text, s.Language) {
		texts = append(texts, strings.TrimSpace(s.Text[span.Start:span.End]))
	}
	return texts
}

// fitting tells whether a sentence may stand in this letter: no restriction the buyer
// did not ask about, no request in a refusal, and none for what we have.
func (d *drafting) fitting(text string, asked map[string]bool) bool {
	low := strings.ToLower(text)
	if hasAny(low, known().Cannot) && !speaksOf(asked, text) {
		return false
	}
	if !hasAny(low, known().Requests) {
		return true
	}
	if d.job.Decision.Outcome == culture.Refuse || hasAny(low, known().Billing) && hasAny(d.job.said, known().Billing) {
		return false
	}
	for need, words := range known().Needs {
		have := slices.Contains(d.job.Signals.Said, need) || need == "order-id" && d.job.hasOrder() || need == "photos" && d.job.sentPhotos()
		if have && hasAny(low, words) {
			return false
		}
	}
	return true
}

// speaksOf tells whether the question holds what a sentence is about: two of its stems,
// and a good part of them.
func speaksOf(asked map[string]bool, text string) bool {
	const enough, part = 2, 4
	n, said := 0, grams(text)
	for g := range said {
		if asked[g] {
			n++
		}
	}
	return n >= enough && n*part >= len(said)
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
