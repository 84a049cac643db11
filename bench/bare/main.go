// Bare is the least a program can do with go-openai: one streamed request, printed as
// it arrives. The prompt is read from a file so that it is as long as ours.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/sashabaranov/go-openai"
)

func main() {
	prompt, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	config := openai.DefaultConfig("")
	config.BaseURL = os.Args[1]
	stream, err := openai.NewClientWithConfig(config).CreateChatCompletionStream(context.Background(), openai.ChatCompletionRequest{
		Model: "m", Messages: []openai.ChatCompletionMessage{{Role: "user", Content: string(prompt)}},
	})
	if err != nil {
		panic(err)
	}
	defer stream.Close()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			panic(err)
		}
		if len(chunk.Choices) > 0 {
			fmt.Println(chunk.Choices[0].Delta.Content)
		}
	}
}
