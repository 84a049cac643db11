package llmtest

import (
	"maps"
	"net/http"
	"slices"
	"sync"
)

// ask is one request to a scenario.
type ask struct {
	s    *Server
	w    http.ResponseWriter
	r    *http.Request
	sent Sent
	hit  int // how often this scenario was asked, from 1
}

func (a *ask) streaming() bool { return a.sent.Fields["stream"] == true }

// scenario plays one way in which an endpoint misbehaves.
type scenario func(*ask)

// scenarios is the whole catalogue by name.
var scenarios = sync.OnceValue(func() map[string]scenario {
	all := map[string]scenario{}
	for _, part := range []map[string]scenario{transportScenarios(), statusScenarios(), bodyScenarios(), streamScenarios()} {
		maps.Copy(all, part)
	}
	return all
})

// Scenarios are the names of the catalogue, sorted.
func Scenarios() []string { return slices.Sorted(maps.Keys(scenarios())) }
