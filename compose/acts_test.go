package compose

import (
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/culture"
)

// The agent's letter does what the reply does, act by act, for every pair of languages.
func TestBothLettersHaveTheSameActs(t *testing.T) {
	languages := culture.Builtin().Languages()
	turn := 0
	matrix(t, func(name string, j Job) {
		turn++
		agent := languages[turn%len(languages)]
		reply, other, _, err := Compose(j, agent)
		if err != nil {
			t.Fatal(err)
		}
		if len(reply.Acts) == 0 || !slices.Equal(reply.Acts, other.Acts) {
			t.Errorf("%s in %s: %v, the reply %v\n%s\n---\n%s", name, agent, other.Acts, reply.Acts, other.Text, reply.Text)
		}
	})
}

// A letter's close says the same on both sides, whoever writes to whom.
func TestClosingsCorrespond(t *testing.T) {
	// what each closing act is recognised by, where it might be taken for another
	sorry := map[string]string{"en": "apologise", "zh-Hans": "致歉", "zh-Hant": "致歉", "ja": "お詫び", "de": "Entschuldigung", "ko": "사과", "fr": "excuses",
		"es": "disculpas", "pt-BR": "desculpas", "pt-PT": "desculpa", "ar": "اعتذار"}
	for _, tag := range cultures {
		j := job(t, tag)
		j.ask("where-is-it")
		j.feel("angry")
		for _, agent := range culture.Builtin().Languages() {
			reply, other, _, err := Compose(j, agent)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(reply.Acts, "close.sorry") != strings.Contains(lastLines(other.Text), sorry[agent]) && reply.Text != other.Text {
				t.Errorf("%s for %s: %q, the reply %q", tag, agent, lastLines(other.Text), lastLines(reply.Text))
			}
		}
	}
}

// lastLines is what stands below the last paragraph with news.
func lastLines(text string) string {
	return text[strings.LastIndex(text, "\n\n")+2:]
}

// What was meant for somebody else is answered with a question, however warm its words.
func TestAMessageMeantForSomebodyElseIsAskedWhatItNeeds(t *testing.T) {
	for _, tag := range cultures {
		j := job(t, tag)
		j.feel("grateful")
		j.Signals.Elsewhere = true
		if l := compose(t, j); !slices.Contains(l.Acts, "ask.wish") {
			t.Errorf("%s: %v\n%s", tag, l.Acts, l.Text)
		}
	}
}
