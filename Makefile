.PHONY: all fmt vet test try golden docs fuzz bench eval build release

DATA ?= data
OUT  ?= eval-out

all: fmt vet test

fmt:
	gofmt -w .

vet:
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

test:
	go test ./...

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o parlance .

# A first run: no key, no server, no network.
try:
	go run . draft --show all examples/late-parcel.ja.txt

# Goldens, schemas and the command reference, rewritten from the code.
golden docs:
	go run ./pack/gen
	go test ./cmd ./compose ./prompts -run 'Golden|Current' -update
	go test ./cmd -run 'Docs|Terminal' -update
	node editors/words.mjs

fuzz:
	sh bench/fuzz.sh

bench: build
	sh bench/startup.sh
	sh bench/oneshot.sh

# Scores everything of the known layout under DATA.
eval:
	go run ./internal/eval -data $(DATA) -out $(OUT)

# Archives, packages and checksums: make release VERSION=1.2.3
release:
	sh packaging/release.sh
