package kb

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// meanings embeds by a few words it knows, in any language.
type meanings struct {
	asked int
	fail  error
}

func (m *meanings) Model() string { return "fake-1" }

func (m *meanings) Embed(_ context.Context, texts []string) ([][]float32, error) {
	if m.fail != nil {
		return nil, m.fail
	}
	m.asked += len(texts)
	var all [][]float32
	for _, t := range texts {
		v := make([]float32, 4)
		v[0] = 0.1
		for i, of := range [][]string{{"garment", "kurtka"}, {"shelter"}, {"lantern"}} {
			for _, w := range of {
				if strings.Contains(t, w) {
					v[i+1] = 1
				}
			}
		}
		all = append(all, v)
	}
	return all, nil
}

func shop(t *testing.T) string {
	files := map[string]string{"a.en.md": "# A\n\nThe garment is dry.\n", "b.en.md": "# B\n\nThe shelter is light.\n", "c.en.md": "# C\n\nThe lantern is bright.\n"}
	for _, n := range []string{"d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"} {
		files[n+".en.md"] = "# " + strings.ToUpper(n) + "\n\nNothing of that kind here, only number " + n + ".\n"
	}
	return write(t, files)
}

func withOptions(t *testing.T, dir string, o Options) (*Base, []string) {
	t.Helper()
	b, warnings, err := Open(context.Background(), []string{dir}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b, warnings
}

func TestMeaningFindsWhatWordsDoNot(t *testing.T) {
	q := Query{Texts: []string{"kurtka?"}, Language: "en", Market: AnyMarket}
	dir, cache := shop(t), t.TempDir()
	if got := search(t, opened(t, dir), q); len(got) > 0 {
		t.Fatalf("by words: %q", got)
	}
	m := &meanings{}
	b, warnings := withOptions(t, dir, Options{Cache: cache, Embedder: m})
	if len(warnings) > 0 {
		t.Errorf("warnings %q", warnings)
	}
	if got := search(t, b, q); !slices.Equal(got, []string{"a.en.md"}) {
		t.Errorf("by meaning: %q", got)
	}
	m.asked = 0
	b, _ = withOptions(t, dir, Options{Cache: cache, Embedder: m})
	if got := search(t, b, q); !slices.Equal(got, []string{"a.en.md"}) || m.asked != 1 {
		t.Errorf("with kept vectors: %q, embedded %d texts, want only the question", got, m.asked)
	}
}

func TestWithoutEmbeddingsWordsStillFind(t *testing.T) {
	m := &meanings{fail: errors.New("no such model")}
	b, warnings := withOptions(t, shop(t), Options{Embedder: m})
	if len(warnings) != 1 || !strings.Contains(warnings[0], "words alone") {
		t.Errorf("warnings %q", warnings)
	}
	if got := search(t, b, Query{Texts: []string{"Is the shelter light?"}, Language: "en", Market: AnyMarket}); len(got) == 0 || got[0] != "b.en.md" {
		t.Errorf("got %q", got)
	}
	m.fail = nil
	b, _ = withOptions(t, shop(t), Options{Embedder: m})
	m.fail = errors.New("gone")
	found, err := b.Search(context.Background(), Query{Texts: []string{"Is the shelter light?"}, Language: "en", Market: AnyMarket})
	if !errors.Is(err, ErrWordsOnly) || len(found) == 0 {
		t.Errorf("when the endpoint goes away: %v, %v", found, err)
	}
}

type phrasebook map[string]string

func (p phrasebook) TranslateQuery(_ context.Context, text string, to []string) ([]string, error) {
	if p == nil {
		return nil, errors.New("no endpoint")
	}
	out := make([]string, len(to))
	for i, tag := range to {
		out[i] = p[tag+" "+text]
	}
	return out, nil
}

func TestAQuestionWrittenInTheArticlesLanguage(t *testing.T) {
	dir := filepath.FromSlash("../examples/kb")
	const text = "Mogę dostać to na inny rozmiar?"
	q := Query{Texts: []string{text}, Language: "pl", Market: "PL", At: noon}
	b, _ := withOptions(t, dir, Options{Translator: phrasebook{"en " + text: "Can I exchange the article for another size?"}})
	if got := search(t, b, q); len(got) == 0 || got[0] != "exchanges.md" {
		t.Errorf("got %q", got)
	}
	b, _ = withOptions(t, dir, Options{Translator: phrasebook(nil)})
	if _, err := b.Search(context.Background(), q); !errors.Is(err, ErrWordsOnly) {
		t.Errorf("a translator that fails: %v", err)
	}
}

// atMost embeds so many texts and then fails, as an endpoint does that goes away.
type atMost struct {
	meanings
	left int
}

func (m *atMost) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if m.left -= len(texts); m.left < 0 {
		return nil, errors.New("gone away")
	}
	return m.meanings.Embed(ctx, texts)
}

func TestWhatWasEmbeddedIsKeptWhenTheEndpointGoesAway(t *testing.T) {
	files := map[string]string{}
	for i := range 2 * embedBatch {
		files[fmt.Sprintf("%03d.md", i)] = fmt.Sprintf("# %d\n\nNumber %d.\n", i, i)
	}
	dir, o := write(t, files), Options{Cache: t.TempDir()}
	m := &atMost{left: embedBatch}
	o.Embedder = m
	_, warnings, err := Index(context.Background(), []string{dir}, o)
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0], "gone away") {
		t.Fatalf("%q, %v", warnings, err)
	}
	m.left, m.asked = 1000, 0
	if _, warnings, err = Index(context.Background(), []string{dir}, o); err != nil || len(warnings) > 0 {
		t.Fatalf("%q, %v", warnings, err)
	}
	if m.asked != embedBatch {
		t.Errorf("embedded %d texts, want the %d that were left", m.asked, embedBatch)
	}
}

// A list of ways to ask that stands out by meaning is offered, though no word agrees.
func TestMeaningFindsAListOfWaysToAsk(t *testing.T) {
	dir := shop(t)
	faq := `{"id":"a","lang":"en","title":"Is the garment dry?","text":"Does the garment keep dry?\n\nGarment in rain\n\nA dry garment"}` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "faq.jsonl"), []byte(faq), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "a.en.md")); err != nil {
		t.Fatal(err)
	}
	q := Query{Texts: []string{"kurtka?"}, Language: "en", Market: AnyMarket}
	if got := search(t, opened(t, dir), q); len(got) > 0 {
		t.Fatalf("by words: %q", got)
	}
	b, _ := withOptions(t, dir, Options{Embedder: &meanings{}})
	if got := search(t, b, q); !slices.Equal(got, []string{"faq.jsonl#a"}) {
		t.Errorf("by meaning: %q", got)
	}
}
