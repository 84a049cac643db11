package translate_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/translate"
)

// Human pairs are read from the folder that PARLANCE_DATA names.
func TestHumanTranslationsRaiseFewProblems(t *testing.T) {
	data := os.Getenv("PARLANCE_DATA")
	if data == "" {
		t.Skip("PARLANCE_DATA is not set")
	}
	files, err := filepath.Glob(filepath.Join(data, "parallel", "pairs*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs under %s: %v", data, err)
	}
	pairs, flagged := 0, 0
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var pair struct {
				From   string `json:"src_lang"`
				To     string `json:"tgt_lang"`
				Source string `json:"src"`
				Target string `json:"tgt"`
			}
			if err := json.Unmarshal(lines.Bytes(), &pair); err != nil {
				t.Fatal(err)
			}
			pairs++
			p := translate.Prepare(pair.Source, translate.Options{From: pair.From, To: pair.To})
			got, problems := p.Finish(pair.Target)
			if len(problems) > 0 {
				flagged++
			}
			if got != strings.TrimSpace(pair.Target) && len(problems) == 0 && flagged < 5 {
				t.Logf("changed: %q to %q", pair.Target, got)
			}
		}
		f.Close()
	}
	t.Logf("%d of %d human translations raise a problem", flagged, pairs)
	if flagged*100 > pairs {
		t.Errorf("more than one in a hundred")
	}
}

func FuzzFinish(f *testing.F) {
	f.Add("order AB-118", "注文ＡＢ－１１８", true)
	f.Add("100 kg AB-1kg", "AB-1㎏", false)
	f.Add("a@b.example {0}", "｛＃１｝", true)
	f.Fuzz(func(t *testing.T, source, answer string, markers bool) {
		p := translate.Prepare(source, translate.Options{From: "en", To: "ja", Markers: markers})
		got, _ := p.Finish(answer)
		if utf8.ValidString(source) && utf8.ValidString(answer) && !utf8.ValidString(got) {
			t.Errorf("%q for %q became %q", answer, source, got)
		}
	})
}
