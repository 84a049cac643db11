// Gen packs every YAML file the program embeds: go run ./pack/gen [FILE], at the root of
// the checkout. FILE is pack/knowledge.pack when not given.
package main

import (
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/parlance-cli/parlance/pack"
)

func main() {
	name := filepath.Join("pack", "knowledge.pack")
	if len(os.Args) > 1 {
		name = os.Args[1]
	}
	files, err := sources(".")
	if err == nil {
		err = os.WriteFile(name, pack.Build(files), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// sources reads the YAML files of the program's packages, in order of their paths.
func sources(root string) ([][]byte, error) {
	var files [][]byte
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "examples" || strings.HasPrefix(d.Name(), ".") && path != root):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".yaml" || filepath.Dir(path) == root:
			return nil
		}
		b, err := os.ReadFile(path)
		files = append(files, b)
		return err
	})
	return files, err
}
