package ticket

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/clean"
)

// Why an input is no ticket. They come wrapped in an *InputError.
var (
	ErrEmpty    = errors.New("there is no buyer text")
	ErrTooLarge = errors.New("input is too large")
	ErrInvalid  = errors.New("not a valid ticket")
	ErrFormat   = errors.New("unknown ticket format")
)

// InputError says what was wrong with an input, where, and what would have been
// right. It holds no ticket text.
type InputError struct {
	Name string // file name, or ""
	Line int    // from 1, or 0 when the whole input is meant
	Nth  int    // record of a stream, from 1, or 0
	Kind error  // ErrEmpty, ErrTooLarge, ErrInvalid, ErrFormat, clean.ErrBinary, clean.ErrCharset
	What string // detail, or ""
	Want string // what would have been right, or ""

	whole bool // the record is a file of a folder: its name says which
}

// Error is one line: place, problem, remedy.
func (e *InputError) Error() string {
	var b strings.Builder
	name := e.Name
	if name == "" || name == "-" {
		name = "standard input"
	}
	b.WriteString(name)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	} else if e.Nth > 0 && !e.whole {
		fmt.Fprintf(&b, ": record %d", e.Nth)
	}
	b.WriteString(": " + e.Kind.Error())
	if e.What != "" {
		b.WriteString(": " + e.What)
	}
	if e.Want != "" {
		b.WriteString("; " + e.Want)
	}
	return b.String()
}

// Unwrap gives the kind, for errors.Is.
func (e *InputError) Unwrap() error { return e.Kind }

const (
	defaultLimit = 10 << 20
	wantTicket   = "give the buyer's message as text, an .eml file or parlance.ticket/v1 JSON"
)

// Formats are the names ReadOptions.Format takes.
func Formats() []string {
	return []string{"auto", "text", "eml", "json", "zendesk", "intercom", "chatwoot", "zammad", "freshdesk", "gorgias"}
}

// ReadOptions steer Read.
type ReadOptions struct {
	Format string // one of Formats; "" is auto
	Name   string // file name, for errors and sniffing
	Limit  int64  // most bytes to read; 0 means 10 MiB
}

// Read reads one ticket. Notes (a guessed charset, a value it could not use) come back
// as strings. Errors are *InputError: they name the file and line, say what would have
// been right and hold no ticket text; an error of r itself is returned as it is.
func Read(r io.Reader, o ReadOptions) (*Ticket, []string, error) {
	limit := o.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, nil, err
	}
	if int64(len(raw)) > limit {
		return nil, nil, &InputError{Name: o.Name, Kind: ErrTooLarge,
			What: fmt.Sprintf("more than %s", size(limit)), Want: "a ticket is one message or thread; `parlance batch` reads files of many"}
	}
	return parse(raw, o)
}

// parse reads one ticket from bytes.
func parse(raw []byte, o ReadOptions) (*Ticket, []string, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, nil, &InputError{Name: o.Name, Kind: ErrEmpty, Want: wantTicket}
	}
	format, err := chooseFormat(raw, o)
	if err != nil {
		return nil, nil, err
	}
	var t *Ticket
	var notes []string
	switch format {
	case "eml":
		t, notes, err = parseMail(raw, o.Name)
	case "text":
		t, notes, err = parseText(raw, o.Name)
	default:
		t, notes, err = parseJSON(raw, format, o.Name)
	}
	if err != nil {
		return nil, nil, err
	}
	if strings.TrimSpace(t.Text) == "" && !t.hasBuyer() {
		return nil, nil, &InputError{Name: o.Name, Kind: ErrEmpty, Want: wantTicket}
	}
	return t, notes, nil
}

// hasBuyer tells whether the thread holds words of the buyer.
func (t *Ticket) hasBuyer() bool {
	for _, m := range t.Messages {
		if m.From == FromBuyer && strings.TrimSpace(m.Text) != "" {
			return true
		}
	}
	return false
}

func chooseFormat(raw []byte, o ReadOptions) (string, error) {
	switch f := strings.ToLower(o.Format); f {
	case "", "auto":
		return sniff(raw, o.Name), nil
	case "text", "eml":
		return f, nil
	default:
		for _, known := range Formats() {
			if f == known {
				return f, nil
			}
		}
		return "", &InputError{Name: o.Name, Kind: ErrFormat, What: clean.Line(o.Format, 40), Want: "formats are " + strings.Join(Formats(), ", ")}
	}
}

// sniff tells text, mail and JSON apart by name and by the first lines.
func sniff(raw []byte, name string) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".json":
		return "auto-json"
	case ext == ".eml" || looksLikeMail(start):
		return "eml"
	case ext != ".txt" && len(start) > 1 && start[0] == '{' && jsonStart().Match(start):
		return "auto-json"
	case ext != ".txt" && len(start) > 1 && start[0] == '[' && bytes.HasPrefix(bytes.TrimSpace(start[1:]), []byte("{")):
		return "auto-json"
	}
	return "text"
}

var jsonStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\{\s*("|\})`) })

// parseText reads plain text in whatever encoding it is in. A first line "Subject: …"
// in any of our languages becomes the subject.
func parseText(raw []byte, name string) (*Ticket, []string, error) {
	d, err := clean.Decode(raw, "")
	if err != nil {
		return nil, nil, &InputError{Name: name, Kind: err, Want: wantTicket}
	}
	var notes []string
	if d.Charset != "" && !strings.EqualFold(d.Charset, "utf-8") {
		notes = append(notes, "read as "+d.Charset)
	}
	if d.Replaced > 0 {
		notes = append(notes, fmt.Sprintf("%d characters could not be read", d.Replaced))
	}
	t := &Ticket{Text: strings.TrimSpace(d.Text)}
	if m := subjectLine().FindStringSubmatchIndex(t.Text); m != nil {
		t.Subject = strings.TrimSpace(t.Text[m[2]:m[3]])
		t.Text = strings.TrimSpace(t.Text[m[1]:])
		if t.Text == "" { // the subject was the whole message
			t.Text = t.Subject
		}
	}
	t.unforward("")
	return t, notes, nil
}

var subjectLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:subject|betreff|件名|主题|主旨|主題|objet|asunto|oggetto|assunto|제목|onderwerp|temat|тема|konu|الموضوع|ämne|tiêu đề|subjek|เรื่อง|विषय)[ \t]*[:：][ \t]*([^\n]*)(?:\n|$)`)
})

func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
