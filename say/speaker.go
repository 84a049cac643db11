package say

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Speaker tells things in one language. Nil is English. It is safe for concurrent use.
type Speaker struct {
	said     map[string]string // English format to ours
	formats  []format          // those with values, the most telling first
	stop     string            // what stands between the parts of "a: b"
	separate string            // and of "a; b"
}

// format is one entry of the catalogue that has values, taken apart.
type format struct {
	en, other []piece
	letters   int
}

// In is who speaks the language of a tag; English for every language there is no
// catalogue of.
func In(tag string) *Speaker {
	if Language(tag) == "zh-Hans" {
		return chinese()
	}
	return nil
}

// Language is the tag of the language that is spoken.
func (s *Speaker) Language() string {
	if s == nil {
		return "en"
	}
	return "zh-Hans"
}

// Language is the language that a tag or locale (zh, zh_CN.UTF-8, en-GB) is told in:
// "en", "zh-Hans", or "" when there is none for it. Readers of Traditional Chinese are
// told in Simplified, which CLDR ranks above English for them.
func Language(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), ".")
	base, _, _ = strings.Cut(strings.ReplaceAll(base, "_", "-"), "-")
	switch base {
	case "zh", "cmn":
		return "zh-Hans"
	case "en":
		return "en"
	}
	return ""
}

// Sprintf is fmt.Sprintf in the speaker's language.
func (s *Speaker) Sprintf(english string, args ...any) string {
	if s == nil {
		return fmt.Sprintf(english, args...)
	}
	other, known := s.said[english]
	if !known { // nothing but values and what stands between them
		other = strings.NewReplacer(": ", s.stop, "; ", s.separate).Replace(english)
	}
	told := make([]any, len(args))
	for i, a := range args {
		told[i] = s.value(a)
	}
	return fmt.Sprintf(strings.NewReplacer("%w", "%s", "]w", "]s").Replace(other), told...)
}

// value tells a value that is itself something we say.
func (s *Speaker) value(a any) any {
	switch v := a.(type) {
	case error:
		return s.Error(v)
	case Word:
		return s.Text(string(v))
	case string:
		return s.phrase(v)
	}
	return a
}

// phrase tells a value that may be a sentence of ours; a single word is somebody's name.
func (s *Speaker) phrase(v string) string {
	if strings.Contains(v, " ") {
		return s.Text(v)
	}
	return v
}

// Error is the text of an error.
func (s *Speaker) Error(err error) string {
	if err == nil {
		return ""
	}
	english := err.Error()
	if s == nil {
		return english
	}
	switch e := err.(type) { // not errors.As: a wrapper has its own words
	case *message:
		return s.Sprintf(e.format, e.args...)
	case *fs.PathError:
		return s.Sprintf(e.Op+" %s: %s", e.Path, e.Err)
	case *os.LinkError:
		return s.Sprintf(e.Op+" %s %s: %s", e.Old, e.New, e.Err)
	case *os.SyscallError:
		return s.Sprintf(e.Syscall+": %s", e.Err)
	}
	inner := errors.Unwrap(err)
	if inner != nil && inner.Error() == english { // it only adds a kind
		return s.Error(inner)
	}
	if other := s.Text(english); other != english || inner == nil {
		return other
	}
	return strings.Replace(english, inner.Error(), s.Error(inner), 1)
}
