package kb

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// write makes a folder of articles from names and texts.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// opened opens a folder and fails on any warning.
func opened(t *testing.T, dirs ...string) *Base {
	t.Helper()
	b, warnings, err := Open(context.Background(), dirs, Options{})
	if err != nil || len(warnings) > 0 {
		t.Fatalf("Open: %v, warnings %q", err, warnings)
	}
	return b
}

func ids(snippets []Snippet) []string {
	var all []string
	for _, s := range snippets {
		all = append(all, s.ID)
	}
	return all
}

func search(t *testing.T, b *Base, q Query) []string {
	t.Helper()
	found, err := b.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return ids(found)
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestTheExampleShopAnswers(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	for _, c := range []struct {
		name, text, lang, market, first string
	}{
		{"a Japanese question gets the Japanese article", "追跡情報が更新されません", "ja", "JP", "ja/tracking.md#no-movement"},
		{"an English question gets the reply's language", "the tracking has not moved for days", "de", "DE", "de/tracking.md#no-movement"},
		{"a language without a translation gets the original", "the tracking has not moved for days", "fr", "FR", "tracking.md#no-movement"},
		{"a market's own section comes first", "Can I withdraw from the purchase without giving a reason?", "en", "NL", "returns.md#eu"},
		{"an article number is found exactly", "NL-TT-002", "en", "US", "tents.md"},
	} {
		got := search(t, b, Query{Texts: []string{c.text}, Language: c.lang, Market: c.market, At: noon})
		if len(got) == 0 || got[0] != c.first {
			t.Errorf("%s: got %q, want %s first", c.name, got, c.first)
		}
	}
}

func TestMarketIsAFilter(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	const ask = "withdraw from the purchase within 14 days return unused articles"
	for market, never := range map[string][]string{
		"US": {"returns.md#eu", "returns.md#uk", "returns.md#jp", "returns.md#cn", "refunds.md#withdrawal"},
		"CH": {"returns.md#eu", "warranty.md#eu", "customs.md#eu-uk"},
		"":   {"returns.md#eu", "returns.md#us"},
	} {
		got := search(t, b, Query{Texts: []string{ask}, Language: "en", Market: market, At: noon, Limit: 100})
		if len(got) == 0 {
			t.Errorf("market %q: nothing found", market)
		}
		for _, id := range never {
			if slices.Contains(got, id) {
				t.Errorf("market %q: %s must not answer", market, id)
			}
		}
	}
}

func TestExpiredArticlesNeverShow(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	q := Query{Texts: []string{"winter sale on rain jackets"}, Language: "en", Market: "US", At: noon}
	if got := search(t, b, q); slices.Contains(got, "winter-sale-2025.md") {
		t.Errorf("got %q, want the expired sale left out", got)
	}
	q.At = time.Date(2026, 1, 6, 23, 0, 0, 0, time.UTC)
	if got := search(t, b, q); !slices.Contains(got, "winter-sale-2025.md") {
		t.Errorf("on its last day: got %q, want the sale", got)
	}
}

func TestInternalSnippetsSaySo(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	for _, s := range b.List() {
		if want := strings.HasPrefix(s.ID, "internal-"); s.Internal != want {
			t.Errorf("%s: internal is %v", s.ID, s.Internal)
		}
	}
}

func TestEveryAskGetsItsSnippet(t *testing.T) {
	b := opened(t, filepath.FromSlash("../examples/kb"))
	got := search(t, b, Query{
		Texts:    []string{"Can I change the delivery address?", "How do I wash the rain jacket?"},
		Language: "en", Market: "US", At: noon, Limit: 2,
	})
	slices.Sort(got)
	if want := []string{"address-change.md", "jacket-care.md"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIdsAndSources(t *testing.T) {
	b := opened(t, write(t, map[string]string{"returns.md": `---
title: Returns
visibility: internal
---

Intro.

## Where to? {#where}

| Country | Days |
|---|---|
| Japan | 14 |
| *China* | 7 |

## Übrige Länder

See [the list](https://shop.example/list) or [here](other.md).
`}))
	want := []Snippet{
		{ID: "returns.md", Title: "Returns", Text: "Intro.", Source: "returns.md:6", Internal: true},
		{ID: "returns.md#where", Title: "Returns › Where to?", Text: "- Country: Japan; Days: 14\n- Country: China; Days: 7", Source: "returns.md:12", Internal: true},
		{ID: "returns.md#übrige-länder", Title: "Returns › Übrige Länder", Text: "See the list (https://shop.example/list) or here.", Source: "returns.md:17", Internal: true},
	}
	got := b.List()
	for i := range got {
		got[i].Language = ""
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestABrokenFileIsAWarning(t *testing.T) {
	dir := write(t, map[string]string{
		"bad.md":    "---\ntitle: Bad\nvalid_until: soon\n---\nStill read.\n",
		"binary.md": "\x00\x01\xff",
		"good.md":   "# Good\n\nA text about tents.\n",
	})
	b, warnings, err := Open(context.Background(), []string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`bad.md:3: valid_until "soon" is not a date such as 2026-12-31`,
		"binary.md: not UTF-8 text; left out (save it as UTF-8)",
	}
	if !slices.Equal(warnings, want) {
		t.Errorf("warnings %q, want %q", warnings, want)
	}
	if got := ids(b.List()); !slices.Equal(got, []string{"bad.md", "good.md"}) {
		t.Errorf("articles %q", got)
	}
}

func TestAMissingFolderIsAnError(t *testing.T) {
	if _, _, err := Open(context.Background(), []string{filepath.Join(t.TempDir(), "none")}, Options{}); err == nil {
		t.Error("want an error")
	}
}

func TestANilBaseFindsNothing(t *testing.T) {
	var b *Base
	if got, err := b.Search(context.Background(), Query{Texts: []string{"x"}}); len(got) > 0 || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}
