package llm

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// One request holds at most so many texts and bytes: providers allow from 64 to 2048
// texts, and local servers hold a batch in memory.
const (
	embedTexts   = 64
	embedBytes   = 256 << 10
	maxEmbedding = 64 << 20
)

// Embed returns one vector per text, all of one dimension and of finite numbers, in
// the order of the texts. An empty text has no vector (nil). The error is an *Error;
// kind Unsupported or NotFound says that the endpoint has no embeddings at all.
func (c *Client) Embed(ctx context.Context, model string, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	dimension := 0
	for start := 0; start < len(texts); {
		batch := nextBatch(texts, start)
		start = batch[len(batch)-1] + 1
		input := filled(texts, batch)
		if len(input) == 0 {
			continue
		}
		got, err := c.embedBatch(ctx, model, input)
		if err != nil {
			return nil, err
		}
		i := 0
		for _, at := range batch {
			if strings.TrimSpace(texts[at]) == "" {
				continue
			}
			if dimension == 0 {
				dimension = len(got[i])
			}
			if len(got[i]) != dimension {
				return nil, protocol(fmt.Sprintf("the endpoint mixes vectors of %d and %d dimensions", dimension, len(got[i])))
			}
			vectors[at] = got[i]
			i++
		}
	}
	return vectors, nil
}

// nextBatch are the indices of the texts of one request, at least one.
func nextBatch(texts []string, start int) []int {
	var batch []int
	size := 0
	for i := start; i < len(texts) && len(batch) < embedTexts; i++ {
		size += len(texts[i])
		if len(batch) > 0 && size > embedBytes {
			break
		}
		batch = append(batch, i)
	}
	return batch
}

// filled are the texts that are not blank: servers answer 400 to an empty one.
func filled(texts []string, batch []int) []string {
	var out []string
	for _, at := range batch {
		if strings.TrimSpace(texts[at]) != "" {
			out = append(out, texts[at])
		}
	}
	return out
}

// embedBatch asks once, with the retries of any request.
func (c *Client) embedBatch(ctx context.Context, model string, input []string) ([][]float32, error) {
	if model == "" {
		model = c.s.Model
	}
	prompt := strings.Join(input, "\n")
	p := c.patience()
	for {
		if err := c.passGate(ctx); err != nil {
			return nil, err
		}
		b, err := c.trip(ctx, c.s.HeaderTimeout, maxEmbedding, prompt, nil, func(ctx context.Context) error {
			_, err := c.builder.CreateEmbeddings(ctx, openai.EmbeddingRequest{Model: openai.EmbeddingModel(model), Input: input})
			return err
		})
		if err == nil {
			return c.vectors(b, len(input), prompt)
		}
		var e *Error
		if !errors.As(err, &e) || ctx.Err() != nil {
			return nil, err
		}
		wait, again := p.next(e)
		if !again {
			return nil, gaveUp(e, wait)
		}
		if err := c.pause(ctx, e, wait); err != nil {
			return nil, err
		}
	}
}

// vectors reads an embeddings answer of want vectors.
func (c *Client) vectors(b []byte, want int, prompt string) ([][]float32, error) {
	var doc struct {
		Data []struct {
			Index     *int   `json:"index"`
			Embedding vector `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(b, &doc); err != nil || len(doc.Data) == 0 {
		f := readFault(0, nil, b[:min(len(b), maxFault)])
		if e := classify(f, c.redactor(Request{User: prompt}), c.s); f.message != "" && e.Kind != Server {
			return nil, e
		}
		return nil, protocol("the endpoint answered without vectors")
	}
	if len(doc.Data) != want {
		return nil, protocol(fmt.Sprintf("the endpoint answered %d vectors for %d texts", len(doc.Data), want))
	}
	out := make([][]float32, want)
	for i, d := range doc.Data {
		at := i
		if d.Index != nil {
			at = *d.Index
		}
		if at < 0 || at >= want || out[at] != nil {
			return nil, protocol("the endpoint numbers its vectors wrongly")
		}
		if len(d.Embedding) == 0 {
			return nil, protocol("the endpoint answered a vector that is empty or not finite")
		}
		out[at] = d.Embedding
	}
	return out, nil
}

// vector reads numbers, or base64 of little-endian float32, as servers send either
// without being asked. What is not finite leaves it empty.
type vector []float32

func (v *vector) UnmarshalJSON(b []byte) error {
	var numbers []*float64
	if len(b) > 0 && b[0] == '"' {
		return v.fromBase64(strings.Trim(string(b), `"`))
	}
	// llama.cpp wraps the vector of a pooled answer in one more list.
	if len(b) > 1 && b[0] == '[' && b[1] == '[' {
		var nested [][]*float64
		if json.Unmarshal(b, &nested) == nil && len(nested) == 1 {
			numbers = nested[0]
		}
	} else if json.Unmarshal(b, &numbers) != nil {
		return nil
	}
	out := make(vector, len(numbers))
	for i, n := range numbers {
		if n == nil { // null stands for NaN in JSON
			return nil
		}
		out[i] = float32(*n)
	}
	*v = out.finite()
	return nil
}

func (v *vector) fromBase64(s string) error {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(raw)%4 != 0 {
		return nil
	}
	out := make(vector, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	*v = out.finite()
	return nil
}

// finite is v, or nothing when a number in it is none or all are zero.
func (v vector) finite() vector {
	zero := true
	for _, x := range v {
		if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
			return nil
		}
		zero = zero && x == 0
	}
	if zero {
		return nil
	}
	return v
}
