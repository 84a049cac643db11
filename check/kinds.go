package check

import (
	"regexp"
	"strings"

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
}

// part is the text a rule looks at. Offsets are bytes of text.
type part struct {
	side      Side
	text      string
	lang      string
	sentences []lang.Span
}

func runRules(in Input) []Finding {
	rules, err := loadRules()
	if err != nil {
		panic(err) // a test loads every rule file
	}
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
			found = append(found, kinds[r.Kind](r, in, p)...)
		}
	}
	return found
}

// scope cuts out what a rule is about: opening and closing are the first and last two
// sentences or lines.
func scope(name string, in Input) part {
	if name == "subject" {
		return part{side: Subject, text: in.Subject, lang: in.Reply.Language, sentences: []lang.Span{{Start: 0, End: len(in.Subject)}}}
	}
	p := part{side: Reply, text: in.Reply.Text, lang: in.Reply.Language, sentences: lang.Sentences(in.Reply.Text, in.Reply.Language)}
	const few = 2
	if n := len(p.sentences); n > few {
		switch name {
		case "opening":
			p.sentences = p.sentences[:few]
		case "closing":
			p.sentences = p.sentences[n-few-1:]
		}
	}
	return p
}

// matches calls yield with the bytes of every match in the part's sentences; a
// sentence that matches an exception is left alone.
func (p part) matches(patterns, except []*regexp.Regexp, yield func(start, end int)) {
	for _, s := range p.sentences {
		sentence := p.text[s.Start:s.End]
		if matchAny(except, sentence) {
			continue
		}
		for _, re := range patterns {
			for _, m := range re.FindAllStringIndex(sentence, -1) {
				if m[1] > m[0] {
					yield(s.Start+m[0], s.Start+m[1])
				}
			}
		}
	}
}

func matchAny(patterns []*regexp.Regexp, text string) bool {
	for _, re := range patterns {
		if re.MatchString(text) {
			return true
		}
	}
	return false
}

// existence finds every match.
func existence(r *rule, in Input, p part) []Finding {
	var found []Finding
	last := -1
	p.matches(r.regexps("patterns", r.Patterns, p.lang), r.regexps("except", r.Except, p.lang), func(start, end int) {
		if start < last || r.Supported && supported(in, p.text[start:end]) {
			return
		}
		last = end
		found = append(found, r.finding(in, p.side, span(p.text, start, end)))
	})
	return found
}

// absence finds that nothing matches.
func absence(r *rule, in Input, p part) []Finding {
	if !r.speaks(p.lang) {
		return nil
	}
	hit := false
	p.matches(r.regexps("patterns", r.Patterns, p.lang), nil, func(int, int) { hit = true })
	if hit {
		return nil
	}
	return []Finding{r.finding(in, p.side, nil)}
}

// occurrence finds more than Max matches and points at the first one too many.
func occurrence(r *rule, in Input, p part) []Finding {
	var found []Finding
	n := 0
	p.matches(r.regexps("patterns", r.Patterns, p.lang), r.regexps("except", r.Except, p.lang), func(start, end int) {
		if n++; n == r.Max+1 {
			found = append(found, r.finding(in, p.side, span(p.text, start, end)))
		}
	})
	return found
}

// conditional finds a match that nothing of Then accompanies anywhere in the text.
func conditional(r *rule, in Input, p part) []Finding {
	if matchAny(r.regexps("then", r.Then, p.lang), p.text) {
		return nil
	}
	found := existence(r, in, p)
	return found[:min(len(found), 1)]
}

// order finds a match before which nothing of Then stands.
func order(r *rule, in Input, p part) []Finding {
	found := existence(r, in, p)
	if len(found) == 0 {
		return nil
	}
	before := string([]rune(p.text)[:found[0].Where[0].Span[0]])
	if matchAny(r.regexps("then", r.Then, p.lang), before) {
		return nil
	}
	return found[:1]
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
	if len(wrong) == 0 || v.Level == lang.Neutral {
		return nil
	}
	f := r.finding(in, p.side, nil)
	f.Where = nil
	for _, s := range wrong {
		f.Where = append(f.Where, Where{Side: p.side, Span: span(p.text, s.Start, s.End)})
	}
	return []Finding{f}
}

// supported tells whether a trusted source says the same words. The ticket is not
// trusted: what the buyer demands is no promise of ours.
func supported(in Input, words string) bool {
	words = strings.ToLower(words)
	for _, s := range in.Sources {
		if s.Name != "ticket" && strings.Contains(strings.ToLower(s.Text), words) {
			return true
		}
	}
	return false
}
