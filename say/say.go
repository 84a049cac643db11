// Package say tells people what the program has to tell them, in their language.
//
// The text in the code is English, and it is also the key: a catalogue per language
// (zh-Hans/*.yaml) holds what a native writer says instead. What is put together with
// Errorf is told part by part; what a document carries as plain text is recognised by
// its format. English is told as it stands and costs nothing.
package say

import "fmt"

// message is an error that remembers how it was put together.
type message struct {
	error  // the English text, wrapping what %w named
	format string
	args   []any
}

// Errorf is fmt.Errorf whose text can be told in another language by Speaker.Error.
func Errorf(format string, args ...any) error {
	return &message{error: fmt.Errorf(format, args...), format: format, args: args}
}

func (m *message) Unwrap() error { return m.error }

// Word is a word of ours among the values of a message ("ticket" in "the ticket is
// empty"): it is told in the reader's language too. A plain string is somebody else's.
type Word string
