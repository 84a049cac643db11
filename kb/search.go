package kb

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"sync"

	"github.com/parlance-cli/parlance/say"
)

// defaultLimit is how many snippets a draft gets when nobody says.
const defaultLimit = 6

// Search returns snippets, best first; none when nothing is good enough. When meaning
// or translation cannot be had, it goes by words alone and says so with ErrWordsOnly
// beside the snippets.
func (b *Base) Search(ctx context.Context, q Query) ([]Snippet, error) {
	found, _, err := b.find(ctx, q)
	return found, err
}

// find also returns what was good enough for each text.
func (b *Base) find(ctx context.Context, q Query) ([]Snippet, [][]hit, error) {
	if b == nil || len(b.chunks) == 0 {
		return nil, nil, ctx.Err()
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	open := b.open(q)
	ranked, wordsOnly := b.rankAll(ctx, q.Texts, open)
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	lists := make([][]hit, len(ranked))
	for i, hits := range ranked {
		lists[i] = b.inLanguage(offered(hits), q.Language, open)
	}
	fused := fuse(lists, q.Limit)
	found := make([]Snippet, len(fused))
	for i, h := range fused {
		found[i] = b.snippet(h.chunk)
		found[i].Score = h.score
	}
	return found, lists, wordsOnly
}

// ErrWordsOnly comes with snippets that were found without the help of the endpoint.
var ErrWordsOnly = errors.New("knowledge was searched by words alone")

// Rank is Search for one text without the demand for evidence, for people and for
// measuring: it returns what is nearest and tells whether Search would offer it.
func (b *Base) Rank(ctx context.Context, q Query) (found []Snippet, enoughEvidence bool, err error) {
	if b == nil || len(q.Texts) == 0 {
		return nil, false, ctx.Err()
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	ranked, wordsOnly := b.rankAll(ctx, q.Texts[:1], b.open(q))
	hits := ranked[0]
	for _, h := range hits[:min(q.Limit, len(hits))] {
		s := b.snippet(h.chunk)
		s.Score = h.score
		found = append(found, s)
	}
	return found, len(offered(hits)) > 0, cmp.Or(ctx.Err(), wordsOnly)
}

// rankAll ranks the open chunks for each text.
func (b *Base) rankAll(ctx context.Context, texts []string, open []bool) ([][]hit, error) {
	var wordsOnly error
	meanings, err := b.embedQuestions(ctx, texts)
	if err != nil {
		wordsOnly = say.Errorf("%w: %w", ErrWordsOnly, err)
	}
	ranked := make([][]hit, len(texts))
	for i, text := range texts {
		if ctx.Err() != nil {
			break
		}
		var near []float32
		var comparing sync.WaitGroup
		if meanings != nil {
			comparing.Go(func() { near = b.vectors.near(meanings[i]) }) // while words are looked up
		}
		from := tongueOfQuestion(text)
		ranked[i] = b.candidates(text, from, open)
		comparing.Wait()
		switch {
		case meanings != nil:
			ranked[i] = fuseMeaning(ranked[i], near, open)
		case b.options.Translator != nil && b.options.Embedder == nil:
			if ranked[i], err = b.inOtherWords(ctx, text, from, open, ranked[i]); err != nil {
				wordsOnly = say.Errorf("%w: %w", ErrWordsOnly, err)
			}
		}
	}
	return ranked, wordsOnly
}

// candidates are the open chunks that share anything with a text, best first.
func (b *Base) candidates(asked string, from tongue, open []bool) []hit {
	text := b.index.corrected(b.index.withoutCodes(asked))
	r := b.index.rank(text, from.tag)
	hits := top(b.index.combine(r, from), open)
	for i := range hits {
		hits[i].thin = r.thin(hits[i].chunk)
	}
	b.rerank(b.question(text, from.tag), &r, needsOf(asked, from.tag), hits)
	return hits
}

// deepest is how many chunks are looked at for one ask, at most.
const deepest = 200

// top returns the best open chunks, in order, without sorting all of them. Score and
// chunk are sorted as one number: scores are above zero, so their bits grow with them.
func top(scores []float32, open []bool) []hit {
	var best []uint64
	least := float32(0)
	for n, s := range scores {
		if s <= least || !open[n] {
			continue
		}
		best = append(best, uint64(math.Float32bits(s))<<32|uint64(^uint32(n)))
		if len(best) == 4*deepest {
			slices.Sort(best)
			best = append(best[:0], best[len(best)-deepest:]...)
			least = math.Float32frombits(uint32(best[0] >> 32))
		}
	}
	slices.Sort(best)
	hits := make([]hit, 0, min(len(best), deepest))
	for _, key := range slices.Backward(best) {
		if len(hits) == deepest {
			break
		}
		hits = append(hits, hit{chunk: int(^uint32(key)), score: float64(math.Float32frombits(uint32(key >> 32)))})
	}
	return hits
}

func byScore(a, c hit) int {
	return cmp.Or(cmp.Compare(c.score, a.score), cmp.Compare(a.chunk, c.chunk))
}

// open tells which chunks may be shown for this query.
func (b *Base) open(q Query) []bool {
	open := make([]bool, len(b.chunks))
	for n := range b.articles {
		a := &b.articles[n]
		if !a.valid(q.At) || !answers(a.markets, q.Market) {
			continue
		}
		for i := a.first; i < a.first+a.count; i++ {
			open[i] = answers(b.chunks[i].markets, q.Market)
		}
	}
	return open
}

// fuse merges the lists of several asks: the best of each ask first, so that no ask
// goes without, then by score.
func fuse(lists [][]hit, limit int) []hit {
	best := map[int]float64{}
	var order []int
	for rank := 0; len(order) < limit; rank++ {
		more := false
		for _, l := range lists {
			if rank >= len(l) {
				continue
			}
			more = true
			h := l[rank]
			if _, have := best[h.chunk]; !have {
				order = append(order, h.chunk)
			}
			best[h.chunk] = max(best[h.chunk], h.score)
		}
		if !more {
			break
		}
	}
	order = order[:min(len(order), limit)]
	fused := make([]hit, len(order))
	for i, n := range order {
		fused[i] = hit{chunk: n, score: best[n]}
	}
	slices.SortFunc(fused, byScore)
	return fused
}
