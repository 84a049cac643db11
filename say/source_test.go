package say

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// silent are the folders whose texts reach nobody as a message: data, test aids,
// generators, and packages that write to buyers and models.
var silent = []string{".git", "internal", "testdata", "llmtest", "gen", "bench", "editors", "lang", "mask", "say", "pack", "examples", "docs", "packaging"}

// source is one English text of the program, its values as verbs.
type source struct {
	text  string
	place string
	told  bool // given to a function that tells it, however short it is
	bare  bool // printed as it stands

	unkept bool // given to fmt.Errorf
}

// sources are the texts of the program's code.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(silent, d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		r := &reading{files: files}
		ast.Walk(r, f)
		all = append(all, r.found...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../batch/report.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range regexp.MustCompile(`\{\{say "([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
		all = append(all, source{text: said[1], place: "batch/report.html", told: true})
	}
	for _, file := range []string{"config.example.yaml", "cmd/init_brand.yaml"} {
		all = append(all, comments(t, file)...)
	}
	return all
}

// comments are the texts of a commented file that init writes: what a speaker would be
// asked to tell.
func comments(t *testing.T, file string) []source {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	var found []source
	lines := strings.Split(string(b), "\n")
	for i := 0; i < len(lines); i++ {
		text, n := prose(lines[i:])
		if n == 0 {
			_, text, _ = strings.Cut(lines[i], " # ")
		}
		found = append(found, source{text: text, place: fmt.Sprintf("%s:%d", file, i+1)})
		i += max(n-1, 0)
	}
	return found
}

// reading collects the texts of one file.
type reading struct {
	files *token.FileSet
	found []source
}

// tells are the functions whose text reaches a person.
var tells = map[string]bool{"Errorf": true, "usagef": true, "say": true, "tell": true, "note": true, "some": true, "Word": true}

func (r *reading) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return nil
	case *ast.Field:
		ast.Walk(r, n.Type) // and no tag
		return nil
	case *ast.CompositeLit: // a finding's words stand in both languages
		name, ok := n.Type.(*ast.Ident)
		if from, elsewhere := n.Type.(*ast.SelectorExpr); elsewhere {
			name, ok = from.Sel, true
		}
		if ok && name.Name == "Wording" {
			return nil
		}
	case *ast.KeyValueExpr: // what is typed is the same in every language
		if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Example" || key.Name == "Use") {
			return nil
		}
	case *ast.AssignStmt:
		if n.Tok == token.ADD_ASSIGN && len(n.Rhs) == 1 && r.text(n.Rhs[0], "%s", false) {
			return nil
		}
	case *ast.BinaryExpr:
		if n.Op == token.ADD && r.text(n, "", false) {
			return nil
		}
	case *ast.BasicLit:
		r.text(n, "", false)
	case *ast.CallExpr:
		r.call(n)
		return nil
	}
	return r
}

// call reads a call's arguments; those of a function that tells are told for certain.
func (r *reading) call(n *ast.CallExpr) {
	name := ""
	switch f := n.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
		x, ok := f.X.(*ast.Ident)
		if ok && x.Name == "regexp" {
			return
		}
		if ok && x.Name == "fmt" && name == "Errorf" {
			defer func(n int) { r.found[n].unkept = true }(len(r.found))
		}
	case *ast.Ident:
		name = f.Name
	}
	ast.Walk(r, n.Fun)
	first := len(r.found)
	for i, arg := range n.Args {
		if !r.text(arg, "", tells[name] && i == 0 || name == "some" && i == 1) {
			ast.Walk(r, arg)
		} else if prints[name] && len(r.found) > first {
			r.found[len(r.found)-1].bare = true
		}
	}
}

// prints are the functions that write for a person what they are given.
var prints = map[string]bool{"Fprint": true, "Fprintf": true, "Fprintln": true, "print": true, "WriteString": true}

// text notes a text or a sum of texts; false when the expression is neither.
func (r *reading) text(e ast.Expr, before string, told bool) bool {
	text, ok := r.joined(e)
	if ok {
		r.found = append(r.found, source{text: before + text, place: strings.TrimPrefix(r.files.Position(e.Pos()).String(), "../"), told: told})
	}
	return ok
}

// joined is a text, or the format of a sum of texts and values: "no " + x is "no %s".
func (r *reading) joined(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		a, literal := r.joined(e.X)
		b, literalToo := r.joined(e.Y)
		if !literal {
			a = "%s"
		}
		if !literalToo {
			b = "%s"
		}
		if literal || literalToo {
			for _, side := range []struct {
				e       ast.Expr
				literal bool
			}{{e.X, literal}, {e.Y, literalToo}} {
				if !side.literal {
					ast.Walk(r, side.e)
				}
			}
		}
		return a + b, literal || literalToo
	}
	return "", false
}

// worded tells a text of words from a name, a separator, a format of values only.
func (s source) worded() bool {
	if s.told {
		return regexp.MustCompile(`[A-Za-z]{2,}`).MatchString(withoutVerbs(s.text))
	}
	return regexp.MustCompile(`[A-Za-z]{2,}\S* \S*(%|[a-z]{2,})|(%|[a-z]{2,})\S* .*[a-z]{2,}`).MatchString(s.text) &&
		regexp.MustCompile(`[a-z]{3,}`).MatchString(withoutVerbs(s.text))
}

func withoutVerbs(format string) string {
	var b strings.Builder
	for _, p := range pieces(format) {
		if p.verb == 0 {
			b.WriteString(p.text)
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
