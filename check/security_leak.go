package check

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// leaks reports text that was never meant for a buyer: a stretch of the system
// message or of an internal article, a code from there, or talk about instructions.
func (g *guard) leaks() {
	const enough = 40 // weight: a Chinese character says as much as two letters
	for _, secret := range g.in.Secret {
		if start, end := g.overlap(secret, enough); end > start && !g.ours(g.text[start:end]) {
			g.add("security/prompt-leak", start, end, Wording{"quotes our instructions", "引用了内部指令"})
			return
		}
	}
	for _, internal := range g.in.Internal {
		if start, end := g.overlap(internal, enough); end > start && !strings.Contains(spaced(g.quotable()), spaced(folded(g.text[start:end]))) {
			g.add("security/prompt-leak", start, end, Wording{"quotes an internal article", "引用了内部资料"})
			return
		}
	}
	for _, hidden := range append(g.in.Secret[:len(g.in.Secret):len(g.in.Secret)], g.in.Internal...) {
		for _, at := range codeForm().FindAllStringIndex(g.text, -1) {
			code := g.text[at[0]:at[1]]
			if len(code) >= 6 && standsAlone(folded(hidden), folded(code)) && !standsAlone(g.quotable(), folded(code)) && !standsAlone(folded(g.in.Buyer.Text), folded(code)) {
				g.add("security/prompt-leak", at[0], at[1], Wording{"names the internal code %q", "出现了内部代码“%s”"}, code)
				return
			}
		}
	}
	if s := speechOf(g.in.Reply.Language); s != nil {
		if at := s.Disclosure.FindStringIndex(g.text); at != nil {
			g.add("security/prompt-leak", at[0], at[1], Wording{"talks about instructions", "提到了内部指令"})
		}
	}
}

// ours says that the same words also stand where a reply may take them from: a
// signature or a knowledge passage is in the system message too.
func (g *guard) ours(words string) bool {
	return strings.Contains(spaced(g.sources()), spaced(folded(words)))
}

// quotable is sources without the internal articles, which inform a reply and are never
// quoted in it.
func (g *guard) quotable() string {
	if len(g.in.Internal) == 0 {
		return g.sources()
	}
	open := guard{in: g.in}
	open.in.Sources = slices.DeleteFunc(slices.Clone(g.in.Sources), func(s Source) bool {
		return slices.ContainsFunc(g.in.Internal, func(text string) bool { return text != "" && strings.Contains(s.Text, text) })
	})
	return open.sources()
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// overlap is the first stretch of the reply, at whole words, that stands in secret
// and weighs at least enough.
func (g *guard) overlap(secret string, enough int) (int, int) {
	hidden := spaced(folded(secret))
	starts := wordStarts(g.text)
	for i, start := range starts {
		weight := 0
		for j := i + 1; j <= len(starts); j++ {
			end := len(g.text)
			if j < len(starts) {
				end = starts[j]
			}
			weight += weigh(g.text[starts[j-1]:end])
			if weight < enough {
				continue
			}
			if strings.Contains(hidden, spaced(folded(g.text[start:end]))) {
				return start, end
			}
			break
		}
	}
	return 0, 0
}

// wordStarts are the places where a word begins, or a character of a script that has
// no spaces.
func wordStarts(s string) []int {
	var out []int
	fresh := true
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			fresh = true
		case fresh || r >= 0x2e80:
			out = append(out, i)
			fresh = r >= 0x2e80
		}
	}
	return out
}

func weigh(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}

// others reports values that belong to other buyers.
func (g *guard) others() {
	if s := speechOf(g.in.Reply.Language); s != nil {
		if at := s.Others.FindStringIndex(g.text); at != nil {
			g.add("security/other-customer", at[0], at[1], Wording{"talks about another customer", "谈到了其他客户"})
		}
	}
	text := g.low
	for _, value := range g.in.Others {
		v := folded(strings.TrimSpace(value))
		if utf8.RuneCountInString(v) < 4 || strings.Contains(folded(g.in.Buyer.Text), v) || strings.Contains(g.sources(), v) {
			continue
		}
		if strings.Contains(text, v) || len(digitsIn(v)) >= 7 && !strings.ContainsFunc(v, unicode.IsLetter) && strings.Contains(digitsIn(g.text), digitsIn(v)) {
			start := max(0, strings.Index(g.text, value))
			end := start + len(value)
			if !strings.HasPrefix(g.text[start:], value) {
				start, end = 0, 0
			}
			g.add("security/other-customer", start, end, Wording{"names data of another customer", "出现了其他客户的资料"})
		}
	}
}

// codeForm is a code as people and programs make them: capitals with digits or
// hyphens.
var codeForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)+\b|\b[A-Z]{2,}\d{2,}\b|\b[A-Z]+(?:_[A-Z0-9]+)+\b`)
})
