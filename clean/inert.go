package clean

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Inert is Terminal with the control tokens of chat templates made unreadable to a
// model but still readable to a person ("<|im_end|>" becomes "·im_end·"). Tokens
// written with full-width or other compatibility characters count too, because
// servers and tokenizers fold them.
func Inert(s string) string {
	s = Terminal(s)
	if !strings.ContainsAny(s, "<>[＜＞［﹤﹥﹇") {
		return s
	}
	f := fold(s)
	var out strings.Builder
	out.Grow(len(s))
	for i := 0; i < len(f.text); {
		switch n, bracket := token(f.text[i:]); n {
		case 0:
			out.WriteString(s[f.at[i]:f.at[i+1]])
			i++
		case 2:
			out.WriteString("·")
			i += n
		default:
			out.WriteString("·" + s[f.at[i+bracket]:f.at[i+n-bracket]] + "·")
			i += n
		}
	}
	return out.String()
}

// folded is a text with one byte per rune: its ASCII form, or 0 when it has none.
type folded struct {
	text string
	at   []int // offset of each rune in the original, and its length
}

func fold(s string) folded {
	text := make([]byte, 0, len(s))
	at := make([]int, 0, len(s)+1)
	for i, r := range s {
		text = append(text, ascii(r))
		at = append(at, i)
	}
	return folded{string(text), append(at, len(s))}
}

// ascii is the lower-case ASCII character that r is a form of, or 0.
func ascii(r rune) byte {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		r -= 0xfee0
	case r >= 0x2000 && r < 0x3000, r >= 0xfe30 && r < 0xfe70, r >= 0x1d400 && r < 0x1d800, r >= 0x1f100 && r < 0x1f200:
		form := norm.NFKC.String(string(r))
		if len(form) != 1 {
			return 0
		}
		r = rune(form[0])
	}
	if r >= utf8.RuneSelf {
		return 0
	}
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return byte(r)
}

// token is the length of the control token at the start of s (folded) and how many
// characters of it are brackets on each side; 0 when there is none. "<|" and "|>"
// count alone, whatever stands between them: half a token becomes a whole one when
// a server joins two texts.
func token(s string) (n, bracket int) {
	switch {
	case strings.HasPrefix(s, "<|"), strings.HasPrefix(s, "|>"):
		return 2, 1
	case strings.HasPrefix(s, "<<"):
		n, bracket = named(s, "<<", ">>", "sys"), 2
	case strings.HasPrefix(s, "<"):
		n, bracket = named(s, "<", ">", angled), 1
	case strings.HasPrefix(s, "["):
		n, bracket = named(s, "[", "]", squared), 1
	}
	return n, bracket
}

// Names of control tokens by their brackets: Llama 2, Mistral, Gemma, ChatGLM, Qwen,
// and what T5 and BERT descendants share.
const (
	angled = "s,bos,eos,pad,unk,mask,sop,eop,start_of_turn,end_of_turn,start_of_image,end_of_image," +
		"end_of_utterance,think,tool_call,tool_calls,tool_response,tools,function_call," +
		"fim_prefix,fim_middle,fim_suffix,system,user,assistant"
	squared = "inst,system_prompt,available_tools,tool_calls,tool_results,tool_content,img,img_break,img_end," +
		"gmask,smask,cls,sep,mask,pad,unk,think,prefix,middle,suffix"
)

// named is the length of open, an optional slash, one of names, and shut; else 0.
func named(s, open, shut, names string) int {
	const longest = 24
	inner := s[len(open):min(len(s), longest)]
	end := strings.Index(inner, shut)
	if end < 0 {
		return 0
	}
	name := strings.TrimPrefix(inner[:end], "/")
	if name == "" || strings.Contains(name, ",") || !strings.Contains(","+names+",", ","+name+",") {
		return 0
	}
	return len(open) + end + len(shut)
}
