package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/parlance-cli/parlance/"

// rows hold the packages from the door down to the ground. A package imports from
// lower rows only, and nothing from its own.
var rows = [][]string{
	{"."},
	{"cmd"},
	{"batch"},
	{"draft"},
	{"compose", "translate"},
	{"prompts"},
	{"ticket", "kb", "check", "config"},
	{"culture", "brand", "mask", "llm"},
	{"lang", "value", "clean"},
	{"say"},
	{"pack", "pattern"},
}

// only names the packages that may import a library (directly, tests apart).
var only = map[string][]string{
	"github.com/sashabaranov/go-openai": {"llm"},
	"github.com/spf13/viper":            {"config", "cmd"},
	"github.com/spf13/cobra":            {"cmd"},
	"github.com/pkoukk/tiktoken-go":     {"prompts"},
	"os/exec":                           {"cmd"},
	"html/template":                     {"batch"},
}

// never names imports a package must do without although its row would allow them.
var never = map[string][]string{
	"check": {"ticket", "kb", "mask", "llm"},
	"mask":  {"llm"},
}

func TestImportsGoDownOnly(t *testing.T) {
	level := map[string]int{}
	for i, row := range rows {
		for _, p := range row {
			level[p] = i
		}
	}
	for file, imports := range sourceImports(t) {
		pkg := topPackage(file)
		from, known := level[pkg]
		if !known {
			t.Errorf("%s: package %q stands in no row of layers_test.go", file, pkg)
			continue
		}
		for _, path := range imports {
			checkLibrary(t, file, pkg, path)
			to, ours := strings.CutPrefix(path, module)
			if !ours {
				continue
			}
			target := topPackage(to + "/x.go")
			if target == pkg {
				continue
			}
			if level[target] <= from {
				t.Errorf("%s: %s may not import %s: imports go down only", file, pkg, target)
			}
			if slices.Contains(never[pkg], target) {
				t.Errorf("%s: %s must not know %s", file, pkg, target)
			}
		}
	}
}

func checkLibrary(t *testing.T, file, pkg, path string) {
	t.Helper()
	for lib, allowed := range only {
		if (path == lib || strings.HasPrefix(path, lib+"/")) && !slices.Contains(allowed, pkg) {
			t.Errorf("%s: %s is for %v only", file, lib, allowed)
		}
	}
}

// topPackage is the first folder of a file, "." for the root.
func topPackage(file string) string {
	dir, _, found := strings.Cut(filepath.ToSlash(file), "/")
	if !found {
		return "."
	}
	return dir
}

// sourceImports maps every Go file of the program to its imports; tests, generators,
// fakes and the evaluation are no part of it.
func sourceImports(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", "internal", "testdata", "llmtest", "gen", "bench", "editors"}, d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		imports := []string{}
		for _, spec := range f.Imports {
			imports = append(imports, strings.Trim(spec.Path.Value, `"`))
		}
		found[path] = imports
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	has := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		dir := filepath.Dir(path)
		has[dir] = has[dir] || f.Doc != nil
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, ok := range has {
		if !ok {
			t.Errorf("package in %s has no comment", dir)
		}
	}
}
