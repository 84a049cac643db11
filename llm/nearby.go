package llm

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed nearby.yaml
var nearbyYAML []byte

// LocalServer is a program that serves models on this machine.
type LocalServer struct {
	Name       string `yaml:"name"`
	Port       int    `yaml:"port"`
	Path       string `yaml:"path"`     // of its API; "" is /v1
	Owner      string `yaml:"owner"`    // how it signs its models; "" when it does not
	HostEnv    string `yaml:"host_env"` // its own variable for another address
	Start      string `yaml:"start"`    // how a person starts it
	Source     string `yaml:"source"`
	Confidence string `yaml:"confidence"`
}

// Service is a provider with an OpenAI-compatible API.
type Service struct {
	Name       string   `yaml:"name"`
	BaseURL    string   `yaml:"base_url"`
	Home       string   `yaml:"home"`      // the language of those to offer it first, "" for nobody
	HomeName   string   `yaml:"home_name"` // what they call it, "" for Name
	KeyEnv     string   `yaml:"key_env"`   // the variable its users keep their key in
	Models     []string `yaml:"models"`    // names to begin with, best first
	Source     string   `yaml:"source"`
	Confidence string   `yaml:"confidence"`
}

var nearby = sync.OnceValue(func() (known struct {
	Servers  []LocalServer `yaml:"servers"`
	Services []Service     `yaml:"services"`
}) {
	mustYAML(nearbyYAML, &known)
	return known
})

// Services are the providers that are offered, best known first.
func Services() []Service { return nearby().Services }

// ServiceAt is the provider of a base URL.
func ServiceAt(baseURL string) (Service, bool) {
	for _, s := range nearby().Services {
		if Origin(s.BaseURL) == Origin(baseURL) {
			return s, true
		}
	}
	return Service{}, false
}

// Found is a server that answers on this machine.
type Found struct {
	Name    string  `json:"name"`
	BaseURL string  `json:"base_url"`
	Models  []Model `json:"models"`
	Locked  bool    `json:"locked"` // it wants a key before it says anything
}

// nearbyPatience is for all servers together. A port nobody listens on is refused at once on
// most systems; Windows tries for two seconds.
const nearbyPatience = time.Second

// Nearby asks all default ports of this machine at once which models there are. It opens
// no connection to anywhere else and sends no key.
func Nearby(ctx context.Context, o Options) []Found {
	o = o.filled()
	o.Keyring = nil
	places := addresses(o.Getenv)
	found := make([]*Found, len(places))
	var group sync.WaitGroup
	for i, p := range places {
		group.Go(func() { found[i] = p.look(ctx, o) })
	}
	group.Wait()
	var list []Found
	for _, f := range found {
		if f != nil {
			list = append(list, *f)
		}
	}
	return list
}

// address is a base URL and who may be there.
type address struct {
	baseURL string
	servers []LocalServer
}

// addresses are the places to look at, each once.
func addresses(getenv func(string) string) []address {
	var list []address
	at := map[string]int{}
	for _, s := range nearby().Servers {
		path := cmp.Or(s.Path, "/v1")
		bases := []string{"http://127.0.0.1:" + strconv.Itoa(s.Port) + path}
		if moved := movedTo(s, getenv); moved != "" {
			bases = append([]string{moved + path}, bases...)
		}
		for _, base := range bases {
			i, known := at[base]
			if !known {
				i = len(list)
				at[base] = i
				list = append(list, address{baseURL: base})
			}
			list[i].servers = append(list[i].servers, s)
		}
	}
	return list
}

// movedTo is where a server's own variable says it listens, when that is this machine:
// "127.0.0.1:11500", "0.0.0.0", "http://localhost:11500".
func movedTo(s LocalServer, getenv func(string) string) string {
	value := ""
	if s.HostEnv != "" {
		value = strings.TrimRight(strings.TrimSpace(getenv(s.HostEnv)), "/")
	}
	value = strings.TrimPrefix(value, "http://")
	if value == "" || strings.Contains(value, "/") {
		return ""
	}
	host, port, err := net.SplitHostPort(value)
	if err != nil {
		host, port = strings.Trim(value, "[]"), strconv.Itoa(s.Port)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() { // it listens everywhere, here too
		host = "127.0.0.1"
	}
	if !loopbackHost(host) {
		return ""
	}
	return "http://" + net.JoinHostPort(host, port)
}

// look asks one place; nil when there is no OpenAI-compatible API.
func (a address) look(ctx context.Context, o Options) *Found {
	c, err := New(Endpoint{BaseURL: a.baseURL, LocalOnly: true, ConnectTimeout: nearbyPatience}, o)
	if err != nil {
		return nil
	}
	models, err := c.list(ctx, nearbyPatience)
	var e *Error
	// 401 and not 403: on macOS the AirPlay receiver holds port 5000 and answers 403 to all.
	locked := errors.As(err, &e) && e.Status == http.StatusUnauthorized
	if err != nil && !locked {
		return nil
	}
	return &Found{Name: a.name(models), BaseURL: a.baseURL, Models: models, Locked: locked}
}

// name is the server that signs its models so, else the one or more that use the port.
func (a address) name(models []Model) string {
	var names []string
	for _, s := range a.servers {
		for _, m := range models {
			if s.Owner != "" && strings.EqualFold(m.Owner, s.Owner) {
				return s.Name
			}
		}
		names = append(names, s.Name)
	}
	return strings.Join(names, " or ")
}

// serversAt names the programs that usually listen on a port, and how they are started.
func serversAt(port string) (names, start string) {
	for _, s := range nearby().Servers {
		if strconv.Itoa(s.Port) == port {
			if names == "" {
				names, start = s.Name, s.Start
				continue
			}
			names += " or " + s.Name
		}
	}
	return names, start
}
