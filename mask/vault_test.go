package mask

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func vaultWith(t *testing.T, values ...string) (*Vault, []string) {
	t.Helper()
	v := NewVault(nonce, Options{Deny: values})
	var standIns []string
	for _, value := range values {
		standIns = append(standIns, v.Hide(value))
	}
	return v, standIns
}

// TestRestoreRepairsWhatModelsDoToStandIns holds the ways in which a stand-in comes
// back changed, each with the value it must become.
func TestRestoreRepairsWhatModelsDoToStandIns(t *testing.T) {
	const value = "ann@example.com"
	for name, form := range map[string]string{
		"as it was":            "[EMAIL_1_k7q2]",
		"lower case":           "[email_1_k7q2]",
		"upper case":           "[EMAIL_1_K7Q2]",
		"title case":           "[Email_1_K7q2]",
		"spaces in brackets":   "[ EMAIL_1_k7q2 ]",
		"spaces for joints":    "[EMAIL 1 k7q2]",
		"spaces and joints":    "[EMAIL _ 1 _ k7q2]",
		"hyphens":              "[EMAIL-1-k7q2]",
		"colons":               "[EMAIL:1:k7q2]",
		"bold":                 "**[EMAIL_1_k7q2]**",
		"italic":               "*[EMAIL_1_k7q2]*",
		"code":                 "`[EMAIL_1_k7q2]`",
		"Markdown escapes":     `\[EMAIL\_1\_k7q2\]`,
		"HTML escapes":         "&#91;EMAIL_1_k7q2&#93;",
		"angle brackets":       "<EMAIL_1_k7q2>",
		"escaped angles":       "&lt;EMAIL_1_k7q2&gt;",
		"URL escapes":          "%5BEMAIL_1_k7q2%5D",
		"full-width brackets":  "【EMAIL_1_k7q2】",
		"full-width all over":  "［ＥＭＡＩＬ＿１＿ｋ７ｑ２］",
		"corner brackets":      "「EMAIL_1_k7q2」",
		"braces":               "{EMAIL_1_k7q2}",
		"round brackets":       "(EMAIL_1_k7q2)",
		"no brackets":          "EMAIL_1_k7q2",
		"zero width inside":    "[EM\u200bAIL_1_\u200bk7q2]",
		"line break inside":    "[EMAIL_\n1_k7q2]",
		"NBSP inside":          "[EMAIL\u00a01\u00a0k7q2]",
		"German label":         "[E-Mail-Adresse_1_k7q2]",
		"Japanese label":       "[メール_1_k7q2]",
		"Chinese label":        "【邮箱_1_k7q2】",
		"Russian label":        "[ПОЧТА_1_k7q2]",
		"Arabic label":         "[البريد_1_k7q2]",
		"label lost":           "[1_k7q2]",
		"number word":          "[EMAIL_one_k7q2]",
		"number lost":          "[EMAIL_k7q2]",
		"other kind of hyphen": "[EMAIL–1–k7q2]",
	} {
		v, _ := vaultWith(t)
		if got := v.Hide(value); got != "[EMAIL_1_k7q2]" {
			t.Fatalf("stand-in is %q", got)
		}
		if got, unknown := v.Restore("We write to " + form + " today."); got != "We write to "+value+" today." || len(unknown) > 0 {
			t.Errorf("%s: got %q, unknown %q", name, got, unknown)
		}
	}
}

func TestRestoreLeavesGrammarAlone(t *testing.T) {
	v, s := vaultWith(t, "山田太郎", "ann@example.com")
	for text, want := range map[string]string{
		s[0] + "'a yazacağız.":           "山田太郎'a yazacağız.",
		s[0] + "'nın siparişi":           "山田太郎'nın siparişi",
		"viestin " + s[1] + "-osoitteen": "viestin ann@example.com-osoitteen",
		"позвоним " + s[0] + "у.":        "позвоним 山田太郎у.",
		s[0] + "님께":                      "山田太郎님께",
		s[0] + "様":                       "山田太郎様",
		s[0] + "-nak írunk":              "山田太郎-nak írunk",
		s[0] + s[1]:                      "山田太郎ann@example.com",
		"我们联系" + s[1] + "了":              "我们联系ann@example.com了",
	} {
		if got, unknown := v.Restore(text); got != want || len(unknown) > 0 {
			t.Errorf("%q: got %q (unknown %q), want %q", text, got, unknown, want)
		}
	}
}

