package value

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// index fills first and clitics.
func (l *lexicon) index() {
	forms := map[string]*word{}
	add := func(form string, s sense) {
		key, doubt := strings.CutSuffix(form, "?")
		w := forms[key]
		if w == nil {
			w = newWord(key)
			forms[key] = w
			l.first[w.text[0]] = append(l.first[w.text[0]], w)
		}
		w.doubt = w.doubt || doubt
		w.senses = append(w.senses, s)
	}
	l.addNumbers(add)
	l.addNames(add)
	l.addMarks(add)
	l.fromLocales(forms, add)
	for _, words := range l.first {
		slices.SortFunc(words, func(a, b *word) int {
			if len(a.text) != len(b.text) {
				return len(b.text) - len(a.text)
			}
			if a.prefix != b.prefix && b.prefix {
				return -1
			}
			return slices.Compare(a.text, b.text)
		})
	}
	for _, c := range l.Clitics {
		l.clitics = append(l.clitics, []rune(c))
	}
}

// addNumbers adds the words that stand for a number.
func (l *lexicon) addNumbers(add func(string, sense)) {
	for _, set := range []struct {
		role  role
		forms map[string]float64
	}{{roleNumber, l.Numbers}, {roleScale, l.Scales}, {roleFraction, l.Fractions}, {roleGroup, l.Groups}} {
		for form, v := range set.forms {
			add(form, sense{role: set.role, v: v})
		}
	}
}

// addNames adds months, weekdays, currencies, units and periods.
func (l *lexicon) addNames(add func(string, sense)) {
	for i, forms := range l.Months {
		for _, form := range forms {
			if abbreviates(form, forms[0]) {
				form += "?"
			}
			add(form, sense{role: roleMonth, v: float64(i)})
		}
	}
	for i, forms := range l.Weekdays {
		for _, form := range forms {
			add(form, sense{role: roleWeekday, v: float64(i)})
		}
	}
	for form, sign := range l.Currency {
		add(form, sense{role: roleCurrency, s: sign})
	}
	for _, set := range []struct {
		role  role
		forms map[string][]string
	}{{roleUnit, l.Units}, {rolePeriod, l.Periods}} {
		for name, forms := range set.forms {
			for _, form := range forms {
				add(form, sense{role: set.role, s: name})
			}
		}
	}
}

// addMarks adds the words that say what a number beside them is.
func (l *lexicon) addMarks(add func(string, sense)) {
	for _, set := range []struct {
		role  role
		forms []string
	}{{roleJoin, l.Join}, {roleGlue, l.DateGlue}, {roleYear, l.Year}, {roleMonthMark, l.Month}, {roleDay, l.Day},
		{roleHour, l.Hour}, {roleMinute, l.Minute}, {roleAm, l.Am}, {rolePm, l.Pm}, {rolePercent, l.Percent}} {
		for _, form := range set.forms {
			add(form, sense{role: set.role})
		}
	}
}

// abbreviates tells whether a form is the short one of a name: Jan may be a person.
func abbreviates(form, name string) bool {
	short := utf8.RuneCountInString(form)
	return short <= 4 && !strings.ContainsAny(form, "*?") && utf8.RuneCountInString(name) > short && strings.HasPrefix(name, form)
}

// fromLocales adds the months, weekdays and halves of the day that the locales of this
// language write and the vocabulary does not name.
func (l *lexicon) fromLocales(forms map[string]*word, add func(string, sense)) {
	for i, name := range english {
		if name != "" && forms[name] == nil && forms[name+"*"] == nil {
			add(name, sense{role: roleMonth, v: float64(i)})
		}
	}
	for tag, loc := range locales() {
		if language, _ := subtags(tag); language != l.tag {
			continue
		}
		for _, set := range []struct {
			forms []string
			roles []role
		}{
			{loc.Months, slices.Repeat([]role{roleMonth}, 12)},
			{loc.Weekdays, slices.Repeat([]role{roleWeekday}, 7)},
			{loc.AmPm, []role{roleAm, rolePm}},
		} {
			for i, form := range set.forms {
				lower := strings.ToLower(form)
				if utf8.RuneCountInString(form) > 1 && forms[lower] == nil && forms[lower+"*"] == nil {
					add(lower, sense{role: set.roles[i], v: float64(i)})
				} else if set.roles[i] == roleAm || set.roles[i] == rolePm {
					add(lower, sense{role: set.roles[i]})
				}
			}
		}
	}
}

// english are the months that texts of every language may leave in English, without
// those that are other words too.
var english = []string{"january", "february", "", "april", "", "june", "july", "", "september", "october", "november", "december"} // read-only

func newWord(form string) *word {
	w := &word{}
	form, w.prefix = strings.CutSuffix(form, "*")
	for _, r := range form {
		w.text = append(w.text, foldRune(r))
	}
	return w
}
