package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/mask"
)

// piiCase is a sentence with labelled personal data and look-alikes; places count
// code points.
type piiCase struct {
	ID, Kind, Lang, Text string
	Spans                []piiSpan
	Traps                []piiSpan
}

type piiSpan struct {
	Start, End    int
	Type, Subtype string
	Tier          int
}

type piiPlace struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

// share is how many of how many.
type share struct{ Hit, Of int }

func (r *share) add(hit bool) {
	r.Of++
	if hit {
		r.Hit++
	}
}

func (r share) percent() float64 {
	if r.Of == 0 {
		return 0
	}
	return 100 * float64(r.Hit) / float64(r.Of)
}

func (r share) String() string { return fmt.Sprintf("%5.1f %% (%d of %d)", r.percent(), r.Hit, r.Of) }

type piiFigures struct {
	LeakTier1  share            `json:"tier1_sentences_leaking"`
	LeakTier2  share            `json:"tier2_spans_leaking"`
	Touched    share            `json:"harmless_sentences_touched"`
	Traps      share            `json:"look_alikes_touched"`
	ByType     map[string]share `json:"spans_leaking_by_type"`
	RoundTrips share            `json:"stand_in_round_trips"`
}

// scorePII scores masking: labelled data that is still readable, harmless sentences
// that are touched, and stand-ins that come back from what models do to them.
func scorePII(r *run) (any, error) {
	f := piiFigures{ByType: map[string]share{}}
	files, err := r.files("pii/pii*.jsonl")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := lines(file, func(_ int, c piiCase) error { scorePIICase(r, &f, c); return nil }); err != nil {
			return nil, err
		}
	}
	trips, err := r.files("pii/placeholders*.jsonl")
	if err != nil && !errors.Is(err, errNoData) {
		return nil, err
	}
	for _, file := range trips {
		if err := lines(file, func(_ int, c tripCase) error { scoreTrip(r, &f, c); return nil }); err != nil {
			return nil, err
		}
	}
	fmt.Printf("personal data\n  tier 1 sentences leaking  %s\n  tier 2 spans leaking      %s\n  harmless sentences touched%s\n  look-alikes touched       %s\n  stand-in round trips      %s\n",
		f.LeakTier1, f.LeakTier2, f.Touched, f.Traps, f.RoundTrips)
	return f, nil
}

func scorePIICase(r *run, f *piiFigures, c piiCase) {
	runes := []rune(c.Text)
	hidden := make([]bool, len(runes))
	places := []piiPlace{}
	for _, s := range mask.Find(c.Text, mask.Options{}) {
		p := piiPlace{utf8.RuneCountInString(c.Text[:s.Start]), utf8.RuneCountInString(c.Text[:s.End]), s.Type}
		places = append(places, p)
		for i := p.Start; i < p.End; i++ {
			hidden[i] = true
		}
	}
	r.predict(map[string]any{"id": c.ID, "spans": places})
	for _, t := range c.Traps {
		f.Traps.add(slices.Contains(hidden[t.Start:t.End], true))
	}
	if c.Kind != "positive" {
		f.Touched.add(len(places) > 0)
		return
	}
	first, leaks := false, false
	for _, s := range c.Spans {
		leak := readable(runes[s.Start:s.End], hidden[s.Start:s.End])
		kind := f.ByType[fmt.Sprintf("%s/%d", s.Type, s.Tier)]
		kind.add(leak)
		f.ByType[fmt.Sprintf("%s/%d", s.Type, s.Tier)] = kind
		if s.Tier == 1 {
			first, leaks = true, leaks || leak
		} else {
			f.LeakTier2.add(leak)
		}
	}
	if first {
		f.LeakTier1.add(leaks)
	}
}

// readable says that four letters or digits in a row of the value, or all of it, are
// not hidden.
func readable(value []rune, hidden []bool) bool {
	run, best, all := 0, 0, 0
	for i, c := range value {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsNumber(c) {
			continue
		}
		all++
		if run++; hidden[i] {
			run = 0
		}
		best = max(best, run)
	}
	return all > 0 && best >= min(4, all)
}

// tripCase is a reply in which stand-ins were changed the way models change them.
type tripCase struct {
	ID       string
	Vault    map[string]string
	Ticket   *string
	Template string `json:"reply_template"`
	Mutate   string
	Expected struct {
		Action string
		Text   *string
	}
}

func scoreTrip(r *run, f *piiFigures, c tripCase) {
	var deny []string
	for _, value := range c.Vault {
		deny = append(deny, value)
	}
	v := mask.NewVault("k7q2", mask.Options{Deny: deny})
	reply := c.Template
	for name, value := range c.Vault {
		standIn := v.Hide(value)
		if c.Mutate == "value_is_placeholder_text" {
			v.Hide("my name is " + standIn)
		}
		reply = strings.ReplaceAll(reply, "{P:"+name+"}", mutate(c.Mutate, standIn))
	}
	got, unknown := v.Restore(reply)
	if strings.HasPrefix(c.Mutate, "split_across") {
		var b strings.Builder
		s := v.Stream()
		for _, piece := range strings.Split(reply, "") {
			b.WriteString(s.Write(piece))
		}
		got = b.String() + s.Close()
	}
	want := ""
	if c.Expected.Text != nil {
		want = *c.Expected.Text
	}
	good := got == want || c.Expected.Text == nil && !strings.Contains(got, "k7q2")
	if strings.HasPrefix(c.Expected.Action, "restore_inside_json") {
		good = sameJSON(got, want)
	}
	if strings.Contains(c.Expected.Action, "flag") && len(unknown) > 0 {
		good = true
	}
	// Bidi isolates around a value are not part of the answer's words.
	good = good || strings.NewReplacer("\u2067", "", "\u2069", "").Replace(got) == want
	f.RoundTrips.add(good)
	r.predict(map[string]any{"id": c.ID, "expected": want, "got": got, "unknown": unknown, "ok": good})
}
