package cmd

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/ticket"
)

var update = flag.Bool("update", false, "rewrite generated files")

// schemas are the documents integrations read, by name.
var schemas = []struct {
	name, title string
	of          reflect.Type
	open        bool // keys we do not know are allowed
}{
	{"draft", "parlance.draft/v1: what one ticket came to", reflect.TypeFor[draft.Document](), false},
	{"events", "parlance.event/v1: one line of draft --ndjson", reflect.TypeFor[draft.Event](), false},
	{"plan", "parlance.plan/v1: what a dry run would send", reflect.TypeFor[draft.Plan](), false},
	{"translate", "parlance.translate/v1: a reply carried into the buyer's language", reflect.TypeFor[draft.Translation](), false},
	{"batch", "parlance.batch/v1: what a run over a backlog came to", reflect.TypeFor[batchSummary](), false},
	{"inspect", "parlance.inspect/v1: what a ticket says", reflect.TypeFor[inspection](), false},
	{"check", "parlance.check/v1: the findings about a reply", reflect.TypeFor[verdict](), false},
	{"tokens", "parlance.tokens/v1: how a prompt is packed", reflect.TypeFor[packing](), false},
	{"config", "parlance.config/v1: every setting and where it is from", reflect.TypeFor[configDocument](), false},
	{"doctor", "parlance.doctor/v1: what is well, what is not, and what to do", reflect.TypeFor[doctorDocument](), false},
	{"init", "parlance.init/v1: what set-up found, asked and wrote", reflect.TypeFor[initDocument](), false},
	{"mask", "parlance.mask/v1: what would leave the machine", reflect.TypeFor[masked](), false},
	{"models", "parlance.models/v1: the models an endpoint offers", reflect.TypeFor[modelList](), false},
	{"kb", "parlance.kb/v1: the snippets a search found", reflect.TypeFor[snippetList](), false},
	{"rules", "parlance.rules/v1: the rules that replies are judged by", reflect.TypeFor[ruleList](), false},
	{"ticket", "parlance.ticket/v1: a ticket; unknown keys are kept and ignored", reflect.TypeFor[ticket.Ticket](), true},
}

// enums are the closed sets of strings, by Go type or by property name.
var enums = map[string][]any{
	"severity": {check.Error, check.Warning, check.Info},
	"engine":   {"endpoint", "builtin"},
	"via":      {"pivot", "direct", "same"},
}

func generate(t *testing.T, of reflect.Type, title string, open bool) []byte {
	t.Helper()
	s, err := jsonschema.ForType(of, &jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[json.Number](): {Types: []string{"number", "string"}},
		reflect.TypeFor[time.Time]():   {Type: "string", Description: "RFC 3339"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	s.Schema, s.Title = "https://json-schema.org/draft/2020-12/schema", title
	tighten(s, "", open)
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// tighten says what reflection cannot: lists are never null, some strings are closed
// sets, a ticket may carry more.
func tighten(s *jsonschema.Schema, name string, open bool) {
	if s == nil {
		return
	}
	if reflect.DeepEqual(s.Types, []string{"null", "array"}) && s.MinItems == nil {
		s.Types, s.Type = nil, "array"
	}
	if set := enums[name]; set != nil {
		s.Enum = set
	}
	if name == "kind" && s.Types != nil { // outcome.kind
		s.Enum = []any{nil}
		for _, o := range culture.Outcomes {
			s.Enum = append(s.Enum, o)
		}
	}
	if open {
		s.AdditionalProperties = nil
		s.Required = nil
	}
	for key, p := range s.Properties {
		tighten(p, key, open)
	}
	tighten(s.Items, "", open)
}

func TestSchemasAreCurrent(t *testing.T) {
	for _, c := range schemas {
		file := "schemas/" + c.name + ".json"
		want := generate(t, c.of, c.title, c.open)
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale (%v): run make docs", file, err)
		}
	}
}

// validate holds a document against its published schema.
func validate(t *testing.T, name string, document []byte) {
	t.Helper()
	b, err := schemaFiles.ReadFile("schemas/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(document, &v); err != nil {
		t.Fatalf("not one JSON document: %v\n%s", err, document)
	}
	if err := resolved.Validate(v); err != nil {
		t.Errorf("%s: %v\n%s", name, err, document)
	}
}
