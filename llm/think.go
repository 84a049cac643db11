package llm

import "strings"

// thinkTags are the marks between which models without a parser put their reasoning.
var thinkTags = [...]string{"think", "thinking", "thought", "reasoning"}

const longestTag = len("</reasoning>")

// thinker takes reasoning out of the text of an answer, however it is cut into
// pieces. Zero is ready.
type thinker struct {
	pending string // may be the beginning of a tag
	inside  bool
	begun   bool // text that is not blank was let through
	hold    bool // the model is known to close without opening: keep text until it does
	held    strings.Builder
}

// piece is what one delta turned out to be.
type piece struct {
	text, reasoning string
	reset           bool // text let through before was reasoning
}

// feed takes the next delta.
func (t *thinker) feed(delta string) piece {
	if t.pending == "" && !t.hold && t.begun && !t.inside && strings.IndexByte(delta, '<') < 0 {
		return piece{text: delta}
	}
	var out piece
	rest := t.pending + delta
	t.pending = ""
	for rest != "" {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			t.let(&out, rest)
			return out
		}
		t.let(&out, rest[:at])
		rest = rest[at:]
		switch length, closing, whole := tagAt(rest); {
		case whole:
			t.turn(&out, closing)
			rest = rest[length:]
		case length > 0: // could still become a tag
			t.pending = rest
			return out
		default:
			t.let(&out, "<")
			rest = rest[1:]
		}
	}
	return out
}

// flush lets out what was kept back; unclosed tells that the reasoning never ended.
func (t *thinker) flush() (out piece, unclosed bool) {
	t.let(&out, t.pending)
	t.pending = ""
	if t.hold {
		t.hold = false
		t.let(&out, t.held.String())
	}
	return out, t.inside
}

func (t *thinker) let(out *piece, s string) {
	switch {
	case s == "":
	case t.inside:
		out.reasoning += s
	case t.hold:
		t.held.WriteString(s)
	case t.begun:
		out.text += s
	default:
		if s = strings.TrimLeft(s, " \t\r\n"); s != "" {
			t.begun = true
			out.text += s
		}
	}
}

// turn crosses a tag. A closing tag without an opening one means that all text so
// far was reasoning: templates that open it in the prompt do that.
func (t *thinker) turn(out *piece, closing bool) {
	if closing && !t.inside {
		out.reasoning += out.text + t.held.String()
		out.reset = out.reset || t.begun
		out.text, t.begun = "", false
	}
	before := t.held.String()
	held := t.hold && !closing
	t.hold = false
	t.held.Reset()
	if held {
		t.let(out, before)
	}
	t.inside = !closing
}

// tagAt looks at a tag at the start of s. whole: it is one, length bytes long;
// else length > 0 says that it could become one.
func tagAt(s string) (length int, closing, whole bool) {
	low := strings.ToLower(s[:min(len(s), longestTag)])
	for _, name := range thinkTags {
		for _, tag := range [...]string{"<" + name + ">", "</" + name + ">"} {
			if strings.HasPrefix(low, tag) {
				return len(tag), tag[1] == '/', true
			}
			if len(low) == len(s) && strings.HasPrefix(tag, low) {
				length = len(s)
			}
		}
	}
	return length, false, false
}
