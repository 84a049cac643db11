#!/bin/sh
# What the chooser costs those who never see it: instructions of `version` and of a piped
# draft, and the stripped size, of the program with its chooser, with a prompt for a
# number in its place ("without"), and with a bare bubbletea list in its place (TEA=1,
# needs the Go proxy). Medians of N interleaved runs. Needs valgrind.
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
export CGO_ENABLED=0 LC_ALL=C PARLANCE_CONFIG_DIR="$dir/config" PARLANCE_CACHE_DIR="$dir/cache"

variant() { # NAME: the tree without the chooser
	mkdir "$dir/$1"
	git archive HEAD | tar -x -C "$dir/$1"
	(cd "$dir/$1/cmd" && rm -f ./*_test.go pick_chooser.go pick_edit.go pick_frame.go pick_keys.go pick_press.go pick_redraft.go)
	awk '/^\tif d.getenv\("TERM"\)/ {print "\treturn d.pickByNumber(ctx, c)\n}"; exit} !/"time"|\/say"/' cmd/pick.go > "$dir/$1/cmd/pick.go"
}

git archive HEAD | (mkdir "$dir/with" && tar -x -C "$dir/with")
variant without
names="without with"
if [ -n "${TEA:-}" ]; then
	variant bubbletea
	names="$names bubbletea"
	sed -i 's/return d.pickByNumber(ctx, c)/return cmp.Or(d.pickTea(ctx, c), d.pickByNumber(ctx, c))/; s/^\t"context"/\t"cmp"\n\t"context"/' "$dir/bubbletea/cmd/pick.go"
	cat > "$dir/bubbletea/cmd/pick_tea.go" <<'GO'
package cmd

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

type teaModel struct {
	*desk
	at int
}

func (m teaModel) Init() tea.Cmd { return nil }

func (m teaModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "enter" {
		return m, tea.Quit
	}
	return m, nil
}

func (m teaModel) View() tea.View {
	return tea.NewView(join(newSheet(m.words, painter{}, 80).candidate(&m.doc.Candidates[m.at], "1")))
}

func (d *desk) pickTea(ctx context.Context, c *console) error {
	_, err := tea.NewProgram(teaModel{desk: d}, tea.WithInput(c.in), tea.WithOutput(c.out), tea.WithContext(ctx)).Run()
	return err
}
GO
	(cd "$dir/bubbletea" && go get -t charm.land/bubbletea/v2@v2.0.6 && go mod tidy) 2> /dev/null
fi
for v in $names; do
	(cd "$dir/$v" && go build -trimpath -ldflags "-s -w" -o "$dir/$v.bin" .)
done
count() { # valgrind loses a Go program now and then: asked again
	for _ in 1 2 3 4 5; do
		n=$(GOMAXPROCS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 > /dev/null | awk '/Collected/ {print $4}')
		if [ -n "$n" ]; then
			echo "$n"
			return
		fi
	done
}
for _ in $(seq "${N:-7}"); do
	for v in $names; do
		count "$dir/$v.bin" version >> "$dir/$v.version"
		count "$dir/$v.bin" draft examples/late-parcel.ja.txt >> "$dir/$v.draft"
	done
done
median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
printf '%-10s %14s %14s %14s\n' "" "version" "piped draft" "bytes"
for v in $names; do
	printf '%-10s %14s %14s %14s\n' "$v" "$(median "$dir/$v.version")" "$(median "$dir/$v.draft")" "$(wc -c < "$dir/$v.bin")"
done
