package batch

import (
	"cmp"
	"fmt"
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
	alike        = 0.3 // share of words two tickets of an incident have in common
	fewest       = 3   // tickets that make an incident
	mostLeaders  = 200 // first tickets a new one is compared with, per kind of ask
	examplesKept = 3
)

// clusters groups documents as they come, in one pass and little memory.
type clusters struct {
	byKind map[string][]*cluster
	order  []*cluster
}

type cluster struct {
	Incident
	kind     string
	words    map[string]bool
	emotions map[string]int
}

func newClusters() *clusters { return &clusters{byKind: map[string][]*cluster{}} }

// add puts a document into the first group whose leader it resembles.
func (c *clusters) add(d *draft.Document) {
	if d.Ticket == nil || len(d.Ticket.Asks) == 0 {
		return
	}
	t := d.Ticket
	kind := strings.Join([]string{t.Asks[0].Kind, t.Language.Tag, t.Market.Tag}, " ")
	var texts []string
	for _, a := range t.Asks {
		texts = append(texts, a.Text)
	}
	text := strings.Join(texts, " ")
	words := shingles(text)
	group := c.find(kind, words)
	if group == nil {
		group = &cluster{kind: kind, words: words, emotions: map[string]int{}, Incident: Incident{Asks: t.Asks[0].Kind, Language: t.Language.Tag, Market: t.Market.Tag}}
		c.order = append(c.order, group)
		if len(c.byKind[kind]) < mostLeaders {
			c.byKind[kind] = append(c.byKind[kind], group)
		}
	}
	group.IDs = append(group.IDs, d.ID)
	group.emotions[t.Emotion.Label]++
	if len(group.Examples) < examplesKept {
		group.Examples = append(group.Examples, clean.Line(text, 300))
	}
}

func (c *clusters) find(kind string, words map[string]bool) *cluster {
	for _, g := range c.byKind[kind] {
		if overlap(g.words, words) >= alike {
			return g
		}
	}
	return nil
}

// incidents are the groups worth a name, largest first. A name is as stable as the order
// in which tickets came into the journal.
func (c *clusters) incidents() []Incident {
	var found []Incident
	number := map[string]int{}
	for _, g := range c.order {
		if len(g.IDs) < fewest {
			continue
		}
		base := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(g.kind), " ", "-"))
		number[base]++
		g.Name = fmt.Sprintf("%s-%d", base, number[base])
		for label, n := range g.emotions {
			if n > g.emotions[g.Emotion] || n == g.emotions[g.Emotion] && label < g.Emotion {
				g.Emotion = label
			}
		}
		found = append(found, g.Incident)
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

// overlap is the share of words two sets have in common (Jaccard).
func overlap(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}
