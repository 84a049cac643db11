package kb

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/sounds.txt
var soundText string

// soundTable gives each letter of a script other than Latin the consonants heard in
// it, as classes (see lexicon/sounds.txt).
var soundTable = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for l := range strings.Lines(soundText) {
		classes, letters, ok := strings.Cut(strings.TrimSpace(l), ": ")
		if !ok || l[0] == '#' {
			continue
		}
		for _, r := range letters {
			if r != ' ' {
				table[r] = strings.Trim(classes, "-")
			}
		}
	}
	return table
})

// eachSkeleton writes a word as the consonants heard in it, three or more: "panthers"
// and "بانثرز" come out alike. A word of another script ends at a character without a
// sound.
func eachSkeleton(run []rune, emit func([]rune)) {
	if len(run) > 4 && run[0] == 'ا' && run[1] == 'ل' {
		run = run[2:] // the Arabic article
	}
	var space [64]rune
	heard := space[:0]
	flush := func() {
		if len(heard) >= 3 {
			emit(heard)
		}
		heard = heard[:0]
	}
	table := soundTable()
	for i, r := range run {
		classes, ok := "", true
		if r < firstNonLatin {
			next := rune(0)
			if i+1 < len(run) {
				next = run[i+1]
			}
			classes = latinSound(r, next)
		} else if classes, ok = table[r]; !ok {
			flush()
		}
		for _, c := range classes {
			if n := len(heard); n == 0 || heard[n-1] != c {
				heard = append(heard, c)
			}
		}
	}
	flush()
}

// latinSound is what is heard in a Latin letter before next, as European languages
// share it.
func latinSound(r, next rune) string {
	switch r {
	case 'b':
		return "P"
	case 'p':
		if next == 'h' {
			return "F"
		}
		return "P"
	case 'f', 'v':
		return "F"
	case 'c':
		if strings.ContainsRune("eiyh", next) {
			return "S"
		}
		return "K"
	case 'g':
		if next == 'h' {
			return ""
		}
		return "K"
	case 'k', 'q':
		return "K"
	case 'x':
		return "KS"
	case 'd', 't':
		return "T"
	case 's', 'z', 'j':
		return "S"
	case 'l', 'r':
		return "L"
	case 'm':
		return "M"
	case 'n':
		return "N"
	}
	return ""
}
