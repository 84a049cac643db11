// Package culture holds what we know about writing to buyers of a country:
// profiles (manner), markets (law) and languages (phrases). All of it is YAML a
// native speaker can review; every fact names its source.
package culture

import "errors"

// ErrUnknown is returned for a tag with an unregistered language or region; the
// error's text names the nearest tags we have.
var ErrUnknown = errors.New("unknown culture")

// ErrInvalid wraps every mistake in a profile, market, calendar or language file;
// the text names file and line.
var ErrInvalid = errors.New("invalid culture file")

// Outcome is the decision a reply carries.
type Outcome string

// The outcomes; "" is undecided.
const (
	Undecided Outcome = ""
	Inform    Outcome = "inform"
	Ask       Outcome = "ask"
	Refund    Outcome = "refund"
	Partial   Outcome = "partial"
	Replace   Outcome = "replace"
	Return    Outcome = "return"
	Refuse    Outcome = "refuse"
	Wait      Outcome = "wait"
	Escalate  Outcome = "escalate"
)

// Outcomes lists the outcomes a person can choose.
var Outcomes = []Outcome{Inform, Ask, Refund, Partial, Replace, Return, Refuse, Wait, Escalate}

// Pays tells whether an outcome pays money back, so that an amount belongs to it.
func (o Outcome) Pays() bool { return o == Refund || o == Partial }

// Fact is one thing we claim about a culture or a market.
type Fact struct {
	Topic      string   `yaml:"topic"`             // address, honorific, name-order, register, greeting, closing, refusal, apology, directness, evidence, tone, reply-time, avoid …
	Text       string   `yaml:"text"`              // the briefing sentence a prompt carries, in English
	Say        []string `yaml:"say,omitempty"`     // in the culture's own language
	NotSay     []string `yaml:"not_say,omitempty"` // likewise
	Why        string   `yaml:"why,omitempty"`     // for a person learning the culture
	Source     string   `yaml:"source"`            // never invented
	Confidence string   `yaml:"confidence"`        // high, medium, low
	Checked    bool     `yaml:"checked,omitempty"` // false: guidance in a prompt only
}

// Basis says where a setting of a profile is from.
type Basis struct {
	Source     string `yaml:"source"`
	Confidence string `yaml:"confidence"`
	Checked    bool   `yaml:"checked,omitempty"`
}

// Profile is the manner of one culture after inheritance.
type Profile struct {
	Tag       string // BCP 47, as asked for
	From      string // the tag of the file that answered, "ja-JP" for "ja"
	Language  string // the language buyers of this culture write: "ja", "zh-Hans"
	Region    string // ISO 3166, "" for a pure language
	Register  string // formal or informal: default address in this culture
	NameOrder string // given-first or surname-first
	Guidance  []Fact // in the order a prompt shows them
	Acts      map[Outcome][]string
	Approach  []string  // approaches in the order that suits this culture
	Weekend   []int     // time.Weekday numbers
	TimeZone  string    // IANA zone of most buyers, for dates when the ticket has none; "" unknown
	Calendar  []Holiday // public holidays and slow seasons, three years

	Basis map[string]Basis // by setting: register, name_order, acts, approach
}

// Holiday is a day or a season in which nothing moves or a greeting is due.
type Holiday struct {
	Name   string `yaml:"name"`
	From   string `yaml:"from"` // 2026-04-29
	To     string `yaml:"to,omitempty"`
	Closed bool   `yaml:"closed"`
	Source string `yaml:"source"`
}

// Resolution says how a tag was answered.
type Resolution struct {
	Asked string
	Chain []string // files merged, nearest first: "de-AT", "de-DE", "root"
	Note  string   // "no profile for ja-US: manner of ja-JP"; "" for an exact hit
}

// Resolve answers every well-formed tag with registered subtags, by inheritance,
// from the profiles that come with the program.
func Resolve(tag string) (*Profile, Resolution, error) { return builtin().Resolve(tag) }

// List names the profiles there are, in alphabetical order.
func List() []string { return builtin().List() }
