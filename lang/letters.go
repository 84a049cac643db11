package lang

import "unicode"

// script is a script of letters, as far as detection cares.
type script int

const (
	noScript script = iota
	latinScript
	cyrillicScript
	hanScript
	kanaScript
	hangulScript
	arabicScript
	hebrewScript
	greekScript
	thaiScript
	devanagariScript
	otherScript // one of otherScripts
	scriptCount
)

// scriptWeight is how much a letter counts against letters of another script: one Han
// character says about as much as three Latin letters, and Latin names stand in texts
// of all scripts more often than the other way round.
var scriptWeight = [scriptCount]int{latinScript: 1, cyrillicScript: 1, hanScript: 3, kanaScript: 2, hangulScript: 2,
	arabicScript: 2, hebrewScript: 2, greekScript: 1, thaiScript: 2, devanagariScript: 2, otherScript: 2}

// scriptRanges are in the order of code points.
var scriptRanges = []struct {
	first, last rune
	script      script
}{
	{'A', 'Z', latinScript}, {'a', 'z', latinScript}, {0xAA, 0xAA, latinScript}, {0xBA, 0xBA, latinScript},
	{0xC0, 0x24F, latinScript}, {0x370, 0x3FF, greekScript}, {0x400, 0x52F, cyrillicScript}, {0x590, 0x5FF, hebrewScript},
	{0x600, 0x6FF, arabicScript}, {0x750, 0x77F, arabicScript}, {0x900, 0x97F, devanagariScript},
	{0x980, 0xDFF, otherScript}, {0xE00, 0xE7F, thaiScript}, {0xE80, 0x10FF, otherScript}, {0x1100, 0x11FF, hangulScript},
	{0x1200, 0x18AF, otherScript}, {0x1E00, 0x1EFF, latinScript}, {0x1F00, 0x1FFF, greekScript}, {0x3005, 0x3007, hanScript},
	{0x3040, 0x30FF, kanaScript}, {0x3130, 0x318F, hangulScript}, {0x31F0, 0x31FF, kanaScript}, {0x3400, 0x4DBF, hanScript},
	{0x4E00, 0x9FFF, hanScript}, {0xAC00, 0xD7AF, hangulScript}, {0xF900, 0xFAFF, hanScript}, {0xFB1D, 0xFB4F, hebrewScript},
	{0xFB50, 0xFDFF, arabicScript}, {0xFE70, 0xFEFC, arabicScript}, {0xFF21, 0xFF3A, latinScript}, {0xFF41, 0xFF5A, latinScript},
	{0xFF66, 0xFF9F, kanaScript}, {0x20000, 0x3FFFF, hanScript},
}

// scriptOf is the script of a letter; noScript when r is none.
func scriptOf(r rune) script {
	if r < 0x80 {
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return latinScript
		}
		return noScript
	}
	lo, hi := 0, len(scriptRanges)
	for lo < hi {
		mid := (lo + hi) / 2
		switch s := scriptRanges[mid]; {
		case r < s.first:
			hi = mid
		case r > s.last:
			lo = mid + 1
		case s.script == kanaScript && (r == 'ー' || r == '・' || r == 'ｰ') || !unicode.IsLetter(r):
			return noScript
		default:
			return s.script
		}
	}
	return noScript
}

// otherScripts are languages that own a script, or are its most common one.
var otherScripts = []struct {
	table *unicode.RangeTable
	tag   string
}{
	{unicode.Bengali, "bn"}, {unicode.Gurmukhi, "pa"}, {unicode.Gujarati, "gu"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"},
	{unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"}, {unicode.Sinhala, "si"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"},
	{unicode.Georgian, "ka"}, {unicode.Ethiopic, "am"}, {unicode.Khmer, "km"}, {unicode.Mongolian, "mn"},
}

func otherLanguage(r rune) string {
	for _, s := range otherScripts {
		if unicode.Is(s.table, r) {
			return s.tag
		}
	}
	return ""
}
