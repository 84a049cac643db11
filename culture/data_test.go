package culture

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

var confidences = []string{"high", "medium", "low"}

// sourced fails for a source that is not made of keys of sources.yaml: nobody shall
// invent one on the spot.
func sourced(t *testing.T, where, source, confidence string) {
	t.Helper()
	tabs, err := builtin().tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Split(source, ";") {
		if _, ok := tabs.sources[strings.TrimSpace(key)]; !ok {
			t.Errorf("%s: source %q is not in sources.yaml", where, key)
		}
	}
	if !slices.Contains(confidences, confidence) {
		t.Errorf("%s: confidence %q is none of %v", where, confidence, confidences)
	}
}

func each[T any](t *testing.T, kind string, check func(name string, f T)) {
	t.Helper()
	names := builtin().names(kind)
	if len(names) == 0 {
		t.Fatalf("no %s", kind)
	}
	for _, name := range names {
		var f T
		if err := decodeFile(embedded, path.Join(kind, name+".yaml"), kind+"/"+name, &f); err != nil {
			t.Error(err)
			continue
		}
		check(name, f)
	}
}

func TestEveryFactHasASourceAndConfidence(t *testing.T) {
	facts := func(where string, all []Fact) {
		for _, f := range all {
			if f.Topic == "" || f.Text == "" {
				t.Errorf("%s: a fact without topic or text: %+v", where, f)
			}
			sourced(t, where+" "+f.Topic, f.Source, f.Confidence)
		}
	}
	each(t, "profiles", func(name string, f profileFile) {
		if f.Tag != name {
			t.Errorf("profiles/%s says tag %s", name, f.Tag)
		}
		facts(name, f.Guidance)
		set := map[string]bool{"register": f.Register != "", "name_order": f.NameOrder != "", "approach": f.Approach != nil, "acts": f.Acts != nil}
		for setting, given := range set {
			basis, has := f.Basis[setting]
			if given != has {
				t.Errorf("%s: %s given %v, its basis %v", name, setting, given, has)
			}
			if has {
				sourced(t, name+" "+setting, basis.Source, basis.Confidence)
			}
		}
	})
	each(t, "markets", func(name string, f marketFile) {
		if f.Country != name {
			t.Errorf("markets/%s says country %s", name, f.Country)
		}
		facts(name, f.Facts)
		law := slices.ContainsFunc(f.Facts, func(f Fact) bool { return f.Topic == "withdrawal" })
		if f.WithdrawalDays > 0 && !law {
			t.Errorf("%s: withdrawal days without the fact they are from", name)
		}
	})
	each(t, "calendars", func(name string, f calendarFile) {
		if f.Region != name {
			t.Errorf("calendars/%s says region %s", name, f.Region)
		}
		years := map[int]bool{}
		for _, h := range f.Holidays {
			sourced(t, name+" "+h.Name, h.Source, "high")
			from, err := time.Parse(time.DateOnly, h.From)
			if err != nil {
				t.Errorf("%s %s: %v", name, h.Name, err)
			}
			years[from.Year()] = true
			if to, err := time.Parse(time.DateOnly, h.To); h.To != "" && (err != nil || to.Before(from)) {
				t.Errorf("%s %s: ends %s", name, h.Name, h.To)
			}
		}
		for y := 2026; y <= 2028; y++ {
			if !years[y] {
				t.Errorf("%s: nothing in %d", name, y)
			}
		}
	})
}

func TestEveryZoneIsKnown(t *testing.T) {
	tabs, err := builtin().tables()
	if err != nil {
		t.Fatal(err)
	}
	for cc, r := range tabs.regions {
		if _, err := time.LoadLocation(r.TimeZone); err != nil {
			t.Errorf("%s: %v", cc, err)
		}
	}
	for tag, to := range tabs.inherit {
		if !builtin().exists("profiles", to) {
			t.Errorf("%s is answered by %s, which there is not", tag, to)
		}
	}
}

// A YAML key written twice is an error of the decoder already; that test is its proof.
func TestDuplicateKeysAreRefused(t *testing.T) {
	var f profileFile
	if err := yaml.Unmarshal([]byte("tag: a\ntag: b\n"), &f); err == nil {
		t.Error("a key written twice went through")
	}
	if _, err := fs.Stat(embedded, "profiles/root.yaml"); err != nil {
		t.Error(err)
	}
}
