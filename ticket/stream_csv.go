package ticket

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance-cli/parlance/clean"
)

func count(n int) string { return strconv.Itoa(n) }

const (
	longestRow = 1 << 20 // bytes of a row with line breaks in quotes: more is an open quote
	mostLines  = 5000    // lines of a row, likewise
)

// columns maps our fields to the headers others use, compared folded and without
// punctuation. Fields are the names StreamOptions.Columns takes.
var columns = map[string][]string{
	"id":         {"id", "ticketid", "ticket", "ticketnumber", "case", "caseid", "number", "conversationid", "工单号", "編號", "チケットid", "問い合わせid", "vorgang", "ticketnummer"},
	"subject":    {"subject", "title", "topic", "betreff", "objet", "asunto", "oggetto", "assunto", "件名", "主题", "標題", "제목", "тема", "konu", "onderwerp", "ämne", "temat"},
	"text":       {"text", "message", "body", "description", "content", "comment", "messagebody", "plainbody", "descriptiontext", "nachricht", "mensaje", "messaggio", "mensagem", "本文", "内容", "問い合わせ内容", "メッセージ", "留言", "消息", "내용", "문의내용", "сообщение", "mesaj", "bericht", "meddelande", "wiadomość"},
	"name":       {"name", "customer", "customername", "requester", "requestername", "contact", "fullname", "kunde", "cliente", "client", "氏名", "お名前", "顧客名", "姓名", "客户", "이름"},
	"email":      {"email", "emailaddress", "customeremail", "requesteremail", "mail", "correo", "メールアドレス", "邮箱", "이메일"},
	"language":   {"language", "lang", "sprache", "langue", "idioma", "言語", "语言", "언어"},
	"locale":     {"locale"},
	"country":    {"country", "countrycode", "land", "pays", "país", "paese", "国", "国家", "국가"},
	"timezone":   {"timezone", "tz"},
	"order":      {"orderid", "order", "ordernumber", "orderno", "bestellnummer", "bestellung", "commande", "pedido", "ordine", "注文番号", "订单号", "訂單編號", "주문번호", "номерзаказа"},
	"product":    {"product", "item", "productname", "artikel", "produkt", "商品名", "商品", "상품명"},
	"tracking":   {"tracking", "trackingnumber", "sendungsnummer", "追跡番号", "运单号", "송장번호"},
	"carrier":    {"carrier", "spediteur", "配送業者", "快递公司"},
	"channel":    {"channel", "kanal", "source", "via"},
	"market":     {"market", "marketplacecountry", "markt"},
	"tags":       {"tags", "labels"},
	"created_at": {"createdat", "created", "date", "datum", "fecha", "createdtime", "日時", "日期", "受信日時", "일시"},
	"reply_due":  {"replydue", "dueby", "due", "frist"},
}

// Fields are the ticket fields a CSV column can fill.
func Fields() []string {
	names := make([]string, 0, len(columns))
	for f := range columns {
		names = append(names, f)
	}
	slices.Sort(names)
	return names
}

// header folds a column name for comparison.
func header(s string) string {
	var b strings.Builder
	for _, r := range foldString(s, foldRune) {
		if wordRune(r) && r != '_' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// table is a CSV being read.
type table struct {
	comma  rune
	names  []string       // headers as written
	fields map[string]int // our field to column
}

// csv reads a table with a header, one ticket per row.
func (s *stream) csv(format string, sample []byte) {
	lines := newLineReader(s.in, s.o.Limit)
	t := &table{comma: separator(sample, format)}
	if x, err := lines.next(); err == nil {
		if c, ok := excelHint(x.text); ok {
			t.comma = c
		} else {
			lines.giveBack([]line{x})
		}
	}
	head, at, err := lines.row(t.comma)
	if err != nil {
		s.yield(nil, &InputError{Name: s.o.Name, Line: at, Kind: ErrInvalid, What: "no header row", Want: "the first row names the columns: " + strings.Join(Fields(), ", ")})
		return
	}
	if err := t.bind(head, s.o); err != nil {
		s.yield(nil, err)
		return
	}
	for {
		row, at, err := lines.row(t.comma)
		switch {
		case err == io.EOF:
			return
		case err != nil:
			if bad, ok := err.(*InputError); ok {
				if !s.emit(nil, nil, bad, at) {
					return
				}
				continue
			}
			s.yield(nil, err)
			return
		case len(row) == 1 && strings.TrimSpace(row[0]) == "":
			continue
		}
		tk, err := t.ticket(row)
		if !s.emit(tk, nil, err, at) {
			return
		}
	}
}

// excelHint reads the line "sep=;" that Excel writes and reads.
func excelHint(text []byte) (rune, bool) {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimRight(string(text), "\r\n")), "sep=")
	if !ok || rest == "" {
		return 0, false
	}
	return []rune(rest)[0], true
}

