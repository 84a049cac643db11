package ticket

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// collect reads a stream into ids and errors.
func collect(text string, o StreamOptions) (ids []string, tickets []*Ticket, errs []error) {
	for t, err := range ReadAll(strings.NewReader(text), o) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		ids = append(ids, t.ID)
		tickets = append(tickets, t)
	}
	return ids, tickets, errs
}

func TestABadLineIsAnErrorAndTheStreamGoesOn(t *testing.T) {
	ids, _, errs := collect("{\"id\":\"a\",\"text\":\"x\"}\n\n{broken\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"z\"}", StreamOptions{Name: "in.jsonl"})
	if !slices.Equal(ids, []string{"a", "c"}) || len(errs) != 2 {
		t.Fatalf("got %v, %v", ids, errs)
	}
	if !strings.HasPrefix(errs[0].Error(), "in.jsonl:3: ") || !errors.Is(errs[1], ErrEmpty) || !strings.HasPrefix(errs[1].Error(), "in.jsonl:4: ") {
		t.Errorf("errors are %q", errs)
	}
}

func TestTablesFromExcelAreRead(t *testing.T) {
	for _, c := range []struct{ what, text string }{
		{"commas", "id,message,country\n1,\"Hi, where\nis it?\",DE\n2,second,FR\n"},
		{"semicolons with a hint and a BOM", "\xef\xbb\xbfsep=;\r\nID;Nachricht;Land\r\n1;\"Hi, where\nis it?\";DE\r\n2;second;FR\r\n"},
		{"tabs in UTF-16", utf16("Ticket ID\tText\tCountry\r\n1\t\"Hi, where\nis it?\"\tDE\r\n2\tsecond\tFR\r\n")},
	} {
		ids, tickets, errs := collect(c.text, StreamOptions{Format: "csv"})
		if !slices.Equal(ids, []string{"1", "2"}) || len(errs) > 0 || tickets[0].Text != "Hi, where\nis it?" || tickets[1].Customer.Country != "FR" {
			t.Errorf("%s: %v %v", c.what, ids, errs)
		}
	}
}

func utf16(s string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestATableSaysWhichColumnIsMissing(t *testing.T) {
	_, _, errs := collect("a,b\n1,2\n", StreamOptions{Format: "csv", Name: "x.csv"})
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "columns are a, b") {
		t.Errorf("got %v", errs)
	}
	_, tickets, errs := collect("a,b\n1,2\n", StreamOptions{Format: "csv", Columns: map[string]string{"text": "B"}})
	if len(errs) > 0 || len(tickets) != 1 || tickets[0].Text != "2" {
		t.Errorf("mapped: %v, %v", tickets, errs)
	}
}

func TestAnOpenQuoteSpoilsOneRow(t *testing.T) {
	ids, _, errs := collect("id,text\n1,\"never closed\n2,ok\n3,fine\n", StreamOptions{Format: "csv"})
	if !slices.Equal(ids, []string{"2", "3"}) || len(errs) != 1 || !strings.Contains(errs[0].Error(), ":2:") {
		t.Errorf("got %v, %v", ids, errs)
	}
}

func TestAMailboxIsSplitAtItsMessages(t *testing.T) {
	box := "From a@example.com Mon Nov  2 10:00:00 2026\nFrom: Ann <a@example.com>\nSubject: One\nMessage-ID: <1@x>\n\nFirst\n>From here on\n\nFrom b@example.com Mon Nov  2 11:00:00 2026\nFrom: Bo <b@example.com>\nSubject: Two\nMessage-ID: <2@x>\n\nSecond\n"
	ids, tickets, errs := collect(box, StreamOptions{})
	if !slices.Equal(ids, []string{"1@x", "2@x"}) || len(errs) > 0 || tickets[0].Text != "First\nFrom here on" {
		t.Errorf("got %v, %v", ids, errs)
	}
}

