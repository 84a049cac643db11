package brand

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheExampleBrandLoads(t *testing.T) {
	b, err := Find("northlight", []string{t.TempDir(), filepath.FromSlash("../examples/brands")})
	if err != nil {
		t.Fatal(err)
	}
	if b.Name != "Northlight Outdoor" || b.ReplyWithin != 24 || len(b.Limits) != 5 || b.Register["de"] != "formal" {
		t.Errorf("got %+v", b)
	}
	if got := b.SignatureFor("ja"); got != "Northlight Outdoor\nカスタマーサポート" {
		t.Errorf("Japanese signature %q", got)
	}
	if got := b.SignatureFor("fr"); got != "Northlight Outdoor\nCustomer Care" {
		t.Errorf("a language without a signature gets %q", got)
	}
}

func TestMistakesNameFileLineAndWhatWouldBeRight(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a misspelt key", "name: X\nvoise: calm\n", `shop.yaml:2: unknown key "voise"; did you mean voice?`},
		{"a limit without currency", "name: X\nlimits:\n  - 5 bananas\n", `shop.yaml:3: limits: amount "5 bananas": write the amount and the ISO 4217 currency`},
		{"a limit of a thousand, or of one", "name: X\nlimits:\n  - 1.000 EUR\n", `shop.yaml:3: limits: amount "1.000 EUR" can be read in two ways: write "1000 EUR" or "1.00 EUR"`},
		{"a host with a path", "name: X\nallowed_hosts: [https://a.example/x]\n", "shop.yaml:2: allowed_hosts"},
		{"a register that does not exist", "name: X\nregister:\n  de: Sie\n", `shop.yaml:3: register de is "Sie"; it is formal or informal`},
		{"a zone that does not exist", "name: X\ntime_zone: Berlin\n", `shop.yaml:2: time_zone "Berlin" is not an IANA zone`},
		{"no name", "voice: calm\n", "shop.yaml:1: name is missing"},
		{"text that is not YAML", "name: [x\n", "shop.yaml:"},
	} {
		path := filepath.Join(t.TempDir(), "shop.yaml")
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Load(path)
		if !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func TestAnUnknownBrandNamesThoseThereAre(t *testing.T) {
	_, err := Find("nowhere", []string{filepath.FromSlash("../examples/brands")})
	if !errors.Is(err, ErrUnknown) || !strings.Contains(err.Error(), "there are northlight") {
		t.Errorf("got %v", err)
	}
}
