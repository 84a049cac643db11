package compose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/lang"
)

// noteLanguage guesses from the script where words are too few for a detector.
func noteLanguage(note string) string {
	if g := lang.Detect(note); g.Tag != "" && g.Confidence >= 0.5 {
		return g.Tag
	}
	for _, r := range note {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		case unicode.Is(unicode.Han, r):
			return "zh-Hans"
		}
	}
	return ""
}

// clauses cuts a note at the ends of its sentences and at semicolons. "Nr. 5" and
// "2. Dezember" end no sentence.
func clauses(note string) []string {
	var out []string
	tag := noteLanguage(note)
	for part := range strings.FieldsFuncSeq(note, func(r rune) bool { return strings.ContainsRune(";；\n", r) }) {
		for _, s := range lang.Sentences(part, tag) {
			sentence := strings.TrimSpace(part[s.Start:s.End])
			clause := strings.TrimSpace(strings.TrimRight(sentence, ".。!！?？ "))
			if clause == "" {
				continue
			}
			if strings.ContainsAny(sentence[len(clause):], "?？") {
				clause += "?" // a question tells nothing
			}
			out = append(out, clause)
		}
	}
	return out
}

// partsOf cuts a clause at its commas, but not inside a number, and at words that join
// two clauses.
func partsOf(clause string) []string {
	var out []string
	start := 0
	cut := func(end, next int) {
		if p := strings.TrimSpace(clause[start:end]); p != "" {
			out = append(out, p)
		}
		start = next
	}
	low := small(clause)
	for at, r := range clause {
		if at < start {
			continue
		}
		switch size := utf8.RuneLen(r); {
		case r == ',' && at > 0 && at+1 < len(clause) && isDigit(clause[at-1]) && isDigit(clause[at+1]):
		case strings.ContainsRune(",，、،", r):
			cut(at, at+size)
		default:
			for _, w := range known().Joins {
				if strings.HasPrefix(low[at:], w) {
					cut(at, at+len(w))
					break
				}
			}
		}
	}
	cut(len(clause), len(clause))
	return out
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// talkative clauses say more than a pattern holds: better word for word.
func talkative(clause string) bool { return len(strings.Fields(clause)) > 9 }

// forBuyer tells whether a clause may stand in the letter as it is.
func forBuyer(clause, tag string) bool {
	k := known()
	low := strings.ToLower(clause)
	if hasAny(low, k.Internal) {
		return false
	}
	runes := []rune(clause)
	switch base, _, _ := strings.Cut(tag, "-"); base {
	case "ja": // a plain form would break the letter's tone
		return endsAny(clause, "です", "ます", "ました", "ません", "でした", "ございます")
	case "ko":
		return endsAny(clause, "니다", "어요", "아요", "에요", "예요", "해요")
	case "zh":
		return len(runes) >= 5
	}
	base, _, _ := strings.Cut(tag, "-")
	words := strings.Fields(low)
	opens, ok := k.Opens[base]
	return len(words) >= 4 && (!ok || slices.Contains(opens, words[0]))
}

func endsAny(text string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(text, e) })
}

// finish makes a sentence of a clause.
func finish(clause, tag string) string {
	runes := []rune(clause)
	runes[0] = unicode.ToUpper(runes[0])
	if runes[len(runes)-1] == '?' {
		return string(runes)
	}
	stop := "."
	if base, _, _ := strings.Cut(tag, "-"); base == "ja" || base == "zh" {
		stop = "。"
	}
	return strings.TrimRight(string(runes), " ,，、") + stop
}

func letterBefore(text string) bool {
	last := text[len(text)-1]
	return last >= 'a' && last <= 'z' || last >= 0xc3 && last < 0xe0
}
