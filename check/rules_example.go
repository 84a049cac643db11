package check

import (
	"cmp"

	"github.com/parlance-cli/parlance/culture"
)

// example is a reply that a rule must leave alone, or find.
type example struct {
	Lang     string   `yaml:"lang"`
	Text     string   `yaml:"text"`
	Subject  string   `yaml:"subject"`
	Outcome  string   `yaml:"outcome"`
	Emotion  string   `yaml:"emotion"`
	Channel  string   `yaml:"channel"`
	Culture  string   `yaml:"culture"`
	Register string   `yaml:"register"` // formal when a culture is given
	Market   string   `yaml:"market"`
	Buyer    string   `yaml:"buyer"`
	Note     string   `yaml:"note"`
	Asks     []string `yaml:"asks"`
	Hold     bool     `yaml:"hold"`
}

// fires tells whether the rule finds something in an example.
func fires(r *rule, e example) bool {
	in := e.input()
	return r.applies(in) && len(r.judge(in, scope(r.Scope, in))) > 0
}

// input is the reply an example describes.
func (e example) input() Input {
	in := Input{
		Reply: Text{Language: e.Lang, Text: e.Text}, Subject: e.Subject, Buyer: Text{Language: e.Lang, Text: e.Buyer}, Asks: e.Asks,
		Outcome: culture.Outcome(e.Outcome), Emotion: e.Emotion, Channel: e.Channel, AgentLang: "en",
		Register: e.Register, Hold: e.Hold,
	}
	in.Market, _ = culture.ResolveMarket(e.Market)
	if e.Note != "" {
		in.Sources = []Source{{Name: "note", Text: e.Note}}
	}
	if e.Culture != "" {
		in.Profile, _, _ = culture.Resolve(e.Culture)
		in.Register = cmp.Or(e.Register, in.Profile.Register)
	}
	return in
}
