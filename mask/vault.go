package mask

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Vault keeps the hidden values of one ticket, in memory only. It is safe for
// concurrent use.
type Vault struct {
	nonce string
	opts  Options

	mu      sync.Mutex
	entries []entryOf
	index   map[string]int // by type and value
	marked  bool           // some hidden value stood inside emphasis of its own
	json    bool           // some hidden text was a JSON document
}

// entryOf is one hidden value; its stand-in carries its place in the vault plus one.
type entryOf struct{ kind, value, standIn string }

// Hidden is a piece of personal data and what stands in for it.
type Hidden struct {
	Span
	StandIn string
}

// NewVault makes a vault whose stand-ins carry nonce, so that text typed by a
// stranger cannot look like one. Only its first eight letters and digits count.
func NewVault(nonce string, o Options) *Vault {
	clean := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && isAlnum(byte(r)) {
			return r
		}
		return -1
	}, strings.ToLower(nonce))
	if clean == "" {
		clean = "x"
	}
	return &Vault{nonce: clean[:min(len(clean), 8)], opts: o, index: map[string]int{}}
}

// Hide replaces personal data by stand-ins; the same value always gets the same one.
// Hiding what is hidden changes nothing.
func (v *Vault) Hide(text string) string {
	masked, _ := v.HideSpans(text)
	return masked
}

// HideSpans is Hide that also says what was hidden, by its place in the original
// text.
func (v *Vault) HideSpans(text string) (string, []Hidden) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.json && looksJSON(text) {
		v.json = true
	}
	pieces := []piece{{text: text}}
	// A value found by what stands beside it is hidden wherever else it stands; and
	// what is hidden can change what its neighbours look like. So look until nothing
	// new is found: each round hides something or is the last.
	for range 8 {
		spans := v.find(flat(pieces), pieces)
		if len(spans) == 0 {
			break
		}
		pieces = v.replace(pieces, spans)
	}
	return flat(pieces), hidden(pieces)
}

// piece is a stretch of text: the original's own, or a stand-in for it.
type piece struct {
	text  string
	start int // in the original
	from  *entryOf
}

func flat(pieces []piece) string {
	if len(pieces) == 1 {
		return pieces[0].text
	}
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

func hidden(pieces []piece) []Hidden {
	var out []Hidden
	for _, p := range pieces {
		if p.from != nil {
			tier := 1
			if tierTwo(p.from.kind) {
				tier = 2
			}
			out = append(out, Hidden{Span{p.start, p.start + len(p.from.value), p.from.kind, tier}, p.text})
		}
	}
	return out
}

func tierTwo(kind string) bool {
	return slices.Contains([]string{"PERSON", "ADDRESS", "SECRET", "BANK_ACCOUNT", "DOB", "PASSPORT", "HANDLE"}, kind)
}

// find is what is still to hide in a text made of pieces: no stand-in, of this round
// or from an earlier text, is touched.
func (v *Vault) find(text string, pieces []piece) []Span {
	taken := v.standIns(text)
	spans := append(Find(text, v.opts), v.known(text)...)
	slices.SortStableFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	var out []Span
	end := 0
	for _, s := range spans {
		inside := slices.ContainsFunc(taken, func(t [2]int) bool { return s.Start < t[1] && t[0] < s.End })
		if s.Start >= end && !inside {
			out, end = append(out, s), s.End
		}
	}
	return out
}

// standIns are the places of issued stand-ins in text.
func (v *Vault) standIns(text string) [][2]int {
	var out [][2]int
	for from := 0; ; {
		i := strings.Index(text[from:], v.nonce+"]")
		if i < 0 {
			return out
		}
		end := from + i + len(v.nonce) + 1
		if open := strings.LastIndexByte(text[from:end], '['); open >= 0 && v.issued(text[from+open:end]) {
			out = append(out, [2]int{from + open, end})
		}
		from = end
	}
}

func (v *Vault) issued(s string) bool {
	return slices.ContainsFunc(v.entries, func(e entryOf) bool { return e.standIn == s })
}

// known are the places of values that were hidden before: a name that was given once
// with "my name is" stands alone at the end. A name that is also a word is none elsewhere.
func (v *Vault) known(text string) []Span {
	var out []Span
	for _, e := range v.entries {
		if len(e.value) < 5 || e.kind == "SECRET" || e.kind == "DOB" || slices.Contains(v.opts.Allow, e.value) {
			continue
		}
		whole := &scan{view: &view{orig: text}}
		if e.kind == "PERSON" && !strings.Contains(e.value, " ") && whole.ordinary(e.value) {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], e.value)
			if i < 0 {
				break
			}
			start := from + i
			from = start + len(e.value)
			if bounded(text, start, from) && (e.kind != "PERSON" || whole.apart(e.value, start, from)) {
				out = append(out, Span{start, from, e.kind, 1})
			}
		}
	}
	return out
}

