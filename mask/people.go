package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// people finds names by what stands before or after them. Nothing but a cue says that
// words are a name: tier 2.
func (s *scan) people() {
	for _, c := range s.cues {
		switch c.kind {
		case "name":
			s.nameAfter(c, 1)
		case "self":
			s.nameAfter(c, 2)
		case "sign":
			s.signature(c.end)
		case "hello":
			s.greeted(c.end)
		}
	}
	s.namesEast()
}

// nameAfter notes the capitalised words behind a cue, if there are enough of them.
func (s *scan) nameAfter(c cue, least int) {
	at := s.skip(c.end)
	if at >= len(s.text) {
		return
	}
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		if least == 1 {
			s.eastAfter(c, at)
		}
		return
	case loose(r):
		if least == 1 || unicode.In(r, unicode.Arabic, unicode.Hebrew) && s.clause(c.start) {
			s.caselessAfter(at)
		}
		return
	}
	text := s.text[c.start:c.end]
	if (text == "name" || text == "nom" || text == "nome" || text == "nombre" || text == "naam" || text == "namn" || text == "nimi") && !s.clause(c.start) {
		return // "product name: Wireless Charger"
	}
	if end, words := s.capitals(at); words >= least {
		s.add(at, end, "PERSON", 2, rankGuess)
	}
}

// greeted notes the name of two words between a greeting and the end of its clause.
func (s *scan) greeted(at int) {
	rest := strings.TrimLeft(s.text[at:], ", ")
	at = len(s.text) - len(rest)
	end, words := s.capitals(at)
	if words >= 2 && end < len(s.text) && strings.IndexByte(",.\n!", s.text[end]) >= 0 {
		s.add(at, end, "PERSON", 2, rankGuess)
	}
}

// skip is behind the copula, colon and title that stand between a cue and a name.
func (s *scan) skip(at int) int {
	at, _ = s.value(at)
	for _, title := range [...]string{"mr. ", "mrs. ", "ms. ", "mr ", "mrs ", "ms ", "dr. ", "dr ", "herr ", "frau ", "m. ", "mme ", "sr. ", "sra. ", "don ", "doña ", "sig. ", "pan ", "pani "} {
		if strings.HasPrefix(s.text[at:], title) {
			return at + len(title)
		}
	}
	return at
}

// clause says that a clause begins at pos.
func (s *scan) clause(pos int) bool {
	before := strings.TrimRight(s.text[:pos], " ")
	return before == "" || strings.IndexByte(",;:.!?\n(-|", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "،") ||
		strings.HasSuffix(before, "my") || strings.HasSuffix(before, "full") || strings.HasSuffix(before, "in") || strings.HasSuffix(before, "、")
}

// capitals is the end of the run of capitalised words at the view's position at, and
// how many there are. Particles of names count when a capital follows.
func (s *scan) capitals(at int) (end, words int) {
	end = at
	for at < len(s.text) && words < 5 {
		stop := at
		for stop < len(s.text) {
			r, n := utf8.DecodeRuneInString(s.text[stop:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !(r == '\'' || r == '’' || r == '-' || r == '.' && stop-at == 1) {
				break
			}
			stop += n
		}
		word := strings.TrimRight(s.text[at:stop], "-'’")
		first, _ := utf8.DecodeRuneInString(s.orig[s.at[min(at, len(s.at)-1)]:])
		switch {
		case word == "" || notName(word):
			return end, words
		case unicode.IsUpper(first) || unicode.IsTitle(first):
			words++
			end = at + len(word)
		case words == 0 || !particle(word):
			return end, words
		}
		if stop >= len(s.text) || s.text[stop] != ' ' {
			return end, words
		}
		at = stop + 1
	}
	return end, words
}

func particle(w string) bool {
	return strings.Contains(" de da do dos das del della di du la le van von der den ten ter bin ibn al el y e zu af ", " "+w+" ")
}

// notName says that a capitalised word begins a sentence or names a thing rather than
// a person.
func notName(w string) bool {
	return strings.Contains(" i we the a an my our your this that it please order ordered customer kunde kundin käufer student from very sehr so not nicht und and or if is was sie wir ich das die der "+
		"bestellung nutzer besitzer mieter vater mutter january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "+
		"amazon dhl ups fedex ebay paypal visa iban germany france usa uk china interested looking writing still unable sorry happy un una client cliente clienta klient ", " "+w+" ")
}

// signature notes a name that stands alone on the line of a closing, or on the next.
func (s *scan) signature(at int) {
	rest := s.text[at:]
	trimmed := strings.TrimLeft(rest, " ,.!")
	at += len(rest) - len(trimmed)
	if at >= len(s.text) || s.text[at] != '\n' {
		return
	}
	for at < len(s.text) && (s.text[at] == '\n' || s.text[at] == ' ') {
		at++
	}
	end, words := s.capitals(at)
	if words >= 1 && (end == len(s.text) || s.text[end] == '\n' || s.text[end] == ',' || s.text[end] == '.') {
		s.add(at, end, "PERSON", 2, rankGuess)
	}
}

// caselessAfter notes one or two words of a script without capitals.
func (s *scan) caselessAfter(at int) {
	start, end, words := at, at, 0
	for at < len(s.text) && words < 2 {
		stop := s.wordEnd(at)
		if stop == at || stop-at > 60 || words > 0 && strings.Contains(" है हूँ हूं और की का के व في من רוצה ", " "+s.text[at:stop]+" ") {
			break
		}
		end = stop
		words++
		if stop >= len(s.text) || s.text[stop] != ' ' {
			break
		}
		at = stop + 1
	}
	if words > 0 {
		s.add(start, end, "PERSON", 2, rankGuess)
	}
}
