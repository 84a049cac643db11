package llm

import (
	"fmt"
	"strings"
)

// ending is what was seen when an answer stopped.
type ending struct {
	finish    string
	done      bool   // [DONE], or the end of a whole JSON body
	broken    error  // the transport failed, or an event could not be read
	text      bool   // some text that is not blank
	reasoning bool   // some reasoning
	unclosed  bool   // reasoning that never ended
	refusal   string // the model's own words of refusal
	usage     *Usage
	ignored   string // what came and was no event, for a message
	whole     bool   // a JSON body, not a stream
}

// finishes maps the finish reasons of all servers to the few that differ.
func finishClass(reason string) string {
	switch strings.ToLower(reason) {
	case "":
		return "none"
	case "stop", "eos", "eos_token", "stop_sequence":
		return "stop"
	case "length", "model_length", "max_tokens", "max_output_tokens", "max_length":
		return "length"
	case "content_filter", "refusal", "safety", "recitation", "blocklist", "prohibited_content":
		return "filter"
	case "insufficient_system_resource":
		return "overload"
	case "error", "network_error", "abort", "cancelled":
		return "error"
	}
	return "odd"
}

// verdict says whether the answer is complete. Bytes that stop are no proof: only
// the server's word is.
func (e ending) verdict() (*Error, []Warning) {
	class := finishClass(e.finish)
	if e.broken != nil && class == "none" {
		return truncated("the connection was cut in the middle of the answer", true), nil
	}
	if e.refusal != "" || class == "filter" {
		return &Error{Kind: Refused, Message: "the model or its filter refused to answer",
			Hint: "the same request will be refused again; rephrase the note or use another model"}, nil
	}
	switch class {
	case "length":
		return e.tooLong(), nil
	case "overload":
		return &Error{Kind: Overloaded, Message: "the endpoint stopped the answer for lack of resources", Retryable: true}, nil
	case "error":
		return &Error{Kind: Server, Message: "the endpoint ended the answer with an error", Retryable: true}, nil
	case "none":
		if fail := e.withoutFinish(); fail != nil {
			return fail, nil
		}
	}
	if e.unclosed {
		return truncated("the answer ended inside the model's reasoning", false), nil
	}
	if !e.text {
		return e.blank(), nil
	}
	return nil, e.warnings(class)
}

func truncated(message string, retryable bool) *Error {
	return &Error{Kind: Truncated, Message: message, Retryable: retryable}
}

func (e ending) tooLong() *Error {
	if !e.text && (e.reasoning || e.unclosed) {
		err := truncated("the model spent its whole token budget on reasoning", false)
		err.Hint = "raise endpoint.max_tokens, or use a model that does not reason"
		return err
	}
	err := truncated("the answer reached the token limit and stops in the middle", false)
	err.Hint = "raise endpoint.max_tokens"
	return err
}

// withoutFinish judges an end without a finish reason. Ollama answers like that, with
// usage all zero, when its runner died.
func (e ending) withoutFinish() *Error {
	zero := e.usage != nil && *e.usage == (Usage{})
	switch {
	case !e.done:
		return truncated("the stream ended without a finish reason", true)
	case zero && (e.text || e.reasoning):
		return truncated("the answer ended without a finish reason and with zero usage", true)
	case !e.text && !e.reasoning && !e.whole:
		return &Error{Kind: Protocol, Message: strings.TrimSpace("the stream held no answer " + e.ignored), Retryable: true}
	}
	return nil
}

func (e ending) blank() *Error {
	err := &Error{Kind: Empty, Message: "the model answered without any text", Retryable: true}
	if e.reasoning {
		err.Message = "the model answered with reasoning only"
		err.Hint = "raise endpoint.max_tokens, or use a model that does not reason"
	}
	return err
}

func (e ending) warnings(class string) []Warning {
	var w []Warning
	switch {
	case class == "none":
		w = append(w, Warning{NoFinish, "the server gave no finish_reason"})
	case class == "odd":
		w = append(w, Warning{OddFinish, fmt.Sprintf("unknown finish_reason %q", shorten(e.finish, 40))})
	}
	if e.broken != nil {
		w = append(w, Warning{BodyOdd, "the connection was cut after the answer was complete"})
	}
	return w
}
