package kb

import (
	"context"
	"path/filepath"
	"testing"
)

func TestEachAskKnowsItsSources(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	found, err := b.Find(context.Background(), Query{
		Texts:    []string{"How do I wash the rain jacket?", "Xyzzy plugh?", "I was charged twice"},
		Language: "en", Market: "US", At: noon,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Answers) != 3 || len(found.Answers[0]) == 0 || found.Answers[0][0] != "jacket-care.md" || found.Answers[1] != nil || len(found.Answers[2]) == 0 || found.Answers[2][0] != "payment.md#twice" {
		t.Errorf("got %q", found.Answers)
	}
}

func TestASentenceRestsOnASnippetOrDoesNot(t *testing.T) {
	snippet := Snippet{ID: "refunds.md", Language: "en", Title: "Refunds", Text: "We send the refund within 5 business days of the day the return reaches our warehouse."}
	for _, c := range []struct {
		name, tag, sentence string
		want                bool
	}{
		{"the same in other words", "en", "Your refund is sent once the return has reached the warehouse.", true},
		{"the same number in another language", "de", "Das Geld ist binnen 5 Werktagen bei Ihnen.", true},
		{"the same idea in another language", "de", "Die Rückerstattung folgt, wenn die Rücksendung da ist.", true},
		{"something else", "en", "Our tents are made of recycled nylon and weigh very little.", false},
		{"another number", "en", "Delivery to Norway costs 19 EUR.", false},
	} {
		if got := Supports(c.sentence, c.tag, snippet); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
