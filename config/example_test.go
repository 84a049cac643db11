package config

import (
	"os"
	"reflect"
	"testing"
)

// TestExampleShowsEveryDefault holds config.example.yaml against the defaults.
func TestExampleShowsEveryDefault(t *testing.T) {
	example, err := os.ReadFile("../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	l, err := load(t, string(example), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := load(t, "", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range l.Origins {
		if o.From == "default" {
			t.Errorf("config.example.yaml does not show %s", o.Key)
		}
	}
	if !reflect.DeepEqual(normal(l.Config), normal(bare.Config)) {
		t.Errorf("example and defaults differ:\n%+v\n%+v", l.Config, bare.Config)
	}
}

// normal makes empty and missing lists the same.
func normal(c Config) Config {
	for _, list := range []*[]string{&c.KB.Folders, &c.Privacy.Allow, &c.Privacy.Deny, &c.Endpoint.Headers} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	if len(c.Fallbacks) == 0 {
		c.Fallbacks = nil
	}
	if len(c.Prices) == 0 {
		c.Prices = nil
	}
	return c
}
