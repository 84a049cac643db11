package prompts

import (
	"unicode"
	"unicode/utf8"
)

// Upper is a cheap upper bound of the tokens of text for the newer models: about a third
// of its bytes for prose, more for what tokenises badly (codes, emoji, rare letters).
func Upper(text string) int { return upper(text, &newerWeights) }

// UpperFor is Upper for a model: older vocabularies, and those of models we do not
// know, need more tokens for most languages but English.
func UpperFor(text, model string) int {
	if family(model) == newer {
		return Upper(text)
	}
	return upper(text, &olderWeights)
}

// weights are sixtieths of a token: for a byte of prose and of a code in ASCII, and for a
// code point of two, three and four bytes. They were chosen so that no message of twenty
// bytes or more in thirty languages needs over a tenth more than the bound.
type weights struct{ prose, code, two, three, four int }

var (
	ownWeights   = weights{prose: 14, code: 40, two: 66, three: 80, four: 180} // our templates: English prose
	newerWeights = weights{prose: 24, code: 60, two: 60, three: 70, four: 150}
	olderWeights = weights{prose: 26, code: 60, two: 80, three: 110, four: 180}
)

func upper(text string, w *weights) int {
	sum := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			n, code := asciiRun(text[i:])
			if code {
				sum += n * w.code
			} else {
				sum += n * w.prose
			}
			i += n
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		switch n {
		case 2:
			sum += w.two
		case 3:
			sum += w.three
		case 4:
			sum += w.four
		default:
			sum += 60 // an invalid byte
		}
		i += n
	}
	return (sum + 59) / 60
}

// asciiRun is the length of the ASCII word or gap that text begins with, and whether it
// is dense: a long word that mixes digits or capitals into its letters, or a run of signs.
func asciiRun(text string) (n int, code bool) {
	lower, mixed := 0, 0
	for n < len(text) && text[n] < utf8.RuneSelf && text[n] > ' ' {
		switch c := text[n]; {
		case 'a' <= c && c <= 'z':
			lower++
		default:
			mixed++
		}
		n++
	}
	if n == 0 {
		for n < len(text) && text[n] <= ' ' {
			n++
		}
		return n, false
	}
	return n, mixed > 1 && mixed*4 > n
}

// Count counts the tokens of text for a model (o200k_base for models we do not know).
// It loads a vocabulary on first use; special tokens in the text count as plain text.
func Count(text, model string) int {
	enc, _ := vocabularyOf(model)
	n := 0
	for _, piece := range guarded(text) {
		n += len(enc.EncodeOrdinary(piece))
	}
	return n
}

const (
	longestRun   = 400       // bytes of one class of character
	longestPiece = 64 * 1024 // bytes, cut at white space
)

// guarded cuts text where the encoder would need quadratic time: it takes seconds for
// 100 kB of one letter. Normal text is not cut, or at white space, which changes the
// count by a token here and there.
func guarded(text string) []string {
	var pieces []string
	start, run, last := 0, 0, class(-1)
	for i, r := range text {
		c := classOf(r)
		if c != last {
			run, last = i, c
			if c != space || i-start < longestPiece {
				continue
			}
		} else if i-run < longestRun && i-start < 2*longestPiece {
			continue
		}
		pieces = append(pieces, text[start:i])
		start, run = i, i
	}
	return append(pieces, text[start:])
}

type class int

const (
	letter class = iota
	digit
	space
	newline
	other
)

func classOf(r rune) class {
	switch {
	case r == '\n' || r == '\r':
		return newline
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letter
	case unicode.IsNumber(r):
		return digit
	case r == utf8.RuneError:
		return other
	}
	return other
}