func TestRestoreTellsTenFromOne(t *testing.T) {
	var values []string
	for _, c := range "abcdefghijkl" {
		values = append(values, string(c)+string(c)+"@example.com")
	}
	v, s := vaultWith(t, values...)
	got, _ := v.Restore(s[0] + " " + s[9] + " " + s[10])
	if want := "aa@example.com jj@example.com kk@example.com"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStandInsThatAreNotOursStayAndAreNamed(t *testing.T) {
	v, s := vaultWith(t, "ann@example.com")
	other, theirs := vaultWith(t, "bob@example.com")
	other.nonce = "zz99"
	foreign := strings.Replace(theirs[0], nonce, "zz99", 1)
	text := "Ours " + s[0] + ", a ninth [EMAIL_9_k7q2], theirs " + foreign + ", typed [EMAIL_1] and ⟦PHONE_1⟧."
	got, unknown := v.Restore(text)
	want := "Ours ann@example.com, a ninth [EMAIL_9_k7q2], theirs " + foreign + ", typed [EMAIL_1] and ⟦PHONE_1⟧."
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, u := range []string{"[EMAIL_9_k7q2]", foreign, "[EMAIL_1]", "⟦PHONE_1⟧"} {
		if !slices.Contains(unknown, u) {
			t.Errorf("%q is not named as unknown: %q", u, unknown)
		}
	}
}

func TestAValueThatLooksLikeAStandInIsNotRestoredTwice(t *testing.T) {
	v := NewVault(nonce, Options{Deny: []string{"{{.Secret}} $1 \\1 %s", "[EMAIL_1_k7q2] x"}})
	v.Hide("ann@example.com")
	masked := v.Hide("Code {{.Secret}} $1 \\1 %s and name [EMAIL_1_k7q2] x")
	if got, _ := v.Restore(masked); got != "Code {{.Secret}} $1 \\1 %s and name [EMAIL_1_k7q2] x" && got != "Code {{.Secret}} $1 \\1 %s and name ann@example.com x" {
		t.Errorf("got %q", got)
	}
}

func TestCardsComeBackAsTheirLastFourDigits(t *testing.T) {
	v := NewVault(nonce, Options{})
	masked := v.Hide("my card ４２４２ ４２４２ ４２４２ ４２４２ was charged twice")
	if strings.Contains(masked, "４２４２") {
		t.Fatalf("not hidden: %q", masked)
	}
	if got, _ := v.Restore(masked); got != "my card •••• 4242 was charged twice" {
		t.Errorf("got %q", got)
	}
}

func TestRestoreInsideJSONStaysJSON(t *testing.T) {
	v, s := vaultWith(t, `O’Neil & Söhne "A<B>"`)
	got, _ := v.Restore(`{"reply": "Dear ` + s[0] + `"}`)
	var doc map[string]string
	if err := json.Unmarshal([]byte(got), &doc); err != nil || doc["reply"] != `Dear O’Neil & Söhne "A<B>"` {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestANameGivenOnceIsHiddenEverywhere(t *testing.T) {
	v := NewVault(nonce, Options{})
	first := v.Hide("My name is Jane Roe, where is order 4471?")
	second := v.Hide("Any news? Jane Roe")
	if strings.Contains(first+second, "Jane") || !strings.Contains(first, "4471") {
		t.Errorf("got %q and %q", first, second)
	}
}

func TestStreamShowsTextAsItComes(t *testing.T) {
	v, s := vaultWith(t, "ann@example.com")
	r := v.Stream()
	shown := r.Write("We will write to ")
	if shown != "We will write to " {
		t.Errorf("plain text is held back: %q", shown)
	}
	shown += r.Write(s[0][:5])
	if strings.Contains(shown, "[") {
		t.Errorf("half a stand-in is shown: %q", shown)
	}
	shown += r.Write(s[0][5:] + " today.")
	shown += r.Close()
	if want := "We will write to ann@example.com today."; shown != want {
		t.Errorf("got %q, want %q", shown, want)
	}
	r.Write("[EMAIL_7_k7q2] ")
	r.Close()
	if len(r.Unknown()) != 1 {
		t.Errorf("unknown: %q", r.Unknown())
	}
}

func TestDefuseTakesStandInsFromStrangers(t *testing.T) {
	if got := Defuse("call [PHONE_1] or ⟦EMAIL_9⟧, item [A_1]"); got != "call ·PHONE_1· or ·EMAIL_9·, item [A_1]" {
		t.Errorf("got %q", got)
	}
}

func TestLegendIsSilentWhenNothingIsHidden(t *testing.T) {
	v := NewVault(nonce, Options{})
	if v.Hide("Where is my parcel?"); v.Legend() != "" {
		t.Errorf("got %q", v.Legend())
	}
	v.Hide("ann@example.com")
	if !strings.Contains(v.Legend(), "[EMAIL_1_k7q2]") {
		t.Errorf("got %q", v.Legend())
	}
}
