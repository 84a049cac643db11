package lang

import "unicode"

// scriptCount is the number of letters of a text by script. Japanese is what has
// kana; Han alone is "Hani".
type scriptCount struct {
	by    map[string]int
	total int
}

var scriptTables = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Hani", unicode.Han}, {"Kana", unicode.Hiragana}, {"Kana", unicode.Katakana},
	{"Kore", unicode.Hangul}, {"Cyrl", unicode.Cyrillic}, {"Arab", unicode.Arabic}, {"Hebr", unicode.Hebrew},
	{"Grek", unicode.Greek}, {"Thai", unicode.Thai}, {"Deva", unicode.Devanagari}, {"Beng", unicode.Bengali},
	{"Taml", unicode.Tamil}, {"Telu", unicode.Telugu}, {"Gujr", unicode.Gujarati}, {"Guru", unicode.Gurmukhi},
	{"Knda", unicode.Kannada}, {"Mlym", unicode.Malayalam}, {"Geor", unicode.Georgian}, {"Armn", unicode.Armenian},
	{"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Mymr", unicode.Myanmar}, {"Ethi", unicode.Ethiopic},
	{"Sinh", unicode.Sinhala},
}

func countScripts(text string) scriptCount {
	c := scriptCount{by: map[string]int{}}
	for _, r := range text {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				c.by["Latn"]++
				c.total++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		for _, s := range scriptTables {
			if unicode.Is(s.table, r) {
				c.by[s.name]++
				c.total++
				break
			}
		}
	}
	if kana := c.by["Kana"]; kana > 0 && kana*20 >= c.by["Hani"] {
		c.by["Jpan"] = kana + c.by["Hani"]
		delete(c.by, "Hani")
	}
	delete(c.by, "Kana")
	return c
}

// main is the script most letters are of.
func (c scriptCount) main() (name string, n int) {
	for k, v := range c.by {
		if v > n || v == n && k < name {
			name, n = k, v
		}
	}
	return name, n
}
