package prompts

import (
	"unicode"
	"unicode/utf8"
)

// Upper is a cheap upper bound of the tokens of text: bytes/3, rounded up.
func Upper(text string) int { return (len(text) + 2) / 3 }

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
