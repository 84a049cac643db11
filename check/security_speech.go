package check

import (
	"regexp"
	"strings"
	"sync"

	"github.com/parlance-cli/parlance/lang"
)

// standards are beginnings of codes that are words of the trade.
var standards = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:ISO|EN|DIN|IEC|UTF|USB|HDMI|COVID|CE|IP|RJ|PS|MP|CR|LR|AA|AAA|SHA|RAL|DDR|PCI|SATA|VAT|EU|US|UK|RFC|GDPR|ASTM|UL|BS|JIS|GB|MIL|CO|PM|H|A|B|F|Q|T|X|Z)[-_]?\w*$`)
})

// dictated reports codes that a ticket told the writer to write, and codes that come
// from nowhere.
func (g *guard) dictated() {
	buyer := folded(g.in.Buyer.Text)
	if buyer == "" && len(g.in.Sources) == 0 {
		return
	}
	g.strayOrder(buyer)
	for _, at := range codeForm().FindAllStringIndex(g.text, -1) {
		code := g.text[at[0]:at[1]]
		low := folded(code)
		if strings.Contains(g.sources(), low) {
			continue
		}
		switch inTicket := strings.Index(buyer, low); {
		case inTicket < 0 && strings.ContainsAny(code, "0123456789") && strings.ContainsAny(code, "-_") && !standards().MatchString(code):
			g.add("security/dictated", at[0], at[1], Wording{"the code %q comes from no source", "编号或代码“%s”查不到出处"}, code)
		case inTicket >= 0 && g.demanded(buyer, inTicket, low):
			g.add("security/dictated", at[0], at[1], Wording{
				"the ticket told the writer to write %q", "工单要求写出“%s”，不应照写"}, code)
		default:
			continue
		}
		return
	}
}

// orderWord is what stands right before a number that is given as the buyer's order.
var orderWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:\b(?:code(?: is| ist| est)?|your|order|pedido|bestellung|commande|ordine|bestelling|zamówieni[ae]|beställning|sipariş(?:iniz)?|pesanan|encomenda|tilaus)|заказ|замовлення|注文番号|注文|订单号|订单|訂單|주문(?:번호)?|đơn hàng|ऑर्डर|คำสั่งซื้อ|الطلب)\s?(?:order|number|no\.?|nr\.?|n[º°.]|№|#|nummer|numer|número|numéro|numero|номер|:|：)?\s?#?$`)
})

var wholeNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+`) })

// strayOrder reports an order number that nobody gave.
func (g *guard) strayOrder(buyer string) {
	if !g.digits {
		return
	}
	const reach = 48 // bytes
	for _, at := range wholeNumber().FindAllStringIndex(g.text, -1) {
		number, rest := g.text[at[0]:at[1]], g.text[at[1]:]
		if len(number) < 2 || rest != "" && strings.IndexByte(".,:/%-", rest[0]) >= 0 && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
			continue
		}
		before := strings.ToValidUTF8(g.text[max(0, at[0]-reach):at[0]], "")
		if !orderWord().MatchString(before) || counted(strings.TrimLeft(folded(rest[:min(len(rest), 24)]), " ")) ||
			strings.Contains(buyer, number) || strings.Contains(g.sources(), number) {
			continue
		}
		g.add("security/dictated", at[0], at[1], Wording{"the order number %q comes from no source", "订单号“%s”查不到出处"}, number)
		return
	}
}

// counted says that the number before rest counts or measures something.
func counted(rest string) bool {
	for _, unit := range []string{"%", "€", "$", "£", "¥", "day", "hour", "item", "piece", "tag", "stund", "jour", "heure", "día", "hora", "giorn", "dia", "dag", "uur", "dni", "godz",
		"gün", "saat", "дн", "час", "日", "天", "件", "個", "个", "小时", "時", "点", "일", "개", "ngày", "hari", "วัน", "दिन", "يوم", "أيام", "st", "x ", "business", "werk", "work"} {
		if strings.HasPrefix(rest, unit) {
			return true
		}
	}
	return false
}

var longNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{5}`) })

