package compose

import (
	"slices"
	"testing"

	"github.com/parlance-cli/parlance/ticket"
)

// A letter after a death begins with condolences, in every language, and does not go on
// to be sorry for a wait. A holding letter decides and feels nothing.
func TestADeathIsMetWithCondolencesFirst(t *testing.T) {
	for _, tag := range cultures {
		j := job(t, tag)
		j.ask("where-is-it")
		j.feel("worried")
		j.Signals.Risks = []ticket.Risk{{Kind: ticket.Bereavement}}
		l := compose(t, j)
		if !slices.Equal(l.Acts[:2], []string{"greeting", "bereaved"}) || slices.Contains(l.Acts, "hurt.where-is-it") {
			t.Errorf("%s: %v\n%s", tag, l.Acts, l.Text)
		}
		j.Holding = true
		if l := compose(t, j); slices.Contains(l.Acts, "bereaved") {
			t.Errorf("%s, held:\n%s", tag, l.Text)
		}
	}
}

// "Love your shop, your dryer exploded": nobody is thanked for kind words then.
func TestAHoldingLetterDoesNotThankForPraise(t *testing.T) {
	for _, tag := range cultures {
		j := job(t, tag)
		j.ask("compliment")
		j.Holding = true
		j.Signals.Risks = []ticket.Risk{{Kind: "injury", Hold: true}}
		if l := compose(t, j); slices.Contains(l.Acts, "thanks.compliment") {
			t.Errorf("%s: %v\n%s", tag, l.Acts, l.Text)
		}
	}
}
