package compose

import (
	"github.com/parlance-cli/parlance/say"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/value"
)

// voice is one language spoken in the job's situation.
type voice struct {
	job      *Job
	language *culture.Language
	formats  value.Formats
	holds    map[string]bool
	spell    func(string) string // writes a wording the way the variant does
	slots    map[string]string   // of the letter, written out
}

// speak prepares a language; the buyer's own variant of it where the tag is bare.
func speak(j Job, tag string) (*voice, error) {
	l, ok, err := j.Library.Language(tag)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, say.Errorf("%w: %s (it writes %s)", ErrLanguage, tag, strings.Join(j.Library.Languages(), ", "))
	}
	v := &voice{job: &j, language: l}
	region := regionOf(tag)
	if region == "" && tag == j.Language && sameBase(tag, j.Profile.Language) {
		region = j.Profile.Region
	}
	locale := tag
	if region != "" && regionOf(tag) == "" {
		locale += "-" + region
	}
	v.formats = value.For(locale)
	v.holds = v.situation(tag, region)
	v.slots = v.letterSlots(tag)
	for name, regions := range l.Variants {
		v.holds[name] = slices.Contains(regions, region)
	}
	v.spell = l.Speller(v.holds)
	for name, text := range v.slots {
		v.holds["has-"+name] = text != ""
	}
	v.holds["by"] = v.holds["has-by"]
	v.holds["titled"] = v.titled(v.slots["name"])
	return v, nil
}

// situation is every condition a wording may name.
func (v *voice) situation(tag, region string) map[string]bool {
	j := v.job
	main, _ := j.sortAsks()
	emotion := j.Signals.Emotion.Label
	holds := map[string]bool{
		j.Approach: true, j.Channel: true, emotion: true, main.Kind: true, region: true,
		"marketplace":   marketplace(j.Channel),
		"chat":          chat(j.Channel),
		"short":         chat(j.Channel) || j.Approach == brief,
		"upset":         upset(emotion),
		"worried":       worried(emotion),
		"hurts":         j.hurts(main),
		"sent-photos":   j.sentPhotos(),
		"how-back":      hasAny(j.said, known().HowBack),
		"hold":          j.Holding,
		"plain":         j.Signals.NonNative,
		"salam":         hasAny(strings.ToLower(j.written()), known().Salam),
		"first":         len(j.Ticket.Customer.History) == 0,
		"refuse":        j.Decision.Outcome == culture.Refuse,
		v.register(tag): true,
	}
	if j.Decision.Outcome == culture.Undecided {
		holds[undecidedWord] = true
	} else {
		holds[string(j.Decision.Outcome)] = true
	}
	delete(holds, "")
	return holds
}

// register is how this letter addresses its reader: as the job says, else by the brand's
// word for the locale, else by the culture's. The agent's own letter is formal.
func (v *voice) register(tag string) string {
	j := v.job
	switch {
	case tag != j.Language:
		return "formal"
	case j.Register != "":
		return j.Register
	}
	locale := j.Profile.Tag
	if !sameBase(locale, tag) {
		locale = tag
	}
	have := make([]string, 0, len(j.Brand.Register))
	for l := range j.Brand.Register {
		if r := regionOf(l); r == "" || r == regionOf(locale) || regionOf(locale) == "" { // tú in Spain is no word for Mexico
			have = append(have, l)
		}
	}
	slices.Sort(have)
	if best, ok := lang.Match(locale, have); ok {
		return j.Brand.Register[best]
	}
	if sameBase(j.Profile.Language, tag) && j.Profile.Register != "" {
		return j.Profile.Register
	}
	if own, _, err := j.Library.Resolve(tag); err == nil { // an English-speaking culture asks for German Sie
		return own.Register
	}
	return "formal"
}

func regionOf(tag string) string {
	for _, part := range strings.Split(tag, "-")[1:] {
		if len(part) == 2 {
			return strings.ToUpper(part)
		}
	}
	return ""
}

func sameBase(a, b string) bool {
	base := func(tag string) string { head, _, _ := strings.Cut(strings.ToLower(tag), "-"); return head }
	return base(a) == base(b)
}

func marketplace(channel string) bool {
	switch channel {
	case "amazon", "ebay", "etsy", "aliexpress", "alibaba", "walmart", "shopee", "lazada", "temu", "rakuten", "mercadolibre", "marketplace", "tiktok":
		return true
	}
	return false
}

func chat(channel string) bool {
	switch channel {
	case "chat", "whatsapp", "sms", "messenger", "line", "wechat":
		return true
	}
	return false
}