// bounded says that no ASCII letter or digit touches the piece from outside.
func bounded(s string, start, end int) bool {
	return (start == 0 || !isAlnum(s[start-1]|0x20)) && (end == len(s) || !isAlnum(s[end]|0x20))
}

// replace puts stand-ins for spans, which count in the flat text of pieces.
func (v *Vault) replace(pieces []piece, spans []Span) []piece {
	var out []piece
	at := 0
	for _, p := range pieces {
		end := at + len(p.text)
		from := 0
		for len(spans) > 0 && spans[0].End <= end && p.from == nil {
			s := spans[0]
			spans = spans[1:]
			start, stop := s.Start-at, s.End-at
			if start < from {
				continue // it reaches over a stand-in: next to nothing to gain
			}
			v.note(p.text, start, stop)
			e := v.entry(s.Type, p.text[start:stop])
			out = append(out, piece{text: p.text[from:start], start: p.start + from}, piece{e.standIn, p.start + start, &e})
			from = stop
		}
		p.text, p.start = p.text[from:], p.start+from
		out = append(out, p)
		at = end
		for len(spans) > 0 && spans[0].Start < at {
			spans = spans[1:]
		}
	}
	return slices.DeleteFunc(out, func(p piece) bool { return p.text == "" })
}

// note remembers that a value stood in emphasis, so that restoring keeps it.
func (v *Vault) note(s string, start, end int) {
	if start > 0 && end < len(s) && s[start-1] == s[end] && strings.IndexByte("*_`", s[end]) >= 0 {
		v.marked = true
	}
}

// entry is the entry of a value, made when it is new.
func (v *Vault) entry(kind, value string) entryOf {
	key := kind + "\x00" + value
	i, ok := v.index[key]
	if !ok {
		i = len(v.entries)
		v.index[key] = i
		v.entries = append(v.entries, entryOf{kind, value, fmt.Sprintf("[%s_%d_%s]", label(kind), i+1, v.nonce)})
	}
	return v.entries[i]
}

// label is the word a stand-in of the kind carries: short, English, one token or two.
func label(kind string) string {
	switch kind {
	case "CREDIT_CARD":
		return "CARD"
	case "NATIONAL_ID":
		return "ID"
	case "IP_ADDRESS":
		return "IP"
	case "PERSON":
		return "NAME"
	case "BANK_ACCOUNT":
		return "ACCOUNT"
	case "DOB":
		return "BIRTHDATE"
	}
	return kind
}

func looksJSON(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 1 && (s[0] == '{' || s[0] == '[') && json.Valid([]byte(s))
}

// Legend is the sentence that tells a model what stand-ins are and to copy them;
// "" when nothing is hidden.
func (v *Vault) Legend() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.entries) == 0 {
		return ""
	}
	return "Text in square brackets that ends in _" + v.nonce + ", such as " + v.entries[0].standIn +
		", stands for private data. Where the reply needs that data, copy the whole stand-in character for character, brackets included; " +
		"never translate, shorten, explain or invent one. Grammatical endings go behind the bracket."
}
