package kb

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/common.txt
var commonText string

// commonTerms are the words of lexicon/common.txt.
var commonTerms = sync.OnceValue(func() map[term]bool {
	all := make(map[term]bool, 4096)
	l := lexer{emit: func(f field, t term, _ bool) {
		if f == words {
			all[t] = true
		}
	}}
	for line := range strings.Lines(commonText) {
		if _, list, ok := strings.Cut(line, ": "); ok && line[0] != '#' {
			for _, r := range list {
				l.take(r)
			}
			l.flush()
		}
	}
	return all
})
