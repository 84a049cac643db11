package prompts

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/quick"

	"github.com/pkoukk/tiktoken-go"
)

type noNetwork struct{ t *testing.T }

func (n noNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	n.t.Errorf("asked the network for %s", r.URL)
	return nil, errors.New("no network")
}

func TestVocabulariesComeFromTheProgramNotTheNetwork(t *testing.T) {
	was := http.DefaultTransport
	http.DefaultTransport = noNetwork{t}
	t.Cleanup(func() { http.DefaultTransport = was })
	t.Setenv("TIKTOKEN_CACHE_DIR", t.TempDir())
	for model, want := range map[string]int{"gpt-4o": 2, "gpt-4": 2, "qwen2.5:7b": 2, "openai/gpt-5-mini": 2} {
		if got := Count("hello world", model); got != want {
			t.Errorf("%s: %d tokens, want %d", model, got, want)
		}
	}
	if _, err := tiktoken.GetEncoding(tiktoken.MODEL_P50K_BASE); err == nil {
		t.Error("a vocabulary we do not have was found somewhere")
	}
}

func TestVocabulariesAreWhole(t *testing.T) {
	for blob, want := range map[*string]int{&o200kBlob: 199_998, &cl100kBlob: 100_256} {
		if got := len(ranks(*blob, want)); got != want {
			t.Errorf("%d tokens, want %d", got, want)
		}
	}
}

func TestSpecialTokensCountAsText(t *testing.T) {
	if got := Count("<|endoftext|><|im_start|>", "gpt-4o"); got < 6 {
		t.Errorf("got %d tokens: read as special", got)
	}
}

func TestLongRunsAreCutAndNormalTextIsNot(t *testing.T) {
	for _, s := range []string{"a", " ", "\n", "字", "ก", "=", "0", "\xff"} {
		text := strings.Repeat(s, 100_000)
		pieces := guarded(text)
		if strings.Join(pieces, "") != text {
			t.Errorf("%q: pieces do not give the text again", s)
		}
		for _, p := range pieces {
			if len(p) > longestRun+8 {
				t.Errorf("%q: a piece of %d bytes", s, len(p))
				break
			}
		}
	}
	if n := len(guarded(strings.Repeat("Where is my parcel? Ich warte. 荷物はどこですか。 ", 1000))); n > 2 {
		t.Errorf("normal text in %d pieces", n)
	}
}

func TestGuardKeepsTheText(t *testing.T) {
	if err := quick.Check(func(text string) bool { return strings.Join(guarded(text), "") == text }, nil); err != nil {
		t.Error(err)
	}
}

func TestUpperIsAnUpperBound(t *testing.T) {
	for name, text := range map[string]string{
		"English":     "Still nothing. Where is order AB-118? I need it before the weekend, please.",
		"German":      "Guten Tag, die Lampe kam gestern beschädigt an. Ich möchte den Kaufvertrag widerrufen.",
		"Hungarian":   "Jó napot kívánok, megérkezett a csomag, de a lámpa sérült, visszaküldhetem?",
		"Japanese":    "先週注文した商品がまだ届きません。いつ頃届くか教えていただけますでしょうか。",
		"Traditional": "您好，我上週訂購的檯燈還沒有收到，請問什麼時候會寄到？",
		"Hebrew":      "שלום, ההזמנה שלי עדיין לא הגיעה. מתי היא תגיע?",
		"Thai":        "สวัสดีค่ะ สินค้ายังไม่มาถึง จะได้รับเมื่อไหร่คะ",
		"base64":      strings.Repeat("aGVsbG8gd29ybGQhQ1", 20),
		"hex":         "4f9a77c1e2b00d9f 4f9a-77c1-e2b0-0d9f",
		"emoji":       "😀🎉👩‍👩‍👧🇯🇵",
	} {
		for _, model := range []string{"gpt-4o", "gpt-4"} {
			if count, bound := Count(text, model), UpperFor(text, model); count > bound {
				t.Errorf("%s for %s: %d tokens, bound %d", name, model, count, bound)
			}
		}
	}
}

func BenchmarkUpper(b *testing.B) {
	text := strings.Repeat("Where is my parcel? Ich warte. 荷物はどこですか。 ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Upper(text)
	}
}
