#!/usr/bin/env bash
# Tests both plugins against this checkout's program and its fake endpoint:
#
#	editors/test.sh             everything; what is missing is installed where there is apt
#	editors/test.sh nvim        Neovim alone; NVIM=/path/to/nvim tests another one
#	editors/test.sh vscode      VS Code alone
#	editors/test.sh package     type check, and a .vsix in editors/vscode; needs npm
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}

need() {
	command -v "$1" >/dev/null && return
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nothing of the person's own settings, keys or knowledge.
for name in $(compgen -v PARLANCE || true) OPENAI_API_KEY OPENAI_BASE_URL; do unset "$name"; done
export PARLANCE="$work/parlance" LLMTESTD="$work/llmtestd"
export XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" LC_ALL=C.UTF-8

programs() {
	go build -o "$PARLANCE" .
	go build -o "$LLMTESTD" ./llm/llmtest/llmtestd
}

nvim_tests() {
	local nvim=${NVIM:-nvim}
	[ -n "${NVIM:-}" ] || need nvim neovim
	"$nvim" --version | head -1
	"$nvim" --headless -u NONE -i NONE -c 'luafile editors/nvim/tests/run.lua'
}

vscode_tests() {
	need node nodejs
	node editors/words.mjs --check
	(cd editors/vscode && node --test test/*.test.js)
}

package() {
	need npm npm
	local tools="$work/tools"
	npm install --prefix "$tools" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
		typescript@5.9.3 @types/vscode@1.80.0 @types/node@18 @vscode/vsce@3.6.2
	(
		cd editors/vscode
		"$tools/node_modules/.bin/tsc" -p jsconfig.json --typeRoots "$tools/node_modules/@types"
		if [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
			"$tools/node_modules/.bin/vsce" package --no-dependencies
		else
			echo "no .vsix: vsce needs Node 20"
		fi
	)
}

case $what in
all)
	programs
	nvim_tests
	vscode_tests
	;;
nvim)
	programs
	nvim_tests
	;;
vscode)
	programs
	vscode_tests
	;;
package) package ;;
*)
	echo "editors/test.sh: \"$what\" is none of all, nvim, vscode, package" >&2
	exit 2
	;;
esac
