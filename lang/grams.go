package lang

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// The models are built by lang/gen; model/NOTICE names what they come from.
var (
	//go:embed model/latin.bin
	latinBin string
	//go:embed model/cyrillic.bin
	cyrillicBin string
	//go:embed model/han.bin
	hanBin string
)

// grams is a table of letter sequences (up to maxGram, word borders included) and how
// well each fits its languages. Reading it costs next to nothing: entries stay in the
// program's own bytes.
type grams struct {
	langs  []string
	low    [0x500]byte // numbers of letters; 0 is a letter none of the languages uses
	high   [0x100]byte // of U+1E00 on
	shift  int
	starts []uint32 // of each bucket
	prints string   // two bytes an entry
	values string   // width bytes an entry: per language half a byte, steps behind the best
	width  int
}

const (
	maxGram  = 5
	gramStep = .5 // nats
	maxLangs = 20
)

var latinGrams = sync.OnceValue(func() *grams { return readGrams(latinBin) })
var cyrillicGrams = sync.OnceValue(func() *grams { return readGrams(cyrillicBin) })

func readGrams(bin string) *grams {
	head, rest, _ := strings.Cut(bin, "\n")
	var entries, bits, width int
	var langs, letters string
	if _, err := fmt.Sscanf(head, "grams1 %d %d %d %s %s", &entries, &bits, &width, &langs, &letters); err != nil {
		panic("lang: model: " + err.Error()) // our own file
	}
	g := &grams{langs: strings.Split(langs, ","), shift: 32 - bits, width: width}
	number := byte(0)
	for _, r := range letters {
		number++
		if at := g.place(r); at != nil {
			*at = number
		}
	}
	g.starts = make([]uint32, 1<<bits+1)
	for i := range 1 << bits {
		g.starts[i+1] = g.starts[i] + uint32(rest[i])
	}
	rest = rest[1<<bits:]
	g.prints, g.values = rest[:2*entries], rest[2*entries:]
	return g
}

// place is where the number of a letter is kept, nil when it cannot have one.
func (g *grams) place(r rune) *byte {
	switch {
	case r >= 0 && int(r) < len(g.low):
		return &g.low[r]
	case r >= 0x1E00 && r < 0x1F00:
		return &g.high[r-0x1E00]
	}
	return nil
}

// find is the values of a sequence of n letters, "" when the table does not have it.
func (g *grams) find(key uint64, n int) string {
	h := (key + uint64(n)<<56) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	sum := uint32(h >> 32)
	lo, hi := byte(sum), byte(sum>>8)
	bucket := sum >> g.shift
	for i := int(g.starts[bucket]); i < int(g.starts[bucket+1]); i++ {
		if g.prints[2*i] == lo && g.prints[2*i+1] == hi {
			return g.values[i*g.width : (i+1)*g.width]
		}
	}
	return ""
}

// scores are how far each language of a table is behind the best fit, in steps; less is
// better.
type scores [maxLangs]float64

// addWord adds what a word, in lower case, tells.
func (g *grams) addWord(word string, to *scores) {
	key, n := uint64(1), 1 // the border before it
	for i := 0; i <= len(word); {
		letter := byte(1) // the border after it
		size := 1
		if i < len(word) {
			var r rune
			r, size = utf8.DecodeRuneInString(word[i:])
			letter = 0
			if at := g.place(r); at != nil {
				letter = *at
			}
		}
		i += size
		key = key<<8 | uint64(letter)
		n = min(n+1, maxGram)
		g.addLongest(key, n, to)
	}
}

// addLongest adds the values of the longest sequence the table has, of those that end
// key.
func (g *grams) addLongest(key uint64, n int, to *scores) {
	for ; n > 0; n-- {
		values := g.find(key&(1<<(8*n)-1), n)
		if values == "" {
			continue
		}
		for i := range len(values) {
			to[2*i] += float64(values[i] & 15)
			to[2*i+1] += float64(values[i] >> 4)
		}
		return
	}
}
