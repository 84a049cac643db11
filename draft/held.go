package draft

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/compose"
	"github.com/parlance-cli/parlance/lang"
)

// held is the finding that a ticket waits for a person and the reply does not: whatever it
// says, an answer that is ready to be sent must not go out. The holding letter may.
func (r *round) held(reply string) []check.Finding {
	const rule = "policy/held"
	var risks []string
	for _, risk := range r.signals.Risks {
		if risk.Hold && !slices.Contains(risks, risk.Kind) {
			risks = append(risks, risk.Kind)
		}
	}
	if len(risks) == 0 || r.job.Brand.Silenced[rule] != "" || r.holds(reply) {
		return nil
	}
	f := check.Finding{Rule: rule, Severity: check.Error, Where: []check.Where{}, Source: "ticket"}
	f.Message, f.MessageLang = check.Wording{
		En:     "The ticket is held (%s): a reply that is ready to send must not be sent.",
		ZhHans: "该工单须先由人工处理（%s）：不得直接发送可发出的回复。",
	}.In(r.job.ReaderLang, strings.Join(risks, ", "))
	f.Suggestion, _ = check.Wording{
		En:     "Send the holding reply that draft writes, and have the person answer who may.",
		ZhHans: "请发送 draft 写出的安抚回复，并由有权限的人员答复。",
	}.In(r.job.ReaderLang)
	return []check.Finding{f}
}

// holds tells whether a reply is the holding letter, or it with few words changed: most of
// its sentences, and hardly any of another.
func (r *round) holds(reply string) bool {
	const changed = 2 // sentences: a greeting and a name, or the day on which somebody writes
	letter, _, _, err := compose.Compose(r.composeJob("holding"), "")
	if err != nil {
		return false
	}
	want, have := sentencesOf(letter.Text, r.axes.Language.Tag), sentencesOf(reply, r.axes.Language.Tag)
	same := 0
	for _, s := range have {
		if slices.Contains(want, s) {
			same++
		}
	}
	return same*2 > len(want) && len(have)-same <= changed
}

// sentencesOf are the sentences of a text without what editors and mail programs change:
// spaces, marks and capitals.
func sentencesOf(text, language string) []string {
	var out []string
	for _, s := range lang.Sentences(text, language) {
		bare := strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, text[s.Start:s.End])
		if bare != "" {
			out = append(out, bare)
		}
	}
	return out
}
