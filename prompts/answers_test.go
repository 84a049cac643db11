package prompts_test

import (
	"reflect"
	"testing"

	"github.com/parlance-cli/parlance/prompts"
)

func TestCitationsAreStrippedAndKept(t *testing.T) {
	for name, c := range map[string]struct {
		text, clean string
		known       []string
		marks       []prompts.CitationMark
	}{
		"before the stop": {"Hello. You have 30 days [[returns.md#eu]]. Bye.", "Hello. You have 30 days. Bye.", nil, []prompts.CitationMark{{ID: "returns.md#eu", Start: 7, End: 24}}},
		"after the stop":  {"You have 30 days. [[returns.md#eu]] Bye.", "You have 30 days. Bye.", nil, []prompts.CitationMark{{ID: "returns.md#eu", Start: 0, End: 17}}},
		"Japanese":        {"到着後30日以内に返品できます［［returns.md#jp］］。", "到着後30日以内に返品できます。", nil, []prompts.CitationMark{{ID: "returns.md#jp", Start: 0, End: 16}}},
		"two":             {"Both hold [[a]][[b]].", "Both hold.", nil, []prompts.CitationMark{{ID: "a", Start: 0, End: 10}, {ID: "b", Start: 0, End: 10}}},
		"single brackets": {"It is so [a#1]. See [1].", "It is so. See [1].", []string{"a#1"}, []prompts.CitationMark{{ID: "a#1", Start: 0, End: 9}}},
		"unknown id":      {"It is so [[x]].", "It is so.", []string{"a#1"}, nil},
		"none":            {"Nothing [here] to (see).", "Nothing [here] to (see).", nil, nil},
		"bracket lost":    {"It is so [[a#1].", "It is so.", nil, []prompts.CitationMark{{ID: "a#1", Start: 0, End: 9}}},
	} {
		clean, marks := prompts.StripCitations(c.text, c.known...)
		if clean != c.clean || !reflect.DeepEqual(marks, c.marks) {
			t.Errorf("%s: got %q %v", name, clean, marks)
		}
	}
}

func TestSubjectLineIsTakenOff(t *testing.T) {
	for answer, want := range map[string][2]string{
		"Subject: Your lamp\n\nHello":     {"Your lamp", "Hello"},
		"**Betreff:** Ihre Lampe\nHallo":  {"Ihre Lampe", "Hallo"},
		"件名：ご注文について\n\n山田様":               {"ご注文について", "山田様"},
		"Hello,\nSubject: x":              {"", "Hello,\nSubject: x"},
		"Order AB-118: it has left.\nBye": {"", "Order AB-118: it has left.\nBye"},
	} {
		subject, text := prompts.SplitSubject(answer)
		if subject != want[0] || text != want[1] {
			t.Errorf("%q: got %q, %q", answer, subject, text)
		}
	}
}
