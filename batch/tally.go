package batch

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/parlance-cli/parlance/draft"
)

// summary is the head of a report.
type summary struct {
	Tickets, Failed, Person int
	Tokens                  int
	Cost                    string
	Charts                  []chart
	Incidents               []Incident
	Repeated                []repeated
}

// chart is counts of one kind.
type chart struct {
	Title string
	Bars  []bar
}

type bar struct {
	Name    string
	List    string // of codes that Name is from, for Names
	Count   int
	Percent int // of the largest
}

// ranges are the buckets of a chart of amounts, in their order.
type ranges struct {
	limits []float64
	unit   string
}

func (r ranges) name(x float64) string {
	for _, limit := range r.limits {
		if x < limit {
			return fmt.Sprintf("under %g%s", limit, r.unit)
		}
	}
	return fmt.Sprintf("%g%s and more", r.limits[len(r.limits)-1], r.unit)
}

// tally counts documents one after another.
type tally struct {
	summary
	cost     float64
	priced   bool
	groups   *clusters
	same     *repeats
	counts   map[string]map[string]int
	seconds  ranges
	expenses ranges
}

const (
	byTime = "Time of a draft"
	byCost = "Cost of a draft"
)

func newTally() *tally {
	return &tally{groups: newClusters(), same: newRepeats(), counts: map[string]map[string]int{},
		seconds: ranges{[]float64{0.1, 1, 2, 5, 10, 30, 60}, " s"}, expenses: ranges{[]float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1}, ""}}
}

func (t *tally) count(title, name string) {
	if t.counts[title] == nil {
		t.counts[title] = map[string]int{}
	}
	t.counts[title][cmp.Or(name, "unknown")]++
}

func (t *tally) add(d *draft.Document) {
	t.Tickets++
	t.groups.add(d)
	t.Tokens += d.Usage.PromptTokens + d.Usage.CompletionTokens
	if cost := d.Usage.Cost; cost != nil {
		t.cost, t.priced = t.cost+*cost, true
		t.count(byCost, t.expenses.name(*cost))
	}
	if d.Error != nil {
		t.Failed++
		t.count("Failures", d.Error.Kind)
	}
	if v := d.Ticket; v != nil {
		t.count("Culture", v.Culture.Tag)
		t.count("Language", v.Language.Tag)
		t.count("Emotion", v.Emotion.Label)
		for _, k := range riskKinds(v) {
			t.count("Risks", k)
		}
	}
	if c := d.Best(); c != nil {
		t.same.add(d.ID, c)
		t.count(byTime, t.seconds.name(float64(c.Timing.TotalMS)/1000))
		for _, f := range c.Findings {
			t.count("Findings", f.Rule)
		}
	}
}

// close draws the conclusions.
func (t *tally) close() summary {
	if t.priced {
		t.Cost = fmt.Sprintf("%.2f", t.cost)
	}
	for _, title := range []string{"Culture", "Language", "Emotion", "Risks", "Findings", "Failures", byTime, byCost} {
		if t.counts[title] != nil {
			t.Charts = append(t.Charts, chart{title, t.bars(title)})
		}
	}
	t.Incidents = t.groups.incidents()
	t.Repeated = t.same.outside(t.Incidents)
	return t.summary
}

// bars orders names by count, and amounts by size.
func (t *tally) bars(title string) []bar {
	const most = 12
	codes := map[string]string{"Language": "languages", "Emotion": "emotions", "Risks": "risks", "Failures": "failures"}
	counts := t.counts[title]
	var list []bar
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		list = append(list, bar{Name: name, List: codes[title], Count: counts[name]})
	}
	slices.SortStableFunc(list, func(a, b bar) int { return cmp.Compare(b.Count, a.Count) })
	for i := range list {
		list[i].Percent = max(1, 100*list[i].Count/list[0].Count)
	}
	switch title {
	case byTime:
		t.seconds.sort(list)
	case byCost:
		t.expenses.sort(list)
	}
	return list[:min(len(list), most)]
}

func (r ranges) sort(list []bar) {
	place := func(b bar) int {
		return slices.IndexFunc(append(slices.Clone(r.limits), r.limits[len(r.limits)-1]+1), func(limit float64) bool {
			return r.name(limit-limit/1000) == b.Name
		})
	}
	slices.SortFunc(list, func(a, b bar) int { return cmp.Compare(place(a), place(b)) })
}
