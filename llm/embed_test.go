package llm

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/llm/llmtest"
)

func TestEmbeddingsKeepTheOrderOfTheTexts(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.URL())
	texts := make([]string, 150)
	for i := range texts {
		texts[i] = fmt.Sprintf("article %d", i)
	}
	texts[70] = "  "
	v, err := c.Embed(t.Context(), "", texts)
	if err != nil || len(v) != len(texts) || v[70] != nil || len(v[0]) != 64 {
		t.Fatalf("%d vectors, %v", len(v), err)
	}
	if n := len(s.Requests()); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
	alone, err := c.Embed(t.Context(), "", []string{texts[149]})
	if err != nil || fmt.Sprint(alone[0]) != fmt.Sprint(v[149]) {
		t.Errorf("the last vector is not the last text's: %v", err)
	}
}

func TestNoTextsNeedNoRequest(t *testing.T) {
	s := llmtest.Start(t, "")
	c, _ := dial(t, s.URL())
	if v, err := c.Embed(t.Context(), "", []string{"", " "}); err != nil || len(v) != 2 || len(s.Requests()) > 0 {
		t.Errorf("%v, %v", v, err)
	}
}

func TestStrangeEmbeddings(t *testing.T) {
	raw := make([]byte, 8)
	binary.LittleEndian.PutUint32(raw, math.Float32bits(0.5))
	binary.LittleEndian.PutUint32(raw[4:], math.Float32bits(-1))
	nan := make([]byte, 8)
	binary.LittleEndian.PutUint32(nan, math.Float32bits(float32(math.NaN())))
	item := func(index int, v string) string { return fmt.Sprintf(`{"index":%d,"embedding":%s}`, index, v) }
	two := func(a, b string) string { return `{"data":[` + a + `,` + b + `]}` }
	tests := []struct {
		name, body string
		status     int
		kind       Kind
	}{
		{"in any order", two(item(1, "[3,4]"), item(0, "[0.5,-1]")), 200, ""},
		{"base64", two(item(0, `"`+base64.StdEncoding.EncodeToString(raw)+`"`), item(1, "[3,4]")), 200, ""},
		{"nested in one more list", two(item(0, "[[0.5,-1]]"), item(1, "[[3,4]]")), 200, ""},
		{"without an index", `{"data":[{"embedding":[0.5,-1]},{"embedding":[3,4]}]}`, 200, ""},
		{"NaN in base64", two(item(0, `"`+base64.StdEncoding.EncodeToString(nan)+`"`), item(1, "[3,4]")), 200, Protocol},
		{"null for NaN", two(item(0, "[null,1]"), item(1, "[3,4]")), 200, Protocol},
		{"too large for float32", two(item(0, "[1e300,1]"), item(1, "[3,4]")), 200, Protocol},
		{"all zero", two(item(0, "[0,0]"), item(1, "[3,4]")), 200, Protocol},
		{"other dimensions", two(item(0, "[1,2,3]"), item(1, "[3,4]")), 200, Protocol},
		{"too few", `{"data":[` + item(0, "[1,2]") + `]}`, 200, Protocol},
		{"the same index twice", two(item(0, "[1,2]"), item(0, "[3,4]")), 200, Protocol},
		{"an index out of range", two(item(0, "[1,2]"), item(7, "[3,4]")), 200, Protocol},
		{"no data", `{"data":null}`, 200, Protocol},
		{"a page", "<html><title>login</title></html>", 200, Protocol},
		{"an error in a 200", `{"error":{"message":"the model does not exist"}}`, 200, ModelUnknown},
		{"not offered", `{"error":{"message":"This server does not support embeddings","code":501}}`, 501, Unsupported},
		{"not there", `404 page not found`, 404, NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := llmtest.Start(t, fmt.Sprintf("-- e --\npath: /embeddings\nbody: raw\nstatus: %d\n\n%s\n", tt.status, tt.body))
			c, _ := dial(t, s.URL())
			v, err := c.Embed(t.Context(), "emb", []string{"a", "b"})
			if KindOf(err) != tt.kind || (tt.kind == "") != (err == nil) {
				t.Fatalf("got %v, want kind %q", err, tt.kind)
			}
			if err == nil && fmt.Sprint(v) != "[[0.5 -1] [3 4]]" {
				t.Errorf("vectors = %v", v)
			}
		})
	}
}

func TestEmbeddingErrorsDoNotQuoteTheTexts(t *testing.T) {
	s := llmtest.Start(t, "-- e --\npath: /embeddings\nstatus: 422\n\ncannot read: the secret of the shop is 4711\n")
	c, _ := dial(t, s.URL())
	_, err := c.Embed(t.Context(), "", []string{"the secret of the shop is 4711"})
	if err == nil || strings.Contains(err.Error(), "4711") {
		t.Errorf("%v", err)
	}
}
