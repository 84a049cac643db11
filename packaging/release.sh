#!/bin/sh
# Builds everything a release consists of into dist: archives for five targets, a Debian
# package for two, the Homebrew formula and the Scoop manifest that name them, checksums.
#   VERSION=1.2.3 packaging/release.sh
# The same commit gives the same bytes: times are the commit's.
set -eu
cd "$(dirname "$0")/.."
version=${VERSION:-0.0.0}
case $version in [0-9]*.[0-9]*.[0-9]*) ;; *) echo "VERSION is $version, expected 1.2.3" >&2; exit 2 ;; esac
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export VERSION="$version" SOURCE_DATE_EPOCH
rm -rf dist
mkdir -p dist/share

build() { # GOOS GOARCH FILE
	GOOS=$1 GOARCH=$2 CGO_ENABLED=0 go build -trimpath -buildvcs=false \
		-ldflags "-s -w -X github.com/parlance-cli/parlance/cmd.release=$version" -o "$3" .
}

# What every package carries beside the program.
build "$(go env GOHOSTOS)" "$(go env GOHOSTARCH)" dist/share/parlance
dist/share/parlance man --dir dist/share/man
mkdir dist/share/completions
for shell in bash zsh fish powershell; do
	dist/share/parlance completion "$shell" > "dist/share/completions/parlance.$shell"
done
rm dist/share/parlance
cp README.md LICENSE config.example.yaml dist/share/

for target in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do
	os=${target%/*} arch=${target#*/}
	name="parlance_${version}_${os}_$arch"
	cp -r dist/share "dist/$name"
	if [ "$os" = windows ]; then
		build "$os" "$arch" "dist/$name/parlance.exe"
		find "dist/$name" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
		(cd dist && find "$name" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -@ "$name.zip")
	else
		build "$os" "$arch" "dist/$name/parlance"
		tar -C dist --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" | gzip -n9 > "dist/$name.tar.gz"
		if [ "$os" = linux ]; then
			cp "dist/$name/parlance" dist/parlance # the file nfpm.yaml names
			ARCH=$arch go run github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0 package \
				-f packaging/nfpm.yaml -p deb -t "dist/parlance_${version}_$arch.deb" >/dev/null
			rm dist/parlance
		fi
	fi
	rm -r "dist/$name"
done

# sum TEXT gives the checksum of the archive with that name.
sum() { sha256sum "dist/parlance_${version}_$1" | cut -d' ' -f1; }
fill() { # TEMPLATE FILE
	sed -e "s/@VERSION@/$version/g" \
		-e "s/@LINUX_AMD64@/$(sum linux_amd64.tar.gz)/" -e "s/@LINUX_ARM64@/$(sum linux_arm64.tar.gz)/" \
		-e "s/@DARWIN_AMD64@/$(sum darwin_amd64.tar.gz)/" -e "s/@DARWIN_ARM64@/$(sum darwin_arm64.tar.gz)/" \
		-e "s/@WINDOWS_AMD64@/$(sum windows_amd64.zip)/" "$1" > "$2"
}
fill packaging/parlance.rb dist/parlance.rb
fill packaging/parlance.json dist/parlance.json
rm -r dist/share
cd dist
sha256sum -- *.tar.gz *.zip *.deb > SHA256SUMS
cat SHA256SUMS
