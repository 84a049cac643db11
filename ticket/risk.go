package ticket

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/clean"
)

// risks finds reasons for a person to look first, those with hold before others.
func (a *analysis) risks(s *Signals, agentLang string) []Risk {
	var risks []Risk
	tags := a.riskTags()
	texts := []*riskText{readRisks(a.scan, tags)}
	if a.subject != nil {
		texts = append(texts, readRisks(a.subject, tags))
	}
	for _, k := range holds(texts) {
		risks = append(risks, a.advise(Risk{Kind: k.kind, Hold: true, Evidence: k.evidence}, agentLang))
	}
	for _, k := range ruleBooks().risks {
		if found := a.riskEvidence(k); len(found) > 0 {
			risks = append(risks, a.advise(Risk{Kind: k.kind, Evidence: found}, agentLang))
		}
	}
	if s.Repeated > 0 {
		risks = append(risks, a.advise(Risk{Kind: "repeated", Evidence: a.repeatEvidence()}, agentLang))
	}
	return risks
}

// kin names the language whose words a text of another is read with too: short texts of
// the two are taken for one another, or people mix them.
func kin(tag string) string {
	switch tag {
	case "ms", "jv", "su":
		return "id"
	case "no", "nn":
		return "nb"
	case "uk", "be":
		return "ru"
	case "gl":
		return "pt"
	case "ca":
		return "es"
	}
	return ""
}

// riskTags chooses the risk words a text is read with.
func (a *analysis) riskTags() []string {
	tags := a.lexiconTags()
	if k := kin(a.language.Tag); k != "" && !contains(tags, k) {
		tags = append(tags, k)
	}
	return tags
}

// held is a kind of risk that holds a ticket, and where it is said.
type held struct {
	kind     string
	evidence []Evidence
	share    float64 // of what speaks for a risk
}

// A kind with so large a share of what speaks for a risk is named beside the likeliest.
const notable = .25

// holds are the kinds that hold a ticket, the likeliest first, by the text in which spans
// are told and others that belong to it. Whether a person must look is weighed from all
// they show, unless a rule that is sure holds, or one of a kind no weights were learnt for.
func holds(texts []*riskText) []held {
	table := riskWeights()
	w := weigh(table, texts...)
	enough := min(notable, slices.Max(w.share))
	var found []held
	for _, k := range riskKinds() {
		i := slices.Index(table.kinds, k.kind)
		evidence, sure := holdEvidence(k.kind, texts)
		switch {
		case sure, len(evidence) > 0 && i < 0:
			found = append(found, held{k.kind, evidence, 1})
		case i >= 0 && w.risk > 0 && w.share[i] >= enough:
			if len(evidence) == 0 {
				evidence = []Evidence{w.told(i, texts)}
			}
			found = append(found, held{k.kind, evidence, w.share[i]})
		}
	}
	slices.SortStableFunc(found, func(a, b held) int { return cmp.Compare(b.share, a.share) })
	return found
}

// holdEvidence looks in the first of texts that has any, and tells whether a rule that is
// sure holds in one of them.
func holdEvidence(kind string, texts []*riskText) (out []Evidence, sure bool) {
	for n, t := range texts {
		places := t.rules()[kind]
		sure = sure || slices.ContainsFunc(places, func(p place) bool { return p.sure })
		if len(out) > 0 {
			continue
		}
		for _, e := range t.evidence(places) {
			if n > 0 {
				e.Span = nil
			}
			out = append(out, e)
		}
	}
	return out, sure
}

// evidence shows places; three are enough.
func (t *riskText) evidence(places []place) []Evidence {
	var out []Evidence
	for _, p := range places[:min(3, len(places))] {
		out = append(out, t.scan.evidence(p.start, p.end))
	}
	return out
}

// riskEvidence looks for a risk that does not hold in text and subject.
func (a *analysis) riskEvidence(k kindRules) []Evidence {
	var out []Evidence
	for i := range a.scan.sentences {
		if start, end, ok := firstMatch(k.rules, &a.scan.sentences[i]); ok && len(out) < 3 {
			out = append(out, a.scan.evidence(start, end))
		}
	}
	if len(out) == 0 && a.subject != nil {
		for i := range a.subject.sentences {
			if start, end, ok := firstMatch(k.rules, &a.subject.sentences[i]); ok {
				out = append(out, Evidence{Text: a.subject.evidence(start, end).Text})
			}
		}
	}
	return out
}

// repeatEvidence is where the buyer says that they wrote before, else what they wrote.
func (a *analysis) repeatEvidence() []Evidence {
	out := a.hitEvidence("stage-again", 2)
	own := a.contacts()
	for i := 0; len(out) == 0 && i < len(own)-1; i++ {
		if text := strings.TrimSpace(own[i].Text); text != "" {
			out = append(out, Evidence{Text: clean.Line(text, 120)})
		}
	}
	return out
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
