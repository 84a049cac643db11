package cmd

import (
	"bufio"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"github.com/parlance-cli/parlance/llm"
	"github.com/parlance-cli/parlance/say"
)

// service is our name in the system's keyring; the user is the endpoint's origin.
const service = "parlance"

// keyringPatience is how long a keyring may take: a locked one waits for a person who
// may not be there.
const keyringPatience = 2 * time.Second

var errKeyringSlow = errors.New("the keyring does not answer; is it locked?")

// inTime gives up on a call to the keyring that takes too long.
func inTime(call func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() { // cannot be cancelled: the system's keyring has no way to
		text, err := call()
		done <- answer{text, err}
	}()
	timer := time.NewTimer(keyringPatience)
	defer timer.Stop()
	select {
	case a := <-done:
		return a.text, a.err
	case <-timer.C:
		return "", errKeyringSlow
	}
}

// fromKeyring finds the key of an origin; "" when there is none or no keyring.
func (a *app) fromKeyring(origin string) (string, error) {
	key, err := inTime(func() (string, error) { return a.keyring.Get(service, origin) })
	if errors.Is(err, errKeyringSlow) {
		a.note("warning: %s", err)
	}
	if err != nil {
		return "", nil // no keyring is no mistake
	}
	return key, nil
}

func (a *app) keyCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "Keep an endpoint's key in the system's keyring",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(
		&cobra.Command{
			Use:   "set [URL]",
			Short: "Store the key for an endpoint; it is read from the terminal or standard input",
			Long: `Set stores a key for the origin of URL (scheme, host and port), by default that of
endpoint.base_url. It is sent to that origin and to no other. Keys are never taken from
the command line.`,
			Example: "  parlance key set\n  parlance key set https://api.openai.com/v1\n  pass show openai | parlance key set https://api.openai.com/v1",
			Args:    usageArgs(cobra.MaximumNArgs(1)),
			RunE:    func(c *cobra.Command, args []string) error { return a.setKey(c.Context(), args) },
		},
		&cobra.Command{
			Use:   "forget [URL]",
			Short: "Remove the key for an endpoint",
			Args:  usageArgs(cobra.MaximumNArgs(1)),
			RunE: func(_ *cobra.Command, args []string) error {
				origin, err := a.keyOrigin(args)
				if err != nil {
					return err
				}
				_, err = inTime(func() (string, error) { return "", a.keyring.Delete(service, origin) })
				if errors.Is(err, keyring.ErrNotFound) {
					return input{say.Errorf("the keyring has no key for %s", origin)}
				}
				return err
			},
		})
	return c
}

// keyOrigin is the origin a key is meant for: of the URL named, else of the settings.
func (a *app) keyOrigin(args []string) (string, error) {
	url := strings.Join(args, "")
	if url == "" {
		settings, err := a.settings()
		if err != nil {
			return "", err
		}
		if url = settings.Endpoint.BaseURL; url == "" {
			return "", usagef("no URL is named, and endpoint.base_url is not set")
		}
	}
	origin := llm.Origin(url)
	if origin == "" {
		return "", usagef("%q is no URL", url)
	}
	return origin, nil
}

func (a *app) setKey(ctx context.Context, args []string) error {
	origin, err := a.keyOrigin(args)
	if err != nil {
		return err
	}
	key, err := a.askKey(ctx, origin)
	if err != nil {
		return err
	}
	if key, err = oneKey(key); err != nil {
		return err
	}
	if err := a.toKeyring(origin, key); err != nil {
		return say.Errorf("the keyring does not take it (%w); put the key into a file only you can read (mode 0600) and name it in endpoint.key_file", err)
	}
	a.note("kept for %s", origin)
	return nil
}

// toKeyring keeps the key of an origin.
func (a *app) toKeyring(origin, key string) error {
	_, err := inTime(func() (string, error) { return "", a.keyring.Set(service, origin, key) })
	return err
}

func (a *app) askKey(ctx context.Context, origin string) (string, error) {
	if !a.terminal.in {
		b, err := a.readStdin(ctx, "key")
		return string(b), err
	}
	return a.hidden(ctx, a.say("key for %s: ", origin), bufio.NewReader(a.in))
}

// keys is the system's keyring, or a test's.
type keys interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

type systemKeyring struct{}

func (systemKeyring) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (systemKeyring) Set(service, user, password string) error {
	return keyring.Set(service, user, password)
}
func (systemKeyring) Delete(service, user string) error { return keyring.Delete(service, user) }
