package compose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

var (
	cultures   = []string{"en-US", "en-GB", "de-DE", "de-CH", "ja-JP", "zh-CN", "zh-TW", "fr-FR", "es-ES", "es-MX", "pt-BR", "pt-PT", "ko-KR", "ar-SA"}
	approaches = []string{solutionFirst, reassureFirst, brief}
	channels   = []string{"email", "chat", "amazon"}
	emotions   = []string{"calm", "worried", "disappointed", "angry", "furious", "grateful", "desperate"}
	kinds      = []string{"", "where-is-it", "refund", "return", "exchange", "cancel", "change-order", "change-address", "delivery-info",
		"payment", "price", "discount", "invoice", "product-question", "availability", "size", "warranty", "certificate",
		"customs", "complaint", "defect", "missing-or-wrong-item", "withdrawal", "account", "data-request", "human",
		"place-order", "stop-mail", "compliment"}
	outcomes = append([]culture.Outcome{culture.Undecided}, culture.Outcomes...)
)

// monday is 9 March 2026, 09:00 UTC.
var monday = time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)

func job(t testing.TB, tag string) Job {
	t.Helper()
	p, _, err := culture.Resolve(tag)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := culture.ResolveMarket(p.Region)
	return Job{
		Ticket: &ticket.Ticket{}, Profile: p, Market: m, Language: p.Language, Channel: "email",
		Approach: solutionFirst, Now: monday, Brand: &brand.Brand{Name: "Northlight", ReplyWithin: 24},
		Signals: ticket.Signals{OrderIDs: []string{"NL-20391"}, Products: []string{"Tarn 30"}, Name: "Ann Lee", Emotion: ticket.Emotion{Label: "calm"}},
	}
}

