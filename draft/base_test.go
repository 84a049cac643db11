package draft

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/parlance-cli/parlance/kb"
)

// articles say the same in four languages.
var articles = map[string]string{
	"en":      "---\ntitle: Late parcels\nlang: en\n---\nAn order that has not arrived after two weeks is traced with the carrier.\n",
	"de":      "---\ntitle: Verspätete Pakete\nlang: de\n---\nEine Bestellung, die nach zwei Wochen nicht angekommen ist, lassen wir beim Paketdienst suchen.\n",
	"ja":      "---\ntitle: 荷物の遅れ\nlang: ja\n---\n注文から二週間たっても届いていないお荷物は、配送会社に調査を依頼いたします。\n",
	"zh-Hans": "---\ntitle: 包裹延误\nlang: zh-Hans\n---\n订单两周后仍未收到的，我们会请承运商查找包裹。\n",
}

// base is a knowledge base of one article, or nil.
func base(t *testing.T, language string) *kb.Base {
	t.Helper()
	if language == "" {
		return nil
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "late.md"), []byte(articles[language]), 0o600); err != nil {
		t.Fatal(err)
	}
	b, warnings, err := kb.Open(context.Background(), []string{dir}, kb.Options{})
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	return b
}
