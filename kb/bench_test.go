package kb

import (
	"context"
	"path/filepath"
	"testing"
)

func BenchmarkOpenWithoutCache(b *testing.B) {
	for b.Loop() {
		if _, _, err := Open(context.Background(), []string{filepath.FromSlash("../examples/kb")}, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenWithCache(b *testing.B) {
	cache := b.TempDir()
	for b.Loop() {
		base, _, err := Open(context.Background(), []string{filepath.FromSlash("../examples/kb")}, Options{Cache: cache})
		if err != nil {
			b.Fatal(err)
		}
		base.Close()
	}
}

func BenchmarkSearch(b *testing.B) {
	base, _, err := Open(context.Background(), []string{filepath.FromSlash("../examples/kb")}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	q := Query{Texts: []string{"Where is my parcel?", "返品したい"}, Language: "ja", Market: "JP", At: noon}
	for b.Loop() {
		if _, err := base.Search(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}

// 10,000 vectors of 768 numbers are compared with one question.
func BenchmarkVectors(b *testing.B) {
	v := vectors{dim: 768, flat: make([]float32, 10000*768)}
	question := make([]float32, 768)
	for b.Loop() {
		v.near(question)
	}
}
