package culture

// Market is the consumer law and trade practice of a country.
type Market struct {
	Country        string // ISO 3166
	WithdrawalDays int    // 0: no number may be promised
	WithdrawalFrom string // "delivery"
	Conditional    bool   // depends on the shop's own terms: never promised
	Facts          []Fact // topic withdrawal, warranty, data-request, mediator …
}

// ResolveMarket returns what we know of a country (ISO 3166 code); a country we know
// nothing of is an empty Market, and false.
func ResolveMarket(country string) (Market, bool) { return Market{Country: country}, false }
