package ticket

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/pattern"
	"github.com/parlance-cli/parlance/value"
)

// idSpans finds the tokens of Latin letters, digits, hyphens and "#" that hold at least
// three digits.
func idSpans(s string) [][2]int {
	var out [][2]int
	for i := 0; i < len(s); {
		if !idByte(s[i]) {
			i++
			continue
		}
		from, digits := i, 0
		for i < len(s) && idByte(s[i]) {
			if s[i] >= '0' && s[i] <= '9' {
				digits++
			}
			i++
		}
		to := i
		for to > from && !alnum(s[to-1]) {
			to--
		}
		if digits >= 3 {
			out = append(out, [2]int{from, to})
		}
	}
	return out
}

// longestNumber is how many digits stand in a row at most, with nothing but single dots
// and hyphens between them.
func longestNumber(text string) int {
	most, n := 0, 0
	for i := range len(text) {
		switch b := text[i]; {
		case '0' <= b && b <= '9':
			n++
			most = max(most, n)
		case b == '.' || b == '-':
			if i > 0 && (text[i-1] < '0' || text[i-1] > '9') {
				n = 0
			}
		default:
			n = 0
		}
	}
	return most
}

func idByte(b byte) bool { return alnum(b) || b == '-' || b == '_' || b == '#' }

func alnum(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// values reads ids, product names, dates and the deadline.
func (a *analysis) values(s *Signals) {
	found := value.Find(a.text, a.language.Tag)
	s.OrderIDs = meant(a.orderIDs(found), s.Asks, a.t.Order != nil)
	s.Products = a.products()
	for _, v := range found {
		if v.Kind == value.Date && !contains(s.Dates, v.Text) {
			s.Dates = append(s.Dates, v.Text)
		}
	}
	s.Deadline = a.deadline(found)
}

// mostIDs is how many order numbers are worth naming, and mostTokens how many words are
// tried: a pasted table has thousands.
const (
	mostIDs    = 20
	mostTokens = 300
)

// orderIDs are the tokens that look like order numbers, as written; the order's own
// number comes first.
func (a *analysis) orderIDs(found []value.Value) []string {
	var ids []string
	add := func(id string) {
		id = strings.TrimPrefix(id, "#")
		if id != "" && !contains(ids, id) {
			ids = append(ids, id)
		}
	}
	tracking := ""
	if a.t.Order != nil {
		add(a.t.Order.ID)
		tracking = a.t.Order.Tracking
	}
	texts := []*scan{a.scan}
	if a.subject != nil {
		texts = append(texts, a.subject)
	}
	for _, sc := range texts {
		for i, at := range idSpans(sc.text) {
			if i == mostTokens {
				break
			}
			tok := sc.text[at[0]:at[1]]
			if contains(ids, strings.TrimPrefix(tok, "#")) {
				continue
			}
			if sc == a.scan && taken(found, at[0], at[1]) || tok == tracking || !sc.orderLike(tok, at[0], at[1]) {
				continue
			}
			if add(tok); len(ids) >= mostIDs {
				return ids
			}
		}
	}
	return ids
}

// meant puts the numbers an ask names first, "please cancel 9932", unless we were given
// the order.
func meant(ids []string, asks []Ask, given bool) []string {
	if given || len(ids) < 2 {
		return ids
	}
	named := func(id string) int {
		if slices.ContainsFunc(asks, func(k Ask) bool { return strings.Contains(k.Text, id) }) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(a, b string) int { return named(a) - named(b) })
	return ids
}

// taken tells that the place is a date, an amount or the like. Values are in order.
func taken(found []value.Value, from, to int) bool {
	i := sort.Search(len(found), func(i int) bool { return found[i].End > from })
	for ; i < len(found) && found[i].Start < to; i++ {
		if k := found[i].Kind; k != value.ID && k != value.Number {
			return true
		}
	}
	return false
}

// orderLike tells an order number by its form and by the words before it.
func (s *scan) orderLike(tok string, from, to int) bool {
	digits := 0
	letters := false
	for _, r := range tok {
		if r >= '0' && r <= '9' {
			digits++
		}
		letters = letters || unicode.IsLetter(r)
	}
	if digits < 3 || to < len(s.text) && strings.ContainsAny(s.text[to:to+1], "@%°") {
		return false
	}
	before := lastRunes(s.text[:from], 40)
	if i := strings.LastIndexAny(before, "\n.;。！？!?"); i >= 0 && !abbreviated(before) {
		before = before[i+1:]
	}
	before = pattern.Fold(strings.ToValidUTF8(before, "?"))
	if head, ok := listed(before); ok && digits >= 4 && !year().MatchString(tok) && orderWord().Match(head) {
		return true
	}
	switch {
	case nearer(trackingWord(), orderWord(), before):
		return false
	case orderWord().Match(before):
		return digits >= 5 || digits >= 3 && (letters || strings.HasPrefix(tok, "#") || directly().Match(before))
	case strings.HasPrefix(tok, "#"):
		return true
	}
	return len(tok) == len("111-2222222-3333333") && amazonID().MatchString(tok) || letters && strings.ContainsAny(tok, "-") && digits >= 4
}

// abbreviated tells that the text ends in a short word for "number", whose full stop ends
// no sentence.
func abbreviated(before string) bool {
	before = strings.ToLower(strings.TrimRight(before, " \t:：#"))
	return strings.HasSuffix(before, "no.") || strings.HasSuffix(before, "nr.") || strings.HasSuffix(before, "num.") || strings.HasSuffix(before, "núm.")
}

// listed is what stands before a bracket that holds numbers alone: "two orders (9931 and ".
func listed(before string) (head string, ok bool) {
	at := strings.LastIndexAny(before, "(（")
	if at < 0 || !numbersAlone().MatchString(before[at:]) {
		return "", false
	}
	return before[:at], true
}

var (
	numbersAlone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:\(|（)(?:#?\d{3,}\P{L}{0,3}(?:\p{L}{1,4}\P{L}{1,3})?)*#?$`)
	})
	year = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:19|20)\d\d$`) })
)

// nearer tells that a's word stands before the end of s, and b's not behind it: in "VAT
// invoice for order 1002" the number is the order's.
func nearer(a, b *pattern.Pattern, s string) bool {
	p := a.FindAll(s)
	if p == nil {
		return false
	}
	for q := b.FindAll(s); q != nil; q = b.FindAll(s) {
		if q[0][2] > p[0][2] {
			return false
		}
		s = s[q[0][3]:]
		if len(s) == 0 || p[0][2] >= q[0][3] {
			break
		}
	}
	return true
}

// directly tells a word for the order right before its number: "order 1002".
var directly = sync.OnceValue(func() *pattern.Pattern {
	return pattern.New(`(?:order|bestellung|commande|pedido|ordine|encomenda|zamówieni\w*|заказ\w*|注文|注文番号|订单号?|訂單|주문번?호?|nr|no|number|nummer|numéro|número|番号|号|ref)\W{0,4}\z`, false)
})

var (
	orderWord = sync.OnceValue(func() *pattern.Pattern {
		return pattern.New(`(\borders?\b|\border[- ]?(?:no|number|id|ref)\w*|\bpurchase|bestell\w*|\bbest\.? ?-? ?nr|auftrag\w*|commande|pedido|ordine|encomenda|bestelling\w*|zam[óo]wieni\w*|заказ\w*|注文|オーダー|受注|订单|訂單|주문|sipari[şs]\w*|beställning\w*|ordernummer|đơn hàng|mã đơn|pesanan|คำสั่งซื้อ|ออเดอร์|الطلب|طلبي|طلب|ऑर्डर|ref|reference|referenz)[^\n]{0,18}\z`, false)
	})
	trackingWord = sync.OnceValue(func() *pattern.Pattern {
		return pattern.New(`(\btrack\w*|sendungs\w*|suivi|seguimiento|rastre\w*|\bspedizione|お問い合わせ番号|追跡番号|追跡|伝票|运单|快递单|物流单|運單|송장|운송장|трек\w*|\binvoice|\brechnung\w*|\btel\b|phone|telefon|\bzip\b|\bplz\b|电话|電話)[^\n]{0,14}\z`, false)
	})
	amazonID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{3}-\d{7}-\d{7}$`) })
)

