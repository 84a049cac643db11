package llmtest

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func post(t *testing.T, url, body string) (int, string) {
	t.Helper()
	res, err := http.Post(url+"/chat/completions", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b)
}

const asked = `{"model":"m","stream":%s,"messages":[{"role":"system","content":"You translate."},{"role":"user","content":"order NL-4711 \u304a"}]}`

func TestTheFirstRuleThatFitsAnswers(t *testing.T) {
	s := Start(t, `
-- 1 --
when-system: You draft

wrong
-- 2 --
when-system: You translate
not-user: NL-4711

wrong
-- 3 --
when-system: You translate
when-user: お
match: order (NL-\d+)
times: 1

Your order $1: on its way.
-- 4 --
status: 503
header: Retry-After: 3

busy
`)
	status, body := post(t, s.URL(), strings.Replace(asked, "%s", "false", 1))
	if status != 200 || !strings.Contains(body, "Your order NL-4711: on its way.") {
		t.Errorf("%d %s", status, body)
	}
	status, body = post(t, s.URL(), strings.Replace(asked, "%s", "true", 1))
	if status != 503 || !strings.Contains(body, `"message":"busy"`) {
		t.Errorf("%d %s", status, body)
	}
	if !s.Saw("お") || !s.Saw("NL-4711") || s.Saw("never sent") || len(s.Requests()) != 2 {
		t.Errorf("requests: %+v", s.Requests())
	}
}

func TestAFileWithoutSettingsIsAllAnswer(t *testing.T) {
	for script, want := range map[string]string{
		"Dear customer,\n\nit is late.\n":                                `Dear customer,\n\nit is late.`,
		"-- a --\nDear customer,\n\nNote: when: never\n":                 `Dear customer,\n\nNote: when: never`,
		"-- a --\n\nstatus: this line is text\n":                         `status: this line is text`,
		"-- a --\r\nwhen-user: order\r\n\r\nDear customer\r\n":           `Dear customer`,
		"-- a --\nwhen-user: nothing like it\n\nwrong\n-- b --\nright\n": `right`,
	} {
		s := Start(t, script)
		if _, body := post(t, s.URL(), strings.Replace(asked, "%s", "false", 1)); !strings.Contains(body, want) {
			t.Errorf("%q: %s", script, body)
		}
	}
}

func TestAMistakeInAScriptIsNamed(t *testing.T) {
	for _, script := range []string{"-- a --\ndelay: soon\n\nx\n", "-- a --\nmatch: (\n\nx\n", "-- a --\nscenario: none-such\n\nx\n"} {
		if _, err := New(script); err == nil || !strings.Contains(err.Error(), "rule a") {
			t.Errorf("%q: %v", script, err)
		}
	}
}

func TestStreamsEndAsTheRuleSays(t *testing.T) {
	for head, want := range map[string]string{
		"finish: length": `"finish_reason":"length"`, "finish: none\ndone: no": "", "reasoning: hm": `"reasoning_content":"hm"`, "usage: 7,8": "",
	} {
		s := Start(t, "-- a --\n"+head+"\n\nDear customer\n")
		_, body := post(t, s.URL(), strings.Replace(asked, "%s", "true", 1))
		if !strings.Contains(body, want) || strings.Contains(body, "[DONE]") == strings.Contains(head, "done: no") {
			t.Errorf("%s: %s", head, body)
		}
	}
}

func TestEqualTextsHaveNearVectors(t *testing.T) {
	dot := func(a, b string) (sum float64) {
		x, y := hashed(a), hashed(b)
		for i := range x {
			sum += x[i] * y[i]
		}
		return sum
	}
	if same, other := dot("late parcel refund", "refund for a late parcel"), dot("late parcel refund", "size chart of shoes"); same < 0.5 || other > same {
		t.Errorf("same %f, other %f", same, other)
	}
}

func TestCommandsOfATestscript(t *testing.T) {
	dir := t.TempDir()
	script := `
post $MODEL_URL hello
model-saw hello
! model-saw goodbye
model-asked 1
-- model/10-answer.txt --
when-user: hello

from the rule
`
	if err := os.WriteFile(filepath.Join(dir, "s.txtar"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	commands := Commands()
	commands["post"] = func(ts *testscript.TestScript, _ bool, args []string) {
		if _, body := post(t, args[0], `{"messages":[{"role":"user","content":"`+args[1]+`"}]}`); !strings.Contains(body, "from the rule") {
			ts.Fatalf("got %s", body)
		}
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: Setup, Cmds: commands})
}
