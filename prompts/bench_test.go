package prompts_test

import (
	"testing"

	"github.com/parlance-cli/parlance/prompts"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := prompts.New(""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDraft(b *testing.B) {
	build, d := builder(b), example("de-DE", "en", "de")
	for b.Loop() {
		if _, err := build.Draft(d, prompts.Budget{Context: 8192, Reserved: 1024}, fence); err != nil {
			b.Fatal(err)
		}
	}
}
