package llm

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// streamOf serves a stream of n one-word events, written as fast as it is read.
func streamOf(b *testing.B, n int) string {
	var body strings.Builder
	for i := range n {
		fmt.Fprintf(&body, "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word%d\"},\"finish_reason\":null}]}\n\n", i%100)
	}
	body.WriteString("data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	whole := []byte(body.String())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		w.Write(whole)
	})}
	go s.Serve(l)
	b.Cleanup(func() { s.Close() })
	return "http://" + l.Addr().String() + "/v1"
}

// Side by side: the same stream through this package and through go-openai alone.
func BenchmarkStream(b *testing.B) {
	for _, n := range []int{200, 20_000} {
		base := streamOf(b, n)
		ours, err := New(Endpoint{BaseURL: base, Model: "m", MaxTokens: 30_000}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		conf := openai.DefaultConfig("")
		conf.BaseURL = base
		plain := openai.NewClientWithConfig(conf)
		b.Run(fmt.Sprintf("parlance/%d", n), func(b *testing.B) {
			for b.Loop() {
				a, err := Collect(ours.Stream(b.Context(), Request{System: "s", User: "u"}))
				if err != nil || len(a.Text) < 6*n {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("go-openai/%d", n), func(b *testing.B) {
			for b.Loop() {
				if text := plainly(b, plain); len(text) < 6*n {
					b.Fatal(len(text))
				}
			}
		})
	}
}

func plainly(b *testing.B, client *openai.Client) string {
	stream, err := client.CreateChatCompletionStream(b.Context(), openai.ChatCompletionRequest{Model: "m", Messages: []openai.ChatCompletionMessage{{Role: "system", Content: "s"}, {Role: "user", Content: "u"}}})
	if err != nil {
		b.Fatal(err)
	}
	defer stream.Close()
	var text strings.Builder
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			b.Fatal(err)
		}
		if len(chunk.Choices) > 0 {
			text.WriteString(chunk.Choices[0].Delta.Content)
		}
	}
}

// What the care costs: the same stream by turns through both, medians of first text
// and of the whole. Run with -benchtime 200x.
func BenchmarkCostOfCare(b *testing.B) {
	for _, n := range []int{200, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			base := streamOf(b, n)
			ours, err := New(Endpoint{BaseURL: base, Model: "m", MaxTokens: 30_000}, Options{})
			if err != nil {
				b.Fatal(err)
			}
			conf := openai.DefaultConfig("")
			conf.BaseURL = base
			plain := openai.NewClientWithConfig(conf)
			var firsts, walls [2][]float64
			for b.Loop() {
				for i, ask := range []func(func()){
					func(first func()) { oursTimed(b, ours, first) },
					func(first func()) { plainTimed(b, plain, first) },
				} {
					start, seen := time.Now(), time.Duration(0)
					ask(func() {
						if seen == 0 {
							seen = time.Since(start)
						}
					})
					firsts[i] = append(firsts[i], seen.Seconds()*1e3)
					walls[i] = append(walls[i], time.Since(start).Seconds()*1e3)
				}
			}
			b.ReportMetric(median(firsts[0])-median(firsts[1]), "ms-more-to-first")
			b.ReportMetric(median(walls[0])-median(walls[1]), "ms-more-in-all")
			b.ReportMetric(median(walls[1]), "ms-go-openai")
		})
	}
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

func oursTimed(b *testing.B, c *Client, first func()) {
	for chunk, err := range c.Stream(b.Context(), Request{System: "s", User: "u"}) {
		if err != nil {
			b.Fatal(err)
		}
		if chunk.Text != "" {
			first()
		}
	}
}

func plainTimed(b *testing.B, client *openai.Client, first func()) {
	stream, err := client.CreateChatCompletionStream(b.Context(), openai.ChatCompletionRequest{Model: "m", Messages: []openai.ChatCompletionMessage{{Role: "system", Content: "s"}, {Role: "user", Content: "u"}}})
	if err != nil {
		b.Fatal(err)
	}
	defer stream.Close()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			b.Fatal(err)
		}
		if len(chunk.Choices) > 0 && chunk.Choices[0].Delta.Content != "" {
			first()
		}
	}
}
