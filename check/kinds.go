package check

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/pattern"

	"github.com/parlance-cli/parlance/lang"
)

// kinds are the rule kinds. Each gets the part of the reply the rule is about, as
// sentences, and returns what it finds.
var kinds = map[string]func(r *rule, in Input, p part) []Finding{
	"existence":   existence,
	"absence":     absence,
	"occurrence":  occurrence,
	"conditional": conditional,
	"order":       order,
	"register":    register,
	"drift":       drift,
	"surname":     surname,
	"script":      script,
	"length":      length,
	"least":       least,
	"echo":        echo,
}

// part is the text a rule looks at. Offsets are bytes of text, and of folded.
type part struct {
	side      Side
	text      string
	folded    string // lower case, for patterns
	lang      string
	sentences []lang.Span
}

func runRules(in Input) []Finding {
	if in.Rules != nil {
		return run(in.Rules.list, in)
	}
	rules, err := loadRules()
	if err != nil {
		panic(err) // a test loads every rule file
	}
	return run(rules, in)
}

func run(rules []*rule, in Input) []Finding {
	var found []Finding
	parts := map[string]part{}
	for _, r := range rules {
		if !r.applies(in) {
			continue
		}
		p, ok := parts[r.Scope]
		if !ok {
			p = scope(r.Scope, in)
			parts[r.Scope] = p
		}
		if p.text != "" {
			found = append(found, r.judge(in, p)...)
		}
	}
	return found
}

// judge is what the rule finds in a part of the reply it is meant for.
func (r *rule) judge(in Input, p part) []Finding {
	found := kinds[r.Kind](r, in, p)
	if len(found) > 0 && (!r.given(in) || r.spokenOf(in)) {
		return nil
	}
	return found
}

// scope cuts out what a rule is about: opening and closing are the first two and the
// last three sentences or lines.
func scope(name string, in Input) part {
	if name == "subject" {
		return part{side: Subject, text: in.Subject, folded: pattern.Fold(in.Subject), lang: in.Reply.Language, sentences: []lang.Span{{Start: 0, End: len(in.Subject)}}}
	}
	p := part{side: Reply, text: in.Reply.Text, folded: pattern.Fold(in.Reply.Text), lang: in.Reply.Language, sentences: lang.Sentences(in.Reply.Text, in.Reply.Language)}
	const first, last = 2, 3
	n := len(p.sentences)
	switch name {
	case "opening":
		p.sentences = p.sentences[:min(first, n)]
	case "closing":
		p.sentences = p.sentences[max(0, n-last):]
	}
	return p
}

// in is the text that patterns of a rule are matched against.
func (p part) in(r *rule) string {
	if r.Exact {
		return p.text
	}
	return p.folded
}

// matches calls yield with the bytes of every match in the part's sentences, and of
// its first group (-1 when there is none); a sentence that matches an exception is
// left alone.
func (p part) matches(r *rule, yield func(start, end, from, to int)) {
	text := p.in(r)
	for _, re := range r.list("patterns", r.Patterns, p.lang) {
		if !re.May(text) {
			continue
		}
		for _, s := range p.sentences {
			sentence := text[s.Start:s.End]
			for _, m := range re.FindAll(sentence) {
				if m[1] == m[0] || pattern.AnyMatch(r.list("except", r.Except, p.lang), sentence) {
					continue
				}
				from, to := -1, -1
				if len(m) > 2 && m[2] >= 0 {
					from, to = s.Start+m[2], s.Start+m[3]
				}
				yield(s.Start+m[0], s.Start+m[1], from, to)
			}
		}
	}
}

// existence finds every match; of matches that overlap, the first found.
func existence(r *rule, in Input, p part) []Finding {
	var found []Finding
	var taken []lang.Span
	p.matches(r, func(start, end, _, _ int) {
		for _, t := range taken {
			if start < t.End && t.Start < end {
				return
			}
		}
		if r.excused(in, p.text[start:end]) {
			return
		}
		taken = append(taken, lang.Span{Start: start, End: end})
		found = append(found, r.finding(in, p.side, span(p.text, start, end)))
	})
	return found
}

// absence finds that nothing matches.
func absence(r *rule, in Input, p part) []Finding {
	if !r.speaks(p.lang) {
		return nil
	}
	text := p.in(r)
	for _, re := range r.list("patterns", r.Patterns, p.lang) {
		if re.May(text) && slices.ContainsFunc(p.sentences, func(s lang.Span) bool { return re.Match(text[s.Start:s.End]) }) {
			return nil
		}
	}
	return []Finding{r.finding(in, p.side, nil)}
}

// occurrence finds more than Max matches and points at the last of them.
func occurrence(r *rule, in Input, p part) []Finding {
	start, end, n := 0, 0, 0
	p.matches(r, func(s, e, _, _ int) {
		n++
		if e > end {
			start, end = s, e
		}
	})
	if n <= r.Max {
		return nil
	}
	return []Finding{r.finding(in, p.side, span(p.text, start, end))}
}

// conditional finds a match that nothing of Then accompanies anywhere in the text.
func conditional(r *rule, in Input, p part) []Finding {
	found := existence(r, in, p)
	if len(found) == 0 || pattern.AnyMatch(r.list("then", r.Then, p.lang), p.in(r)) {
		return nil
	}
	return found[:1]
}

// order finds that nothing of Then stands before, or in the sentence of, the first match.
func order(r *rule, in Input, p part) []Finding {
	start, end := len(p.text), 0
	p.matches(r, func(s, e, _, _ int) {
		if s < start {
			start, end = s, e
		}
	})
	if end == 0 {
		return nil
	}
	until := end
	for _, s := range p.sentences {
		if s.Start <= start && start < s.End {
			until = s.End
		}
	}
	if pattern.AnyMatch(r.list("then", r.Then, p.lang), p.in(r)[:until]) {
		return nil
	}
	return []Finding{r.finding(in, p.side, span(p.text, start, end))}
}

// register finds address that is not what brand, buyer and profile ask for.
func register(r *rule, in Input, p part) []Finding {
	if in.Register == "" {
		return nil
	}
	v := lang.Register(p.text, p.lang)
	wrong := v.Informal
	if in.Register == string(lang.Informal) {
		wrong = v.Formal
	}
	if v.Level == lang.Neutral {
		return nil
	}
	return r.at(in, p, wrong)
}

// drift finds formal and informal address in one text; it points at the rarer kind.
func drift(r *rule, in Input, p part) []Finding {
	v := lang.Register(p.text, p.lang)
	if v.Level != lang.Mixed {
		return nil
	}
	if len(v.Formal) < len(v.Informal) {
		return r.at(in, p, v.Formal)
	}
	return r.at(in, p, v.Informal)
}

// at makes one finding with several places, none when there are none.
func (r *rule) at(in Input, p part, spans []lang.Span) []Finding {
	if len(spans) == 0 {
		return nil
	}
	f := r.finding(in, p.side, nil)
	f.Where = nil
	for _, s := range spans {
		f.Where = append(f.Where, Where{Side: p.side, Span: span(p.text, s.Start, s.End)})
	}
	return []Finding{f}
}

// quoted tells whether text[at:] stands inside quotation marks of its line.
func quoted(text string, at int) bool {
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	for _, pair := range [][2]string{{"「", "」"}, {"『", "』"}, {"„", "“"}, {"«", "»"}, {"“", "”"}} {
		if strings.LastIndex(line, pair[0]) > strings.LastIndex(line, pair[1]) {
			return true
		}
	}
	return false
}
