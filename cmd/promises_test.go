package cmd

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The promises of SECURITY.md that take the whole program to prove.

const canary = "sk-canary-7c1f9e22d0"

// everyCommand is each command that reads settings, with arguments that make it work.
func everyCommand(ticket, reply string) [][]string {
	return [][]string{
		{"draft", "-n", "1", ticket}, {"draft", "-n", "1", "--json", ticket}, {"draft", "-n", "1", "--ndjson", ticket},
		{"draft", "--dry-run", ticket}, {"draft", "--dry-run", "--json", ticket}, {"draft", "--fallback", "-n", "1", ticket},
		{"translate", "--lang", "de", reply}, {"translate", "--lang", "de", "--json", reply},
		{"check", "--ticket", ticket, reply}, {"inspect", ticket}, {"mask", ticket}, {"tokens", ticket},
		{"models"}, {"doctor"}, {"doctor", "--json"}, {"config"}, {"config", "--json"}, {"culture", "list"}, {"schema", "draft"}, {"version"},
		{"draft", "--nonsense"}, {"draft", "nowhere.txt"},
	}
}

func TestPromise11NoOutputHoldsTheKey(t *testing.T) {
	s := model(t, "Hello, your order NL-118273 is being traced.")
	ticket, reply := ticketFile(t, englishTicket), ticketFile(t, "Hello Ann Miller,\n\nwe are checking order NL-118273.\n\nKind regards\n")
	bases := []string{s.URL(), s.Scenario("401-echo-key"), s.Scenario("err-echo-key"), s.Scenario("502-html"), s.Scenario("redirect-307")}
	for _, base := range bases {
		config := "endpoint:\n  base_url: " + base + "\n  model: m\n  key_env: SHOP_KEY\n  retries: 0\n  headers: [\"X-Shop: " + canary + "\"]\n"
		for _, args := range everyCommand(ticket, reply) {
			for _, verbose := range []bool{false, true} {
				if verbose {
					args = append(args[:len(args):len(args)], "-v")
				}
				_, out, stderr := program(t, map[string]string{"SHOP_KEY": canary}, config, args...)
				if strings.Contains(out+stderr, canary) {
					t.Errorf("%s: `%s` prints the key", base, strings.Join(args, " "))
				}
			}
		}
	}
}

func TestPromise13NothingOfATicketIsStored(t *testing.T) {
	s := model(t, "Hello, your order NL-118273 is being traced.")
	const secret = "xylophone-marmalade-quokka"
	home := t.TempDir()
	ticket := filepath.Join(t.TempDir(), "ticket.txt")
	reply := filepath.Join(filepath.Dir(ticket), "reply.txt")
	for name, text := range map[string]string{ticket: "Hello, where is my " + secret + " from order NL-118273? It is two weeks late.\nAnn Miller\n", reply: "Hello, your " + secret + " is on its way.\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kb := t.TempDir()
	if err := os.WriteFile(filepath.Join(kb, "late.md"), []byte("# Late parcels\n\nA parcel that is late is traced with the carrier.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range everyCommand(ticket, reply) {
		if args[0] == "draft" {
			args = append(args, "--kb", kb)
		}
		a := &app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}, args: args, width: 80, now: time.Now, newID: randomID, version: "test",
			getenv: func(k string) string {
				return map[string]string{"PARLANCE_ENDPOINT_BASE_URL": s.URL(), "PARLANCE_ENDPOINT_MODEL": "m"}[k]
			}, keyring: keyringOf{}}
		a.dirs.config, a.dirs.cache, a.dirs.work = filepath.Join(home, "config"), filepath.Join(home, "cache"), home
		a.run(t.Context())
	}
	stored := 0
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		stored++
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(secret)) || bytes.Contains(b, []byte("NL-118273")) {
			t.Errorf("%s holds words of the ticket", path)
		}
		if info, e := d.Info(); e == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %o, want 0600", path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if stored == 0 {
		t.Log("nothing at all was stored")
	}
}