// separator is what the header row is cut at.
func separator(sample []byte, format string) rune {
	first, _, _ := bytes.Cut(sample, []byte("\n"))
	best, most := ',', 0
	if format == "tsv" {
		best = '\t'
	}
	for _, c := range []rune{',', ';', '\t', '|'} {
		if n := strings.Count(string(first), string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// bind finds our fields among the headers.
func (t *table) bind(head []string, o StreamOptions) error {
	t.names, t.fields = head, map[string]int{}
	for field, theirs := range o.Columns {
		if columns[field] == nil {
			return &InputError{Name: o.Name, Kind: ErrInvalid, What: "no ticket field " + strconv.Quote(clean.Line(field, 40)), Want: "fields are " + strings.Join(Fields(), ", ")}
		}
		i := slices.IndexFunc(head, func(h string) bool { return header(h) == header(theirs) })
		if i < 0 {
			return &InputError{Name: o.Name, Line: 1, Kind: ErrInvalid, What: "no column " + strconv.Quote(clean.Line(theirs, 40)), Want: "columns are " + clean.Line(strings.Join(head, ", "), 200)}
		}
		t.fields[field] = i
	}
	for field, known := range columns {
		if _, ok := t.fields[field]; ok {
			continue
		}
		for _, k := range known { // the best name first
			if i := slices.IndexFunc(head, func(h string) bool { return header(h) == header(k) }); i >= 0 {
				t.fields[field] = i
				break
			}
		}
	}
	if _, ok := t.fields["text"]; !ok {
		return &InputError{Name: o.Name, Line: 1, Kind: ErrInvalid, What: "no column holds the message", Want: "name it with a column mapping for text; columns are " + clean.Line(strings.Join(head, ", "), 200)}
	}
	return nil
}

// ticket makes a ticket of a row. Columns we have no field for are kept in Extra.
func (t *table) ticket(row []string) (*Ticket, error) {
	if len(row) > len(t.names) && strings.TrimSpace(strings.Join(row[len(t.names):], "")) != "" {
		return nil, &InputError{Kind: ErrInvalid, What: fmt.Sprintf("%d values under %d columns", len(row), len(t.names)), Want: "a value with a separator in it stands in quotes"}
	}
	get := func(field string) string {
		if i, ok := t.fields[field]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	k := &Ticket{ID: get("id"), Subject: get("subject"), Text: get("text"), Channel: get("channel"), Market: get("market"),
		Customer: Customer{Name: get("name"), Email: get("email"), Language: get("language"), Locale: get("locale"),
			Country: get("country"), TimeZone: get("timezone")}}
	k.CreatedAt, _ = parseTime(get("created_at"))
	k.ReplyDue, _ = parseTime(get("reply_due"))
	k.Tags = strings.FieldsFunc(get("tags"), func(r rune) bool { return strings.ContainsRune(",; |", r) })
	if id := get("order"); id != "" {
		k.Order = &Order{ID: id, Carrier: get("carrier"), Tracking: get("tracking")}
		if p := get("product"); p != "" {
			k.Order.Items = []Item{{Name: p}}
		}
	}
	return k, nil
}

// row reads one record: a line, or several when a quoted value holds line breaks. A
// quote that never closes spoils its own line only.
func (l *lineReader) row(comma rune) ([]string, int, error) {
	var text bytes.Buffer
	var taken []line
	quotes := 0
	for {
		x, err := l.next()
		if err == io.EOF && len(taken) > 0 {
			return l.openQuote(taken)
		}
		if err != nil {
			return nil, 0, err
		}
		if x.tooLong {
			return nil, x.n, &InputError{Kind: ErrTooLarge, What: "a row of more than " + size(int64(l.limit))}
		}
		taken = append(taken, x)
		text.Write(x.text)
		quotes += bytes.Count(x.text, []byte(`"`))
		if quotes%2 == 0 {
			break
		}
		if text.Len() > longestRow || len(taken) > mostLines {
			return l.openQuote(taken)
		}
	}
	r := csv.NewReader(&text)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	row, err := r.Read()
	if err == io.EOF { // an empty line
		return []string{""}, taken[0].n, nil
	}
	if err != nil {
		return nil, taken[0].n, &InputError{Kind: ErrInvalid, What: "the row cannot be read", Want: `quotes inside a value are doubled: ""`}
	}
	return row, taken[0].n, nil
}

func (l *lineReader) openQuote(taken []line) ([]string, int, error) {
	l.giveBack(taken[1:])
	return nil, taken[0].n, &InputError{Kind: ErrInvalid, What: "a quote is opened and never closed", Want: `quotes inside a value are doubled: ""`}
}

// looksLikeTable tells a header row that names a message column.
func looksLikeTable(start []byte) bool {
	comma := separator(start, "csv")
	first, rest, more := bytes.Cut(start, []byte("\n"))
	if !more || len(bytes.TrimSpace(rest)) == 0 || !bytes.ContainsRune(first, comma) || len(first) > 4000 {
		return false
	}
	r := csv.NewReader(bytes.NewReader(first))
	r.Comma, r.LazyQuotes = comma, true
	head, err := r.Read()
	if err != nil || len(head) < 2 {
		return false
	}
	t := &table{comma: comma}
	return t.bind(head, StreamOptions{}) == nil && len(t.fields) >= 2
}
