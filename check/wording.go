package check

import (
	"fmt"
	"strings"
)

// Wording is a message in the languages messages are told in, with the verbs of fmt.
type Wording struct{ En, ZhHans string }

// In is the message for a reader of the language tag reader, and the language it is in:
// Chinese for the Chinese, else English.
func (w Wording) In(reader string, args ...any) (message, tag string) {
	tag = messageLang(reader)
	message = w.En
	if tag != "en" {
		message = w.ZhHans
	}
	if len(args) > 0 {
		message = fmt.Sprintf(message, args...)
	}
	return message, tag
}

// messageLang is the language a reader is told findings in.
func messageLang(reader string) string {
	if strings.HasPrefix(reader, "zh") {
		return "zh-Hans"
	}
	return "en"
}
