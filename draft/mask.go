package draft

import (
	"context"
	"iter"
	"slices"

	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/mask"
	"github.com/parlance-cli/parlance/ticket"
)

// MaskOptions are what to hide beyond the defaults.
type MaskOptions = mask.Options

// vault is one ticket's vault.
type vault struct{ *mask.Vault }

func newVault(nonce string, o MaskOptions) *vault { return &vault{mask.NewVault(nonce, o)} }

// hiding is what to hide of a ticket: the buyer's name is known from the record and from
// how they sign, and need not be guessed.
func (r *round) hiding() MaskOptions {
	o := *r.Mask
	o.Names = BuyerNames(r.job.Ticket, r.signals)
	return o
}

// BuyerNames are the names under which a ticket knows its buyer.
func BuyerNames(t *ticket.Ticket, s ticket.Signals) []string {
	var names []string
	for _, name := range []string{t.Customer.Name, s.Name} {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// dress hides personal data in a message and says on top what the stand-ins are.
func (v *vault) dress(user string) string {
	user = v.Hide(user)
	if legend := v.Legend(); legend != "" {
		user = legend + "\n\n" + user
	}
	return user
}

// masked puts a vault at a model's door: personal data leaves as stand-ins and comes
// back as itself, also when it arrives one rune at a time.
type masked struct {
	Model
	vault *vault
}

// Stream implements Model.
func (m masked) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Chunk, error] {
	req.User = m.vault.dress(req.User)
	return func(yield func(llm.Chunk, error) bool) {
		restore := m.vault.Stream()
		for c, err := range m.Model.Stream(ctx, req) {
			if err != nil {
				yield(llm.Chunk{}, err)
				return
			}
			if c.Reset {
				restore = m.vault.Stream()
			}
			c.Text = restore.Write(c.Text)
			if c.Done {
				c.Text += restore.Close()
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}
