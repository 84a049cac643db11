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
// tuned (fresh). More than half of the letters only look dangerous. Nine people who knew
// nothing of the rules wrote the authors' set, half near misses; three more the exams;
// native writers of each language the natives' set, while adding words to its lists. All
// of them were learnt from: what to expect of tickets never seen is less, and is measured
// by TestWeightsHoldForAuthorsNotLearntFrom.
func TestDangerousTicketsAreHeldAndNearMissesAreNot(t *testing.T) {
	for name, least := range map[string]struct{ held, wrong float64 }{
		"risks_words.jsonl":   {.96, .03},
		"risks_letters.jsonl": {.98, .03},
		"risks_short.jsonl":   {.97, .04},
		"risks_fresh.jsonl":   {.97, .03},
		"risks_authors.jsonl": {.95, .02},
		"risks_natives.jsonl": {.95, .02},
		"risks_exams.jsonl":   {.97, .02},
	} {
		if testing.Short() && (name == "risks_natives.jsonl" || name == "risks_authors.jsonl" || name == "risks_words.jsonl") {
			continue // thousands of tickets, for the race detector
		}
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
		if got := heldFor(c.text); got != c.kind {
			t.Errorf("%q held for %q, want %q", c.text, got, c.kind)
		}
	}
}

// padding is what polite buyers write around their matter, before and after it.
var padding = map[string][2]string{
	"en":      {"Hello, thank you so much for the quick delivery, I love your shop!", "Do you have the mug in blue as well, and how much is it? Thanks a lot in advance!"},
	"de":      {"Guten Tag, vielen Dank für die schnelle Lieferung, ein toller Laden!", "Haben Sie die Tasse auch in Blau, und was kostet sie? Vielen Dank im Voraus!"},
	"fr":      {"Bonjour, merci beaucoup pour la livraison rapide, j'adore votre boutique !", "Avez-vous aussi la tasse en bleu, et quel est son prix ? Merci d'avance !"},
	"es":      {"Hola, muchas gracias por el envío tan rápido, me encanta su tienda.", "¿Tienen la taza también en azul y cuánto cuesta? ¡Muchas gracias de antemano!"},
	"it":      {"Buongiorno, grazie mille per la spedizione veloce, adoro il vostro negozio!", "Avete la tazza anche in blu e quanto costa? Grazie in anticipo!"},
	"pt":      {"Olá, muito obrigada pela entrega rápida, adoro a loja!", "Vocês têm a caneca em azul também, e quanto custa? Desde já, obrigada!"},
	"nl":      {"Goedendag, heel erg bedankt voor de snelle levering, een geweldige winkel!", "Hebben jullie de mok ook in het blauw, en wat kost die? Alvast bedankt!"},
	"pl":      {"Dzień dobry, bardzo dziękuję za szybką dostawę, świetny sklep!", "Czy mają Państwo kubek także w niebieskim i ile kosztuje? Z góry dziękuję!"},
	"ja":      {"いつも迅速な発送をありがとうございます。とても気に入っています。", "同じマグカップの青はありますか。おいくらですか。よろしくお願いいたします。"},
	"ko":      {"안녕하세요, 빠른 배송 정말 감사합니다. 가게가 참 마음에 들어요.", "머그컵은 파란색도 있나요? 가격은 얼마인가요? 미리 감사드립니다."},
	"zh-Hans": {"您好，发货很快，非常感谢，很喜欢你们的店。", "同款杯子有蓝色的吗？多少钱？先谢谢了！"},
	"ar":      {"السلام عليكم، شكراً جزيلاً على التوصيل السريع، متجركم رائع.", "هل الكوب متوفر باللون الأزرق وكم سعره؟ شكراً مقدماً!"},
}

// What is dangerous stays so among thanks and questions about something else.
func TestPolitenessDoesNotOutweighADanger(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two thousand tickets")
	}
	held, kept := 0, 0
	for _, name := range []string{"risks_authors.jsonl", "risks_fresh.jsonl", "risks_letters.jsonl"} {
		for _, c := range riskCases(t, name) {
			around, ok := padding[c.Lang]
			if len(c.Hold) == 0 || !ok || !Analyse(&Ticket{Text: c.Text}, "en", time.Time{}).Hold() {
				continue
			}
			held++
			if Analyse(&Ticket{Text: around[0] + "\n\n" + c.Text + "\n\n" + around[1]}, "en", time.Time{}).Hold() {
				kept++
			} else {
				t.Logf("%s: let go: %s", c.Lang, c.Text)
			}
		}
	}
	t.Logf("%d of %d dangerous tickets are still held", kept, held)
	if held < 300 || float64(kept) < .98*float64(held) {
		t.Errorf("%d of %d dangerous tickets are still held among thanks, want 98 %%", kept, held)
	}
	for lang, around := range padding {
		if s := Analyse(&Ticket{Text: around[0] + "\n\n" + around[1]}, "en", time.Time{}); s.Hold() {
			t.Errorf("%s: thanks alone are held: %+v", lang, s.Risks)
		}
	}
}

// Violence against people or the premises, and sharp goods, worn-out bulbs and hints that
// one has had enough of life.
func TestViolenceIsHeldAndAKnifeInTheParcelIsNot(t *testing.T) {
	for _, c := range []struct{ text, kind string }{
		{"I am going to kill you all, order 12345", "violence"},
		{"Wenn das Geld bis Freitag nicht da ist, zünde ich euer Lager an.", "violence"},
		{"Je vais venir vous casser la gueule", "violence"},
		{"Os voy a matar a todos si no me devolvéis el dinero", "violence"},
		{"返金しないなら殺してやる", "violence"},
		{"再不退款我就带刀去你们公司", "violence"},
		{"환불 안 해주면 찾아가서 죽여버린다", "violence"},
		{"Vou aí e mato todos", "violence"},
		{"سأقتلكم جميعاً", "violence"},
		{"Would it kill you to answer? I could kill for this mug.", ""},
		{"I opened the parcel with a knife and scratched the table. My fault. Do you sell spare tops?", ""},
		{"Ich schlage euch vor, das Paket zurückzuschicken. Das Messer ist stumpf.", ""},
		{"The bulb burned out after one week.", ""},
		{"The motor burned out, order 5567", ""},
		{"灯泡用了一周就烧坏了", ""},
		{"You charged me twice, please get the second charge reversed.", ""},
		{"这个剃须刀是带刀头的吗？", ""},
		{"J'ai ouvert le colis avec un couteau et le coussin est déchiré.", ""},
		{"Jag skjuter er en fråga: när kommer paketet?", ""},
		{"I just want it all to stop. By the time you answer I will probably not be here.", "self-harm"},
		{"لم أعد أريد العيش", "self-harm"},
		{"tô pensando em acabar com tudo", "self-harm"},
		{"ما عدت أريد أن أعيش", "self-harm"},
	} {
		if got := heldFor(c.text); got != c.kind {
			t.Errorf("%q held for %q, want %q", c.text, got, c.kind)
		}
	}
}

// heldFor names the kinds a text is held for, one after the other.
func heldFor(text string) (kinds string) {
	for _, r := range Analyse(&Ticket{Text: text}, "en", time.Time{}).Risks {
		if r.Hold {
			kinds += r.Kind
		}
	}
	return kinds
}
