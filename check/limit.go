package check

import (
	"math/big"

	"github.com/parlance-cli/parlance/culture"
)

// limits finds an amount beyond what the brand lets an agent grant. A refund of what
// the buyer paid is no grant; money given on top, or as a part, is.
func limits(in Input) []Finding {
	if in.Amount == nil || in.Brand == nil || in.Outcome == culture.Refund {
		return nil
	}
	amount, ok := new(big.Rat).SetString(in.Amount.Amount)
	if !ok {
		return nil
	}
	for _, l := range in.Brand.Limits {
		most, ok := new(big.Rat).SetString(l.Amount)
		if !ok || l.Currency != in.Amount.Currency || amount.Cmp(most) <= 0 {
			continue
		}
		f := Finding{Rule: "policy/limit", Severity: Error, Where: []Where{}, MessageLang: "en", Source: "brand: limits",
			Message: "The amount is above what an agent of this brand may grant (" + l.Amount + " " + l.Currency + ").", Suggestion: "Ask somebody who may, or lower it."}
		if in.chinese() {
			f.MessageLang, f.Message, f.Suggestion = "zh-Hans", "金额超出该品牌客服可批准的上限（"+l.Amount+" "+l.Currency+"）。", "请有权限的人批准，或降低金额。"
		}
		return []Finding{f}
	}
	return nil
}
