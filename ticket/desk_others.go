package ticket

import (
	"encoding/json"
	"strings"
)

// zammad reads a ticket with its articles; internal ones are notes.
func zammad(raw []byte) (*Ticket, []string, error) {
	type article struct {
		From        string     `json:"from"`
		Sender      string     `json:"sender"`
		Internal    bool       `json:"internal"`
		Body        string     `json:"body"`
		Type        string     `json:"type"`
		ContentType string     `json:"content_type"`
		Created     moment     `json:"created_at"`
		Attachments []deskFile `json:"attachments"`
	}
	type user struct {
		First       string `json:"firstname"`
		Last        string `json:"lastname"`
		Email       string `json:"email"`
		Country     string `json:"country"`
		Preferences struct {
			Locale string `json:"locale"`
		} `json:"preferences"`
	}
	var z struct {
		ID       loose           `json:"id"`
		Number   loose           `json:"number"`
		Title    string          `json:"title"`
		Articles []article       `json:"ticket_articles"`
		Others   []article       `json:"articles"`
		Customer json.RawMessage `json:"customer"`
		Created  moment          `json:"created_at"`
		Due      moment          `json:"escalation_at"`
		Tags     []loose         `json:"tags"`
	}
	if err := decode(raw, &z); err != nil {
		return nil, nil, err
	}
	t := &Ticket{ID: string(z.ID), Subject: z.Title, Tags: texts(z.Tags), CreatedAt: z.Created.Time, ReplyDue: z.Due.Time, Channel: "email"}
	if t.ID == "" {
		t.ID = string(z.Number)
	}
	var u user
	if json.Unmarshal(z.Customer, &u) == nil {
		t.Customer = Customer{Name: strings.TrimSpace(u.First + " " + u.Last), Email: u.Email, Locale: u.Preferences.Locale, Country: countryCode("", u.Country)}
	}
	for _, a := range append(z.Articles, z.Others...) {
		from := FromAgent
		switch {
		case a.Internal || strings.EqualFold(a.Type, "note") && !strings.EqualFold(a.Sender, "customer"):
			from = FromNote
		case strings.EqualFold(a.Sender, "customer"):
			from = FromBuyer
			t.attach(a.Attachments)
			if t.Customer.Name == "" && t.Customer.Email == "" {
				t.Customer.Name, t.Customer.Email = address(a.From)
			}
		case strings.EqualFold(a.Sender, "system"):
			continue
		}
		body := a.Body
		if strings.Contains(a.ContentType, "html") {
			body = htmlText(body)
		}
		t.add(from, a.Created, strip(body))
	}
	sortThread(t.Messages)
	t.keep(raw, "id", "title", "ticket_articles", "articles", "customer", "created_at", "escalation_at", "tags")
	return t, nil, nil
}

// freshdesk reads a ticket with its conversations; private ones are notes.
func freshdesk(raw []byte) (*Ticket, []string, error) {
	var f struct {
		ID          loose      `json:"id"`
		Subject     string     `json:"subject"`
		Text        string     `json:"description_text"`
		HTML        string     `json:"description"`
		Tags        []loose    `json:"tags"`
		Created     moment     `json:"created_at"`
		Due         moment     `json:"fr_due_by"`
		Source      loose      `json:"source"`
		Attachments []deskFile `json:"attachments"`
		Requester   struct {
			Name     string `json:"name"`
			Email    string `json:"email"`
			Language string `json:"language"`
			TimeZone string `json:"time_zone"`
		} `json:"requester"`
		Conversations []struct {
			Incoming    bool       `json:"incoming"`
			Private     bool       `json:"private"`
			Text        string     `json:"body_text"`
			HTML        string     `json:"body"`
			Created     moment     `json:"created_at"`
			Attachments []deskFile `json:"attachments"`
		} `json:"conversations"`
	}
	if err := decode(raw, &f); err != nil {
		return nil, nil, err
	}
	t := &Ticket{ID: string(f.ID), Subject: f.Subject, Tags: texts(f.Tags), CreatedAt: f.Created.Time, ReplyDue: f.Due.Time}
	t.Customer = Customer{Name: f.Requester.Name, Email: f.Requester.Email, Language: f.Requester.Language}
	if strings.Contains(f.Requester.TimeZone, "/") { // Freshdesk has names of its own besides IANA's
		t.Customer.TimeZone = f.Requester.TimeZone
	}
	switch f.Source {
	case "1", "2":
		t.Channel = "email"
	case "7", "13":
		t.Channel = "chat"
	}
	t.add(FromBuyer, f.Created, words(f.Text, f.HTML))
	t.attach(f.Attachments)
	for _, c := range f.Conversations {
		from := FromAgent
		switch {
		case c.Private:
			from = FromNote
		case c.Incoming:
			from = FromBuyer
			t.attach(c.Attachments)
		}
		t.add(from, c.Created, words(c.Text, c.HTML))
	}
	sortThread(t.Messages)
	t.keep(raw, "id", "subject", "description", "description_text", "tags", "created_at", "fr_due_by", "source", "attachments", "requester", "conversations")
	return t, nil, nil
}

// gorgias reads a ticket with its messages; internal notes are notes.
func gorgias(raw []byte) (*Ticket, []string, error) {
	type person struct {
		Name  string `json:"name"`
		Email string `json:"email"`
	}
	var g struct {
		ID       loose   `json:"id"`
		Subject  string  `json:"subject"`
		Channel  string  `json:"channel"`
		Language string  `json:"language"`
		Customer *person `json:"customer"`
		Created  moment  `json:"created_datetime"`
		Tags     []struct {
			Name string `json:"name"`
		} `json:"tags"`
		Messages []struct {
			FromAgent   bool       `json:"from_agent"`
			Public      *bool      `json:"public"`
			Channel     string     `json:"channel"`
			Stripped    string     `json:"stripped_text"`
			Text        string     `json:"body_text"`
			HTML        string     `json:"body_html"`
			Sender      *person    `json:"sender"`
			Created     moment     `json:"created_datetime"`
			Attachments []deskFile `json:"attachments"`
		} `json:"messages"`
	}
	if err := decode(raw, &g); err != nil {
		return nil, nil, err
	}
	t := &Ticket{ID: string(g.ID), Subject: g.Subject, CreatedAt: g.Created.Time, Channel: plainChannel(g.Channel)}
	t.Customer.Language = g.Language
	if g.Customer != nil {
		t.Customer.Name, t.Customer.Email = g.Customer.Name, g.Customer.Email
	}
	for _, tag := range g.Tags {
		t.Tags = append(t.Tags, tag.Name)
	}
	for _, m := range g.Messages {
		from := FromBuyer
		switch {
		case m.Channel == "internal-note" || m.Public != nil && !*m.Public:
			from = FromNote
		case m.FromAgent:
			from = FromAgent
		default:
			t.attach(m.Attachments)
			if m.Sender != nil && t.Customer.Email == "" {
				t.Customer.Name, t.Customer.Email = m.Sender.Name, m.Sender.Email
			}
		}
		t.add(from, m.Created, words(m.Text, m.HTML, m.Stripped))
	}
	sortThread(t.Messages)
	t.keep(raw, "id", "subject", "channel", "language", "customer", "created_datetime", "tags", "messages")
	return t, nil, nil
}
