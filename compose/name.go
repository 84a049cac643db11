package compose

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/ticket"
)

// name is how the greeting calls the buyer: as signed, never a guessed title, gender
// or surname; "" when what we have is no name.
func (v *voice) name() string {
	name := strings.Trim(strings.Join(strings.Fields(v.job.Signals.Name), " "), ",.;:!-–—~、。")
	if last, first, ok := strings.Cut(name, ", "); ok && !strings.Contains(first, ",") {
		name = first + " " + last // "Müller, Anna" in a customer record
	}
	for _, honorific := range strings.Fields(v.language.Names.Strip) {
		name = strings.TrimSpace(strings.TrimSuffix(name, honorific))
	}
	if !isName(name) {
		return ""
	}
	words := strings.Fields(name)
	if slices.Contains(strings.Fields(v.language.Names.Titles), strings.TrimSuffix(words[0], ".")) {
		if v.language.Names.GivenOnly && sameBase(v.language.Tag, "en") && len(words) > 2 {
			return words[0] + " " + words[len(words)-1] // Dr Priya Raman is Dr Raman
		}
		return name // "Dr Patel" signed so
	}
	if v.language.Names.GivenOnly && v.job.Profile.NameOrder != "surname-first" && givenFirst(words) && ticket.Personal(name) {
		return words[0]
	}
	return name
}

// titled tells whether a name as greeted begins with a title.
func (v *voice) titled(name string) bool {
	first, _, ok := strings.Cut(name, " ")
	return ok && slices.Contains(strings.Fields(v.language.Names.Titles), strings.TrimSuffix(first, "."))
}

// isName is false for handles, addresses and initials.
func isName(name string) bool {
	if strings.ContainsAny(name, "@_/\\<>[]{}|#*0123456789") || len([]rune(name)) > 40 {
		return false
	}
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	wide := strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hangul) })
	return letters >= 2 || wide && letters >= 1
}

// givenFirst tells whether the first word may stand alone: Latin letters, two words or
// more, and no initial.
func givenFirst(words []string) bool {
	if len(words) < 2 || len([]rune(strings.Trim(words[0], "."))) < 2 || strings.HasSuffix(words[0], ".") {
		return false
	}
	return !strings.ContainsFunc(words[0], func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}
