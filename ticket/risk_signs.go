package ticket

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// slight is the concept of what is said to buyers, which they quote.
const slight = "slight"

// longestGram is the longest sequence of letters that is a sign in a script without spaces.
const longestGram = 4

// stem is how many letters of a long word stand for its forms.
const stem = 5

// wordSide separates the language of a word from the word.
const wordSide = ':'

// eachSign tells every sign of a sentence that may have a weight: the concepts named in it
// ("lawyer"), said no to ("!lawyer"), two together ("lawyer&tell"), "=kind" where a rule of
// the kind holds; and its words ("de:anwalt"), two in a row ("de:mein anwalt"), the stem of
// a long one ("de:anwal~"), in scripts without spaces short sequences of letters. A sign
// may come more than once; the bytes are only good until the next.
func (t *riskText) eachSign(sentence int, yield func(sign []byte)) {
	buf := make([]byte, 0, 64)
	named := t.conceptsBySentence()[sentence]
	for i, a := range named {
		yield(append(buf, a...))
		for _, b := range named[i+1:] {
			yield(append(append(append(buf, a...), '&'), b...))
		}
	}
	x := &t.scan.sentences[sentence]
	for _, tag := range t.words {
		eachWord(append(append(buf, tag...), wordSide), t.scan.folded.runes[x.start:x.end], yield)
	}
}

// wordTags are the languages of tags without their variants.
func wordTags(tags []string) []string {
	var out []string
	for _, tag := range tags {
		if base, _, _ := strings.Cut(tag, "-"); !slices.Contains(out, base) {
			out = append(out, base)
		}
	}
	return out
}

// conceptsBySentence are the concepts named in each sentence, sorted, those said no to
// with "!" before them, and the kinds whose rules hold there with "=". What stands in a
// title means nothing.
func (t *riskText) conceptsBySentence() [][]string {
	if t.named != nil {
		return t.named
	}
	t.named = make([][]string, len(t.scan.sentences))
	add := func(sentence int, name string) {
		if !slices.Contains(t.named[sentence], name) {
			t.named[sentence] = append(t.named[sentence], name)
		}
	}
	for kind, places := range t.rules() {
		for _, p := range places {
			add(p.sentence, "="+kind)
		}
	}
	for c, places := range t.places {
		if c == "no" || c == "noafter" || c == quoted {
			continue
		}
		for _, p := range places {
			switch {
			case c != slight && t.titled(p): // buyers quote what was said to them
			case t.denied(p):
				add(p.sentence, "!"+c)
			default:
				add(p.sentence, c)
			}
		}
	}
	for _, names := range t.named {
		slices.Sort(names)
	}
	return t.named
}

// titled tells that a place is part of a title.
func (t *riskText) titled(p place) bool {
	return slices.ContainsFunc(t.places[quoted], func(q place) bool { return q.start < p.start && p.end <= q.end })
}

// eachWord tells the words of folded runes as signs that begin with lead.
func eachWord(lead []byte, runes []rune, yield func(sign []byte)) {
	var last []rune // the word before, where nothing but space stands between
	for i := 0; i < len(runes); {
		j := wordEnd(runes, i)
		switch {
		case unspaced(runes[i]):
			eachGram(lead, runes[i:j], yield)
			last = nil
		case j > i:
			word := runes[i:j]
			if unicode.IsDigit(word[0]) {
				word = []rune{'0'}
			}
			yield(appendRunes(lead, word))
			if len(word) > stem {
				yield(append(appendRunes(lead, word[:stem]), '~'))
			}
			if last != nil {
				yield(appendRunes(append(appendRunes(lead, last), ' '), word))
			}
			last = word
		default:
			if runes[i] == '?' || runes[i] == '!' {
				yield(append(lead, byte(runes[i])))
			}
			if runes[i] != ' ' && runes[i] != '\'' && runes[i] != '-' {
				last = nil
			}
			j = i + 1
		}
		i = j
	}
}

// wordEnd is where the run of letters, of digits or of an unspaced script that begins at i
// ends; i where none does.
func wordEnd(runes []rune, i int) int {
	is := func(r rune) bool { return unicode.IsLetter(r) && !unspaced(r) }
	switch {
	case unspaced(runes[i]):
		is = unspaced
	case unicode.IsDigit(runes[i]):
		is = unicode.IsDigit
	}
	for i < len(runes) && is(runes[i]) {
		i++
	}
	return i
}

func eachGram(lead []byte, runes []rune, yield func(sign []byte)) {
	for i := range runes {
		sign := lead
		for _, r := range runes[i:min(i+longestGram, len(runes))] {
			sign = utf8.AppendRune(sign, r)
			yield(sign)
		}
	}
}

func appendRunes(b []byte, runes []rune) []byte {
	for _, r := range runes {
		b = utf8.AppendRune(b, r)
	}
	return b
}
