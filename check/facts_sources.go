package check

import (
	"slices"

	"github.com/parlance-cli/parlance/value"
)

// unsupported reports what the reply states and no source does. Numbers that only
// count ("two options") need no source.
func (f *factFinder) unsupported() {
	if len(f.in.Sources) == 0 {
		return
	}
	stated := slices.DeleteFunc(slices.Clone(f.reply), func(v value.Value) bool { return !needsSource(v) })
	for _, i := range value.Absent(stated, f.sourceValues()) {
		v := stated[i]
		f.add("facts/unsupported", severityUnsupported(v), []Where{f.where(Reply, v)}, say{
			"nothing in ticket, note, order, brand or knowledge says %q", "工单、备注、订单、品牌资料和知识库中都没有“%s”"}, v.Text)
	}
}

// sourceValues are the values of everything a reply may rest on.
func (f *factFinder) sourceValues() []value.Value {
	var out []value.Value
	if f.in.Buyer.Text != "" {
		out = value.Scan(f.in.Buyer.Text, f.in.Buyer.Language)
	}
	for _, s := range f.in.Sources {
		out = append(out, value.Scan(s.Text, s.Lang)...)
	}
	if m := f.in.Amount; m != nil {
		out = append(out, value.Scan(m.Amount+" "+m.Currency, "")...)
	}
	return out
}

// needsSource tells the values that a reply may not make up.
func needsSource(v value.Value) bool {
	switch v.Kind {
	case value.Number:
		return false
	case value.Placeholder:
		return false
	}
	return !v.Worded
}

func severityUnsupported(v value.Value) Severity {
	switch v.Kind {
	case value.Amount, value.Percent, value.Link, value.Email:
		return Error
	}
	return Warning
}
