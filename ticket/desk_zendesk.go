package ticket

import (
	"encoding/json"
	"fmt"
	"strings"
)

type zendeskUser struct {
	ID       loose  `json:"id"`
	Name     string `json:"name"`
	Email    string `json:"email"`
	Locale   string `json:"locale"`
	Role     string `json:"role"`
	TimeZone string `json:"iana_time_zone"`
}

type zendeskTicket struct {
	ID          loose           `json:"id"`
	Subject     string          `json:"subject"`
	RawSubject  string          `json:"raw_subject"`
	Description string          `json:"description"`
	Tags        []loose         `json:"tags"`
	Created     moment          `json:"created_at"`
	Due         moment          `json:"due_at"`
	RequesterID loose           `json:"requester_id"`
	SubmitterID loose           `json:"submitter_id"`
	Requester   *zendeskUser    `json:"requester"`
	Locale      string          `json:"locale"`
	Via         json.RawMessage `json:"via"`
	Comments    []zendeskNote   `json:"comments"`
}

type zendeskNote struct {
	Public      *bool        `json:"public"`
	Body        string       `json:"body"`
	PlainBody   string       `json:"plain_body"`
	HTMLBody    string       `json:"html_body"`
	AuthorID    loose        `json:"author_id"`
	Author      *zendeskUser `json:"author"`
	Created     moment       `json:"created_at"`
	Attachments []deskFile   `json:"attachments"`
}

// zendesk reads an exported ticket, a ticket of the API, or {"ticket":…,"comments":[…]}.
func zendesk(raw []byte) (*Ticket, []string, error) {
	var both struct {
		Ticket   json.RawMessage `json:"ticket"`
		Comments []zendeskNote   `json:"comments"`
		Users    []zendeskUser   `json:"users"`
	}
	var z zendeskTicket
	body := raw
	if json.Unmarshal(raw, &both) == nil && len(both.Ticket) > 0 {
		body = both.Ticket
	}
	if err := decode(body, &z); err != nil {
		return nil, nil, err
	}
	if len(both.Ticket) > 0 && len(z.Comments) == 0 {
		z.Comments = both.Comments
	}
	if z.Requester == nil {
		for i := range both.Users {
			if both.Users[i].ID == z.RequesterID {
				z.Requester = &both.Users[i]
			}
		}
	}
	t := z.ticket()
	t.keep(body, "id", "subject", "raw_subject", "description", "tags", "created_at", "due_at", "requester", "comments", "via", "locale")
	return t, z.notes(), nil
}

func (z *zendeskTicket) ticket() *Ticket {
	t := &Ticket{ID: string(z.ID), Subject: z.Subject, Tags: texts(z.Tags), CreatedAt: z.Created.Time, ReplyDue: z.Due.Time, Channel: z.channel()}
	if t.Subject == "" {
		t.Subject = z.RawSubject
	}
	t.Customer.Locale = z.Locale
	if r := z.Requester; r != nil {
		t.Customer.Name, t.Customer.Email, t.Customer.TimeZone = r.Name, r.Email, r.TimeZone
		if r.Locale != "" {
			t.Customer.Locale = r.Locale
		}
	}
	for i, c := range z.Comments {
		t.add(z.writer(i, c), c.Created, words(c.PlainBody, c.Body, c.HTMLBody))
		if z.writer(i, c) == FromBuyer {
			t.attach(c.Attachments)
		}
	}
	sortThread(t.Messages)
	if len(t.Messages) == 0 || !t.hasBuyer() {
		if d := strip(z.Description); d != "" { // the API's ticket repeats its first comment there
			t.Messages = append([]Message{{From: FromBuyer, At: z.Created.Time, Text: d}}, t.Messages...)
		}
	}
	return t
}

// writer tells who wrote a comment: what is not public is a note.
func (z *zendeskTicket) writer(i int, c zendeskNote) string {
	author := c.AuthorID
	if author == "" && c.Author != nil {
		author = c.Author.ID
	}
	switch {
	case c.Public != nil && !*c.Public:
		return FromNote
	case c.Author != nil && c.Author.Role != "":
		if c.Author.Role == "end-user" {
			return FromBuyer
		}
		return FromAgent
	case author != "" && z.requester() != "":
		if author == z.requester() {
			return FromBuyer
		}
		return FromAgent
	case i == 0: // an export without authors: the ticket opens with the buyer
		return FromBuyer
	}
	return FromAgent
}

func (z *zendeskTicket) requester() loose {
	if z.RequesterID == "" && z.Requester != nil {
		return z.Requester.ID
	}
	return z.RequesterID
}

func (z *zendeskTicket) notes() []string {
	unknown := 0
	for i, c := range z.Comments {
		if i > 0 && c.AuthorID == "" && c.Author == nil && (c.Public == nil || *c.Public) {
			unknown++
		}
	}
	if unknown == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d comments name no author and are taken as ours", unknown)}
}

// channel reads via, which is an object or a word.
func (z *zendeskTicket) channel() string {
	var via struct {
		Channel loose `json:"channel"`
	}
	if json.Unmarshal(z.Via, &via) != nil {
		var word string
		if json.Unmarshal(z.Via, &word) != nil {
			return ""
		}
		via.Channel = loose(word)
	}
	return plainChannel(string(via.Channel))
}

// plainChannel is our word for a helpdesk's channel.
func plainChannel(s string) string {
	switch s = strings.ToLower(s); {
	case s == "web" || s == "api" || strings.Contains(s, "email") || s == "mail":
		return "email"
	case strings.Contains(s, "chat") || strings.Contains(s, "messag") || strings.Contains(s, "whatsapp") || strings.Contains(s, "webwidget") || s == "conversation":
		return "chat"
	case strings.Contains(s, "amazon"):
		return "amazon"
	case strings.Contains(s, "ebay"):
		return "ebay"
	}
	return ""
}
