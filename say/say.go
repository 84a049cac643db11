// Package say keeps what the program tells people in its parts, so that it can be told
// in another language. English is the text in the code; a catalogue holds the others.
package say

import "fmt"

// message is an error that remembers how it was put together.
type message struct {
	error  // the English text, wrapping what %w named
	format string
	args   []any
}

// Errorf is fmt.Errorf whose text can be told in another language by In.
func Errorf(format string, args ...any) error {
	return &message{error: fmt.Errorf(format, args...), format: format, args: args}
}

func (m *message) Unwrap() error { return m.error }
