package kb

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strings"
)

// forgetVectors takes vectors that do not compare from the cache: the next index makes new ones.
func forgetVectors(path string) { os.Remove(vectorPath(path)) }

// vectorKey is the start of the hash of a text that was embedded.
type vectorKey [8]byte

func keyOf(text string) vectorKey {
	sum := sha256.Sum256([]byte(text))
	return vectorKey(sum[:8])
}

func vectorPath(index string) string {
	if index == "" {
		return ""
	}
	return strings.TrimSuffix(index, ".index") + ".vectors"
}

// keptVectors is a vector file: a line with model and length, then keys and numbers,
// little-endian.
type keptVectors struct {
	model string
	dim   int
	at    map[vectorKey][]float32
}

const vectorMagic = "parlvec1"

// loadVectors reads what is kept of a model; none when the file is missing, damaged or
// of another model.
func loadVectors(path, model string) *keptVectors {
	k := &keptVectors{model: model, at: map[vectorKey][]float32{}}
	data, err := os.ReadFile(path)
	if path == "" || err != nil {
		return k
	}
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	magic, tail, _ := strings.Cut(string(head), " ")
	length, of, _ := strings.Cut(tail, " ")
	dim := 0
	if _, err := fmt.Sscan(length, &dim); err != nil || magic != vectorMagic || of != model || dim <= 0 || len(rest)%(8+4*dim) != 0 {
		return k
	}
	k.dim = dim
	for ; len(rest) > 0; rest = rest[8+4*dim:] {
		v := make([]float32, dim)
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(rest[8+4*i:]))
		}
		k.at[vectorKey(rest[:8])] = v
	}
	return k
}

// bytes writes the vectors still used.
func (k *keptVectors) bytes(keys []vectorKey) []byte {
	data := fmt.Appendf(nil, "%s %d %s\n", vectorMagic, k.dim, strings.ReplaceAll(k.model, "\n", " "))
	done := map[vectorKey]bool{}
	for _, key := range keys {
		if done[key] {
			continue
		}
		done[key] = true
		if k.at[key] == nil {
			continue
		}
		data = append(data, key[:]...)
		for _, x := range k.at[key] {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
		}
	}
	return data
}
