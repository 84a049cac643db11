package kb

import (
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/lang"
)

// tongue is the language of a text and how it is written.
type tongue struct {
	tag    string // two letters, "" when unknown
	script script
}

func tongueOf(text, tag string) tongue {
	tag, _, _ = strings.Cut(tag, "-")
	return tongue{tag, scriptOf(text)}
}

// sure is the confidence from which on the language of a question is believed.
const sure = 0.7

// tongueOfQuestion detects the language of a buyer's words.
func tongueOfQuestion(text string) tongue {
	g := lang.Detect(text)
	if g.Confidence < sure {
		g.Tag = ""
	}
	return tongueOf(text, g.Tag)
}

// script is the family of letters most of a text is written in.
type script uint8

const (
	scriptNone script = iota
	scriptLatin
	scriptHan // Chinese and Japanese: a short question in either may be Han alone
	scriptHangul
	scriptOther
)

// scriptOf judges by the first few hundred letters. Scripts that share no letters
// with another listed one are told apart by their first letter alone.
func scriptOf(text string) script {
	var latin, han, hangul, other, seen int
	first := rune(0)
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		switch {
		case r < firstNonLatin || r >= 0x1E00 && r < 0x1F00:
			latin++
		case classOf(r) == classHan, classOf(r) == classKana:
			han += 3 // one character says as much as a few letters
		case r >= 0xAC00 && r <= 0xD7A3:
			hangul += 3
		default:
			other++
			if first == 0 {
				first = r
			}
		}
		if seen++; seen == 400 {
			break
		}
	}
	switch most := max(latin, han, hangul, other); {
	case most == 0:
		return scriptNone
	case most == latin:
		return scriptLatin
	case most == hangul:
		return scriptHangul
	case most == other:
		return scriptOther + script(first>>7) // Unicode gives a script its own blocks
	}
	return scriptHan
}
