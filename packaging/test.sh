#!/bin/sh
# Tries what packaging/release.sh built: checksums, the Debian package installed and run,
# the formula's install and test against a stand-in for Homebrew, the Scoop manifest
# against its archive, and the Windows program under wine where there is one.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's/.*"version": "\(.*\)",/\1/p' dist/parlance.json)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ok() { printf 'ok: %s\n' "$1"; }
have() { command -v "$1" >/dev/null || { echo "left out, no $1 here: $2"; false; }; }
arch=$(go env GOHOSTARCH)

(cd dist && sha256sum --quiet -c SHA256SUMS) && ok "checksums"

if have dpkg-deb 'the Debian package'; then
	dpkg-deb -x "dist/parlance_${version}_$arch.deb" "$work/deb"
	test "$(cd "$work" && ./deb/usr/bin/parlance version | cut -d' ' -f2)" = "$version"
	test -s "$work/deb/usr/share/man/man1/parlance-draft.1"
	grep -q parlance "$work/deb/usr/share/bash-completion/completions/parlance"
	if [ "$(id -u)" = 0 ]; then
		dpkg -i "dist/parlance_${version}_$arch.deb" >/dev/null
		echo "Wo ist meine Bestellung NL-20391?" | parlance draft --engine builtin | grep -q NL-20391
		dpkg -r parlance >/dev/null
	fi
	ok "Debian package"
fi

if have ruby 'the formula'; then
	ruby packaging/formula_test.rb dist/parlance.rb dist "$work/brew" && ok "formula"
fi

dir=$(sed -n 's/.*"extract_dir": "\(parlance_[0-9].*\)",/\1/p' dist/parlance.json)
hash=$(sed -n 's/.*"hash": "\([0-9a-f]*\)".*/\1/p' dist/parlance.json)
echo "$hash  dist/$dir.zip" | sha256sum --quiet -c
unzip -q "dist/$dir.zip" -d "$work/scoop"
test -f "$work/scoop/$dir/parlance.exe" && ok "Scoop manifest"

if have wine 'the Windows program'; then
	sh packaging/windows_test.sh "$work/scoop/$dir/parlance.exe" && ok "Windows program under wine"
fi
