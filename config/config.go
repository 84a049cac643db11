// Package config reads settings from environment and files into one plain struct.
// Past Load nobody sees viper; flags are laid over the struct by the command that
// has them.
package config

import (
	"errors"
	"time"

	"github.com/parlance-cli/parlance/llm"
)

// ErrInvalid wraps every mistake in a setting; the text names file, line and key.
var ErrInvalid = errors.New("invalid settings")

// Config is all settings.
type Config struct {
	Endpoint  llm.Endpoint   `mapstructure:"endpoint"`
	Fallbacks []llm.Endpoint `mapstructure:"fallbacks"` // tried in order on outage or overload
	Translate Translate      `mapstructure:"translate"`
	Draft     Draft          `mapstructure:"draft"`
	Privacy   Privacy        `mapstructure:"privacy"`
	Prices    []Price        `mapstructure:"prices"`

	AgentLang string `mapstructure:"agent_lang"` // "" is the locale's, else English
	UILang    string `mapstructure:"ui_lang"`    // of help and messages: en, zh; "" is the agent's, else the locale's
	Culture   string `mapstructure:"culture"`    // the buyer's, when nothing else says it
	Language  string `mapstructure:"language"`
	Market    string `mapstructure:"market"`
	Channel   string `mapstructure:"channel"`
	Brand     string `mapstructure:"brand"` // a name under brands/, or a file
	KB        KB     `mapstructure:"kb"`
	Prompts   string `mapstructure:"prompts"`
}

// Translate is the second step of a pivot draft.
type Translate struct {
	Model string `mapstructure:"model"` // "" is the endpoint's: a cheaper model will often do
}

// Draft is how many candidates are written and how.
type Draft struct {
	Candidates int    `mapstructure:"candidates"`
	Via        string `mapstructure:"via"`    // pivot, direct
	Engine     string `mapstructure:"engine"` // auto, endpoint, builtin
	Fallback   bool   `mapstructure:"fallback"`
	Gloss      bool   `mapstructure:"gloss"`
}

// KB is the knowledge base.
type KB struct {
	Folders    []string   `mapstructure:"folders"`
	Embeddings Embeddings `mapstructure:"embeddings"`
}

// Embeddings find articles by meaning, beside their words.
type Embeddings struct {
	Model string `mapstructure:"model"` // "" searches by words, and asks the model to translate the question
}

// Privacy is what is hidden from an endpoint.
type Privacy struct {
	Mask  string   `mapstructure:"mask"` // always, remote, never
	Allow []string `mapstructure:"allow"`
	Deny  []string `mapstructure:"deny"`
}

// Price is what a model costs per million tokens, in whatever currency its bill has.
type Price struct {
	Model  string   `mapstructure:"model"` // a name, or the beginning of one: dated names are the same model
	Input  float64  `mapstructure:"input"`
	Cached *float64 `mapstructure:"cached"` // prompt tokens the endpoint had cached; unset: as input
	Output float64  `mapstructure:"output"`
}

// Default is what a fresh installation runs with.
func Default() Config {
	return Config{
		Endpoint: llm.Endpoint{
			APIType: "openai", MaxTokens: 1024, Temperature: 0.4, Retries: 2,
			ConnectTimeout: 5 * time.Second, IdleTimeout: time.Minute, Budget: 5 * time.Minute,
		},
		Draft:   Draft{Candidates: 3, Via: "pivot", Engine: "auto", Gloss: true},
		Privacy: Privacy{Mask: "remote"},
		Channel: "email",
	}
}

// projectKeys are all that a project file may set: it travels with a checkout, so it
// must not be able to send tickets or keys elsewhere.
var projectKeys = map[string]bool{"brand": true, "kb.folders": true, "culture": true, "language": true, "market": true, "channel": true}
