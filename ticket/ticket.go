// Package ticket reads tickets and tells, by rules and without a model, what they
// say: language, emotion, asks, risks, what is missing.
package ticket

import (
	"encoding/json"
	"time"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/value"
)

// Ticket is parlance.ticket/v1.
type Ticket struct {
	ID        string       `json:"id,omitempty"`
	Subject   string       `json:"subject,omitempty"`
	Text      string       `json:"text,omitempty"`
	Messages  []Message    `json:"messages,omitempty"` // oldest first
	Customer  Customer     `json:"customer,omitzero"`
	Order     *Order       `json:"order,omitempty"`
	Attached  []Attachment `json:"attachments,omitempty"`
	Channel   string       `json:"channel,omitempty"`
	Market    string       `json:"market,omitempty"` // ISO 3166
	Tags      []string     `json:"tags,omitempty"`
	CreatedAt time.Time    `json:"created_at,omitzero"`
	ReplyDue  time.Time    `json:"reply_due,omitzero"`

	Extra map[string]json.RawMessage `json:"-"` // keys we do not know: kept, ignored
}

// Message is one entry of a thread.
type Message struct {
	From string    `json:"from"` // buyer, agent, note
	At   time.Time `json:"at,omitzero"`
	Text string    `json:"text"`
}

// Customer is who wrote.
type Customer struct {
	Name     string   `json:"name,omitempty"`
	Email    string   `json:"email,omitempty"`
	Language string   `json:"language,omitempty"`
	Locale   string   `json:"locale,omitempty"`
	Country  string   `json:"country,omitempty"`
	TimeZone string   `json:"timezone,omitempty"`
	History  []string `json:"history,omitempty"`
}

// Order is the order the ticket is about.
type Order struct {
	ID             string          `json:"id"`
	Items          []Item          `json:"items,omitempty"`
	Total          Total           `json:"total,omitzero"`
	PlacedAt       time.Time       `json:"placed_at,omitzero"`
	ShippedAt      time.Time       `json:"shipped_at,omitzero"`
	DeliveredAt    time.Time       `json:"delivered_at,omitzero"`
	Carrier        string          `json:"carrier,omitempty"`
	Tracking       string          `json:"tracking,omitempty"`
	TrackingEvents []TrackingEvent `json:"tracking_events,omitempty"`
}

// Item is one line of an order.
type Item struct {
	SKU      string `json:"sku,omitempty"`
	Name     string `json:"name,omitempty"`
	Quantity int    `json:"quantity,omitempty"`
}

// Total is what the order cost.
type Total struct {
	Amount   json.Number `json:"amount"`
	Currency string      `json:"currency"`
}

// TrackingEvent is one scan of a parcel.
type TrackingEvent struct {
	At       time.Time `json:"at,omitzero"`
	Status   string    `json:"status"`
	Location string    `json:"location,omitempty"`
}

// Attachment names a file the buyer sent; its content is never read.
type Attachment struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"`
}

// Decision is what the agent or the policy has decided about a ticket.
type Decision struct {
	Outcome culture.Outcome
	Amount  *value.Money
	Notes   []string // the agent's own words: trusted
}
