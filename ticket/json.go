package ticket

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/clean"
)

// Schema names our own ticket format.
const Schema = "parlance.ticket/v1"

// The writers of a message.
const (
	FromBuyer = "buyer"
	FromAgent = "agent"
	FromNote  = "note" // the agent's private note: never the buyer's words
)

// parseJSON reads one JSON document: our schema, or a helpdesk's (format names it, or
// "auto-json" to tell from its keys).
func parseJSON(raw []byte, format, name string) (*Ticket, []string, error) {
	d, err := clean.Decode(raw, "")
	if err != nil {
		return nil, nil, &InputError{Name: name, Kind: err, Want: wantTicket}
	}
	t, notes, err := jsonTicket([]byte(d.Text), format)
	if bad := (*InputError)(nil); errors.As(err, &bad) {
		bad.Name = name
	}
	return t, notes, err
}

// jsonTicket turns one JSON value into a ticket.
func jsonTicket(raw []byte, format string) (*Ticket, []string, error) {
	t, notes, err := deskTicket(raw, format)
	if t != nil {
		t.unforward("")
	}
	return t, notes, err
}

func deskTicket(raw []byte, format string) (*Ticket, []string, error) {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(raw, &keys); err != nil {
		if n := tickets(raw); n > 1 {
			return nil, nil, &InputError{Kind: ErrInvalid, What: fmt.Sprintf("%d tickets, not one", n), Want: wantBatch}
		}
		if start := bytes.TrimSpace(raw); len(start) > 0 && start[0] == '[' && json.Valid(raw) {
			return nil, nil, &InputError{Kind: ErrInvalid, What: "a list, not one ticket", Want: wantBatch}
		}
		return nil, nil, jsonError(raw, err)
	}
	if format == "auto-json" || format == "auto" {
		format = desk(keys)
	}
	if read, ok := desks()[format]; ok {
		return read(raw)
	}
	return ownTicket(raw, keys)
}

// wantBatch is what reads a file of many tickets.
const wantBatch = "one JSON object; `parlance batch FILE -o drafts.jsonl` drafts a file of many"

// tickets is how many objects a list or a file of one object per line holds; 0 when it
// is neither.
func tickets(raw []byte) int {
	var list []map[string]json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		return len(list)
	}
	n := 0
	for d := json.NewDecoder(bytes.NewReader(raw)); ; n++ {
		var one map[string]json.RawMessage
		if err := d.Decode(&one); err == io.EOF {
			return n
		} else if err != nil {
			return 0
		}
	}
}

// jsonError places a JSON error in its line.
func jsonError(raw []byte, err error) error {
	bad := &InputError{Kind: ErrInvalid, Want: "one JSON object of " + Schema}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		bad.Line, bad.What = lineAt(raw, syntax.Offset), "broken JSON"
		if syntax.Offset >= int64(len(raw)) {
			bad.What = "JSON ends too early"
		}
	case errors.As(err, &kind):
		bad.Line = lineAt(raw, kind.Offset)
		bad.What = fmt.Sprintf("%q holds a %s", clean.Line(kind.Field, 60), kind.Value)
		bad.Want = "`parlance schema ticket` shows what each key holds"
	default:
		bad.What = clean.Line(err.Error(), 120)
	}
	return bad
}

func lineAt(raw []byte, offset int64) int {
	return bytes.Count(raw[:max(0, min(int(offset), len(raw)))], []byte("\n")) + 1
}

// ownKeys are the keys of parlance.ticket/v1; others are kept in Extra.
var ownKeys = []string{"schema", "id", "subject", "text", "messages", "customer", "order", "attachments", "channel", "market", "tags", "created_at", "reply_due"}

// ownTicket reads parlance.ticket/v1.
func ownTicket(raw []byte, keys map[string]json.RawMessage) (*Ticket, []string, error) {
	var w wire
	if err := json.Unmarshal(raw, &w); err != nil {
		return nil, nil, jsonError(raw, err)
	}
	if w.Schema != "" && w.Schema != Schema {
		return nil, nil, &InputError{Kind: ErrInvalid, What: "schema " + clean.Line(w.Schema, 40), Want: "it would be " + Schema}
	}
	t := &Ticket{
		ID: string(w.ID), Subject: w.Subject, Text: w.Text, Attached: w.Attached, Channel: w.Channel,
		Market: w.Market, Tags: texts(w.Tags), CreatedAt: w.Created.Time, ReplyDue: w.ReplyDue.Time,
		Customer: Customer{Name: w.Customer.Name, Email: w.Customer.Email, Language: w.Customer.Language,
			Locale: w.Customer.Locale, Country: w.Customer.Country, TimeZone: w.Customer.TimeZone, History: texts(w.Customer.History)},
		Order: w.Order.order(),
	}
	notes := badTimes(&w)
	for i, m := range w.Messages {
		from, ok := writer(m.From)
		if !ok {
			return nil, nil, &InputError{Kind: ErrInvalid, What: fmt.Sprintf("messages[%d].from", i), Want: "it would be buyer, agent or note"}
		}
		t.Messages = append(t.Messages, Message{From: from, At: m.At.Time, Text: m.Text})
	}
	sortThread(t.Messages)
	for k, v := range keys {
		if !slices.Contains(ownKeys, k) {
			if t.Extra == nil {
				t.Extra = map[string]json.RawMessage{}
			}
			t.Extra[k] = v
		}
	}
	return t, notes, nil
}

// writer maps the words others use for the writer of a message to ours.
func writer(from string) (string, bool) {
	switch strings.ToLower(strings.TrimSpace(from)) {
	case FromBuyer, "customer", "user", "client", "contact", "end-user", "requester":
		return FromBuyer, true
	case FromAgent, "seller", "support", "admin", "shop", "operator", "assistant", "bot":
		return FromAgent, true
	case FromNote, "internal", "private":
		return FromNote, true
	}
	return "", false
}

// sortThread puts messages oldest first when all have a time; equal times keep their order.
func sortThread(m []Message) {
	for _, x := range m {
		if x.At.IsZero() {
			return
		}
	}
	slices.SortStableFunc(m, func(a, b Message) int { return a.At.Compare(b.At) })
}
