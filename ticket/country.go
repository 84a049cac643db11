package ticket

import (
	"strings"
	"sync"
)

// countryCode is the ISO 3166 code a helpdesk gave, or of the name it gave; a name we
// do not know is kept as it is.
func countryCode(code, name string) string {
	if len(code) == 2 {
		return strings.ToUpper(code)
	}
	name = strings.TrimSpace(name)
	if len(name) == 2 {
		return strings.ToUpper(name)
	}
	if c := countryNames()[string(foldString(name, foldRune))]; c != "" {
		return c
	}
	return name
}

var countryNames = sync.OnceValue(func() map[string]string {
	var byCode map[string]string
	mustLoad("country-names.yaml", &byCode)
	m := map[string]string{}
	for code, names := range byCode {
		for n := range strings.SplitSeq(names, ",") {
			m[string(foldString(strings.TrimSpace(n), foldRune))] = code
		}
	}
	return m
})
