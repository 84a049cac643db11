package ticket

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"regexp"
	"strings"
	"sync"

	"github.com/emersion/go-message"

	"github.com/parlance-cli/parlance/clean"
)

const (
	mostParts = 200 // of one mail
	mostDepth = 16  // of parts inside parts
)

// looksLikeMail tells a message with headers from plain text: at least two header
// lines of which one only mail has.
func looksLikeMail(start []byte) bool {
	if bytes.HasPrefix(start, []byte("From ")) {
		if i := bytes.IndexByte(start, '\n'); i > 0 {
			start = start[i+1:]
		}
	}
	known, lines := false, 0
	for line := range bytes.Lines(start[:min(len(start), 8192)]) {
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			return known && lines >= 2
		case lines > 0 && (line[0] == ' ' || line[0] == '\t'):
		case headerLine().Match(line):
			lines++
			known = known || mailHeader().Match(line)
		case lines < 2:
			return false
		}
	}
	return known && lines >= 2
}

var (
	headerLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[!-9;-~]+:`) })
	mailHeader = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(from|received|return-path|message-id|mime-version|delivered-to|x-[a-z-]+|dkim-signature|content-type):`)
	})
)

// parseMail reads one e-mail message.
func parseMail(raw []byte, name string) (*Ticket, []string, error) {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), "\r\n")
	if bytes.HasPrefix(raw, []byte("From ")) { // the separator of an mbox
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			raw = raw[i+1:]
		}
	}
	e, notes, err := openMail(raw)
	if err != nil {
		return nil, nil, &InputError{Name: name, Kind: ErrInvalid, What: "the mail headers cannot be read", Want: "an .eml file as a mail program saves it"}
	}
	m := mailReader{notes: notes}
	m.part(e, 0)
	t := m.ticket(e.Header)
	if strings.TrimSpace(t.Text) == "" && t.Subject != "" {
		t.Text = t.Subject // some people write everything in the subject
	}
	_, to := address(e.Header.Get("To"))
	t.unforward(to)
	return t, m.notes, nil
}

// openMail parses the outermost headers. Mail in the wild has broken header lines: they
// are dropped and the rest is read.
func openMail(raw []byte) (*message.Entity, []string, error) {
	e, err := message.Read(bytes.NewReader(raw))
	if usable(e, err) {
		return e, nil, nil
	}
	kept, dropped := saneHeader(raw)
	e, err = message.Read(bytes.NewReader(kept))
	if !usable(e, err) {
		return nil, nil, err
	}
	return e, []string{fmt.Sprintf("%d broken mail header lines dropped", dropped)}, nil
}

// usable: go-message hands back a readable part along with these two errors.
func usable(e *message.Entity, err error) bool {
	return e != nil && (err == nil || message.IsUnknownCharset(err) || message.IsUnknownEncoding(err))
}

// saneHeader drops header lines that are no header lines.
func saneHeader(raw []byte) ([]byte, int) {
	var out bytes.Buffer
	dropped, kept := 0, false
	for len(raw) > 0 {
		line := raw
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			line = raw[:i+1]
		}
		raw = raw[len(line):]
		bare := bytes.TrimRight(line, "\r\n")
		switch {
		case len(bare) == 0:
			out.WriteString("\r\n")
			out.Write(raw)
			return out.Bytes(), dropped
		case bare[0] == ' ' || bare[0] == '\t':
			if !kept {
				dropped++
				continue
			}
		default:
			kept = headerLine().Match(bare)
			if !kept {
				dropped++
				continue
			}
		}
		out.Write(bare)
		out.WriteString("\r\n")
	}
	out.WriteString("\r\n")
	return out.Bytes(), dropped
}

// mailReader walks the parts of a mail.
type mailReader struct {
	plain, html []string
	attached    []Attachment
	parts       int
	notes       []string
}

func (m *mailReader) part(e *message.Entity, depth int) {
	if m.parts++; m.parts > mostParts || depth > mostDepth {
		return
	}
	if mr := e.MultipartReader(); mr != nil {
		defer mr.Close()
		for m.parts <= mostParts {
			p, err := mr.NextPart()
			if !usable(p, err) {
				if err != nil && err != io.EOF {
					m.notes = append(m.notes, "a part of the mail is cut off or broken")
				}
				return
			}
			m.part(p, depth+1)
		}
		return
	}
	m.leaf(e)
}

