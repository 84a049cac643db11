package ticket

import (
	"slices"
	"strings"
	"sync"
)

// risks finds reasons for a person to look first, those with hold before others.
func (a *analysis) risks(s *Signals, agentLang string) []Risk {
	var risks []Risk
	for _, k := range ruleBooks().risks {
		found := a.riskEvidence(k)
		if len(found) > 0 {
			risks = append(risks, a.advise(Risk{Kind: k.kind, Hold: k.hold, Evidence: found}, agentLang))
		}
	}
	if s.Repeated > 0 {
		risks = append(risks, a.advise(Risk{Kind: "repeated", Evidence: a.hitEvidence("stage-again", 2)}, agentLang))
	}
	slices.SortStableFunc(risks, func(x, y Risk) int {
		switch {
		case x.Hold && !y.Hold:
			return -1
		case y.Hold && !x.Hold:
			return 1
		}
		return 0
	})
	return risks
}

// riskEvidence looks in text and subject; three places are enough to show.
func (a *analysis) riskEvidence(k kindRules) []Evidence {
	var out []Evidence
	for i := range a.scan.sentences {
		x := &a.scan.sentences[i]
		// who speaks of dying is never argued with
		if start, end, ok := firstMatch(k.rules, x); ok && (k.kind == "self-harm" || !a.denied(k.kind, x, start, end)) {
			out = append(out, a.scan.evidence(start, end))
		}
		if len(out) == 3 {
			return out
		}
	}
	if len(out) == 0 && a.subject != nil {
		for i := range a.subject.sentences {
			x := &a.subject.sentences[i]
			if start, end, ok := firstMatch(k.rules, x); ok {
				e := a.subject.evidence(start, end)
				out = append(out, Evidence{Text: e.Text})
			}
		}
	}
	return out
}

// denied tells that the sentence says no to what was found: "I do not want a lawyer",
// 怪我はありません. A no inside a condition ("if you do not …") denies nothing.
func (a *analysis) denied(kind string, x *sentence, start, end int) bool {
	for _, h := range x.hits {
		switch {
		case kind == "injury" && h.concept == "safe" && h.start-end <= 12 && start-h.end <= 40:
			return true
		case h.concept == "deny" && h.start < end && h.end <= start+2 && start-h.end <= a.denyReach() && !a.cut(h.end, start) && !x.conditional(h):
			return true
		case h.concept == "deny" && deniesAfter(a.base) && h.start >= end-1 && h.start-end <= 20:
			return true
		case h.concept == "neg" && !deniesAfter(a.base) && h.end <= start && start-h.end <= a.negReach() && !a.cut(h.end, start) && !x.conditional(h):
			return true
		}
	}
	return false
}

// denyReach is how many runes "I am not going to" reaches.
func (a *analysis) denyReach() int {
	switch {
	case strings.HasPrefix(a.base, "zh"), a.base == "th":
		return 12
	}
	return 40
}

// negReach is how many runes a bare "not" reaches.
func (a *analysis) negReach() int {
	if strings.HasPrefix(a.base, "zh") {
		return 1
	}
	return 8
}

// conditional tells that h stands in the condition of the sentence.
func (x *sentence) conditional(h hit) bool {
	for _, c := range x.hits {
		if c.concept == "if" && c.start <= h.start && h.start-c.end <= 40 {
			return true
		}
	}
	return false
}

// deniesAfter tells the languages whose negation follows the verb.
func deniesAfter(base string) bool {
	return base == "ja" || base == "ko" || base == "tr" || base == "hi"
}

// cut tells whether a comma or the like stands between two places.
func (a *analysis) cut(from, to int) bool {
	return slices.ContainsFunc(a.scan.folded.runes[from:to], func(r rune) bool { return strings.ContainsRune(",;:،、，；–—\n", r) })
}

// hitEvidence shows where a concept is named, at most n places.
func (a *analysis) hitEvidence(concept string, n int) []Evidence {
	out := []Evidence{}
	for _, x := range a.scan.sentences {
		for _, h := range x.hits {
			if h.concept == concept && len(out) < n {
				out = append(out, a.scan.evidence(h.start, h.end))
			}
		}
	}
	return out
}

// counsel is what signals/advice.yaml says about a risk in one language.
type counsel struct {
	Advice   string   `yaml:"advice"`
	Deadline string   `yaml:"deadline"`
	Collect  []string `yaml:"collect"`
}

type advice struct {
	En     counsel `yaml:"en"`
	ZhHans counsel `yaml:"zh-Hans"`
	Clocks []struct {
		Countries string `yaml:"countries"`
		En        string `yaml:"en"`
		ZhHans    string `yaml:"zh-Hans"`
		Source    string `yaml:"source"`
	} `yaml:"clocks"`
}

var advices = sync.OnceValue(func() map[string]advice {
	var m map[string]advice
	mustLoad("advice.yaml", &m)
	return m
})

// advise fills in what the agent is told, in Chinese or else English.
func (a *analysis) advise(r Risk, agentLang string) Risk {
	all := advices()[r.Kind]
	chinese := strings.HasPrefix(agentLang, "zh")
	c := all.En
	if chinese {
		c = all.ZhHans
	}
	r.Advice, r.Deadline, r.Collect = c.Advice, c.Deadline, c.Collect
	country := a.t.Market
	if country == "" {
		country = a.t.Customer.Country
	}
	for _, clock := range all.Clocks {
		if country != "" && contains(strings.Fields(clock.Countries), strings.ToUpper(country)) {
			r.Deadline = clock.En
			if chinese {
				r.Deadline = clock.ZhHans
			}
			r.Deadline += " (" + clock.Source + ")"
		}
	}
	return r
}
