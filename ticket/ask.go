package ticket

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// kindRules are the rules of one ask, or of one risk that does not hold.
type kindRules struct {
	kind  string
	rules []rule
}

// ruleBook is signals/rules.yaml.
type ruleBook struct {
	asks, risks []kindRules
	otherwise   []kindRules       // asks of a sentence that holds none of the others
	general     map[string][]rule // by ask: it is about how things are in general
	facts       map[string][]rule
	numbers     numbers // of the concepts in all of them
}

var ruleBooks = sync.OnceValue(func() *ruleBook {
	var f struct {
		Asks    map[string][]string `yaml:"asks"`
		Risks   map[string][]string `yaml:"risks"`
		Other   map[string][]string `yaml:"otherwise"`
		General map[string][]string `yaml:"general"`
		Facts   map[string][]string `yaml:"facts"`
	}
	mustLoad("rules.yaml", &f)
	b := &ruleBook{general: map[string][]rule{}, facts: map[string][]rule{}, numbers: numbers{}}
	for kind, lines := range f.General {
		b.general[kind] = b.numbered(parseLines(lines))
	}
	for fact, lines := range f.Facts {
		b.facts[fact] = b.numbered(parseLines(lines))
	}
	for kind, lines := range f.Asks {
		b.asks = append(b.asks, kindRules{kind: kind, rules: b.numbered(parseRules(kind, lines))})
	}
	for kind, lines := range f.Risks {
		b.risks = append(b.risks, kindRules{kind: kind, rules: b.numbered(parseRules(kind, lines))})
	}
	for kind, lines := range f.Other {
		b.otherwise = append(b.otherwise, kindRules{kind: kind, rules: b.numbered(parseLines(lines))})
	}
	byName := func(a, b kindRules) int {
		switch {
		case a.kind < b.kind:
			return -1
		case a.kind > b.kind:
			return 1
		}
		return 0
	}
	slices.SortFunc(b.asks, byName)
	slices.SortFunc(b.otherwise, byName)
	slices.SortFunc(b.risks, byName)
	return b
})

func (b *ruleBook) numbered(rules []rule) []rule {
	b.numbers.number(rules)
	return rules
}

// parseRules adds to the written rules that a concept named like the kind is enough,
// unless they name it themselves. A line of nothing but "!" holds for every rule.
func parseRules(kind string, lines []string) []rule {
	alone := true
	for _, l := range lines {
		alone = alone && !contains(strings.Fields(l), kind)
	}
	if alone {
		lines = append([]string{kind}, lines...)
	}
	return parseLines(lines)
}

func parseLines(lines []string) []rule {
	var rules []rule
	var common rule
	for _, l := range lines {
		r := parseRule(l)
		if len(r.all)+len(r.near)+len(r.order)+len(r.about) == 0 {
			common.never = append(common.never, r.never...)
			common.apart = append(common.apart, r.apart...)
			continue
		}
		rules = append(rules, r)
	}
	for i := range rules {
		rules[i].never = append(rules[i].never, common.never...)
		rules[i].apart = append(rules[i].apart, common.apart...)
	}
	return rules
}

// asks reads every sentence; a kind is named once, where it is said first. The subject
// counts for kinds the body does not name.
func (a *analysis) asks() []Ask {
	asks := []Ask{}
	seen := map[string]bool{}
	for i := range a.scan.sentences {
		x := a.unnamed(&a.scan.sentences[i])
		for _, k := range askKinds(x) {
			if !seen[k] {
				seen[k] = true
				asks = append(asks, Ask{Kind: k, Text: a.scan.words(*x), Span: a.scan.span(*x), General: inGeneral(k, x)})
			}
		}
	}
	if a.subject != nil {
		for i := range a.subject.sentences {
			x := &a.subject.sentences[i]
			for _, k := range askKinds(x) {
				if !seen[k] {
					seen[k] = true
					asks = append(asks, Ask{Kind: k, Text: a.subject.words(*x), General: inGeneral(k, x)})
				}
			}
		}
	}
	return mergeAsks(asks)
}

// askKinds names the kinds of one sentence.
func askKinds(x *sentence) []string {
	var kinds []string
	if len(x.hits) == 0 {
		return nil
	}
	x = x.wishes()
	for _, k := range ruleBooks().asks {
		if _, _, ok := firstMatch(k.rules, x); ok {
			kinds = append(kinds, k.kind)
		}
	}
	if kinds != nil {
		return kinds
	}
	for _, k := range ruleBooks().otherwise {
		if _, _, ok := firstMatch(k.rules, x); ok {
			return []string{k.kind}
		}
	}
	return nil
}

// inGeneral tells that an ask is about how things are with us, not about a purchase.
func inGeneral(kind string, x *sentence) bool {
	_, _, ok := firstMatch(ruleBooks().general[kind], x.wishes())
	return ok
}

// stronger names the kinds that say more than others found in the same ticket.
var stronger = map[string][]string{
	"where-is-it":           {"delivery-info"},
	"withdrawal":            {"return", "cancel"},
	"change-address":        {"change-order"},
	"data-request":          {"account"},
	"missing-or-wrong-item": {"availability"},
	"stop-mail":             {"cancel"},
	"exchange":              {"size", "change-order"},
}

// mergeAsks drops what a stronger kind already says.
func mergeAsks(asks []Ask) []Ask {
	drop := map[string]bool{}
	for _, a := range asks {
		for _, weak := range stronger[a.Kind] {
			drop[weak] = true
		}
	}
	return slices.DeleteFunc(asks, func(a Ask) bool { return drop[a.Kind] || utf8.RuneCountInString(a.Text) == 0 })
}

func has(asks []Ask, kinds ...string) bool {
	for _, a := range asks {
		if contains(kinds, a.Kind) {
			return true
		}
	}
	return false
}