// lastRunes is the end of s, at most n code points.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; i > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// deadline is a date or day the buyer sets: right beside "by", "bis", までに.
func (a *analysis) deadline(found []value.Value) string {
	for _, x := range a.scan.sentences {
		if x.has("neg") && !x.has("if") && !x.has("unless") && !x.has("threat") {
			continue // "bis heute nichts" looks back
		}
		for _, by := range x.hits {
			if by.concept != "by" {
				continue
			}
			if d := a.dayBeside(x, by, found); d != "" {
				return d
			}
		}
	}
	return ""
}

// dayBeside is the date, the weekday or the day of the month (29日) beside a "by".
func (a *analysis) dayBeside(x sentence, by hit, found []value.Value) string {
	p, q := a.scan.bytes(by.start, by.end)
	beside := func(from, to int) bool { return from >= q && from-q <= 12 || p >= to && p-to <= 3 }
	i := sort.Search(len(found), func(i int) bool { return found[i].End >= p-3 })
	for ; i < len(found) && found[i].Start <= q+12; i++ {
		if v := found[i]; v.Kind == value.Date && v.Start >= x.from && v.End <= x.to && beside(v.Start, v.End) {
			return v.Text
		}
	}
	for _, h := range x.hits {
		if h.start > by.end+12 {
			break
		}
		if h.concept == "day" {
			if from, to := a.scan.bytes(h.start, h.end); beside(from, to) {
				return a.text[from:to]
			}
		}
	}
	before := []rune(lastRunes(a.text[:p], 4))
	if n := len(before); n > 1 && strings.ContainsRune("日号號일", before[n-1]) && unicode.IsDigit(before[n-2]) {
		i := n - 2
		for i > 0 && unicode.IsDigit(before[i-1]) {
			i--
		}
		return string(before[i:])
	}
	return ""
}
