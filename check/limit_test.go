package check

import (
	"strings"
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
		{"another currency than those with a limit", culture.Partial, value.Money{Amount: "20", Currency: "USD"}, 1},
		{"what the buyer paid goes back whole", culture.Refund, value.Money{Amount: "80", Currency: "EUR"}, 0},
	}
	for _, c := range cases {
		if got := limits(Input{Brand: b, Outcome: c.outcome, Amount: &c.money}); len(got) != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestACurrencyWithoutALimitNamesThoseThatHaveOne(t *testing.T) {
	in := Input{Brand: &brand.Brand{Limits: []value.Money{{Amount: "5", Currency: "EUR"}, {Amount: "700", Currency: "JPY"}}},
		Outcome: culture.Partial, Amount: &value.Money{Amount: "600", Currency: "GBP"}}
	found := limits(in)
	if len(found) != 1 || found[0].Rule != "policy/limit" || found[0].Severity != Error || !strings.Contains(found[0].Message, "no limit in GBP; it has limits in EUR, JPY") {
		t.Errorf("got %+v", found)
	}
	in.AgentLang = "zh-Hans"
	if found = limits(in); len(found) != 1 || !strings.Contains(found[0].Message, "EUR、JPY") {
		t.Errorf("in Chinese: %+v", found)
	}
	in.Brand = &brand.Brand{}
	if found = limits(in); len(found) != 0 {
		t.Errorf("a brand without limits: %+v", found)
	}
}

func TestARefundAboveTheOrderOrInAnotherCurrencyIsAnError(t *testing.T) {
	total := &value.Money{Amount: "89.90", Currency: "EUR"}
	for _, c := range []struct {
		name  string
		total *value.Money
		money value.Money
		want  int
	}{
		{"a hundred times as much", total, value.Money{Amount: "8990", Currency: "EUR"}, 1},
		{"another currency", total, value.Money{Amount: "89.90", Currency: "USD"}, 1},
		{"the whole order", total, value.Money{Amount: "89.9", Currency: "EUR"}, 0},
		{"a part", total, value.Money{Amount: "20", Currency: "EUR"}, 0},
		{"an order nobody knows", nil, value.Money{Amount: "8990", Currency: "EUR"}, 0},
	} {
		found := orderTotal(Input{Outcome: culture.Refund, Amount: &c.money, Total: c.total})
		if len(found) != c.want || c.want == 1 && (found[0].Severity != Error || found[0].Rule != "policy/order-total") {
			t.Errorf("%s: got %+v", c.name, found)
		}
	}
}
