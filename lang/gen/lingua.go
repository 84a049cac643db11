package main

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"path/filepath"
	"unicode/utf8"
)

// order is the length of the longest n-gram.
const order = 5

// border stands for the white space around a word.
const border = gram(1)

// gram is an n-gram: one byte a letter, the first letter highest. Its length is known
// from where it is kept.
type gram uint64

func (g gram) last(n int) gram { return g & (1<<(8*n) - 1) }

// freqs are frequencies of n-grams by length, as a share of all letters.
type freqs [order + 1]map[gram]float64

// alphabet numbers letters from 2.
type alphabet map[rune]byte

func (a alphabet) pack(s string) (g gram, ok bool) {
	for _, r := range s {
		b, known := a[r]
		if !known {
			return 0, false
		}
		g = g<<8 | gram(b)
	}
	return g, true
}

// readFreqs turns lingua's conditional probabilities (a letter after the letters before
// it) into joint ones. Letters outside the alphabet are left out.
func readFreqs(models, language string, letters alphabet) (freqs, error) {
	var f freqs
	for n, name := range []string{1: "unigrams", 2: "bigrams", 3: "trigrams", 4: "quadrigrams", 5: "fivegrams"} {
		f[n] = map[gram]float64{}
		if n == 0 {
			continue
		}
		path := filepath.Join(models, language, name+".pb.bin.zip")
		err := readModel(path, func(p float64, s string) {
			g, ok := letters.pack(s)
			switch {
			case !ok || utf8.RuneCountInString(s) != n:
			case n == 1:
				f[1][g] = p
			default:
				if before, ok := f[n-1][g>>8]; ok {
					f[n][g] = p * before
				}
			}
		})
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

var errFormat = errors.New("not a lingua model")

// readModel calls each for every n-gram of a zipped protocol buffer: field 4 of the
// file is a set, in which field 1 is a probability and field 2 an n-gram that has it.
func readModel(path string, each func(p float64, s string)) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	if len(z.File) != 1 {
		return errFormat
	}
	f, err := z.File[0].Open()
	if err != nil {
		return err
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return fields(b, func(field int, set []byte, _ uint64) error {
		if field != 4 || set == nil {
			return nil
		}
		var p float64
		return fields(set, func(field int, value []byte, number uint64) error {
			switch field {
			case 1:
				p = math.Float64frombits(number)
			case 2:
				each(p, string(value))
			}
			return nil
		})
	})
}

// fields walks a protocol buffer; value is nil for numbers.
func fields(b []byte, each func(field int, value []byte, number uint64) error) error {
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 {
			return errFormat
		}
		b = b[n:]
		var value []byte
		var number uint64
		switch tag & 7 {
		case 0:
			number, n = binary.Uvarint(b)
		case 1:
			if len(b) < 8 {
				return errFormat
			}
			number, n = binary.LittleEndian.Uint64(b), 8
		case 2:
			size, head := binary.Uvarint(b)
			if head <= 0 || uint64(len(b)-head) < size {
				return errFormat
			}
			n = head + int(size)
			value = b[head:n:n]
		default:
			return errFormat
		}
		if n <= 0 {
			return errFormat
		}
		b = b[n:]
		if err := each(int(tag>>3), value, number); err != nil {
			return err
		}
	}
	return nil
}

// withBorders adds n-grams that begin or end a word. Lingua counts letters inside words
// only, but a prefix is counted at word ends too, so that what is missing in the sum
// over its continuations is the words it ends; the same holds for beginnings.
func (f freqs) withBorders() freqs {
	var out, before, after, around freqs
	for n := range f {
		out[n], before[n], after[n], around[n] = map[gram]float64{}, map[gram]float64{}, map[gram]float64{}, map[gram]float64{}
		for g, p := range f[n] {
			out[n][g] = p
		}
	}
	for n := 2; n <= order; n++ {
		for g, p := range f[n] {
			before[n-1][g.last(n-1)] += p
			after[n-1][g>>8] += p
			if n > 2 {
				around[n-2][(g >> 8).last(n-2)] += p
			}
		}
	}
	put := func(n int, g gram, p, whole float64) {
		if p > whole*1e-4 && p > 2e-9 { // the rest is rounding
			out[n][g] = p
		}
	}
	for n := 1; n < order; n++ {
		for g, p := range f[n] {
			put(n+1, border<<(8*n)|g, p-before[n][g], p)
			put(n+1, g<<8|border, p-after[n][g], p)
			if n+2 <= order {
				put(n+2, border<<(8*(n+1))|g<<8|border, p-before[n][g]-after[n][g]+around[n][g], p)
			}
		}
	}
	for g, p := range out[2] {
		if g>>8 == border {
			out[1][border] += p
		}
	}
	return out
}
