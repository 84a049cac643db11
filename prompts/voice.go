package prompts

import (
	"strings"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
)

// voice is what the system message is made from: a culture, a language, a brand.
type voice struct {
	Write, Reply language
	Pivot        bool // another hand carries the text into Reply
	Examples     bool // there is room for them
	Culture      string
	Address      string
	Guidance     []culture.Fact
	Tone         []string

	Shop, Voice, Contact, Signature string
	Promises, Hosts                 []string
}

func voiceOf(d Draft, short bool) voice {
	v := voice{Write: languageOf(d.Write), Reply: languageOf(d.Reply), Pivot: !sameLanguage(d.Write, d.Reply)}
	v.Examples = !short && !v.Pivot
	v.manner(d.Profile, d.Phrases, d.Brand, v.Reply)
	if short {
		v.Tone = nil
	}
	if d.Brand == nil {
		return v
	}
	b := d.Brand
	v.Shop, v.Voice, v.Contact = b.Name, strings.TrimSpace(b.Voice), b.Contact
	v.Hosts = b.AllowedHosts
	for _, promise := range b.Promises {
		v.Promises = append(v.Promises, strings.TrimRight(strings.TrimSpace(promise), ".;"))
	}
	v.Signature = strings.TrimSpace(b.SignatureFor(d.Write))
	return v
}

func (v *voice) manner(p *culture.Profile, phrases *culture.Language, b *brand.Brand, written language) {
	v.Culture = "unknown"
	if p == nil {
		return
	}
	v.Culture = p.Tag
	v.Guidance = withoutTopics(p.Guidance, topics().Skip, topics().Covered)
	if v.Pivot {
		v.Guidance = withoutTopics(v.Guidance, topics().Pivot)
	}
	register := registerOf(p, b)
	v.Address = written.address(register)
	if phrases == nil || v.Pivot && !sameLanguage(phrases.Tag, v.Write.tag) {
		return
	}
	for _, act := range []string{"thanks", "apology", "refusal", "next", "closing"} {
		for _, example := range phrases.Examples(act, register, 1) {
			v.Tone = appendNew(v.Tone, example)
		}
	}
}

func registerOf(p *culture.Profile, b *brand.Brand) string {
	if b != nil {
		if r := b.Register[p.Tag]; r != "" {
			return r
		}
	}
	return p.Register
}

// sameLanguage tells whether no second step is needed: en-US and en-GB are one language
// here, Chinese in its two scripts is not.
func sameLanguage(a, b string) bool {
	la, _, _ := strings.Cut(a, "-")
	lb, _, _ := strings.Cut(b, "-")
	return strings.EqualFold(la, lb) && lang.Script(a) == lang.Script(b)
}
