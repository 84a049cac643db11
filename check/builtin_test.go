package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEveryRuleThatFindsSomethingIsListed looks through the code of every package for
// the ids of rules, and for each of them in the list.
func TestEveryRuleThatFindsSomethingIsListed(t *testing.T) {
	rules, err := OpenRules("")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	families := map[string]bool{}
	for _, v := range rules.List("en") {
		if listed[v.ID] {
			t.Errorf("%s is listed twice", v.ID)
		}
		if v.Message == "" || rank(v.Severity) < 0 || v.Kind == "" {
			t.Errorf("%s: the list says too little: %+v", v.ID, v)
		}
		listed[v.ID] = true
		family, _, _ := strings.Cut(v.ID, "/")
		families[family] = true
	}
	written := idsInCode(t, "..", families)
	if len(written) < 20 {
		t.Fatalf("found only %v in the code", written)
	}
	for _, id := range written {
		if !listed[id] {
			t.Errorf("the code reports by %s, which rules list does not show", id)
		}
	}
	for _, b := range builtins {
		if !slices.Contains(written, b.id) {
			t.Errorf("%s is listed, and no code reports by it", b.id)
		}
		if b.says.ZhHans == "" || b.view("zh-Hans").Message != b.says.ZhHans {
			t.Errorf("%s is not said in Chinese", b.id)
		}
	}
}

// idsInCode are the strings of the form family/name in the program's own Go files: any in
// this package, elsewhere those of a known family.
func idsInCode(t *testing.T, root string, families map[string]bool) []string {
	form := regexp.MustCompile(`^([a-z]+)/[a-z]+(-[a-z]+)*$`)
	var ids []string
	files, err := filepath.Glob(filepath.Join(root, "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || filepath.Base(name) == "builtin.go" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, b, 0)
		if err != nil {
			t.Fatal(err)
		}
		imports := map[*ast.BasicLit]bool{}
		for _, i := range file.Imports {
			imports[i.Path] = true
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING || imports[lit] {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			m := form.FindStringSubmatch(text)
			if m != nil && (file.Name.Name == "check" || families[m[1]]) && !slices.Contains(ids, text) {
				ids = append(ids, text)
			}
			return true
		})
	}
	return ids
}

func TestBuiltInRulesAreListedByFamily(t *testing.T) {
	rules, err := OpenRules("")
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range []string{"facts/", "security/", "coverage/", "policy/limit", "policy/order-total"} {
		if !slices.ContainsFunc(rules.List("zh-Hans"), func(v RuleView) bool { return strings.HasPrefix(v.ID, family) && v.Kind == "built-in" }) {
			t.Errorf("nothing of %s", family)
		}
	}
}
