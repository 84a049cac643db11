package llm

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/pack"
)

//go:embed servers.yaml
var serversYAML []byte

// knownServer is one entry of servers.yaml.
type knownServer struct {
	Host          string   `yaml:"host"`
	Models        []string `yaml:"models"`
	TokenField    string   `yaml:"token_field"`
	NoTemperature bool     `yaml:"no_temperature"`
	NoSeed        bool     `yaml:"no_seed"`
	Hold          bool     `yaml:"hold"`
	Source        string   `yaml:"source"`
	Confidence    string   `yaml:"confidence"`
}

var knownServers = sync.OnceValue(func() []knownServer {
	var list []knownServer
	mustYAML(serversYAML, &list)
	return list
})

// mustYAML reads an embedded file; a mistake in it is ours and the tests show it.
func mustYAML(b []byte, into any) {
	if err := pack.Decode(b, into); err != nil {
		panic(err)
	}
}

func (k knownServer) fits(host, model string) bool {
	if k.Host != "" && host != k.Host && !strings.HasSuffix(host, "."+k.Host) {
		return false
	}
	if len(k.Models) == 0 {
		return true
	}
	model = strings.ToLower(model[strings.LastIndexByte(model, '/')+1:])
	for _, prefix := range k.Models {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}

// startWith is what is known of a model before it is asked.
func (c *Client) startWith(model string) ability {
	a := ability{tokenField: "max_tokens"}
	for _, k := range knownServers() {
		if !k.fits(c.s.base.Hostname(), model) {
			continue
		}
		if k.TokenField != "" {
			a.tokenField = k.TokenField
		}
		a.noTemperature = a.noTemperature || k.NoTemperature
		a.noSeed = a.noSeed || k.NoSeed
		a.hold = a.hold || k.Hold
	}
	return a
}
