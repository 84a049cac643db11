package prompts

import (
	"errors"
	"strings"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/mask"
)

// ErrFence is returned for a fence without an id: text from outside would be able to
// close it.
var ErrFence = errors.New("prompt fence without an id")

// Fence is the random id around untrusted text.
type Fence struct{ ID string }

// Marks returns the lines that open and close the fence around name ("ticket",
// "knowledge", "facts", "text", "reply", "first version"). Each stands in a prompt at
// most once.
func (f Fence) Marks(name string) (open, close string) {
	return "<<" + name + " " + f.ID + ">>", "<<end of " + name + " " + f.ID + ">>"
}

// inert makes untrusted text safe to put inside the fence: control tokens and hidden
// characters are made harmless, and the id, which nobody can guess, does not occur.
func (f Fence) inert(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(mask.Defuse(clean.Inert(text)), f.ID, "·"))
}

// line is inert in one line of at most 200 code points.
func (f Fence) line(text string) string {
	return f.inert(clean.Line(text, 200))
}
