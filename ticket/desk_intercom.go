package ticket

import (
	"strings"
)

// intercom reads a conversation: source and conversation_parts, HTML bodies, Unix
// seconds. A country is a name there.
func intercom(raw []byte) (*Ticket, []string, error) {
	type author struct {
		Type  string `json:"type"`
		Name  string `json:"name"`
		Email string `json:"email"`
	}
	type part struct {
		Type        string     `json:"part_type"`
		Body        string     `json:"body"`
		Author      author     `json:"author"`
		Created     moment     `json:"created_at"`
		Attachments []deskFile `json:"attachments"`
	}
	type contact struct {
		Name     string `json:"name"`
		Email    string `json:"email"`
		Language string `json:"language_override"`
		Browser  string `json:"browser_language"`
		Location struct {
			Country string `json:"country"`
			Code    string `json:"country_code"`
		} `json:"location"`
	}
	var c struct {
		ID     loose  `json:"id"`
		Title  string `json:"title"`
		Source struct {
			Type        string     `json:"type"`
			Subject     string     `json:"subject"`
			Body        string     `json:"body"`
			Author      author     `json:"author"`
			Attachments []deskFile `json:"attachments"`
		} `json:"source"`
		Created moment `json:"created_at"`
		Parts   struct {
			Parts []part `json:"conversation_parts"`
		} `json:"conversation_parts"`
		Contacts struct {
			Contacts []contact `json:"contacts"`
		} `json:"contacts"`
		Tags struct {
			Tags []struct {
				Name string `json:"name"`
			} `json:"tags"`
		} `json:"tags"`
	}
	if err := decode(raw, &c); err != nil {
		return nil, nil, err
	}
	buyer := func(a author) bool { return a.Type == "user" || a.Type == "lead" || a.Type == "contact" }
	who := func(a author) string {
		if buyer(a) {
			return FromBuyer
		}
		return FromAgent
	}
	t := &Ticket{ID: string(c.ID), Subject: strip(c.Source.Subject), CreatedAt: c.Created.Time, Channel: plainChannel(c.Source.Type)}
	if t.Subject == "" {
		t.Subject = strip(c.Title)
	}
	t.add(who(c.Source.Author), c.Created, strip(c.Source.Body))
	if buyer(c.Source.Author) {
		t.Customer.Name, t.Customer.Email = c.Source.Author.Name, c.Source.Author.Email
		t.attach(c.Source.Attachments)
	}
	for _, p := range c.Parts.Parts {
		from := who(p.Author)
		if p.Type == "note" || p.Type == "note_and_reopen" {
			from = FromNote
		}
		t.add(from, p.Created, strip(p.Body))
		if from == FromBuyer {
			t.attach(p.Attachments)
			if t.Customer.Name == "" {
				t.Customer.Name, t.Customer.Email = p.Author.Name, p.Author.Email
			}
		}
	}
	if len(c.Contacts.Contacts) > 0 {
		p := c.Contacts.Contacts[0]
		t.Customer.Language = p.Language
		if t.Customer.Language == "" {
			t.Customer.Language = p.Browser
		}
		t.Customer.Country = countryCode(p.Location.Code, p.Location.Country)
		if p.Name != "" {
			t.Customer.Name = p.Name
		}
		if p.Email != "" {
			t.Customer.Email = p.Email
		}
	}
	for _, tag := range c.Tags.Tags {
		t.Tags = append(t.Tags, tag.Name)
	}
	sortThread(t.Messages)
	t.keep(raw, "type", "id", "title", "source", "created_at", "conversation_parts", "contacts", "tags")
	return t, nil, nil
}

// chatwoot reads a conversation: message_type 0 in, 1 out, 2 activity, 3 template;
// private messages are notes.
func chatwoot(raw []byte) (*Ticket, []string, error) {
	var c struct {
		ID       loose `json:"id"`
		Messages []struct {
			Type        loose      `json:"message_type"`
			Content     string     `json:"content"`
			Private     bool       `json:"private"`
			Created     moment     `json:"created_at"`
			Attachments []deskFile `json:"attachments"`
		} `json:"messages"`
		Meta struct {
			Channel string `json:"channel"`
			Sender  struct {
				Name  string `json:"name"`
				Email string `json:"email"`
				More  struct {
					Code     string `json:"country_code"`
					Country  string `json:"country"`
					Language string `json:"language"`
				} `json:"additional_attributes"`
			} `json:"sender"`
		} `json:"meta"`
		Labels  []loose `json:"labels"`
		Created moment  `json:"created_at"`
		More    struct {
			Subject  string `json:"mail_subject"`
			Language string `json:"browser_language"`
			Browser  struct {
				Language string `json:"browser_language"`
			} `json:"browser"`
		} `json:"additional_attributes"`
	}
	if err := decode(raw, &c); err != nil {
		return nil, nil, err
	}
	s := c.Meta.Sender
	t := &Ticket{ID: string(c.ID), Subject: c.More.Subject, Tags: texts(c.Labels), CreatedAt: c.Created.Time, Channel: plainChannel(c.Meta.Channel)}
	t.Customer = Customer{Name: s.Name, Email: s.Email, Language: s.More.Language, Country: countryCode(s.More.Code, s.More.Country)}
	if t.Customer.Language == "" {
		t.Customer.Language = c.More.Browser.Language
	}
	if t.Customer.Language == "" {
		t.Customer.Language = c.More.Language
	}
	for _, m := range c.Messages {
		switch from := strings.ToLower(string(m.Type)); {
		case m.Private:
			t.add(FromNote, m.Created, strip(m.Content))
		case from == "0" || from == "incoming":
			t.add(FromBuyer, m.Created, strip(m.Content))
			t.attach(m.Attachments)
		case from == "1" || from == "outgoing":
			t.add(FromAgent, m.Created, strip(m.Content))
		} // activities and templates are nobody's words
	}
	sortThread(t.Messages)
	t.keep(raw, "id", "messages", "meta", "labels", "created_at", "additional_attributes")
	return t, nil, nil
}
