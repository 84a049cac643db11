package check

import (
	"testing"

	"github.com/parlance-cli/parlance/brand"
	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/value"
)

func TestAnAmountAboveTheBrandsLimitIsAnError(t *testing.T) {
	b := &brand.Brand{Limits: []value.Money{{Amount: "5", Currency: "EUR"}}}
	cases := []struct {
		name    string
		outcome culture.Outcome
		money   value.Money
		want    int
	}{
		{"a gesture above it", culture.Partial, value.Money{Amount: "20", Currency: "EUR"}, 1},
		{"a gesture within it", culture.Partial, value.Money{Amount: "5.00", Currency: "EUR"}, 0},
		{"another currency has no limit", culture.Partial, value.Money{Amount: "20", Currency: "USD"}, 0},
		{"what the buyer paid goes back whole", culture.Refund, value.Money{Amount: "80", Currency: "EUR"}, 0},
	}
	for _, c := range cases {
		if got := limits(Input{Brand: b, Outcome: c.outcome, Amount: &c.money}); len(got) != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
