package batch

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
)

// Incident is a group of tickets that ask the same in much the same words: one cause,
// many letters.
type Incident struct {
	Name     string // where-is-it-ja-jp-1
	Asks     string
	Language string
	Market   string
	Emotion  string // the most frequent
	IDs      []string
	Examples []string // of the buyers' words
}

const (
	alike        = 0.55 // share of the shorter text's words that two tickets of an incident have in common
	fewestWords  = 3    // shorter texts must be the same
	fewest       = 3    // tickets that make an incident
	mostGroups   = 200  // groups a ticket is compared with, per kind of ask
	mostVoices   = 8    // texts a group is known by
	examplesKept = 3
)

// clusters groups documents as they come, in one pass and little memory. Tickets belong
// together when ask, language and market are the same and each resembles some other.
type clusters struct {
	byKind map[string][]*cluster
}

type cluster struct {
	Incident
	voices   []map[string]bool // words of some of its tickets
	emotions map[string]int
}

func newClusters() *clusters { return &clusters{byKind: map[string][]*cluster{}} }

// add puts a document into the group it resembles, and joins groups that it links.
func (c *clusters) add(d *draft.Document) {
	if d.Ticket == nil || len(d.Ticket.Asks) == 0 {
		return
	}
	t := d.Ticket
	kind := strings.Join([]string{t.Asks[0].Kind, t.Language.Tag, t.Market.Tag}, " ")
	var texts []string
	for _, a := range t.Asks {
		if a.Kind == t.Asks[0].Kind {
			texts = append(texts, a.Text)
		}
	}
	text := strings.Join(texts, " ")
	words := shingles(text)
	group := c.find(kind, words)
	if group == nil {
		if len(c.byKind[kind]) >= mostGroups {
			return
		}
		group = &cluster{emotions: map[string]int{}, Incident: Incident{Asks: t.Asks[0].Kind, Language: t.Language.Tag, Market: t.Market.Tag}}
		c.byKind[kind] = append(c.byKind[kind], group)
	}
	group.IDs = append(group.IDs, d.ID)
	group.emotions[t.Emotion.Label]++
	group.hear(words)
	if example := clean.Line(text, 300); len(group.Examples) < examplesKept && !slices.Contains(group.Examples, example) {
		group.Examples = append(group.Examples, example)
	}
}

// hear makes a group known by one more text.
func (g *cluster) hear(words map[string]bool) {
	if len(g.voices) < mostVoices {
		g.voices = append(g.voices, words)
	}
}

// find is the group that words resemble; several become one.
func (c *clusters) find(kind string, words map[string]bool) *cluster {
	var found *cluster
	groups := c.byKind[kind]
	c.byKind[kind] = slices.DeleteFunc(groups, func(g *cluster) bool {
		if !slices.ContainsFunc(g.voices, func(v map[string]bool) bool { return resemble(v, words) }) {
			return false
		}
		if found == nil {
			found = g
			return false
		}
		found.join(g)
		return true
	})
	return found
}

func (g *cluster) join(other *cluster) {
	g.IDs = append(g.IDs, other.IDs...)
	for label, n := range other.emotions {
		g.emotions[label] += n
	}
	for _, v := range other.voices {
		g.hear(v)
	}
	g.Examples = append(g.Examples, other.Examples...)
	g.Examples = g.Examples[:min(len(g.Examples), examplesKept)]
}

// incidents are the groups worth a name, largest first. A name is as stable as the order
// in which tickets came into the journal.
func (c *clusters) incidents() []Incident {
	var found []Incident
	for _, kind := range slices.Sorted(maps.Keys(c.byKind)) {
		number := 0
		for _, g := range c.byKind[kind] {
			if len(g.IDs) < fewest {
				continue
			}
			number++
			g.Name = fmt.Sprintf("%s-%d", strings.ToLower(strings.Join(strings.Fields(kind), "-")), number)
			for _, label := range slices.Sorted(maps.Keys(g.emotions)) {
				if g.emotions[label] > g.emotions[g.Emotion] {
					g.Emotion = label
				}
			}
			found = append(found, g.Incident)
		}
	}
	slices.SortStableFunc(found, func(a, b Incident) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return found
}

// Incidents groups the documents of a journal.
func Incidents(path string) ([]Incident, error) {
	c := newClusters()
	err := Documents(path, func(d *draft.Document) error { c.add(d); return nil })
	return c.incidents(), err
}

// shingles are the words of a text, and in scripts without spaces its pairs of
// characters; numbers, which differ between orders, are left out.
func shingles(text string) map[string]bool {
	set := map[string]bool{}
	var word []rune
	end := func() {
		if len(word) > 0 {
			set[string(word)] = true
			word = word[:0]
		}
	}
	previous := rune(0)
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end()
			if previous != 0 {
				set[string([]rune{previous, r})] = true
			}
			previous = r
			continue
		case unicode.IsLetter(r) || unicode.IsMark(r):
			word = append(word, r)
		default:
			end()
		}
		previous = 0
	}
	end()
	return set
}

// resemble tells whether two texts say the same in much the same words.
func resemble(a, b map[string]bool) bool {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	shorter := min(len(a), len(b))
	if shorter < fewestWords {
		return both == max(len(a), len(b))
	}
	return float64(both) >= alike*float64(shorter)
}
