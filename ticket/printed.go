package ticket

import (
	"strings"
	"sync"
)

// printed is what machines write into a mail, from signals/printed.yaml.
type printed struct {
	boilerplate [][]string // a paragraph with all parts of one
	replyLine   []string
}

var printedWords = sync.OnceValue(func() printed {
	var f struct {
		Boilerplate []string `yaml:"boilerplate"`
		ReplyLine   []string `yaml:"reply_line"`
	}
	mustLoad("printed.yaml", &f)
	p := printed{replyLine: f.ReplyLine}
	for _, b := range f.Boilerplate {
		p.boilerplate = append(p.boilerplate, strings.Split(b, " & "))
	}
	return p
})

// longestParagraph is how many bytes of a paragraph are searched for boilerplate, and the
// most a disclaimer has.
const longestParagraph = 2000

func (p printed) holds(paragraph string) bool {
	if len(paragraph) > longestParagraph {
		return false
	}
	low := strings.ToLower(paragraph)
	for _, parts := range p.boilerplate {
		all := true
		for _, part := range parts {
			if all = strings.Contains(low, part); !all {
				break
			}
		}
		if all {
			return true
		}
	}
	return false
}

func (p printed) repliesAbove(line string) bool {
	if len(line) > 160 || len(p.replyLine) == 0 {
		return false
	}
	low := strings.ToLower(line)
	for _, l := range p.replyLine {
		if strings.Contains(low, l) {
			return true
		}
	}
	return false
}

// within is what of it a message can hold: for most, nothing.
func (p printed) within(lines []string) printed {
	low := strings.ToLower(strings.Join(lines, " "))
	trigrams := trigramsOf(low)
	var q printed
	for _, parts := range p.boilerplate {
		if trigrams.may(parts[0]) && strings.Contains(low, parts[0]) {
			q.boilerplate = append(q.boilerplate, parts)
		}
	}
	for _, l := range p.replyLine {
		if trigrams.may(l) && strings.Contains(low, l) {
			q.replyLine = append(q.replyLine, l)
		}
	}
	return q
}

// trigramSet are hashes of all three bytes that stand together in a text: many phrases
// are looked up in it faster than in the text.
type trigramSet [128]uint64

func trigramsOf(text string) *trigramSet {
	var t trigramSet
	for i := 0; i+3 <= len(text); i++ {
		h := trigram(text[i : i+3])
		t[h/64] |= 1 << (h % 64)
	}
	return &t
}

// may tells that the text may contain a phrase; where it does not, it does not.
func (t *trigramSet) may(phrase string) bool {
	for i := 0; i+3 <= len(phrase); i++ {
		if h := trigram(phrase[i : i+3]); t[h/64]&(1<<(h%64)) == 0 {
			return false
		}
	}
	return true
}

func trigram(s string) uint32 {
	return (uint32(s[0])<<16 | uint32(s[1])<<8 | uint32(s[2])) * 0x9E3779B1 >> 19
}

// unprint drops boilerplate from the lines of a message, as long as something else is
// left: whole paragraphs, or single lines of them; and what stands below a "reply above
// this line" that has something above it.
func unprint(lines []string) (kept, below []string) {
	p := printedWords().within(lines)
	if len(p.boilerplate)+len(p.replyLine) == 0 {
		return lines, nil
	}
	for i := 0; i < len(lines); {
		end := i
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		if p.holds(strings.Join(lines[i:end], " ")) && !p.partly(lines[i:end]) {
			i = end
			continue
		}
		for ; i < end; i++ {
			switch {
			case p.repliesAbove(lines[i]):
				if joinLines(kept) != "" {
					return kept, lines[i:]
				}
			case !p.holds(lines[i]):
				kept = append(kept, lines[i])
			}
		}
		if i < len(lines) {
			kept = append(kept, lines[i])
			i++
		}
	}
	if joinLines(kept) == "" {
		return lines, nil
	}
	return kept, nil
}

// partly tells that single lines of a paragraph are boilerplate, so that the others may
// be somebody's words.
func (p printed) partly(lines []string) bool {
	for _, l := range lines {
		if p.holds(l) {
			return true
		}
	}
	return false
}
