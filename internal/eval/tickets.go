package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/ticket"
)

// askMapping says which ask a label of a public corpus stands for.
//
//go:embed ask-kinds.json
var askMapping []byte

type ticketCase struct {
	ID      string `json:"id"`
	Lang    string `json:"lang"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Source  string `json:"source"`
	Thread  []struct {
		Role string `json:"role"`
		Text string `json:"text"`
	} `json:"thread"`
	Labels map[string]any `json:"labels"`
}

type ticketPrediction struct {
	ID         string   `json:"id"`
	Expected   string   `json:"expected"`
	Got        string   `json:"got"`
	Confidence float64  `json:"confidence"`
	Asks       []string `json:"asks"`
	Want       string   `json:"want,omitempty"`
}

// ticketFigures are the figures of the kind tickets.
type ticketFigures struct {
	Cases       int                 `json:"cases"`
	Right       float64             `json:"language_right"`
	SureWrong   float64             `json:"language_wrong_at_090"`
	Sure        float64             `json:"language_said_at_090"`
	AskCases    int                 `json:"ask_cases"`
	AskMacroF1  float64             `json:"ask_macro_f1"`
	AskByKind   map[string]askScore `json:"ask_by_kind"`
	AskBySource map[string]float64  `json:"ask_recall_by_source"`
}

type askScore struct {
	Cases     int     `json:"cases"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	hit, miss int
	wrong     int
}

// askLabels is the mapping as maps: source, label, kind.
func askLabels() (map[string]map[string]string, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(askMapping, &raw); err != nil {
		return nil, err
	}
	m := map[string]map[string]string{}
	for source, v := range raw {
		var labels map[string]string
		if json.Unmarshal(v, &labels) == nil {
			m[source] = labels
		}
	}
	return m, nil
}

// scoreTickets scores the language of every ticket and the asks of the labelled ones.
func scoreTickets(r *run) (any, error) {
	paths, err := r.files("tickets/*.jsonl")
	if err != nil {
		return nil, err
	}
	mapping, err := askLabels()
	if err != nil {
		return nil, err
	}
	score := newTicketScore()
	for _, path := range paths {
		err := lines(path, func(_ int, c ticketCase) error {
			s := ticket.Analyse(c.ticket(), "en", time.Time{})
			p := ticketPrediction{ID: c.ID, Expected: c.Lang, Got: s.Language.Tag, Confidence: s.Language.Confidence, Asks: []string{}}
			for _, a := range s.Asks {
				p.Asks = append(p.Asks, a.Kind)
			}
			p.Want = c.want(mapping)
			r.predict(p)
			score.add(c, p)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	f := score.figures()
	score.print(f)
	return f, nil
}

func (c ticketCase) ticket() *ticket.Ticket {
	t := &ticket.Ticket{ID: c.ID, Subject: c.Subject, Text: c.Text}
	if len(c.Thread) == 0 {
		return t
	}
	t.Text = ""
	for _, m := range c.Thread {
		from := ticket.FromAgent
		if m.Role == "customer" || m.Role == "user" || m.Role == "buyer" {
			from = ticket.FromBuyer
		}
		t.Messages = append(t.Messages, ticket.Message{From: from, Text: m.Text})
	}
	return t
}

// want is the ask the ticket's label stands for, or "".
func (c ticketCase) want(mapping map[string]map[string]string) string {
	for source, labels := range mapping {
		if !strings.HasPrefix(c.Source, source) {
			continue
		}
		if label, ok := c.Labels["intent"].(string); ok {
			return labels[label]
		}
	}
	return ""
}

type ticketScore struct {
	cases, right, sure, sureWrong int
	kinds                         map[string]*askScore
	sources                       map[string][2]int
	misses                        []string
}

func newTicketScore() *ticketScore {
	return &ticketScore{kinds: map[string]*askScore{}, sources: map[string][2]int{}}
}

func (s *ticketScore) kind(k string) *askScore {
	if s.kinds[k] == nil {
		s.kinds[k] = &askScore{}
	}
	return s.kinds[k]
}

func (s *ticketScore) add(c ticketCase, p ticketPrediction) {
	s.cases++
	right := p.Got == c.Lang || strings.HasPrefix(p.Got, c.Lang+"-")
	if right {
		s.right++
	}
	if p.Confidence >= .9 {
		s.sure++
		if !right {
			s.sureWrong++
		}
	}
	if p.Want == "" {
		return
	}
	k := s.kind(p.Want)
	k.Cases++
	source := s.sources[c.Source]
	source[1]++
	if slices.Contains(p.Asks, p.Want) {
		k.hit++
		source[0]++
	} else {
		k.miss++
		s.misses = append(s.misses, fmt.Sprintf("%s: %.90q got %v", p.Want, c.Text, p.Asks))
	}
	s.sources[c.Source] = source
	for _, got := range p.Asks {
		if got != p.Want {
			s.kind(got).wrong++
		}
	}
}

func (s *ticketScore) figures() ticketFigures {
	f := ticketFigures{Cases: s.cases, AskByKind: map[string]askScore{}, AskBySource: map[string]float64{}}
	f.Right = ratio(s.right, s.cases)
	f.Sure = ratio(s.sure, s.cases)
	f.SureWrong = ratio(s.sureWrong, s.cases)
	kinds := 0
	for name, k := range s.kinds {
		k.Precision, k.Recall = ratio(k.hit, k.hit+k.wrong), ratio(k.hit, k.hit+k.miss)
		if k.hit > 0 {
			k.F1 = 2 * k.Precision * k.Recall / (k.Precision + k.Recall)
		}
		f.AskByKind[name] = *k
		if k.Cases > 0 { // kinds no label stands for have no recall
			kinds++
			f.AskMacroF1 += k.F1
			f.AskCases += k.Cases
		}
	}
	f.AskMacroF1 /= float64(max(kinds, 1))
	for name, n := range s.sources {
		f.AskBySource[name] = ratio(n[0], n[1])
	}
	return f
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (s *ticketScore) print(f ticketFigures) {
	fmt.Printf("language of %d tickets: right %.4f, said at .9: %.3f, wrong at .9: %.4f\n", f.Cases, f.Right, f.Sure, f.SureWrong)
	fmt.Printf("asks of %d tickets: macro F1 %.3f\n", f.AskCases, f.AskMacroF1)
	for _, name := range sortedKeys(f.AskByKind) {
		k := f.AskByKind[name]
		fmt.Printf("  %-22s %4d  precision %.3f  recall %.3f  F1 %.3f\n", name, k.Cases, k.Precision, k.Recall, k.F1)
	}
	for _, m := range s.misses[:min(len(s.misses), 15)] {
		fmt.Println("  miss", m)
	}
}