func compose(t testing.TB, j Job) Letter {
	t.Helper()
	l, _, _, err := Compose(j, "")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// matrix calls check over culture × outcome × ask × approach, with emotions and channels
// in turn.
func matrix(t *testing.T, check func(name string, j Job)) {
	const sample = 3 // a third of the cases of each culture; the next culture has another third
	for offset, tag := range cultures {
		base := job(t, tag)
		turn := 0
		for _, o := range outcomes {
			for _, kind := range kinds {
				if turn++; (turn+offset)%sample != 0 {
					continue
				}
				n := turn / sample
				emotion := emotions[n%len(emotions)]
				for _, approach := range approaches {
					j := base
					j.Approach, j.Channel = approach, channels[n%len(channels)]
					j.Signals.Emotion.Label = emotion
					j.Decision = ticket.Decision{Outcome: o, Notes: []string{"parcel is at customs, 5 days"}}
					if o == culture.Refund || o == culture.Partial {
						j.Decision.Amount = &value.Money{Amount: "3000", Currency: "JPY"}
					}
					if kind != "" {
						j.Signals.Asks = []ticket.Ask{{Kind: kind}, {Kind: kinds[1+n%(len(kinds)-1)]}}
					}
					check(fmt.Sprintf("%s/%s/%s/%s/%s/%s", tag, o, kind, emotion, j.Channel, approach), j)
				}
			}
		}
	}
}

var (
	leftover = regexp.MustCompile(`[{}\[\]]|  |\.\.|。。|，，|、、| ,|\(\)|（）|\n\n\n| [.。]|：。`)
	digits   = regexp.MustCompile(`\d+`)
	allowed  = []string{"20391", "30", "3", "000", "3000", "5", "9", "10", "2026"}
)

func TestNoLetterHasALeftoverOrAnInventedNumber(t *testing.T) {
	matrix(t, func(name string, j Job) {
		l := compose(t, j)
		if m := leftover.FindString(l.Text); m != "" {
			t.Errorf("%s: %q in\n%s", name, m, l.Text)
		}
		for _, d := range digits.FindAllString(l.Text, -1) {
			if !slices.Contains(allowed, d) {
				t.Errorf("%s: number %s from nowhere in\n%s", name, d, l.Text)
			}
		}
		if strings.Contains(l.Text, "http") || strings.Contains(l.Text, "@") {
			t.Errorf("%s: a link from nowhere in\n%s", name, l.Text)
		}
		if again := compose(t, j); again.Text != l.Text {
			t.Errorf("%s: two letters from one job", name)
		}
		if len(strings.Split(l.Text, "\n")) < 3 {
			t.Errorf("%s: no letter: %q", name, l.Text)
		}
	})
}

// buyerOf completes a job and is the voice its buyer reads.
func buyerOf(t testing.TB, j *Job) *voice {
	t.Helper()
	if err := complete(j); err != nil {
		t.Fatal(err)
	}
	v, err := speak(*j, j.Language)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// said lists the keys of a plan that carry a decision.
func said(t testing.TB, j Job) (decision, asked []string) {
	t.Helper()
	v := buyerOf(t, &j)
	for _, p := range plan(&j, v).paragraphs {
		for _, s := range p.sentences {
			if strings.HasPrefix(s.key, "solve.") {
				decision = append(decision, s.key)
			}
			if needs, ok := s.slots["items"].(items); ok {
				asked = append(asked, needs...)
			}
			if text, ok := v.language.Phrase(s.key, v.holds); !ok && s.quote == "" {
				t.Errorf("%s has no phrase %s (%q)", j.Language, s.key, text)
			}
		}
	}
	return decision, asked
}

func TestApproachesDifferInWordsNeverInTheDecision(t *testing.T) {
	var first []string
	texts := map[string]bool{}
	matrix(t, func(name string, j Job) {
		if j.Approach == solutionFirst {
			clear(texts)
		}
		decision, asked := said(t, j)
		if len(decision) == 0 && j.Decision.Outcome != culture.Ask && j.Decision.Outcome != culture.Inform {
			t.Errorf("%s: nothing about the decision", name)
		}
		for _, key := range decision {
			want := "solve.undecided."
			if j.Decision.Outcome != culture.Undecided {
				want = "solve." + string(j.Decision.Outcome)
			}
			if !strings.HasPrefix(key+".", want) {
				t.Errorf("%s: says %s", name, key)
			}
		}
		if j.Approach == solutionFirst {
			first = decision
		} else if !slices.Equal(first, decision) {
			t.Errorf("%s: decides %v, the first approach %v", name, decision, first)
		}
		if slices.Contains(asked, "need.order-id") {
			t.Errorf("%s: asks for the order id it has", name)
		}
		texts[compose(t, j).Text] = true
		if j.Approach == brief && len(texts) != len(approaches) && j.Channel == "email" {
			t.Errorf("%s: %d different letters", name, len(texts))
		}
	})
}

func TestTheAgentsLetterFollowsTheReply(t *testing.T) {
	matrix(t, func(name string, j Job) {
		for _, agent := range []string{"en", "zh-Hans"} {
			if j.Channel != "email" || j.Approach == brief {
				return
			}
			reply, other, _, err := Compose(j, agent)
			if err != nil {
				t.Fatal(err)
			}
			a, b := strings.Count(reply.Text, "\n\n"), strings.Count(other.Text, "\n\n")
			if a != b {
				t.Errorf("%s in %s: %d gaps, %d in the reply\n%s\n---\n%s", name, agent, b, a, other.Text, reply.Text)
			}
		}
	})
}

func TestLanguagesSayTheSameThings(t *testing.T) {
	want, ok, err := culture.Builtin().Language("en")
	if err != nil || !ok {
		t.Fatal(err)
	}
	slot := regexp.MustCompile(`\{[a-z]+\}`)
	for _, tag := range culture.Builtin().Languages() {
		l, _, err := culture.Builtin().Language(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range want.Keys() {
			if _, falls := l.Phrase(key[:max(strings.LastIndexByte(key, '.'), 0)], nil); !l.Has(key) && !falls {
				t.Errorf("%s has no %s", tag, key)
			}
		}
		for _, key := range l.Keys() {
			if !want.Has(key) {
				t.Errorf("%s has %s, which no other language has", tag, key)
			}
			for _, v := range l.Wordings(key) {
				if strings.Count(v, "[") != strings.Count(v, "]") || strings.Count(v, "{") != len(slot.FindAllString(v, -1)) {
					t.Errorf("%s %s: brackets of %q", tag, key, v)
				}
			}
		}
		for unit := range want.Units {
			if _, ok := l.Units[unit]; !ok {
				t.Errorf("%s cannot say %s", tag, unit)
			}
		}
	}
}

// The agent reads the same values as the buyer: no language leaves one out.
func TestLanguagesNameTheSameValues(t *testing.T) {
	slot := regexp.MustCompile(`\{[a-z]+\}`)
	slots := func(l *culture.Language, key string) string {
		var all []string
		for _, w := range l.Wordings(key) {
			all = append(all, slot.FindAllString(w, -1)...)
		}
		slices.Sort(all)
		return strings.Join(slices.Compact(all), " ")
	}
	english, _, err := culture.Builtin().Language("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range culture.Builtin().Languages() {
		l, _, err := culture.Builtin().Language(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range l.Keys() {
			own := strings.HasPrefix(key, "greeting") || strings.HasPrefix(key, "thanks") || strings.HasPrefix(key, "topic") || strings.HasPrefix(key, "listen.compliment")
			if got, want := slots(l, key), slots(english, key); got != want && !own {
				t.Errorf("%s %s: names %q, English %q", tag, key, got, want)
			}
		}
	}
}