// leaf keeps a text part or the name of an attachment.
func (m *mailReader) leaf(e *message.Entity) {
	kind, params, _ := e.Header.ContentType()
	disposition, dparams, _ := e.Header.ContentDisposition()
	name := dparams["filename"]
	if name == "" {
		name = params["name"]
	}
	isText := kind == "" || kind == "text/plain" || kind == "text/html"
	if disposition == "attachment" || !isText {
		if name == "" {
			name = "unnamed"
		}
		m.attached = append(m.attached, Attachment{Name: decodeWords(name), Type: kind})
		return
	}
	raw, err := io.ReadAll(e.Body)
	if err != nil {
		m.notes = append(m.notes, "a part of the mail is cut off or broken")
	}
	d, err := clean.Decode(raw, params["charset"])
	if err != nil {
		m.notes = append(m.notes, "a text part could not be read: "+err.Error())
		return
	}
	if d.Replaced > 0 {
		m.notes = append(m.notes, fmt.Sprintf("%d characters could not be read", d.Replaced))
	}
	if kind == "text/html" {
		m.html = append(m.html, htmlText(d.Text))
		return
	}
	text := d.Text
	if strings.EqualFold(params["format"], "flowed") {
		text = unflow(text)
	}
	m.plain = append(m.plain, strings.TrimSpace(text))
}

// unflow joins the soft line breaks of format=flowed (RFC 3676).
func unflow(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		bare := strings.TrimSuffix(line, "\n")
		if strings.HasSuffix(bare, " ") && bare != "-- " && !strings.HasPrefix(bare, ">") {
			b.WriteString(bare)
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

func (m *mailReader) ticket(h message.Header) *Ticket {
	t := &Ticket{Channel: "email", Attached: m.attached}
	t.Subject = clean.Line(decodeWords(h.Get("Subject")), 500)
	t.ID = strings.Trim(strings.TrimSpace(h.Get("Message-Id")), "<>")
	t.CreatedAt, _ = mail.ParseDate(h.Get("Date"))
	from := h.Get("Reply-To")
	if from == "" {
		from = h.Get("From")
	}
	t.Customer.Name, t.Customer.Email = address(from)
	if t.Customer.Name == "" {
		t.Customer.Name, _ = address(h.Get("From"))
	}
	if l, _, _ := strings.Cut(h.Get("Content-Language"), ","); l != "" {
		t.Customer.Language = strings.TrimSpace(l)
	}
	t.Text = strings.TrimSpace(strings.Join(m.plain, "\n\n"))
	if t.Text == "" {
		t.Text = strings.TrimSpace(strings.Join(m.html, "\n\n"))
	}
	if auto := strings.ToLower(h.Get("Auto-Submitted")); auto != "" && auto != "no" {
		m.notes = append(m.notes, "this mail says it was sent by a machine (Auto-Submitted)")
	}
	return t
}

func address(s string) (name, mailbox string) {
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: wordReader}}
	if a, err := parser.Parse(s); err == nil {
		return strings.TrimSpace(a.Name), a.Address
	}
	s = decodeWords(s)
	if i, j := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); i >= 0 && j > i {
		return strings.Trim(strings.TrimSpace(s[:i]), `"`), strings.TrimSpace(s[i+1 : j])
	}
	if strings.Contains(s, "@") {
		return "", strings.TrimSpace(s)
	}
	return strings.TrimSpace(s), ""
}

// decodeWords reads RFC 2047 words in any charset, and raw 8-bit headers.
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: wordReader}
	out, err := d.DecodeHeader(s)
	if err != nil {
		out = s
	}
	if got, err := clean.Decode([]byte(out), ""); err == nil {
		out = got.Text
	}
	return strings.TrimSpace(out)
}

func wordReader(charset string, r io.Reader) (io.Reader, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	d, err := clean.Decode(raw, charset)
	if err != nil {
		return nil, err
	}
	return strings.NewReader(d.Text), nil
}
