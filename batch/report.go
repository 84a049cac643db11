package batch

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/lang"
)

//go:embed report.html
var reportPage string

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
	Count   int
	Percent int // of the largest
}

// card is one ticket of a report.
type card struct {
	ID, Why, Meta, Gloss, Error string
	Asks                        []string
	Reply, Agent                string
	ReplyLang, AgentLang, Dir   string
	Subject                     string
	Findings                    []string
	Person                      bool
}

// Report writes one self-contained page about a journal: counts, incidents, then every
// ticket, those that a person must see first on top. The journal is read three times, so
// that memory does not grow with the texts.
func Report(path string, w io.Writer) error {
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return err // our own page
	}
	s, err := summarise(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := page.ExecuteTemplate(out, "head", s); err != nil {
		return err
	}
	for _, person := range []bool{true, false} {
		err := Documents(path, func(d *draft.Document) error {
			c := cardOf(d)
			if c.Person != person {
				return nil
			}
			return page.ExecuteTemplate(out, "card", c)
		})
		if err != nil {
			return err
		}
	}
	if err := page.ExecuteTemplate(out, "foot", nil); err != nil {
		return err
	}
	return out.Flush()
}

func summarise(path string) (summary, error) {
	var (
		s       summary
		cost    float64
		priced  bool
		groups  = newClusters()
		same    = newRepeats()
		counts  = map[string]map[string]int{}
		latency []int64
	)
	count := func(title, name string) {
		if counts[title] == nil {
			counts[title] = map[string]int{}
		}
		counts[title][cmp.Or(name, "unknown")]++
	}
	err := Documents(path, func(d *draft.Document) error {
		s.Tickets++
		groups.add(d)
		s.Tokens += d.Usage.PromptTokens + d.Usage.CompletionTokens
		if d.Usage.Cost != nil {
			cost, priced = cost+*d.Usage.Cost, true
		}
		if cardOf(d).Person {
			s.Person++
		}
		if d.Error != nil {
			s.Failed++
			count("Failures", d.Error.Kind)
		}
		if t := d.Ticket; t != nil {
			count("Culture", t.Culture.Tag)
			count("Language", t.Language.Tag)
			count("Emotion", t.Emotion.Label)
			for _, k := range riskKinds(t) {
				count("Risks", k)
			}
		}
		if c := d.Best(); c != nil {
			same.add(d.ID, c)
			latency = append(latency, c.Timing.TotalMS)
			for _, f := range c.Findings {
				count("Findings", f.Rule)
			}
		}
		return nil
	})
	if priced {
		s.Cost = fmt.Sprintf("%.2f", cost)
	}
	for _, ms := range latency {
		count("Seconds a draft", seconds(ms))
	}
	for _, title := range []string{"Culture", "Language", "Emotion", "Risks", "Findings", "Failures", "Seconds a draft"} {
		if counts[title] != nil {
			s.Charts = append(s.Charts, chart{title, bars(counts[title])})
		}
	}
	s.Incidents = groups.incidents()
	s.Repeated = same.outside(s.Incidents)
	return s, err
}

func seconds(ms int64) string {
	for _, limit := range []int64{1, 2, 5, 10, 30, 60} {
		if ms < limit*1000 {
			return fmt.Sprintf("under %d", limit)
		}
	}
	return "60 and more"
}

func bars(counts map[string]int) []bar {
	const most = 12
	var list []bar
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		list = append(list, bar{Name: name, Count: counts[name]})
	}
	slices.SortStableFunc(list, func(a, b bar) int { return cmp.Compare(b.Count, a.Count) })
	for i := range list {
		list[i].Percent = max(1, 100*list[i].Count/list[0].Count)
	}
	return list[:min(len(list), most)]
}

func cardOf(d *draft.Document) card {
	c := card{ID: clean.Line(d.ID, 80)}
	var why []string
	if d.Error != nil {
		c.Error = clean.Line(d.Error.Kind+": "+d.Error.Message, 300)
		why = append(why, "failed")
	}
	if t := d.Ticket; t != nil {
		c.Meta = strings.Join(nonEmpty(t.Language.Tag, t.Culture.Tag, t.Market.Tag, t.Channel.Name, t.Emotion.Label, t.Deadline), " · ")
		if t.Gloss != nil {
			c.Gloss = clean.Terminal(t.Gloss.Text)
		}
		for _, a := range t.Asks {
			c.Asks = append(c.Asks, a.Kind+": "+clean.Line(a.Text, 200))
		}
		for _, r := range t.Risks {
			if r.Hold {
				why = append(why, "risk "+r.Kind)
			}
		}
	}
	if best := d.Best(); best != nil {
		c.Subject, c.Reply, c.Agent = clean.Line(best.Reply.Subject, 200), clean.Terminal(best.Reply.Text), clean.Terminal(best.Agent.Text)
		c.ReplyLang, c.AgentLang, c.Dir = best.Reply.Language, best.Agent.Language, "ltr"
		if lang.RTL(best.Reply.Language) {
			c.Dir = "rtl"
		}
		for _, f := range best.Findings {
			c.Findings = append(c.Findings, string(f.Severity)+" "+f.Rule+": "+clean.Line(f.Message, 200))
		}
		if errors, _ := findings(best); errors > 0 {
			why = append(why, "findings")
		}
	}
	c.Person, c.Why = len(why) > 0, strings.Join(why, ", ")
	return c
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}
