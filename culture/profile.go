package culture

import (
	"github.com/parlance-cli/parlance/say"
	"io/fs"
	"path"
	"slices"
)

// profileFile is one profiles/TAG.yaml. Every setting it gives must have a basis.
type profileFile struct {
	Tag       string               `yaml:"tag"`
	Parent    string               `yaml:"parent,omitempty"` // default: root
	Language  string               `yaml:"language,omitempty"`
	Region    string               `yaml:"region,omitempty"`
	Register  string               `yaml:"register,omitempty"`
	NameOrder string               `yaml:"name_order,omitempty"`
	Approach  []string             `yaml:"approach,omitempty"`
	Acts      map[Outcome][]string `yaml:"acts,omitempty"` // key "undecided" is Undecided
	Basis     map[string]Basis     `yaml:"basis,omitempty"`
	Guidance  []Fact               `yaml:"guidance,omitempty"`
}

const undecidedKey = "undecided"

// files reads every layer's file of a kind and name, nearest first.
func files[T any](b *Library, kind, name string) ([]T, error) {
	var all []T
	file := path.Join(kind, name+".yaml")
	for _, l := range b.layers {
		if !l.have(file) {
			continue
		}
		var one T
		if err := decodeFile(l.fsys, file, l.shown(file), &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, say.Errorf("%s: %w", file, fs.ErrNotExist)
	}
	return all, nil
}

// chain reads tag's file and its parents up to root, nearest first.
func (b *Library) chain(tag string) ([]profileFile, []string, error) {
	var all []profileFile
	var names []string
	for tag != "" {
		if slices.Contains(names, tag) {
			return nil, nil, say.Errorf("%w: profile %s is its own parent", ErrInvalid, tag)
		}
		names = append(names, tag)
		of, err := files[profileFile](b, "profiles", tag)
		if err != nil {
			return nil, nil, say.Errorf("profile %s: %w", tag, err)
		}
		all = append(all, of...)
		parent := of[len(of)-1].Parent
		if of[0].Parent != "" {
			parent = of[0].Parent
		}
		if parent == "" && tag != root {
			parent = root
		}
		tag = parent
	}
	return all, names, nil
}

// merge lays the files over each other, nearest first. A topic of guidance that a
// nearer file speaks of replaces that topic of the farther ones.
func merge(files []profileFile, t *tables) *Profile {
	p := &Profile{Acts: map[Outcome][]string{}, Basis: map[string]Basis{}}
	for _, f := range files {
		p.Language = first(p.Language, f.Language)
		p.Region = first(p.Region, f.Region)
		p.Register = first(p.Register, f.Register)
		p.NameOrder = first(p.NameOrder, f.NameOrder)
		if p.Approach == nil {
			p.Approach = f.Approach
		}
		for outcome, acts := range f.Acts {
			if outcome == undecidedKey {
				outcome = Undecided
			}
			if _, ok := p.Acts[outcome]; !ok {
				p.Acts[outcome] = acts
			}
		}
		for setting, basis := range f.Basis {
			if _, ok := p.Basis[setting]; !ok {
				basis.Source = t.cite(basis.Source)
				p.Basis[setting] = basis
			}
		}
		p.Guidance = append(p.Guidance, newTopics(p.Guidance, f.Guidance, t)...)
	}
	return p
}

func newTopics(have, more []Fact, t *tables) []Fact {
	var fresh []Fact
	for _, f := range more {
		if slices.ContainsFunc(have, func(h Fact) bool { return h.Topic == f.Topic }) {
			continue
		}
		f.Source = t.cite(f.Source)
		fresh = append(fresh, f)
	}
	return fresh
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
