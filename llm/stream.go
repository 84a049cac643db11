package llm

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// readStream reads server-sent events until the answer is complete, the stream ends
// or something is wrong.
func (a *answer) readStream(body io.Reader) error {
	in := newLines(body)
	var pending []byte // data lines that are no whole document yet
	for !a.end.done {
		line, terminated, err := in.next()
		if err != nil {
			return a.stopped(err, pending)
		}
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		name, value := field(line)
		switch {
		case len(line) == 0:
			if len(pending) > 0 {
				return a.badEvent(pending)
			}
		case len(name) == 0:
			if err := a.comment(); err != nil {
				return err
			}
		case string(name) == "data":
			pending = append(pending, value...)
			done, err := a.data(pending, terminated)
			if err != nil {
				return err
			}
			if done {
				pending = pending[:0]
			} else {
				pending = append(pending, '\n')
			}
		case string(name) == "event", string(name) == "id", string(name) == "retry":
		default:
			if err := a.stray(line, string(name) == "error", value); err != nil {
				return err
			}
		}
	}
	return a.finish()
}

// data reads a document as soon as it is whole: a server that fails may leave the
// connection open without the blank line that ends an event.
func (a *answer) data(b []byte, terminated bool) (done bool, err error) {
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return true, nil
	}
	if bytes.EqualFold(b, []byte("[DONE]")) {
		a.end.done = true
		return true, nil
	}
	e, err := decode(b)
	if err != nil {
		if !terminated {
			return true, a.stopped(io.ErrUnexpectedEOF, nil)
		}
		return false, nil
	}
	a.events++
	a.lastEvent = a.c.o.Now()
	if e.failure() != nil {
		return true, a.failed(b)
	}
	a.watch.alive()
	return true, a.take(&e)
}

// badEvent is an event that is no JSON: what it said is lost, so the answer is not
// whole.
func (a *answer) badEvent(b []byte) error {
	if f := readFault(0, nil, b); a.events == 0 && f.message != "" {
		return a.failed(b)
	}
	return truncated("the stream holds an event that cannot be read", true)
}

// comment is a sign of life, but not for ever.
func (a *answer) comment() error {
	if limit := a.c.s.HeaderTimeout; a.c.o.Now().Sub(a.lastEvent) > limit {
		return timeout("nothing but keep-alives from the endpoint for " + limit.String())
	}
	a.watch.alive()
	return nil
}

// stray is a line that is no event. llama.cpp of 2025 reports errors in a field
// "error", others as a bare document.
func (a *answer) stray(line []byte, isError bool, value []byte) error {
	if isError {
		return a.failed(append(append([]byte(`{"error":`), orQuoted(value)...), '}'))
	}
	if line[0] == '{' {
		if e, err := decode(line); err == nil && e.failure() != nil {
			return a.failed(line)
		}
	}
	if len(a.end.ignored) < 200 {
		a.end.ignored += a.c.redactor(a.req).line(string(line[:min(len(line), 200)])) + " "
	}
	return nil
}

// orQuoted is value when it is a document, else a JSON string of it.
func orQuoted(value []byte) []byte {
	value = bytes.TrimSpace(value)
	if len(value) > 0 && value[0] == '{' {
		return value
	}
	return []byte(`"` + strings.Map(printable, string(value)) + `"`)
}

func printable(r rune) rune {
	if r < ' ' || r == '"' || r == '\\' {
		return ' '
	}
	return r
}

// take reads one event into chunks.
func (a *answer) take(e *event) error {
	if e.Model != "" {
		a.model = string(e.Model)
	}
	if u := e.Usage.usage(); u != nil {
		a.end.usage = u
	}
	choice := e.first()
	if choice == nil {
		return nil
	}
	said := choice.said()
	a.end.refusal += string(said.Refusal)
	if err := a.give(piece{text: a.mend.feed(said.Content.text), reasoning: said.thoughts()}); err != nil {
		return err
	}
	if choice.Finish != "" && choice.Finish != "null" && a.end.finish == "" {
		a.end.finish = string(choice.Finish)
		if !a.end.whole {
			a.watch.expect(min(afterFinish, a.c.s.IdleTimeout), finished)
		}
	}
	return a.within()
}

// finished is the watch's cause when nothing followed the finish reason: no failure.
var finished = &Error{Kind: Timeout, Message: "finished"}

// give passes a piece on, its text with the reasoning taken out.
func (a *answer) give(p piece) error {
	if p.text == "" && p.reasoning == "" {
		return nil
	}
	a.pieces.note(p.text)
	thought := a.think.feed(p.text)
	thought.reasoning = p.reasoning + thought.reasoning
	return a.send(thought)
}

func (a *answer) send(p piece) error {
	a.textBytes += len(p.text) + len(p.reasoning)
	a.end.reasoning = a.end.reasoning || strings.TrimSpace(p.reasoning) != ""
	if p.reset {
		a.end.text = false
		a.c.abilities.change(a.plan.model, func(can *ability) { can.hold = true })
	}
	a.end.text = a.end.text || strings.TrimSpace(p.text) != ""
	if p == (piece{}) {
		return nil
	}
	if !a.emit(Chunk{Text: p.text, Reasoning: p.reasoning, Reset: p.reset}) {
		return errLeft
	}
	return nil
}

// within stops an answer that has no end: a server may ignore the token limit.
func (a *answer) within() error {
	if a.textBytes > maxText {
		return truncated("the answer is longer than 8 MiB", false)
	}
	if limit := a.plan.maxTokens; limit > 0 && a.events > 8*limit+2000 {
		return truncated("the endpoint ignores the token limit and does not stop", false)
	}
	return nil
}

// stopped is a stream whose source ended or broke.
func (a *answer) stopped(err error, pending []byte) error {
	switch {
	case len(bytes.TrimSpace(pending)) > 0 && errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	case errors.Is(err, errLineTooLong), errors.Is(err, errStreamTooLong):
		return protocol(err.Error())
	}
	if !errors.Is(err, io.EOF) {
		cause := a.c.cause(a.watch, err)
		if cause != finished && a.end.finish == "" {
			return a.brokenBody(err)
		}
		if cause != finished {
			a.end.broken = err
		}
	}
	return a.finish()
}