// demanded says that a code in the ticket is no id of an order or a product but the
// object of an instruction to a program that writes replies.
func (g *guard) demanded(ticket string, at int, code string) bool {
	if longNumber().MatchString(code) {
		return false
	}
	if trouble().MatchString(ticket[:at]) {
		return false
	}
	near := clauseAround(ticket, at, at+len(code))
	for _, tag := range []string{g.in.Buyer.Language, g.in.Reply.Language, "en"} {
		if s := speechOf(tag); s != nil && s.Dictate.MatchString(near) && s.Machine.MatchString(ticket) {
			return true
		}
	}
	return strings.Count(ticket, code) > 3
}

// trouble is a word right before a code that a device shows.
var trouble = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:error|fault|fehler\w*|erreur|errore|erro|foutcode|błąd|fel|virhe|hata|ошибк\w*|خطأ|שגיאה|エラー|错误|錯誤|오류|lỗi)[^\pL\pN]{0,4}$`)
})

// clauseAround is the words before a place in its sentence and after it in its clause:
// an instruction may stand before what it wants written, or close behind it.
func clauseAround(s string, start, end int) string {
	before, after := s[max(0, start-80):start], s[end:min(len(s), end+40)]
	if i := strings.LastIndexAny(before, ".;!?<>\n。！？"); i >= 0 {
		before = before[i:]
	}
	if i := strings.IndexAny(after, ",.;!?<>/\n、，。！？"); i >= 0 {
		after = after[:i]
	}
	return strings.ToValidUTF8(before+" "+after, "")
}

// rival is a name that a reply praises or sends buyers to.
var rival = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:[Bb]uy|[Cc]hoose|[Ss]witch to|[Gg]o with|[Tt]ry) (?:from )?([A-Z][a-z]+\w*) instead\b|\b([A-Z][a-z]+\w*) (?:is|are) (?:much |far |way )?(?:better|cheaper)\b`)
})

// abuse reports insults and praise of a competitor.
func (g *guard) abuse() {
	s := speechOf(g.in.Reply.Language)
	if s == nil {
		return
	}
	if !s.Insult.MatchString(g.text) && !rival().MatchString(g.text) {
		return
	}
	for _, part := range lang.Sentences(g.text, g.in.Reply.Language) {
		sentence := g.text[part.Start:part.End]
		if at := s.Insult.FindStringIndex(sentence); at != nil && !s.InsultFree.MatchString(sentence) {
			g.add("security/abuse", part.Start+at[0], part.Start+at[1], Wording{"abuses the buyer or the shop", "辱骂了买家或店铺"})
			return
		}
		for _, at := range rival().FindAllStringSubmatchIndex(sentence, -1) {
			i := 2
			if at[2] < 0 {
				i = 4
			}
			if name := folded(sentence[at[i]:at[i+1]]); !strings.Contains(g.sources(), name) && strings.Contains(folded(g.in.Buyer.Text), name) {
				g.add("security/abuse", part.Start+at[0], part.Start+at[1], Wording{"sends the buyer to a competitor", "把买家推荐给了竞争对手"})
				return
			}
		}
	}
}

// excess reports a request for what no shop may ask a buyer to send.
func (g *guard) excess() {
	s := speechOf(g.in.Reply.Language)
	if s == nil || !s.Secret.MatchString(g.text) {
		return
	}
	for _, part := range lang.Sentences(g.text, g.in.Reply.Language) {
		sentence := g.text[part.Start:part.End]
		at := s.Secret.FindStringIndex(sentence)
		if at != nil && s.Ask.MatchString(sentence) && !s.Never.MatchString(sentence) {
			g.add("privacy/excess", part.Start+at[0], part.Start+at[1], Wording{
				"asks the buyer for %q: no shop needs that in a message", "向买家索要“%s”：店铺不应通过消息索取"}, sentence[at[0]:at[1]])
			return
		}
	}
}
