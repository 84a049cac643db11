package draft

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/prompts"
	"github.com/parlance-cli/parlance/ticket"
)

// Wanted is what flags or settings say about the axes; "" leaves an axis open.
type Wanted struct{ Culture, Language, Market, Channel string }

// Axes are the four axes of one ticket, resolved, each with its reason.
type Axes struct {
	Culture  Axis
	Language Axis
	Market   Axis
	Channel  ChannelView
	Profile  *culture.Profile
	Law      culture.Market
	Notes    []string  // how a tag was answered, for --explain
	Warnings []Warning // metadata that makes no sense

	lib *culture.Library
}

// Detection outranks mere defaults when it is clear; below faint it says nothing.
const (
	clear = 0.5
	faint = 0.2
)

// Sound tells what is wrong with wishes before any ticket is read: the same errors as
// Resolve has for flags.
func (w Wanted) Sound(lib *culture.Library) error {
	if w.Language != "" {
		if _, err := replyLanguage(w.Language); err != nil {
			return err
		}
	}
	if w.Culture != "" {
		if _, _, err := lib.Resolve(w.Culture); err != nil {
			return err
		}
	}
	if w.Market != "" {
		if _, err := culture.Country(w.Market); err != nil {
			return err
		}
	}
	return nil
}

// Resolve settles, with the profiles of lib, culture, language, market and channel, each
// on its own. A flag that names none there is is culture.ErrUnknown, ErrLanguage or
// ErrCountry; metadata that does is a warning.
func Resolve(lib *culture.Library, t *ticket.Ticket, s ticket.Signals, flags, defaults Wanted) (Axes, error) {
	a := Axes{lib: lib}
	if err := a.language(t, s, flags, defaults); err != nil {
		return Axes{}, err
	}
	if err := a.culture(t, flags, defaults); err != nil {
		return Axes{}, err
	}
	if own := a.Profile.Language; len(own) > len(a.Language.Tag) && strings.HasPrefix(own, a.Language.Tag+"-") {
		a.Language.Tag = own // "pt" to a Brazilian is pt-BR
	}
	if err := a.market(t, s, flags, defaults); err != nil {
		return Axes{}, err
	}
	a.channel(t, flags, defaults)
	return a, nil
}

// source is one place an axis may be read from.
type source struct {
	tag, from  string
	confidence float64
}

// language: an explicit wish, then what the buyer wrote. A locale alone says little:
// most buyers write in a language that is not their own.
func (a *Axes) language(t *ticket.Ticket, s ticket.Signals, flags, defaults Wanted) error {
	guess := s.Language
	sources := []source{
		{flags.Language, "flag", 1},
		{t.Customer.Language, "metadata:language", 1},
		{guess.Tag, "detected", guess.Confidence},
		{t.Customer.Locale, "metadata:locale", 0.7},
		{defaults.Language, "config", 0.5},
		{flags.Culture, "culture", 0.4},
		{guess.Tag, "detected", guess.Confidence},
	}
	for i, c := range sources {
		needed := clear
		if i == len(sources)-1 {
			needed = faint
		}
		if c.tag == "" || c.from == "detected" && c.confidence < needed {
			continue
		}
		tag, err := replyLanguage(c.tag)
		if err != nil {
			if c.from == "flag" {
				return err
			}
			a.Warnings = append(a.Warnings, Warning{"metadata", "unknown language " + c.tag + " in " + c.from})
			continue
		}
		a.Language = Axis{tag, c.from, c.confidence}
		if i == len(sources)-1 {
			a.guessed()
		}
		if strings.HasPrefix(c.from, "metadata") && guess.Confidence >= 0.9 && !sameLanguage(guess.Tag, tag) {
			a.Warnings = append(a.Warnings, Warning{"language", "the ticket says " + tag + ", the buyer writes " + guess.Tag})
		}
		return nil
	}
	a.Language = Axis{"en", "default", 0}
	a.guessed()
	return nil
}

// guessed warns that nothing settles the language: the wrong one is worse than a question.
func (a *Axes) guessed() {
	a.Warnings = append(a.Warnings, Warning{"language", "the ticket does not show its language clearly: " + a.Language.Tag + " is a guess, --lang says better"})
}

// culture: a wish, the locale, the country, then the language.
func (a *Axes) culture(t *ticket.Ticket, flags, defaults Wanted) error {
	country := ""
	if code, err := culture.Country(t.Customer.Country); err == nil {
		country = code // a shop system may write "Germany"
	}
	sources := []source{
		{flags.Culture, "flag", 1},
		{withRegion(t.Customer.Locale, country), "metadata:locale", 1},
		{countryCulture(country, a.Language.Tag), "metadata:country", 0.9},
		{defaults.Culture, "config", 0.6},
		{a.Language.Tag, "language", 0.6 * a.Language.Confidence},
	}
	for _, c := range sources {
		if c.tag == "" {
			continue
		}
		profile, how, err := a.lib.Resolve(c.tag)
		if err != nil {
			if c.from == "flag" {
				return err
			}
			a.Warnings = append(a.Warnings, Warning{"metadata", "unknown culture " + c.tag + " in " + c.from})
			continue
		}
		a.Profile = profile
		a.Culture = Axis{profile.Tag, c.from, c.confidence}
		if how.Note != "" {
			a.Notes = append(a.Notes, how.Note)
		}
		return nil
	}
	profile, _, err := a.lib.Resolve("en")
	a.Profile, a.Culture = profile, Axis{"en", "default", 0}
	return err
}

// market: law follows the country, never the language alone.
func (a *Axes) market(t *ticket.Ticket, s ticket.Signals, flags, defaults Wanted) error {
	sources := []source{
		{flags.Market, "flag", 1},
		{t.Market, "metadata:market", 1},
		{t.Customer.Country, "metadata:country", 0.9},
		{region(t.Customer.Locale), "metadata:locale", 0.7},
		{s.Country, "text", 0.6},
		{region(flags.Culture), "culture", 0.6},
		{defaults.Market, "config", 0.5},
	}
	for _, c := range sources {
		if c.tag == "" {
			continue
		}
		code, err := culture.Country(c.tag)
		if err != nil && c.from == "flag" {
			return err
		}
		if err != nil {
			a.Warnings = append(a.Warnings, Warning{"metadata", "unknown country " + c.tag + " in " + c.from})
			continue
		}
		if a.Law, _, err = a.lib.Market(code); err != nil {
			return err
		}
		a.Market = Axis{code, c.from, c.confidence}
		return nil
	}
	a.Market = Axis{"", "unknown", 0}
	return nil
}

func (a *Axes) channel(t *ticket.Ticket, flags, defaults Wanted) {
	for _, c := range []source{{flags.Channel, "flag", 1}, {t.Channel, "metadata:channel", 1}, {defaults.Channel, "default", 0}, {"email", "default", 0}} {
		if c.tag != "" {
			a.Channel = ChannelView{Name: strings.ToLower(c.tag), From: c.from}
			if known := prompts.Channels(); !slices.Contains(known, a.Channel.Name) {
				a.Warnings = append(a.Warnings, Warning{"metadata", "unknown channel " + c.tag + ": the reply is written like an e-mail (known: " + strings.Join(known, ", ") + ")"})
			}
			return
		}
	}
}
