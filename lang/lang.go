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

// Detect guesses the language of text.
func Detect(text string) Guess { return Guess{} }

// Sentences splits text into sentences and lines, in order, without overlap.
// tag may be "".
func Sentences(text, tag string) []Span { return nil }

// Name is the name of language tag written in language in ("ja" in "en" is
// "Japanese", in "ja" 日本語). in may be "en", "zh-Hans" or tag itself; a name we do
// not have is the English one, or tag.
func Name(tag, in string) string { return tag }

// Script is the ISO 15924 script that tag is written in ("Jpan", "Hans", "Arab",
// "Latn"), and RTL tells whether it runs right to left.
func Script(tag string) string { return "Latn" }

// RTL tells whether tag is written right to left.
func RTL(tag string) bool { return false }

// Match picks the entry of have that a reader of tag reads best ("zh-TW" takes
// "zh-Hant" over "zh-Hans", "pt-PT" never takes "pt-BR" over "pt"), or false when
// none is in that language.
func Match(tag string, have []string) (string, bool) { return "", false }
