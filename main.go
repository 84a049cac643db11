// Parlance drafts customer-support replies in the buyer's language and manner, and
// checks them with rules no model can talk its way around. A person sends.
package main

import (
	_ "embed"
	"os"
	_ "time/tzdata" // Windows and bare containers have no time zones of their own

	"github.com/parlance-cli/parlance/cmd"
)

// example is what `parlance init` writes, with its answers filled in.
//
//go:embed config.example.yaml
var example string

func main() { os.Exit(cmd.Main(example)) }
