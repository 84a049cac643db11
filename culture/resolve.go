package culture

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/lang"
	"github.com/parlance-cli/parlance/say"
	"golang.org/x/text/language"
)

const root = "root"

// List names the profiles there are, in alphabetical order.
func (b *Library) List() []string {
	names := b.names("profiles")
	return slices.DeleteFunc(names, func(n string) bool { return n == root })
}

// Resolve answers every well-formed tag with registered subtags, by inheritance. The
// empty tag is the neutral manner. Law is not here: it comes from the market.
func (b *Library) Resolve(tag string) (*Profile, Resolution, error) {
	t, err := b.tables()
	if err != nil {
		return nil, Resolution{}, err
	}
	parsed := language.Und
	if tag != "" && tag != root {
		if parsed, err = language.Parse(tag); err != nil {
			return nil, Resolution{}, b.unknown(tag)
		}
	}
	from := b.answering(parsed, t)
	files, names, err := b.chain(from)
	if err != nil {
		return nil, Resolution{}, err
	}
	p := merge(files, t)
	p.Tag, p.From = parsed.String(), from
	fit(p, parsed)
	if err := b.place(p, t); err != nil {
		return nil, Resolution{}, err
	}
	return p, Resolution{Asked: tag, Chain: names, Note: note(p, from)}, nil
}

// answering finds the file for a tag: its own, its CLDR parents', its language's main
// region, or root.
func (b *Library) answering(t language.Tag, tabs *tables) string {
	if t == language.Und {
		return root
	}
	base, _ := t.Base()
	script, _ := t.Script()
	region, _ := t.Region()
	likely := func(name string) bool { // zh-Hans-TW does not take the traditional zh-TW
		s, _ := language.Make(name).Script()
		return s == script
	}
	try := []string{base.String() + "-" + region.String()}
	for p := t; p != language.Und; p = p.Parent() {
		try = append(try, p.String(), tabs.inherit[p.String()])
	}
	if main, ok := tabs.inherit[base.String()+"-"+script.String()]; ok {
		try = append(try, main)
	}
	mainRegion, _ := language.Make(base.String()).Region()
	try = append(try, tabs.inherit[base.String()], base.String()+"-"+mainRegion.String())
	for _, name := range try {
		if name != "" && b.exists("profiles", name) && likely(name) {
			return name
		}
	}
	return root
}

// fit sets language and region of the tag itself: fi-FI answered by root still
// writes Finnish to Finland.
func fit(p *Profile, t language.Tag) {
	if t == language.Und {
		return
	}
	base, _ := t.Base()
	script, _ := t.Script()
	if p.Language == "" || !sameLanguage(p.Language, base) {
		p.Language = base.String()
	}
	if base.String() == "zh" {
		p.Language = "zh-" + script.String()
	}
	// An inferred region ("ja" is mostly Japan) is good for zone and holidays.
	if region, sure := t.Region(); sure >= language.Low && region.IsCountry() {
		if sure == language.Exact || p.Region == "" {
			p.Region = region.String()
		}
	}
}

func sameLanguage(tag string, base language.Base) bool {
	b, _ := language.Make(tag).Base()
	return b == base
}

// place adds what depends on where the buyer lives: zone, weekend, holidays.
func (b *Library) place(p *Profile, t *tables) error {
	p.Weekend = []int{6, 0}
	r, ok := t.regions[p.Region]
	if ok {
		p.TimeZone = r.TimeZone
		if r.Weekend != nil {
			p.Weekend = r.Weekend
		}
	}
	days, err := b.calendar(p.Region, t)
	p.Calendar = days
	return err
}

// calendarFile is one calendars/CC.yaml.
type calendarFile struct {
	Region   string    `yaml:"region"`
	Note     string    `yaml:"note,omitempty"`
	Holidays []Holiday `yaml:"holidays"`
}

func (b *Library) calendar(region string, t *tables) ([]Holiday, error) {
	if region == "" || !b.exists("calendars", region) {
		return nil, nil
	}
	layers, err := files[calendarFile](b, "calendars", region)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, say.Errorf("calendar %s: %w", region, err)
	}
	var days []Holiday
	for _, l := range layers {
		for _, h := range l.Holidays {
			h.Source = t.cite(h.Source)
			days = append(days, h)
		}
	}
	slices.SortStableFunc(days, func(a, b Holiday) int { return strings.Compare(a.From, b.From) })
	return days, nil
}

func note(p *Profile, from string) string {
	switch {
	case p.Tag == from || p.Tag == "und":
		return ""
	case from == root:
		return fmt.Sprintf("no profile for %s: neutral manner", p.Tag)
	case strings.HasPrefix(from, p.Tag+"-"), written(from) == p.Tag:
		return fmt.Sprintf("%s is taken as %s", p.Tag, from)
	}
	return fmt.Sprintf("no profile for %s: manner of %s", p.Tag, from)
}

// written is the language and script of a tag: "zh-Hant" of zh-TW.
func written(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base + "-" + lang.Script(tag)
}

// unknown names the profiles whose tag, language or region is spelt most like tag; none
// when all of them are far from it.
func (b *Library) unknown(tag string) error {
	type near struct {
		name     string
		distance int
	}
	var all []near
	asked := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	for _, name := range b.List() {
		if d := farFrom(asked, strings.ToLower(name)); d <= tolerance(asked) {
			all = append(all, near{name, d})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return a.distance - b.distance })
	names := make([]string, 0, 3)
	for _, n := range all[:min(3, len(all))] {
		names = append(names, n.name)
	}
	switch len(names) {
	case 0:
		return say.Errorf("%w %q", ErrUnknown, tag)
	case 1:
		return say.Errorf("%w %q: the nearest is %s", ErrUnknown, tag, names[0])
	}
	return say.Errorf("%w %q: the nearest are %s", ErrUnknown, tag, strings.Join(names, ", "))
}

// farFrom is how many letters lie between what was asked and a profile's tag, its
// language or region, or the English names of these.
func farFrom(asked, profile string) int {
	base, place, _ := strings.Cut(profile, "-")
	if wanted, _, more := strings.Cut(asked, "-"); more && wanted == base {
		return 1 // the language is right
	}
	spelt := []string{profile, base, place, strings.ToLower(lang.Name(base, "en")), strings.ToLower(countryName(strings.ToUpper(place)))}
	best := len(asked)
	for _, s := range spelt {
		if s != "" {
			best = min(best, lang.Distance(asked, s))
		}
	}
	return best
}
