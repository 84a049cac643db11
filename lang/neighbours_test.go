package lang

import (
	"strings"
	"testing"
)

// TestRelativesHaveLettersBeyondASCII, since only those of a text are counted.
func TestRelativesHaveLettersBeyondASCII(t *testing.T) {
	for _, r := range relativesBook().list {
		for _, letters := range []string{r.letters, r.others} {
			if letters != "-" && strings.ContainsFunc(letters, func(c rune) bool { return c < 0x80 }) {
				t.Errorf("neighbours.txt: %s has %q", r.tag, letters)
			}
		}
	}
}
