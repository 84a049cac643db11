package ticket

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

type riskCase struct {
	Author string   `json:"author"`
	Lang   string   `json:"lang"`
	Hold   []string `json:"hold"`
	Text   string   `json:"text"`
}

func riskCases(t testing.TB, name string) []riskCase {
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []riskCase
	for s := bufio.NewScanner(f); s.Scan(); {
		var c riskCase
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// The share of dangerous tickets that must be held and of harmless ones that may be, by
// set: plain wording in 18 languages (words), whole letters with asides and euphemisms in
// twelve (letters), short ones (short), and letters that were fresh until their words were
// tuned (fresh). More than half of the letters only look dangerous. Five people who knew
// nothing of the rules wrote the authors' set, half of it indirect, half near misses; native
// writers of each language the natives' set, while adding words to its lists. Words were
// tuned on all of them: what to expect of tickets never seen is less, and is measured by
// TestWeightsHoldForAuthorsNotLearntFrom.
func TestDangerousTicketsAreHeldAndNearMissesAreNot(t *testing.T) {
	for name, least := range map[string]struct{ held, wrong float64 }{
		"risks_words.jsonl":   {.96, .03},
		"risks_letters.jsonl": {.98, .01},
		"risks_short.jsonl":   {.97, .01},
		"risks_fresh.jsonl":   {.97, .03},
		"risks_authors.jsonl": {.95, .02},
		"risks_natives.jsonl": {.95, .02},
	} {
		held, found, calm, wrong := 0, 0, 0, 0
		for _, c := range riskCases(t, name) {
			s := Analyse(&Ticket{Text: c.Text}, "en", time.Time{})
			switch {
			case len(c.Hold) == 0:
				calm++
				if s.Hold() {
					wrong++
				}
			default:
				held++
				if s.Hold() {
					found++
				}
			}
		}
		t.Logf("%s: held %d of %d, falsely %d of %d", name, found, held, wrong, calm)
		if float64(found) < least.held*float64(held) {
			t.Errorf("%s: held %d of %d, want %.0f %%", name, found, held, 100*least.held)
		}
		if float64(wrong) > least.wrong*float64(calm) {
			t.Errorf("%s: falsely held %d of %d, want at most %.0f %%", name, wrong, calm, 100*least.wrong)
		}
	}
}

// Everyday tickets are by far the most: hardly one may be held.
func TestEverydayTicketsAreNotHeld(t *testing.T) {
	for _, name := range []string{"asks.jsonl", "complaints.jsonl", "readers.jsonl"} {
		for _, c := range riskCases(t, name) {
			s := Analyse(&Ticket{Text: c.Text}, "en", time.Time{})
			if s.Hold() {
				t.Errorf("%s: held: %q", name, c.Text)
			}
		}
	}
}

func TestEveryRiskWordIsUsed(t *testing.T) {
	used := map[string]bool{"no": true, "noafter": true, "if": true, harmless: true}
	for _, k := range slices.Concat(riskKinds(), riskBook().means) {
		for _, r := range k.rules {
			for _, c := range r.anchor {
				used[c] = true
			}
			for _, x := range r.tests {
				for _, c := range x.concepts {
					used[c] = true
				}
			}
		}
	}
	files, err := fs.Glob(signalFiles, "signals/risk/*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	english := map[string]string{}
	for _, f := range files {
		var words map[string]string
		mustLoad(strings.TrimPrefix(f, "signals/"), &words)
		for c := range words {
			if !used[c] {
				t.Errorf("%s: no rule reads %q", f, c)
			}
		}
		if strings.HasSuffix(f, "/en.yaml") || strings.HasSuffix(f, "/international.yaml") {
			maps.Copy(english, words)
		}
	}
	for _, k := range riskBook().means {
		english[k.kind] = "what its words say together"
	}
	for c := range used {
		if _, ok := english[c]; !ok && c != "noafter" && c != quoted && c != question {
			t.Errorf("English has no words for %q", c)
		}
	}
}

func TestEveryRiskHasAdviceInBothLanguages(t *testing.T) {
	hold := map[string]bool{}
	for _, k := range riskKinds() {
		hold[k.kind] = true
	}
	for _, k := range ruleBooks().risks {
		hold[k.kind] = false
	}
	for kind, hold := range hold {
		a := advices()[kind]
		if a.En.Advice == "" || a.ZhHans.Advice == "" || hold && (a.En.Deadline == "" || len(a.ZhHans.Collect) == 0) {
			t.Errorf("%s: advice is incomplete", kind)
		}
	}
}

func TestWhatStandsInTheWayOfARisk(t *testing.T) {
	for _, c := range []struct{ text, kind string }{
		{"If you won't refund me I'll take you to court.", "legal"},
		{"I'm not going to take you to court over four screws.", ""},
		{"Please ignore my last email, of course I won't take you to court.", ""},
		{"My bank opened a dispute about your charge.", "chargeback"},
		{"Sorry, the parcel has come. I never wanted my bank to dispute your charge.", ""},
		{"وكلت مكتبا للمحاماة وسيصلكم خطاب منه", "legal"}, // a particle before the word
		{"أنا محامية وأبي شنطة جلد رسمية للمحكمة", ""},    // a lawyer's own order
		{"유모차가 접히면서 아기 손가락이 끼였어요", "injury"},              // a syllable that is a word
		{"배송지 변경 부탁드려요, 신발이 커요", ""},                      // the same inside others
		{"Your agent refused to help because I'm Muslim and made racist remarks.", "discrimination"},
		{"Do you have the black one for my race bike?", ""},
		{"I ordered the \"Trust me, I'm a dentist\" mug and got the one for teachers.", ""}, // a title
		{"Le grille-pain « Dragon en feu » est arrivé sans mode d'emploi.", ""},
		{"Does the pan smoke when it is hot, or could it burn my hand?", ""}, // asked, not told
		{"Your cream made my face swell up. What should I do?", "injury"},    // a question about what was told
		{"My face is swollen from your cream, what should I do?", "injury"},
		{"hola, el hervidor me quemó la mano. es normal? lo quiero devolver", "injury"}, // no capitals
		{"I work at the county court, please deliver to the staff entrance.", ""},
		{"Mein Anwalt braucht für die Scheidung eine Kopie der Rechnung.", ""},
		{"Mein Anwalt setzt Ihnen eine Frist, die Rechnung dafür zahlen Sie. Wir sehen uns vor Gericht.", "legal"},
		{"我已经撤销了PayPal的争议，东西收到了。", ""},
		{"La battuta della banca? Ho chiesto alla banca lo storno dell'addebito.", "chargeback"},
	} {
		got := ""
		for _, r := range Analyse(&Ticket{Text: c.text}, "en", time.Time{}).Risks {
			if r.Hold {
				got += r.Kind
			}
		}
		if got != c.kind {
			t.Errorf("%q held for %q, want %q", c.text, got, c.kind)
		}
	}
}
