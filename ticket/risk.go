package ticket

import (
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/clean"
)

// risks finds reasons for a person to look first, those with hold before others.
func (a *analysis) risks(s *Signals, agentLang string) []Risk {
	var risks []Risk
	tags := a.riskTags()
	body := readRisks(a.scan, tags)
	var subject *riskText
	if a.subject != nil {
		subject = readRisks(a.subject, tags)
	}
	for _, k := range riskKinds() {
		if found := holdEvidence(k, body, subject); len(found) > 0 {
			risks = append(risks, a.advise(Risk{Kind: k.kind, Hold: true, Evidence: found}, agentLang))
		}
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

// riskTags chooses the risk words a text is read with.
func (a *analysis) riskTags() []string {
	return a.lexiconTags()
}

// holdEvidence looks in text and subject; three places are enough to show.
func holdEvidence(k riskKind, body, subject *riskText) []Evidence {
	var out []Evidence
	for _, p := range body.find(k) {
		if out = append(out, body.scan.evidence(p.start, p.end)); len(out) == 3 {
			return out
		}
	}
	if len(out) == 0 && subject != nil {
		for _, p := range subject.find(k) {
			out = append(out, Evidence{Text: subject.scan.evidence(p.start, p.end).Text})
		}
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
