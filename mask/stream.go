package mask

import (
	"strings"
	"unicode/utf8"
)

// Stream restores text that arrives in pieces.
func (v *Vault) Stream() *Restorer { return &Restorer{vault: v} }

// Restorer holds back what may be the beginning of a stand-in. It is for one stream
// and one goroutine.
type Restorer struct {
	vault   *Vault
	held    string
	unknown []string
}

// Write returns what can be shown after delta arrived.
func (r *Restorer) Write(delta string) string {
	r.held += delta
	cut := settled(r.held)
	ready := r.held[:cut]
	r.held = r.held[cut:]
	return r.restore(ready)
}

// Close returns what was held back.
func (r *Restorer) Close() string {
	ready := r.held
	r.held = ""
	return r.restore(ready)
}

// Unknown names the stand-ins so far that are none of ours.
func (r *Restorer) Unknown() []string { return distinct(r.unknown) }

func (r *Restorer) restore(s string) string {
	if s == "" {
		return ""
	}
	s, unknown := r.vault.Restore(s)
	r.unknown = append(r.unknown, unknown...)
	return s
}

const (
	openers = "[{(<⟦【〔「『《〈［«"
	closers = "]})>⟧】〕」』》〉］»"
	longest = 96 // bytes that a mangled stand-in may have
)

// settled is how much of s cannot be part of a stand-in that is still arriving.
func settled(s string) int {
	cut := len(s)
	for cut > 0 && len(s)-cut < longest {
		r, n := utf8.DecodeLastRuneInString(s[:cut])
		if !insideRune(r) {
			break
		}
		cut -= n
	}
	// An open bracket with a label's characters behind it may close later.
	floor := max(0, len(s)-longest)
	for i := cut; i > floor; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
		if strings.ContainsRune(closers, r) || !strings.ContainsRune(openers, r) && !labelRune(r) && !insideRune(r) {
			break
		}
		if strings.ContainsRune(openers, r) {
			return lead(s, i)
		}
	}
	return cut
}

// lead moves i before emphasis and escapes that belong to the bracket there.
func lead(s string, i int) int {
	for i > 0 && strings.IndexByte("*_`\\", s[i-1]) >= 0 {
		i--
	}
	return i
}

// insideRune says that r occurs in stand-ins, their escapes and their emphasis.
func insideRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isAlnum(byte(r)|0x20) || strings.ContainsRune("_-:*`\\&#;%", r) || strings.ContainsRune(openers+closers, r)
	case r >= 0xff01 && r <= 0xff5e, r >= 0x200b && r <= 0x200f, r == 0x2060, r == 0xfeff, r == utf8.RuneError:
		return true
	}
	return strings.ContainsRune(openers+closers, r)
}
