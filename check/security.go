package check

import (
	"embed"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/parlance-cli/parlance/pack"
	"github.com/parlance-cli/parlance/say"
	"golang.org/x/text/unicode/norm"
)

//go:embed security/*.yaml
var securityFiles embed.FS

// security looks at a reply as something a stranger may have dictated: links and
// contacts that only the ticket knows, instructions that leaked, markup and control
// tokens, and requests for what no shop may ask.
func security(in Input) []Finding {
	if strings.TrimSpace(in.Reply.Text) == "" {
		return nil
	}
	g := &guard{in: in, text: in.Reply.Text, low: folded(in.Reply.Text), digits: strings.ContainsFunc(in.Reply.Text, unicode.IsDigit)}
	g.controls()
	g.links()
	g.contacts()
	g.leaks()
	g.others()
	g.markup()
	g.tokens()
	g.standIns()
	g.dictated()
	g.script()
	g.thin()
	g.abuse()
	g.excess()
	return g.found
}

// guard collects the findings of one reply.
type guard struct {
	in      Input
	text    string
	low     string // text in one width and one case
	digits  bool   // text has digits
	found   []Finding
	trusted string // every source but the ticket, folded; built when first asked for
	known   bool
}

// add notes text[start:end] of the reply.
func (g *guard) add(rule string, start, end int, message Wording, args ...any) {
	g.note(rule, Error, start, end, message, args...)
}

func (g *guard) note(rule string, severity Severity, start, end int, message Wording, args ...any) {
	where := Where{Side: Reply}
	if end > start {
		where.Span = span(g.text, start, end)
	}
	found := Finding{Rule: rule, Severity: severity, Where: []Where{where}, Source: safetyRules}
	found.Message, found.MessageLang = message.In(g.in.AgentLang, args...)
	g.found = append(g.found, found)
}

// sources is what a reply may take links, contacts and codes from: everything but
// what the buyer wrote.
func (g *guard) sources() string {
	if g.known {
		return g.trusted
	}
	g.known = true
	var b strings.Builder
	for _, s := range g.in.Sources {
		if s.Name != "ticket" {
			b.WriteString(s.Text)
			b.WriteString("\n")
		}
	}
	if br := g.in.Brand; br != nil {
		for _, list := range [][]string{{br.Name, br.Contact}, br.AllowedHosts, br.Emails, br.Promises} {
			b.WriteString(strings.Join(list, "\n") + "\n")
		}
		for _, s := range br.Signature {
			b.WriteString(s + "\n")
		}
	}
	g.trusted = folded(b.String())
	return g.trusted
}

// names says that the reply has one of the words, which are written folded. Regular
// expressions are slow; most replies hold nothing that they could match.
func (g *guard) names(words ...string) bool {
	for _, w := range words {
		if strings.Contains(g.low, w) {
			return true
		}
	}
	return false
}

// folded is text as links and codes are compared: one width, one case.
func folded(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// speech is the patterns of one language in security/speech.yaml and privacy.yaml.
type speech struct {
	Disclosure, Others, Insult, InsultFree, Dictate, Machine *regexp.Regexp
	Secret, Ask, Never                                       *regexp.Regexp
}

// speeches is the raw patterns by file and language.
var speeches = sync.OnceValues(func() (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	for _, name := range []string{"security/speech.yaml", "security/privacy.yaml"} {
		b, err := securityFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var languages map[string]map[string]string
		if err := pack.Decode(b, &languages); err != nil {
			return nil, say.Errorf("%s: %w", name, err)
		}
		for tag, patterns := range languages {
			if all[tag] == nil {
				all[tag] = map[string]string{}
			}
			for field, p := range patterns {
				all[tag][field] = p
			}
		}
	}
	return all, nil
})

var compiledSpeech sync.Map // language → *speech; a cache of embedded data

// speechOf is the patterns of a language, or nil.
func speechOf(tag string) *speech {
	tag = base(tag)
	if s, ok := compiledSpeech.Load(tag); ok {
		return s.(*speech)
	}
	all, err := speeches()
	if err != nil {
		panic(err) // embedded data; a test loads it
	}
	raw, ok := all[tag]
	if !ok {
		return nil
	}
	re := func(field string) *regexp.Regexp {
		if raw[field] == "" {
			return regexp.MustCompile(`\z.`) // matches nothing
		}
		return regexp.MustCompile("(?i)" + raw[field])
	}
	s := &speech{
		re("disclosure"), re("others"), re("insult"), re("insult_free"), re("dictate"), re("machine"),
		re("secret"), re("ask"), re("never"),
	}
	compiledSpeech.Store(tag, s)
	return s
}
