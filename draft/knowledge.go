package draft

import (
	"context"
	"errors"
	"slices"

	"github.com/parlance-cli/parlance/clean"
	"github.com/parlance-cli/parlance/kb"
	"github.com/parlance-cli/parlance/value"
)

// search finds the snippets, one query per ask in the buyer's words, and computes the
// facts the asks are about.
func (r *round) search(ctx context.Context) error {
	if r.job.KB == nil {
		return nil
	}
	q := kb.Query{Language: r.axes.Language.Tag, Market: r.axes.Market.Tag, At: r.Now()}
	for _, a := range r.signals.Asks {
		q.Texts = append(q.Texts, a.Text)
	}
	if len(q.Texts) == 0 {
		q.Texts = []string{r.job.Ticket.LastBuyer()}
	}
	found, err := r.job.KB.Find(ctx, q)
	if errors.Is(err, kb.ErrWordsOnly) {
		r.doc.Warnings = append(r.doc.Warnings, Warning{"words-only", clean.Line(err.Error(), 300)})
		err = nil
	}
	if err != nil {
		return err
	}
	r.doc.Snippets = append(r.doc.Snippets, found.Snippets...)
	for i, a := range r.signals.Asks {
		r.doc.Coverage = append(r.doc.Coverage, Coverage{a.Kind, append([]string{}, found.Answers[i]...)})
	}
	r.compute()
	return nil
}

// compute adds the facts the asks are about; one that lacks an input says what to ask.
func (r *round) compute() {
	given := r.job.KB.Said(r.given(), r.job.Ticket.BuyerText())
	wanted := r.factsWanted(given)
	if len(wanted) == 0 {
		return
	}
	facts, missing := r.job.KB.Facts(given, wanted)
	r.doc.Facts = append(r.doc.Facts, facts...)
	for _, m := range missing {
		r.doc.Facts = append(r.doc.Facts, m.AsFact())
	}
}

// computed are the facts that have a value.
func computed(facts []kb.Fact) []kb.Fact {
	return slices.DeleteFunc(slices.Clone(facts), func(f kb.Fact) bool { return f.Value == "" })
}

// factsOf names the computed facts that answer a kind of ask.
var factsOf = map[string][]string{
	"where-is-it":   {"delivery-estimate"},
	"delivery-info": {"delivery-estimate", "shipping-fee"},
	"price":         {"shipping-fee"},
	"return":        {"return-deadline"},
	"withdrawal":    {"return-deadline"},
	"exchange":      {"return-deadline"},
	"refund":        {"return-deadline"},
	"defect":        {"warranty-end"},
	"warranty":      {"warranty-end"},
	"size":          {"size"},
	"certificate":   {"certificate"},
	"customs":       {"duties", "hs-code"},
}

func (r *round) factsWanted(given kb.Given) []string {
	var wanted []string
	if given.Size != "" {
		wanted = append(wanted, "size")
	}
	if given.Convert != "" {
		wanted = append(wanted, "converted-total")
	}
	for _, a := range r.signals.Asks {
		for _, f := range factsOf[a.Kind] {
			if !slices.Contains(wanted, f) {
				wanted = append(wanted, f)
			}
		}
	}
	return wanted
}

// given is what ticket and order say that facts are computed from.
func (r *round) given() kb.Given {
	g := kb.Given{Country: r.axes.Market.Tag, Zone: r.zone, Now: r.Now(), LawFrom: r.axes.Law.WithdrawalFrom}
	if !r.axes.Law.Conditional {
		g.LawDays = r.axes.Law.WithdrawalDays
	}
	if o := r.job.Ticket.Order; o != nil {
		g.PlacedAt, g.ShippedAt, g.DeliveredAt = o.PlacedAt, o.ShippedAt, o.DeliveredAt
		if o.Total.Currency != "" {
			g.Total = &value.Money{Amount: o.Total.Amount.String(), Currency: o.Total.Currency}
		}
		for _, i := range o.Items {
			if i.SKU != "" {
				g.SKUs = append(g.SKUs, i.SKU)
			}
		}
	}
	return g
}
