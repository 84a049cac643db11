package kb

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/not.txt
var notText string

// negations are the words of one language in lexicon/not.txt.
type negations struct {
	whole  map[string]bool
	inside [][]rune
}

var notWords = sync.OnceValue(func() map[string]*negations {
	all := map[string]*negations{}
	for line := range strings.Lines(notText) {
		tag, list, ok := strings.Cut(line, ": ")
		if !ok || tag[0] == '#' {
			continue
		}
		n := &negations{whole: map[string]bool{}}
		for w := range strings.FieldsSeq(list) {
			part, anywhere := strings.CutPrefix(strings.Replace(w, "'", " ", 1), "*")
			run := []rune(fold(part))
			if anywhere || classOf(run[0]) != classWord {
				n.inside = append(n.inside, run)
			} else {
				n.whole[string(run)] = true
			}
		}
		all[tag] = n
	}
	return all
})

// negationsOf are the negations of a language, nil when none are known.
func negationsOf(tag string) *negations { return notWords()[base(tag)] }

// listener sets not when one of the runs it is called with says no.
func (n *negations) listener(not *bool) func([]rune) {
	var before []rune
	return func(run []rune) {
		*not = *not || n.in(before, run)
		before = append(before[:0], run...)
	}
}

// saysNo tells whether a text in a language says no.
func saysNo(text, tag string) bool {
	n, not := negationsOf(tag), false
	if n != nil {
		l := lexer{emit: func(field, term, bool) {}, onRun: n.listener(&not)}
		l.read(text)
	}
	return not
}

// in tells whether a run of letters says no; before is the run before it: "can't" is
// read as "can" and "t".
func (n *negations) in(before, run []rune) bool {
	if n.whole[string(run)] || len(run) == 1 && n.whole[string(before)+" "+string(run)] {
		return true
	}
	for _, w := range n.inside {
		for at := 0; at+len(w) <= len(run); at++ {
			if slices.Equal(run[at:at+len(w)], w) && !onlyAsks(run, at, at+len(w)) {
				return true
			}
		}
	}
	return false
}

// onlyAsks tells whether what says no in a run only asks: 能不能, できませんか.
func onlyAsks(run []rune, from, to int) bool {
	if to == len(run) {
		return false
	}
	if run[to] == 'か' {
		return true
	}
	return from > 0 && run[from-1] == run[to]
}
