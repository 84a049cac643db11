package check

import (
	"math/big"
	"strings"

	"github.com/parlance-cli/parlance/culture"
	"github.com/parlance-cli/parlance/value"
)

// limits finds an amount beyond what the brand lets an agent grant, or in a currency it
// says nothing about though it has limits. A refund of what the buyer paid is no grant;
// money given on top, or as a part, is.
func limits(in Input) []Finding {
	if in.Amount == nil || in.Brand == nil || len(in.Brand.Limits) == 0 || in.Outcome == culture.Refund {
		return nil
	}
	var currencies []string
	for _, l := range in.Brand.Limits {
		if l.Currency == in.Amount.Currency {
			if !above(*in.Amount, l) {
				return nil
			}
			most := l.Amount + " " + l.Currency
			return in.decided("policy/limit", Error, "brand: limits",
				Wording{"The amount is above what an agent of this brand may grant (" + most + ").", "金额超出该品牌客服可批准的上限（" + most + "）。"},
				Wording{"Ask somebody who may, or lower it.", "请有权限的人批准，或降低金额。"})
		}
		currencies = append(currencies, l.Currency)
	}
	return in.decided("policy/limit", Error, "brand: limits",
		Wording{"The brand has no limit in " + in.Amount.Currency + "; it has limits in " + strings.Join(currencies, ", ") + ".",
			"该品牌没有设定 " + in.Amount.Currency + " 的上限；设有上限的货币：" + strings.Join(currencies, "、") + "。"},
		Wording{"Ask somebody who may, or pay in one of these.", "请有权限的人批准，或改用以上货币。"})
}

// orderTotal finds a payment that is more than the order cost, or in another currency:
// far more often a slip of the hand than a decision, and money that has left is hard to
// get back. A brand that pays more knowingly silences the rule.
func orderTotal(in Input) []Finding {
	if in.Amount == nil || in.Total == nil || in.Total.Amount == "" {
		return nil
	}
	total := in.Total.Amount + " " + in.Total.Currency
	switch {
	case !strings.EqualFold(in.Amount.Currency, in.Total.Currency):
		return in.decided("policy/order-total", Error, "order: total",
			Wording{"The amount is in " + in.Amount.Currency + ", the order was paid in " + in.Total.Currency + " (" + total + ").",
				"金额的货币是 " + in.Amount.Currency + "，而订单以 " + in.Total.Currency + " 支付（" + total + "）。"},
			Wording{"Pay in the currency of the order.", "请使用订单的货币。"})
	case above(*in.Amount, *in.Total):
		return in.decided("policy/order-total", Error, "order: total",
			Wording{"The amount is above the total of the order (" + total + ").", "金额超过订单总额（" + total + "）。"},
			Wording{"Lower it, or correct the order.", "请降低金额，或更正订单。"})
	}
	return nil
}

// above compares two amounts of one currency; what is no number is above nothing.
func above(m, most value.Money) bool {
	amount, ok := new(big.Rat).SetString(m.Amount)
	limit, known := new(big.Rat).SetString(most.Amount)
	return ok && known && amount.Cmp(limit) > 0
}

// decided is a finding about the decision rather than about a place in the text.
func (in Input) decided(rule string, s Severity, source string, message, suggestion Wording) []Finding {
	f := Finding{Rule: rule, Severity: s, Where: []Where{}, Source: source}
	f.Message, f.MessageLang = message.In(in.AgentLang)
	f.Suggestion, _ = suggestion.In(in.AgentLang)
	return []Finding{f}
}
