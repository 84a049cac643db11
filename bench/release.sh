#!/bin/sh
# Builds archives for five targets into dist, with checksums.
set -eu
cd "$(dirname "$0")/.."
version=${VERSION:-devel}
rm -rf dist
mkdir dist
for target in linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64; do
	os=${target%/*} arch=${target#*/} name=parlance
	[ "$os" = windows ] && name=parlance.exe
	dir="dist/parlance_${version}_${os}_$arch"
	mkdir "$dir"
	GOOS=$os GOARCH=$arch CGO_ENABLED=0 go build -trimpath \
		-ldflags "-s -w -X github.com/parlance-cli/parlance/cmd.release=$version" -o "$dir/$name" .
	cp README.md LICENSE config.example.yaml "$dir/"
	tar -C dist -czf "$dir.tar.gz" "$(basename "$dir")"
	rm -r "$dir"
done
(cd dist && sha256sum ./*.tar.gz > SHA256SUMS && cat SHA256SUMS)
