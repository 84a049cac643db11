package translate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A marker is {#1}. Models write it with spaces, full-width forms or other brackets.
var markerPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[{｛]\s*[#＃]\s*([0-9０-９]{1,4})\s*[}｝]`)
})

// hide puts one marker in the place of each value; equal values share one. Numbers that
// the text itself uses in this form are not given out.
func (p *Prepared) hide(text string, spans []span) {
	p.hidden = map[string]string{}
	issued := map[string]string{}
	var out strings.Builder
	at, next := 0, 1
	for _, s := range spans {
		v := text[s.start:s.end]
		m, ok := issued[v]
		for !ok {
			m = fmt.Sprintf("{#%d}", next)
			ok = !strings.Contains(text, m)
			next++
		}
		if _, seen := issued[v]; !seen {
			issued[v], p.hidden[m] = m, v
			p.Keep = append(p.Keep, m)
		}
		out.WriteString(text[at:s.start] + m)
		at = s.end
	}
	p.Text = out.String() + text[at:]
}

// restore puts values back in one pass, so that a value that looks like a marker stays.
func (p Prepared) restore(answer string) (string, []Problem) {
	if len(p.hidden) == 0 {
		return answer, nil
	}
	var problems []Problem
	text := markerPattern().ReplaceAllStringFunc(answer, func(m string) string {
		if v, ok := p.hidden[canonical(m)]; ok {
			return v
		}
		if !strings.Contains(p.source, m) {
			problems = append(problems, Problem{Marker, m})
			return ""
		}
		return m
	})
	return text, problems
}

func canonical(marker string) string {
	var digits strings.Builder
	for _, r := range marker {
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
		case '０' <= r && r <= '９':
			digits.WriteRune(r - '０' + '0')
		}
	}
	n, _ := strconv.Atoi(digits.String())
	return fmt.Sprintf("{#%d}", n)
}
