package draft

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/check"
)

// The composer addresses the buyer as the check asks: a brand's tú for Spain is for
// Spain, and not for Mexico or for somewhere.
func TestTheLetterAddressesAsTheCheckAsks(t *testing.T) {
	shop := &brand.Brand{Name: "Northlight", Register: map[string]string{"es-ES": "informal"}}
	for ticket, formal := range map[string]bool{
		`{"text":"Hola, ¿dónde está mi pedido NL-206033? No ha llegado.","customer":{"locale":"es-ES"}}`: false,
		`{"text":"Hola, ¿dónde está mi pedido NL-206033? No ha llegado.","customer":{"locale":"es-MX"}}`: true,
		`{"text":"Hola, ¿dónde está mi pedido NL-206033? No ha llegado.","market":"MX"}`:                 true,
		`{"text":"Hola, ¿dónde está mi pedido NL-206033? No ha llegado."}`:                               true,
	} {
		doc, err := drafter(t, nil).Document(context.Background(), Job{Ticket: read(t, ticket), AgentLang: "en", Brand: shop})
		if err != nil {
			t.Fatal(err)
		}
		c := doc.Candidates[0]
		if strings.Contains(c.Reply.Text, " su ") != formal || strings.Contains(c.Reply.Text, " tu ") == formal ||
			slices.ContainsFunc(c.Findings, func(f check.Finding) bool { return strings.HasPrefix(f.Rule, "register/") }) {
			t.Errorf("%s: %v\n%s", ticket, c.Findings, c.Reply.Text)
		}
	}
}
