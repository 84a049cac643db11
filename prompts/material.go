package prompts

import (
	"fmt"
	"strings"
	"time"

	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/ticket"
	"github.com/parlance-cli/parlance/value"
)

// material is all that goes into fences, made inert and not yet cut.
type material struct {
	language string // the buyer's, for cutting
	snippets []snippet
	facts    []string
	head     []string // ticket data: subject, buyer, order
	older    []message
	last     message // the one to answer
	rest     message // what stood around it: quotes, signature
}

type snippet struct {
	ID, Title, Language, Text string
	Internal                  bool
	cut                       bool // it was too long for any prompt
}

type message struct{ Head, Text string }

func materialOf(d Draft, fence Fence) material {
	m := material{language: d.Signals.Language.Tag}
	for _, s := range d.Snippets {
		m.snippets = append(m.snippets, snippetOf(s, fence))
	}
	for _, f := range d.Facts {
		m.facts = append(m.facts, factLine(f, fence))
	}
	if d.Ticket == nil {
		return m
	}
	formats := value.For(d.Write)
	m.head = headLines(d.Ticket, or(d.Ticket.Customer.Name, d.Signals.Name), formats, zone(d), fence)
	m.thread(d.Ticket, formats, zone(d), fence)
	return m
}

func snippetOf(s kb.Snippet, fence Fence) snippet {
	out := snippet{ID: fence.line(s.ID), Title: fence.line(s.Title), Text: fence.inert(s.Text), Internal: s.Internal}
	if s.Language != "" {
		out.Language = languageOf(s.Language).Name
	}
	out.Text, out.cut = head(out.Text, s.Language, longestPassage, characters)
	return out
}

func factLine(f kb.Fact, fence Fence) string {
	line := strings.ReplaceAll(f.ID, "-", " ") + ": " + f.Value
	if f.Value == "" { // it says what to ask
		return fence.line(line + f.Text)
	}
	if f.Text != "" {
		line += " (" + f.Text + ")"
	}
	return fence.line(line)
}

// thread splits the ticket into the message to answer, what stands around it and the
// older messages. A ticket without messages is one message.
func (m *material) thread(t *ticket.Ticket, formats value.Formats, in *time.Location, fence Fence) {
	messages := t.Messages
	if len(messages) == 0 {
		messages = []ticket.Message{{From: "buyer", At: t.CreatedAt, Text: t.Text}}
	}
	answer := len(messages) - 1
	for i, msg := range messages {
		if msg.From == "buyer" {
			answer = i
		}
	}
	for i, msg := range messages {
		head := messageHead(msg, i, len(messages), i == answer, formats, in, fence)
		if i != answer {
			m.older = append(m.older, message{Head: head, Text: fence.inert(msg.Text)})
			continue
		}
		own, around := split(msg.Text, t.LastBuyer())
		m.last = message{Head: head, Text: fence.inert(own)}
		m.rest = message{Head: "<<below that message, a signature or quoted text " + fence.ID + ">>", Text: fence.inert(around)}
	}
}

// split separates the buyer's own words from what follows them. Nothing is lost: words
// that are not found in the text leave it whole.
func split(text, own string) (message, rest string) {
	own = strings.TrimSpace(own)
	at := strings.Index(text, own)
	if own == "" || at < 0 || strings.TrimSpace(text[:at]) != "" {
		return text, ""
	}
	return text[:at+len(own)], text[at+len(own):]
}

func messageHead(m ticket.Message, i, n int, answer bool, formats value.Formats, in *time.Location, fence Fence) string {
	from := map[string]string{"buyer": "from the buyer", "agent": "from the shop", "note": "a colleague's note, not for the buyer"}[m.From]
	parts := []string{fmt.Sprintf("message %d of %d", i+1, n), or(from, "from somebody")}
	if !m.At.IsZero() {
		parts = append(parts, formats.Date(m.At.In(in)))
	}
	if answer {
		parts = append(parts, "to be answered")
	}
	return "<<" + strings.Join(parts, ", ") + " " + fence.ID + ">>"
}

func headLines(t *ticket.Ticket, buyer string, formats value.Formats, in *time.Location, fence Fence) []string {
	var lines []string
	add := func(label, text string) {
		if text = fence.line(text); text != "" {
			lines = append(lines, label+": "+text)
		}
	}
	add("Subject", t.Subject)
	add("Buyer", buyer)
	add("Country", t.Customer.Country)
	for _, h := range last(t.Customer.History, 3) {
		add("Earlier", h)
	}
	if t.Order != nil {
		orderLines(t.Order, formats, in, add)
	}
	for _, a := range t.Attached {
		add("Attached, content unknown", a.Name)
	}
	return lines
}

func orderLines(o *ticket.Order, formats value.Formats, in *time.Location, add func(label, text string)) {
	date := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return formats.Date(t.In(in))
	}
	add("Order", o.ID)
	for _, item := range o.Items {
		add("Item", strings.TrimSpace(fmt.Sprintf("%d × %s %s", max(1, item.Quantity), item.Name, item.SKU)))
	}
	if o.Total.Amount != "" {
		add("Total", amount(value.Money{Amount: o.Total.Amount.String(), Currency: o.Total.Currency}, formats))
	}
	add("Placed", date(o.PlacedAt))
	add("Shipped", date(o.ShippedAt))
	add("Delivered", date(o.DeliveredAt))
	add("Carrier", o.Carrier)
	add("Tracking", o.Tracking)
	for _, e := range last(o.TrackingEvents, 3) {
		add("Scan", strings.Trim(strings.Join([]string{date(e.At), e.Status, e.Location}, ", "), ", "))
	}
}

func last[T any](list []T, n int) []T { return list[max(0, len(list)-n):] }

// needs is what all of it takes.
func (m material) needs(of size) int {
	n := of(strings.Join(m.head, "\n")) + of(m.last.Head) + of(m.last.Text) + m.others(of)
	if m.rest.Text != "" {
		n += of(m.rest.Head) + of(m.rest.Text)
	}
	return n
}

// fences is what the lines around the material take.
func (m material) fences(of size) int {
	pair := of("<<knowledge 0123456789abcdef>>\n<<end of knowledge 0123456789abcdef>>\n") + 4
	n := pair + 32 + 2*len(m.older) // the blank lines between parts and messages
	if len(m.snippets) > 0 {
		n += pair + of("What the shop knows. Each passage stands under its marker.")
	}
	if len(m.facts) > 0 {
		n += pair + of("Worked out by our program; correct, may be stated.")
	}
	return n
}
