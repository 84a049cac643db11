// Package lang tells the language, script, sentences and register of a text. It
// knows nothing about tickets: noise around the writer's own words is removed by
// the caller (package ticket).
package lang

// Guess is the language of a text.
type Guess struct {
	Tag        string  // BCP 47: "ja", "zh-Hans", "pt-BR" where the text shows it; "" when unknown
	Confidence float64 // 0 to 1, calibrated: of those at 0.9 or more, nine in ten are right
	Reason     string  // why it is unknown or doubtful, in English; "" when clear
	Romanised  bool    // written in Latin letters although the language has its own script
	Shares     []Share // languages of a mixed text by share of letters, largest first
}

// Share is the part of a mixed text written in one language.
type Share struct {
	Tag   string
	Share float64
}

// Span is a range of bytes in a text, start included, end excluded.
type Span struct{ Start, End int }