func TestHelpdeskExportsAreRead(t *testing.T) {
	for _, c := range []struct {
		what, text string
		buyer      string // the last words of the buyer
		agents     int
		check      func(*Ticket) bool
	}{
		{"Zendesk export with a garbage first line", "export v2\n" + `{"id":5,"subject":"Late","status":"open","requester":{"id":9,"name":"Ann","locale":"de"},"comments":[{"public":true,"author_id":9,"body":"<p>Wo ist es?</p>"},{"public":false,"author_id":2,"body":"secret"},{"public":true,"author_id":2,"body":"Hi"}]}`, "Wo ist es?", 1,
			func(t *Ticket) bool { return t.Customer.Locale == "de" && t.ID == "5" }},
		{"Zendesk without authors", `{"id":"6","subject":"x","status":"new","tags":["a"],"comments":[{"public":true,"body":"help"},{"public":true,"body":"ok"}]}`, "help", 1, nil},
		{"Zendesk ticket and comments", `{"ticket":{"id":7,"subject":"s","requester_id":1},"comments":[{"author_id":1,"public":true,"plain_body":"where"}]}`, "where", 0, nil},
		{"Zendesk incremental page", `{"tickets":[{"id":1,"requester_id":2,"subject":"s","description":"where is it"}],"after_cursor":"x","end_of_stream":true}`, "where is it", 0, nil},
		{"Intercom", `{"type":"conversation","id":"8","created_at":1793000000,"source":{"type":"email","subject":"<p>S</p>","body":"<p>Hola</p>","author":{"type":"user","name":"Eva","email":"e@example.es"}},"conversation_parts":{"conversation_parts":[{"part_type":"note","body":"x","author":{"type":"admin"}},{"part_type":"comment","body":"<p>Hi</p>","author":{"type":"admin"}}]},"contacts":{"contacts":[{"location":{"country":"Spain"},"browser_language":"es"}]}}`, "Hola", 1,
			func(t *Ticket) bool {
				return t.Customer.Country == "ES" && t.Customer.Language == "es" && t.CreatedAt.Year() == 2026
			}},
		{"Chatwoot", `{"id":3,"meta":{"sender":{"name":"Lin","additional_attributes":{"country_code":"tw"}}},"messages":[{"message_type":0,"content":"hi","created_at":1793000000},{"message_type":2,"content":"assigned"},{"message_type":1,"content":"yes","private":false},{"message_type":1,"content":"psst","private":true}]}`, "hi", 1,
			func(t *Ticket) bool { return t.Customer.Country == "TW" }},
		{"Zammad", `{"id":4,"number":"22004","title":"T","customer":{"firstname":"Max","lastname":"M","preferences":{"locale":"de-de"}},"ticket_articles":[{"sender":"Customer","content_type":"text/html","body":"<div>Hallo</div>"},{"sender":"Agent","internal":true,"body":"x"},{"sender":"Agent","internal":false,"type":"email","body":"y"}]}`, "Hallo", 1, nil},
		{"Freshdesk", `{"id":2,"subject":"s","description_text":"broken","requester_id":1,"conversations":[{"incoming":false,"private":false,"body_text":"sorry"},{"incoming":true,"private":false,"body_text":"still"}]}`, "still", 1, nil},
		{"Gorgias", `{"id":1,"subject":"s","channel":"chat","customer":{"name":"Jo"},"messages":[{"from_agent":false,"body_text":"yo"},{"from_agent":true,"body_text":"hi"},{"from_agent":true,"channel":"internal-note","body_text":"n"}]}`, "yo", 1,
			func(t *Ticket) bool { return t.Channel == "chat" }},
	} {
		_, tickets, errs := collect(c.text, StreamOptions{})
		if len(errs) > 0 || len(tickets) != 1 {
			t.Errorf("%s: %d tickets, %v", c.what, len(tickets), errs)
			continue
		}
		tk, agents := tickets[0], 0
		for _, m := range tk.Messages {
			if m.From == FromAgent {
				agents++
			}
		}
		if tk.LastBuyer() != c.buyer || agents != c.agents || c.check != nil && !c.check(tk) {
			t.Errorf("%s: got %+v", c.what, tk)
		}
	}
}

func TestAListInOneDocumentIsStreamed(t *testing.T) {
	ids, _, errs := collect("[\n {\"id\":\"a\",\n \"text\":\"x\"},\n {\"id\":\"b\",\"text\":5},\n {\"id\":\"c\",\"text\":\"y\"}\n]", StreamOptions{Name: "t.json"})
	if !slices.Equal(ids, []string{"a", "c"}) || len(errs) != 1 || !strings.Contains(errs[0].Error(), "record 2") {
		t.Errorf("got %v, %v", ids, errs)
	}
}

func TestAFolderIsReadInOrder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b.txt": "second", "a.eml": "From: x@example.com\nSubject: s\n\nfirst", "c.txt": "", "readme.md": "no", ".hidden.txt": "no"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for tk, err := range OpenAll(dir, StreamOptions{}) {
		if err != nil {
			got = append(got, "error")
			continue
		}
		got = append(got, tk.ID+"="+tk.Text)
	}
	if want := []string{"a.eml=first", "b.txt=second", "error"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// endless writes n JSON lines without holding them.
type endless struct {
	n    int
	rest []byte
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.rest = fmt.Appendf(nil, "{\"id\":\"%d\",\"text\":\"%s\"}\n", e.n, strings.Repeat("where is my parcel ", 20))
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func TestMemoryDoesNotGrowWithTheNumberOfTickets(t *testing.T) {
	var before, after runtime.MemStats
	n := 0
	for _, err := range ReadAll(&endless{n: 20000}, StreamOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1000 {
			runtime.GC()
			runtime.ReadMemStats(&before)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); n != 20000 || grown > 2<<20 {
		t.Errorf("%d tickets, heap grew by %d bytes", n, grown)
	}
}
