package culture

// Language is what the composer and the prompts know of one language: phrases by
// act, register and approach. Package compose reads Phrases; prompts take Examples.
type Language struct {
	Tag string
}

// LoadLanguage returns the phrases of the language nearest to tag, and false when the
// composer cannot write it.
func LoadLanguage(tag string) (*Language, bool, error) { return nil, false, nil }

// Languages names the languages the composer can write.
func Languages() []string { return nil }

// Examples returns at most n sentences that show the tone of an act in this language
// and register ("refusal", "formal"), for a prompt.
func (l *Language) Examples(act, register string, n int) []string { return nil }
