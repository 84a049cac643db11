package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/clean"
)

// terminalVector is bytes that drive a terminal, or that only look so.
type terminalVector struct {
	ID, Category, Hex string
	Hostile           bool
	Must              *string `json:"must_survive"`
}

type terminalFigures struct {
	Hostile  share    `json:"hostile_clean"`
	Harmless share    `json:"harmless_unchanged"`
	Wrong    []string `json:"wrong"`
}

// scoreTerminal scores the sanitiser: hostile vectors must be harmless afterwards,
// others unchanged.
func scoreTerminal(r *run) (any, error) {
	files, err := r.files("terminal/*.jsonl")
	if err != nil {
		return nil, err
	}
	f := terminalFigures{Wrong: []string{}}
	for _, file := range files {
		err := lines(file, func(_ int, v terminalVector) error {
			raw, err := hex.DecodeString(v.Hex)
			if err != nil {
				return err
			}
			got := clean.Terminal(string(raw))
			r.predict(map[string]string{"id": v.ID, "out_hex": hex.EncodeToString([]byte(got))})
			ok := got == string(raw)
			if v.Hostile {
				ok = harmless(got) && (v.Must == nil || strings.Contains(got, *v.Must))
				f.Hostile.add(ok)
			} else {
				f.Harmless.add(ok)
			}
			if !ok {
				f.Wrong = append(f.Wrong, v.ID+" "+v.Category)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	fmt.Printf("terminal\n  hostile clean     %s\n  harmless unchanged%s\n", f.Hostile, f.Harmless)
	for _, w := range f.Wrong {
		fmt.Println("  wrong:", w)
	}
	return f, nil
}

// driving is what a terminal obeys or a reader cannot see.
var driving = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f-\u009f\u00ad\u034f\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff]|\u0301.\u0301.\u0301.\u0301")

func harmless(s string) bool { return utf8.ValidString(s) && !driving.MatchString(s) }

// mutate does to a stand-in what models do to it.
func mutate(how, s string) string {
	inner := strings.Trim(s, "[]")
	label, rest, _ := strings.Cut(inner, "_")
	switch how {
	case "lower":
		return strings.ToLower(s)
	case "upper":
		return strings.ToUpper(s)
	case "title":
		return "[" + label[:1] + strings.ToLower(label[1:]) + "_" + rest + "]"
	case "space_inside":
		return "[ " + inner + " ]"
	case "space_around":
		return strings.ReplaceAll(s, "_", " _ ")
	case "bold":
		return "**" + s + "**"
	case "code":
		return "`" + s + "`"
	case "angle_escape_html":
		return strings.NewReplacer("[", "&#91;", "]", "&#93;", "<", "&lt;", ">", "&gt;").Replace(s)
	case "markdown_escape":
		return strings.NewReplacer("[", `\[`, "]", `\]`, "_", `\_`).Replace(s)
	case "fullwidth_brackets":
		return "【" + inner + "】"
	case "zero_width_inside":
		return s[:3] + "\u200b" + s[3:]
	case "newline_inside":
		return strings.Replace(s, "_", "_\n", 1)
	case "hyphen_for_underscore":
		return strings.ReplaceAll(s, "_", "-")
	case "translated_label_de":
		return "[E-Mail-Adresse_" + rest + "]"
	case "translated_label_ja":
		return "[メール_" + rest + "]"
	case "number_word":
		return strings.Replace(s, "_1_", "_one_", 1)
	}
	return s
}

func sameJSON(a, b string) bool {
	var x, y any
	return json.Unmarshal([]byte(a), &x) == nil && json.Unmarshal([]byte(b), &y) == nil && reflect.DeepEqual(x, y)
}
