package ticket

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Somebody may send a megabyte without a full stop: it is read in pieces, and what it says
// is found all the same.
func TestATextWithoutStopsIsReadInPieces(t *testing.T) {
	text := strings.Repeat("we use the lamp for the desk and the bed ", 500) + "then the charger caught fire in my hand " + strings.Repeat("äöü", 2000)
	a := newAnalysis(&Ticket{Text: text})
	at := 0
	for _, x := range a.scan.sentences {
		if x.to-x.from > longestSentence || x.from < at || !utf8.ValidString(text[x.from:x.to]) {
			t.Fatalf("a piece from %d to %d after %d", x.from, x.to, at)
		}
		at = x.to
	}
	if at != len(text) {
		t.Errorf("read to %d of %d", at, len(text))
	}
	if got := heldFor(text); got != "injury" {
		t.Errorf("held for %q", got)
	}
}
