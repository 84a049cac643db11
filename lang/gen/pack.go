package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// pack writes a table as it is read: a line of text, the number of entries of each
// bucket (one byte), their fingerprints (two bytes), their vectors (half a byte per
// language).
func (t table) pack(kept []entry, letters alphabet) []byte {
	type slot struct {
		hash uint32
		v    []byte
	}
	slots := make([]slot, len(kept))
	for i, e := range kept {
		slots[i] = slot{hash(e.gram, e.n), quantise(e.p)}
	}
	slices.SortStableFunc(slots, func(a, b slot) int { return int(int64(a.hash) - int64(b.hash)) })
	counts := make([]byte, 1<<t.bits)
	var prints, values bytes.Buffer
	for _, s := range slots {
		counts[s.hash>>(32-t.bits)]++
		prints.Write(binary.LittleEndian.AppendUint16(nil, uint16(s.hash)))
		values.Write(s.v)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "grams1 %d %d %d %s %s\n", len(kept), t.bits, (len(t.langs)+1)/2, strings.Join(t.langs, ","), ordered(letters))
	out.Write(counts)
	out.Write(prints.Bytes())
	out.Write(values.Bytes())
	return out.Bytes()
}

// hash spreads an n-gram; its highest bits are the bucket, its lowest the fingerprint.
func hash(g gram, n int) uint32 {
	h := (uint64(g) + uint64(n)<<56) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> 32)
}

// quantise gives how far each language is behind the likeliest, in steps.
func quantise(p vector) []byte {
	likeliest := math.Log(slices.Max(p))
	out := make([]byte, (len(p)+1)/2)
	for l, x := range p {
		q := byte(min(top, math.Round((likeliest-math.Log(x))/step)))
		out[l/2] |= q << (4 * (l % 2))
	}
	return out
}

// ordered lists the letters by number, from 1.
func ordered(letters alphabet) string {
	list := make([]rune, len(letters))
	for r, i := range letters {
		list[i-1] = r
	}
	return string(list)
}
