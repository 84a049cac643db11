package llm

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
)

const redacted = "[redacted]"

// Secret is a value that no verb and no encoder prints. Its value sits in a closure,
// so that even reflection over an unexported field finds only a function.
type Secret struct {
	reveal func() string
}

// NewSecret keeps a value.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return value }}
}

// Reveal is the value, for the one line that sends it.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

func (s Secret) String() string               { return redacted }
func (s Secret) GoString() string             { return redacted }
func (s Secret) Format(f fmt.State, _ rune)   { fmt.Fprint(f, redacted) }
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
func (s Secret) MarshalYAML() (any, error)    { return redacted, nil }
func (s Secret) GobEncode() ([]byte, error)   { return []byte(redacted), nil }

// credential is a key and where it is from, for messages.
type credential struct {
	secret Secret
	from   string // "environment variable X", "key file", "keyring"; "" when there is none
	absent string // why there is none, when one was configured
}

// findKey looks where the settings say, in this order: key_env, key_file, keyring,
// OPENAI_API_KEY. A key goes only to the origin it belongs to.
func findKey(e Endpoint, origin string, o Options) (credential, error) {
	absent := ""
	switch foreign := e.KeyOrigin != "" && Origin(e.KeyOrigin) != origin; {
	case foreign && (e.KeyEnv != "" || e.KeyFile != ""):
		absent = "the configured key belongs to " + e.KeyOrigin + " and was not sent"
	case e.KeyEnv != "":
		return keyFromEnv(e.KeyEnv, origin, o.Getenv)
	case e.KeyFile != "":
		value, err := readKeyFile(e.KeyFile)
		return credential{secret: NewSecret(value), from: "key file " + e.KeyFile}, err
	}
	if o.Keyring != nil {
		if value, err := o.Keyring(origin); err == nil && value != "" {
			return credential{secret: NewSecret(value), from: "keyring"}, checkKey(value)
		}
	}
	if value := o.Getenv("OPENAI_API_KEY"); value != "" && openAIOrigin(origin, o.Getenv) {
		return credential{secret: NewSecret(value), from: "environment variable OPENAI_API_KEY"}, checkKey(value)
	}
	return credential{absent: absent}, nil
}

func keyFromEnv(name, origin string, getenv func(string) string) (credential, error) {
	if name == "OPENAI_API_KEY" && !openAIOrigin(origin, getenv) {
		return credential{absent: "OPENAI_API_KEY goes only to OpenAI or OPENAI_BASE_URL"}, nil
	}
	value := strings.TrimSpace(getenv(name))
	if value == "" {
		return credential{absent: "environment variable " + name + " is not set"}, nil
	}
	return credential{secret: NewSecret(value), from: "environment variable " + name}, checkKey(value)
}

// openAIOrigin tells whether OPENAI_API_KEY may go there.
func openAIOrigin(origin string, getenv func(string) string) bool {
	if base := getenv("OPENAI_BASE_URL"); base != "" {
		return origin == Origin(base)
	}
	return origin == Origin(openAI)
}

// readKeyFile reads a key file that nobody else can read.
func readKeyFile(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", settingsError("key file "+path+": no such file", "endpoint.key_file names it")
	case err != nil || !info.Mode().IsRegular() || info.Size() > 1<<16:
		return "", settingsError("key file "+path+" cannot be read", "expected a small file with the key on its first line")
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return "", settingsError(fmt.Sprintf("key file %s has mode %04o: others can read it", path, info.Mode().Perm()), "chmod 600 "+path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", settingsError("key file "+path+" cannot be read", "check its owner and mode")
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	key := strings.TrimSpace(first)
	return key, checkKey(key)
}

// checkKey refuses what cannot be a header value; the message must not quote it.
func checkKey(key string) error {
	if key == "" {
		return settingsError("the key is empty", "")
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return settingsError("the key holds spaces, control or non-ASCII characters", "copy it again")
	}
	return nil
}
