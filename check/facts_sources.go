package check

import (
	"slices"
	"strings"

	"github.com/parlance-cli/parlance/lang"
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
		if v.Kind == value.Link && f.ownHost(v) {
			continue
		}
		f.add("facts/unsupported", f.severityUnsupported(v), []Where{f.where(Reply, v)}, Wording{
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
		language := s.Lang
		if language == "" {
			language = lang.Detect(s.Text).Tag
		}
		out = append(out, value.Scan(s.Text, language)...)
	}
	if m := f.in.Amount; m != nil {
		out = append(out, value.Scan(m.Amount+" "+m.Currency, "")...)
	}
	return out
}

// ownHost tells whether a link leads to a host of the brand.
func (f *factFinder) ownHost(link value.Value) bool {
	if f.in.Brand == nil {
		return false
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(link.Key, "link:"), "://")
	host, _, _ := strings.Cut(rest, "/")
	return slices.ContainsFunc(f.in.Brand.AllowedHosts, func(own string) bool {
		own = strings.TrimPrefix(strings.ToLower(own), "www.")
		return host == own || strings.HasSuffix(host, "."+own)
	})
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

// severityUnsupported is an error for what costs money or leads astray. With nothing but
// the conversation at hand it is a warning: a person may have looked the price up.
func (f *factFinder) severityUnsupported(v value.Value) Severity {
	switch v.Kind {
	case value.Amount, value.Percent, value.ID, value.Link, value.Email:
		if f.written() {
			return Error
		}
	}
	return Warning
}

// written tells whether the sources are all that the reply can rest on: it was made
// from them, or they hold more than the conversation.
func (f *factFinder) written() bool {
	return f.in.AgentOnly || f.in.Agent.Text != "" || slices.ContainsFunc(f.in.Sources, func(s Source) bool {
		return s.Name != "ticket" && s.Name != "thread"
	})
}
