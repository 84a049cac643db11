package prompts

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/pkoukk/tiktoken-go"

	"github.com/parlance-cli/parlance/say"
)

// The vocabularies of OpenAI's models. Strings, because the tokens of a map made from
// them then share their bytes. The .tiktoken files are those of the Go module
// github.com/pkoukk/tiktoken-go-loader v0.0.2 (TIKTOKEN names its assets folder).
//
//go:generate go run ./gen $TIKTOKEN/o200k_base.tiktoken vocabulary/o200k_base.bin
//go:generate go run ./gen $TIKTOKEN/cl100k_base.tiktoken vocabulary/cl100k_base.bin
var (
	//go:embed vocabulary/o200k_base.bin
	o200kBlob string
	//go:embed vocabulary/cl100k_base.bin
	cl100kBlob string
)

// Each takes about 150 ms of work and 40 MB, so it is made once and only when a text
// comes near its limit: GetEncoding would sort all tokens again every time.
var (
	o200k  = sync.OnceValue(func() *tiktoken.Tiktoken { return encoding(tiktoken.MODEL_O200K_BASE) })
	cl100k = sync.OnceValue(func() *tiktoken.Tiktoken { return encoding(tiktoken.MODEL_CL100K_BASE) })
	// Without it tiktoken-go fetches vocabularies by http, with no timeout.
	offline = sync.OnceFunc(func() { tiktoken.SetBpeLoader(embedded{}) })
)

func encoding(name string) *tiktoken.Tiktoken {
	offline()
	enc, err := tiktoken.GetEncoding(name)
	if err != nil {
		panic(fmt.Sprintf("embedded vocabulary %s: %v", name, err)) // a broken build, not an input
	}
	return enc
}

// embedded answers tiktoken-go from the blobs above; it never asks the network.
type embedded struct{}

func (embedded) LoadTiktokenBpe(address string) (map[string]int, error) {
	switch path.Base(address) {
	case "o200k_base.tiktoken":
		return ranks(o200kBlob, 200_000), nil
	case "cl100k_base.tiktoken":
		return ranks(cl100kBlob, 100_300), nil
	}
	return nil, say.Errorf("no vocabulary %s in this program", path.Base(address))
}

func ranks(blob string, size int) map[string]int {
	m := make(map[string]int, size)
	for at := 0; at < len(blob); {
		n := int(blob[at])
		m[blob[at+1:at+1+n]] = len(m)
		at += 1 + n
	}
	return m
}

// olderModels begin with these and use cl100k_base; all newer ones use o200k_base.
var olderModels = [...]string{"gpt-4-", "gpt-3.5", "gpt-35", "text-embedding-"}

// vocabularyOf picks the vocabulary of a model; known is false where it is a guess.
func vocabularyOf(model string) (enc *tiktoken.Tiktoken, known bool) {
	if family(model) == older {
		return cl100k(), true
	}
	return o200k(), family(model) == newer
}

type modelFamily int

const (
	stranger modelFamily = iota // not OpenAI's: o200k_base is a good guess
	newer
	older
)

func family(model string) modelFamily {
	name := strings.ToLower(path.Base(model)) // openai/gpt-4o
	if name == "gpt-4" {
		return older
	}
	for _, p := range olderModels {
		if strings.HasPrefix(name, p) {
			return older
		}
	}
	for _, p := range [...]string{"gpt-", "chatgpt-", "o1", "o3", "o4"} {
		if strings.HasPrefix(name, p) {
			return newer
		}
	}
	return stranger
}
