// Package mask hides personal data in text before it leaves the machine and brings
// it back in what returns. It knows text only: the decorator that puts it in front
// of a model is in package draft.
package mask

// Span is one piece of personal data.
type Span struct {
	Start, End int    // bytes of the text
	Type       string // EMAIL, PHONE, CREDIT_CARD, IBAN, NATIONAL_ID, IP_ADDRESS, PERSON, ADDRESS, SECRET …
	Tier       int    // 1: recognised by form and checksum; 2: by cue only
}

// Options say what to hide beyond the defaults.
type Options struct {
	Allow []string // values never hidden
	Deny  []string // values always hidden
}

// Find returns the personal data in text, in order, without overlap.
func Find(text string, o Options) []Span { return nil }

// Vault keeps the hidden values of one ticket, in memory only. It is safe for
// concurrent use.
type Vault struct{}

// NewVault makes a vault whose stand-ins carry nonce, so that text typed by a
// stranger cannot look like one.
func NewVault(nonce string, o Options) *Vault { return &Vault{} }

// Hide replaces personal data by stand-ins; the same value always gets the same one.
func (v *Vault) Hide(text string) string { return text }

// Restore puts values back. Stand-ins of ours that a model mangled are repaired;
// unknown ones stay and are named in the second result. Card numbers come back as
// their last four digits only.
func (v *Vault) Restore(text string) (string, []string) { return text, nil }

// Stream restores text that arrives in pieces.
func (v *Vault) Stream() *Restorer { return &Restorer{} }

// Restorer holds back what may be the beginning of a stand-in.
type Restorer struct{}

// Write returns what can be shown after delta arrived.
func (r *Restorer) Write(delta string) string { return delta }

// Close returns what was held back.
func (r *Restorer) Close() string { return "" }

// Legend is the sentence that tells a model what stand-ins are and to copy them;
// "" when nothing is hidden.
func (v *Vault) Legend() string { return "" }
