package ticket

import (
	"strings"
	"time"
	"unicode/utf8"
)

// forward is a forwarded mail: what stands above it, and what its copied headers say.
type forward struct {
	above, body         string
	name, mail, subject string
	marked              bool // a line says that it is forwarded
}

// unforward makes the mail that somebody here forwarded the ticket: its writer is the
// buyer, and the line above it our colleague's note. A buyer forwards too: our own
// confirmation, a courier's mail; then nothing changes. to is whom the outer mail was
// sent to, if known.
func (t *Ticket) unforward(to string) {
	text := &t.Text
	if strings.TrimSpace(*text) == "" && len(t.Messages) == 1 && t.Messages[0].From == FromBuyer {
		text = &t.Messages[0].Text
	} else if len(t.Messages) > 0 {
		return
	}
	f, ok := readForward(*text)
	if !ok || !f.marked && !anyMatch(mailWords().forwardSubject, strings.TrimSpace(t.Subject)) {
		return
	}
	for range mostForwards {
		if again, ok := readForward(f.body); ok && again.marked && again.above == "" {
			again.above = f.above
			f = again
		}
	}
	inside := sameHouse(t.Customer.Email, to)
	if !inside && !f.buyers(t.Customer.Email, to) {
		return
	}
	above := Split(f.above).Own
	if !inside && above != "" && (utf8.RuneCountInString(above) > longNote || Analyse(&Ticket{Text: above}, "en", time.Time{}).Hold()) {
		t.thread(Message{From: FromBuyer, Text: f.body}, Message{From: FromBuyer, Text: above})
		return
	}
	t.written(f)
	if *text = f.body; above != "" {
		t.thread(Message{From: FromNote, Text: above}, Message{From: FromBuyer, At: t.CreatedAt, Text: f.body})
	}
}

// mostForwards is how often a mail may have been forwarded without a word.
const mostForwards = 3

// longNote is how many characters a colleague's line may have when nothing else tells
// that a colleague wrote it.
const longNote = 280

// thread makes the ticket these messages.
func (t *Ticket) thread(messages ...Message) { t.Text, t.Messages = "", messages }

// written takes the writer and the subject from the copied headers.
func (t *Ticket) written(f forward) {
	if t.Customer.Email == "" || f.mail != "" && !strings.EqualFold(f.mail, t.Customer.Email) || f.name != "" && f.mail == "" {
		if t.Customer.Name == "" || f.name != "" || f.mail != "" {
			t.Customer.Name = f.name
		}
		t.Customer.Email = f.mail
		t.Customer.Language = ""
	}
	if f.subject != "" {
		t.Subject = f.subject
	} else if head, rest, ok := strings.Cut(t.Subject, ":"); ok && anyMatch(mailWords().forwardSubject, strings.TrimSpace(head)+":") {
		t.Subject = strings.TrimSpace(rest)
	}
}

// buyers tells that a buyer wrote the forwarded mail: not the shop or a courier, not the
// one who forwards it.
func (f *forward) buyers(from, to string) bool {
	switch {
	case f.mail == "":
		return true
	case strings.EqualFold(f.mail, from) || sameHouse(f.mail, to):
		return false
	}
	return !anyMatch(mailWords().machine, f.mail)
}

// sameHouse tells two addresses of one domain, where not everybody may have one.
func sameHouse(a, b string) bool {
	_, x, ok := strings.Cut(strings.ToLower(a), "@")
	_, y, _ := strings.Cut(strings.ToLower(b), "@")
	if !ok || x != y {
		return false
	}
	switch first, _, _ := strings.Cut(x, "."); first {
	case "gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "me", "gmx", "web", "t-online", "aol", "qq", "163", "126", "naver", "daum", "mail", "yandex", "orange", "free", "wanadoo", "libero", "uol", "protonmail", "proton", "docomo", "ezweb":
		return false
	}
	return true
}

// readForward finds the first copied mail of a text and takes its headers off.
func readForward(text string) (forward, bool) {
	if !strings.ContainsAny(text, ":：") {
		return forward{}, false
	}
	p := mailWords()
	lines := strings.Split(strings.ReplaceAll(text, "\u00a0", " "), "\n")
	for i := range lines {
		line := strings.TrimSpace(lines[i])
		marked := forwardMark(line) && anyMatch(p.forward, line)
		if !marked && !p.rest(lines, i) {
			continue
		}
		f := forward{above: joinLines(lines[:i]), marked: marked}
		if strings.HasPrefix(line, "--") || marked {
			i++
		}
		rest := unmark(lines[i:])
		n := f.headers(rest)
		f.body = joinLines(rest[n:])
		return f, n > 0 && f.body != ""
	}
	return forward{}, false
}

// forwardMark tells lines that are worth a look.
func forwardMark(line string) bool {
	return strings.HasPrefix(line, "--") || strings.HasSuffix(line, ":") || strings.HasSuffix(line, "：")
}

// unmark takes the ">" off lines that all have one.
func unmark(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		bare := strings.TrimSpace(l)
		if bare != "" && !strings.HasPrefix(bare, ">") {
			return lines
		}
		out[i] = strings.TrimPrefix(strings.TrimPrefix(bare, ">"), " ")
	}
	return out
}

// headers reads the copied header lines, and tells how many lines they take.
func (f *forward) headers(lines []string) int {
	p := mailWords()
	seen := 0
	for i, l := range lines {
		line := strings.TrimSpace(l)
		at := strings.IndexAny(line, ":：")
		if at < 0 || len(line) > 240 {
			if line == "" && seen == 0 {
				continue
			}
			return i
		}
		_, size := utf8.DecodeRuneInString(line[at:])
		value := strings.Trim(line[at+size:], " *_\t")
		switch {
		case f.name == "" && f.mail == "" && anyMatch(p.headFrom, line):
			f.name, f.mail = address(strings.NewReplacer("[mailto:", "<", "<mailto:", "<", "]", ">").Replace(value))
		case subjectLine().MatchString(strings.TrimLeft(line, "*_")):
			f.subject = value
		case !anyMatch(p.headMore, line) && !strings.HasPrefix(strings.ToLower(line), "cc"):
			return i
		}
		seen++
	}
	return len(lines)
}
