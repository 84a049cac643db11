package prompts

import (
	"fmt"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
)

// longestContext is how many code points of the buyer's message a translator sees.
const longestContext = 1500

// Translation is a text to carry into another language.
type Translation struct {
	Text     string
	From, To string
	Profile  *culture.Profile
	Phrases  *culture.Language
	Brand    *brand.Brand
	Channel  string
	Register string       // formal or informal; "" is the culture's own
	Keep     []string     // values that must appear unchanged
	Findings []string     // of a first attempt, for the repair
	Attempt  string       // the first attempt, "" on the first
	Terms    []brand.Term // glossary; nil: the brand's. Only terms that occur are sent
	Buyer    string       // what the buyer wrote: for their own names of things, or ""
	Plain    bool         // the reader's To is not their first language
}

// Translate builds the prompt that carries a reply into the buyer's language. System is
// byte-identical for a culture × pair of languages × register × brand.
func (b *Builder) Translate(t Translation, fence Fence) (Prompt, error) {
	return b.pair("translator", "translate", carrier(t), translationOf(t, fence), fence)
}

// Gloss builds the prompt that tells the agent what a text says (the buyer's message,
// or a reply written directly in the buyer's language).
func (b *Builder) Gloss(text, from, to string, fence Fence) (Prompt, error) {
	return b.GlossWithin(text, from, to, Budget{}, fence)
}

// GlossWithin is Gloss for a model of limited size: the rendering is about as long as
// the text, so the text takes at most a third of the context and loses its middle.
func (b *Builder) GlossWithin(text, from, to string, budget Budget, fence Fence) (Prompt, error) {
	view := translation{From: languageOf(from), To: languageOf(to), Fence: fence.ID}
	view.Open, view.Close = fence.Marks("text")
	text = fence.inert(text)
	short, cut := headTail(text, from, longestMessage, characters)
	if budget.Context > 0 {
		var tooLong bool
		short, tooLong = headTail(short, from, budget.Context/3, func(s string) int { return UpperFor(s, budget.Model) })
		cut = cut || tooLong
	}
	view.Text = short
	p, err := b.pair("glosser", "gloss", view, view, fence)
	if cut && err == nil {
		p.Cuts = append(p.Cuts, fmt.Sprintf("the middle of the text: %d of %d characters are sent", characters(short), characters(text)))
		p.Parts[len(p.Parts)-1].Cut = true
	}
	return p, err
}

// translator is what the translator's system message is made from.
type translator struct {
	From, To               language
	Culture, Address       string
	Guidance               []culture.Fact
	Tone                   []string
	Shop, Voice, Signature string
}

func carrier(t Translation) translator {
	v := voice{Write: languageOf(t.To)}
	v.manner(t.Profile, t.Phrases, t.Brand, v.Write)
	out := translator{From: languageOf(t.From), To: v.Write, Culture: v.Culture, Address: v.Address, Guidance: onlyTopics(v.Guidance, topics().Wording), Tone: v.Tone}
	if t.Register != "" {
		out.Address = v.Write.address(t.Register)
	}
	if t.Brand != nil {
		out.Shop, out.Voice, out.Signature = t.Brand.Name, t.Brand.Voice, t.Brand.SignatureFor(t.To)
	}
	return out
}

// translation is what its user message is made from.
type translation struct {
	Fence                                                 string
	From, To                                              language
	Open, Close, Text, AttemptOpen, AttemptClose, Attempt string
	Keep, Terms, Findings                                 []string
	Buyer, BuyerOpen, BuyerClose                          string
	Plain                                                 bool
}

func translationOf(t Translation, fence Fence) translation {
	m := translation{
		Fence: fence.ID, From: languageOf(t.From), To: languageOf(t.To), Plain: t.Plain,
		Text: fence.inert(t.Text), Attempt: fence.inert(t.Attempt),
	}
	m.Open, m.Close = fence.Marks("text")
	m.AttemptOpen, m.AttemptClose = fence.Marks("first version")
	m.Buyer, _ = headTail(fence.inert(t.Buyer), t.To, longestContext, characters)
	m.BuyerOpen, m.BuyerClose = fence.Marks("buyer")
	for _, k := range t.Keep {
		m.Keep = append(m.Keep, fence.line(k))
	}
	for _, f := range t.Findings {
		m.Findings = append(m.Findings, fence.line(f))
	}
	glossary := t.Terms
	if glossary == nil && t.Brand != nil {
		glossary = t.Brand.Glossary
	}
	glossary = occurring(glossary, t.Text)
	m.Terms = wordings(glossary, t.To)
	for _, name := range kept(glossary) {
		m.Keep = appendNew(m.Keep, name)
	}
	return m
}

// pair renders a prompt of one system and one user template, which nothing competes for.
func (b *Builder) pair(system, user string, systemData, userData any, fence Fence) (Prompt, error) {
	if fence.ID == "" {
		return Prompt{}, ErrFence
	}
	first, err := b.pieces(systemData, BetweenTickets, system)
	if err != nil {
		return Prompt{}, err
	}
	second, err := b.pieces(userData, "", user)
	if err != nil {
		return Prompt{}, err
	}
	second[0].own = false
	return b.prompt(first, second, packing{meter: meterFor(Budget{}, nil)}, fence), nil
}
