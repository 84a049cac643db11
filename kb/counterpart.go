package kb

import "github.com/parlance-cli/parlance/lang"

// inLanguage replaces each chunk by its translation a reader of tag reads best, and
// keeps the first of those that become the same.
func (b *Base) inLanguage(hits []hit, tag string, open []bool) []hit {
	seen := map[int]bool{}
	kept := hits[:0]
	for _, h := range hits {
		h.chunk = b.translated(h.chunk, tag, open)
		if !seen[h.chunk] {
			seen[h.chunk] = true
			kept = append(kept, h)
		}
	}
	return kept
}

// translated is the chunk that says the same in the language nearest to tag, or n.
func (b *Base) translated(n int, tag string, open []bool) int {
	own := b.chunks[n].article
	group := b.groups[b.articles[own].group]
	if len(group) < 2 {
		return n
	}
	others := map[string]int{} // language → chunk
	tags := []string{b.articles[own].lang}
	for _, a := range group {
		if _, have := others[b.articles[a].lang]; have || a == own {
			continue
		}
		if c := b.counterpart(n, a); c >= 0 && open[c] {
			others[b.articles[a].lang] = c
			tags = append(tags, b.articles[a].lang)
		}
	}
	switch best, ok := lang.Match(tag, tags); {
	case best == b.articles[own].lang && ok:
		return n
	case ok:
		return others[best]
	}
	return b.original(n, group, open)
}

// original is the chunk that the others of its group are translations of, where it may
// be shown, or n: a reader of none of the languages is not given the same in each.
func (b *Base) original(n int, group []int, open []bool) int {
	for _, a := range group {
		if b.articles[a].path != b.articles[a].group {
			continue
		}
		if a == b.chunks[n].article {
			return n
		}
		if c := b.counterpart(n, a); c >= 0 && open[c] {
			return c
		}
	}
	return n
}

// counterpart is the chunk of another translation that stands for chunk n: the one
// with its anchor, or the one at its place when both are divided alike; else -1.
func (b *Base) counterpart(n, other int) int {
	own, a := &b.articles[b.chunks[n].article], &b.articles[other]
	for i := a.first; i < a.first+a.count; i++ {
		if b.chunks[i].anchor == b.chunks[n].anchor {
			return i
		}
	}
	if a.count == own.count {
		return a.first + n - own.first
	}
	return -1
}
