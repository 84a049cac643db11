package clean

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sampleSize is how much of a text is tried in every encoding.
const sampleSize = 32 << 10

// enough is the plausibility below which guessing an encoding does more harm than
// asking: 1 is a text of nothing but frequent letters, 0 one of rare ones.
const enough = 0.25

// guess is an encoding and how to tell whether a text was written in it.
type guess struct {
	name   string
	letter func(rune) float64 // plausibility of a rune that is not ASCII
	spaced bool               // words of letters: case and neighbours count
}

// detect names the legacy encoding in which b reads most like a text somebody
// wrote, or "" when none does.
func detect(b []byte) string {
	sample := b[:min(len(b), sampleSize)]
	if cut := bytes.LastIndexByte(sample, '\n'); len(b) > sampleSize && cut > 0 {
		sample = sample[:cut]
	}
	best, top := "", enough
	for _, g := range guesses() {
		text, err := charset(g.name).NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		if score := g.plausibility(string(text), sample); score > top {
			best, top = g.name, score
		}
	}
	return best
}

// plausibility is the mean over the bytes that are not ASCII, so that encodings of
// one and of two bytes compare.
func (g guess) plausibility(text string, sample []byte) float64 {
	high := 0
	for _, c := range sample {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	if strings.HasPrefix(g.name, "utf-16") {
		high = len(sample)
	}
	sum, runes := 0.0, 0
	before := [2]rune{' ', ' '}
	for i, r := range text {
		if r >= utf8.RuneSelf {
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			sum += g.worth(before, r, next)
			runes++
		}
		before = [2]rune{before[1], r}
	}
	if runes == 0 || high == 0 {
		return 0
	}
	return sum / float64(runes) * min(1, float64(runes*2)/float64(high))
}

// worth is how likely one rune is where it stands.
func (g guess) worth(before [2]rune, r, next rune) float64 {
	last := before[1]
	switch {
	case r == utf8.RuneError:
		return -6
	case r >= 0x80 && r <= 0x9f, unicode.Is(unicode.Co, r):
		return -3
	case !g.spaced:
		return g.letter(r)
	case !unicode.IsLetter(r) && !unicode.Is(unicode.M, r):
		return symbol(last, r, next)
	case unicode.IsUpper(r) && unicode.IsLower(last), unicode.IsLower(r) && !unicode.IsLetter(last) && unicode.IsUpper(next):
		return -1
	case unicode.Is(unicode.Latin, r) && last >= utf8.RuneSelf && before[0] >= utf8.RuneSelf && unicode.IsLetter(last):
		return -1 // three accented letters in a row are no word
	case !unicode.Is(unicode.Latin, r) && unicode.Is(unicode.Latin, last) && unicode.IsLetter(r):
		return -0.7
	}
	return g.letter(r)
}

// symbol is how likely a sign is between its neighbours.
func symbol(last, r, next rune) float64 {
	inWord := unicode.IsLetter(last) && unicode.IsLetter(next)
	switch {
	case strings.ContainsRune("’‘‛ʼ·", r):
		return 0.6
	case inWord:
		return -1
	case strings.ContainsRune("“”„«»–—…€£°¿¡\u00a0№§®©™₪¥", r):
		return 0.5
	}
	return -0.4
}

func guesses() []guess {
	return []guess{
		{"shift_jis", japanese, false},
		{"euc-jp", japanese, false},
		{"gb18030", chinese(hans), false},
		{"big5", chinese(hant), false},
		{"euc-kr", korean, false},
		{"windows-1252", latin("éèàùâêîôûçëïüœæäößñáíóúãõåøìò"), true},
		{"windows-1251", letters("оеаинтсрвлкмдпуяыьгзбч", unicode.Cyrillic), true},
		{"koi8-r", letters("оеаинтсрвлкмдпуяыьгзбч", unicode.Cyrillic), true},
		{"windows-1250", latin("ąćęłńóśźżáčďéěíňřšťúůýžöüőűăâîşđôäß"), true},
		{"iso-8859-2", latin("ąćęłńóśźżáčďéěíňřšťúůýžöüőűăâîşđôäß"), true},
		{"windows-1254", latin("çğıöşüâîû"), true},
		{"windows-1253", letters("αοιετσνηυρπκμλςωδγάόέίήύώ", unicode.Greek), true},
		{"windows-1255", letters("יוהלאתרבשמנכעפדחקםגטצ", unicode.Hebrew), true},
		{"windows-1256", letters("المينورتبةعدسفهكقحجأشطصى", unicode.Arabic), true},
		{"windows-874", letters("านรอกเงยลมดท่วตสคปหแบ้ใไพะิีัุู็โจขชถ", unicode.Thai), true},
		{"windows-1258", vietnamese, true},
		{"macintosh", latin("éèàùâêîôûçëïüœæäößñáíóúãõåøìò"), true},
		{"utf-16le", wideText, false},
		{"utf-16be", wideText, false},
	}
}

func latin(common string) func(rune) float64 {
	return func(r rune) float64 {
		switch {
		case strings.ContainsRune(common, unicode.ToLower(r)) || r == 'İ':
			return 0.8
		default:
			return 0.1
		}
	}
}

func letters(common string, script *unicode.RangeTable) func(rune) float64 {
	return func(r rune) float64 {
		switch {
		case strings.ContainsRune(common, unicode.ToLower(r)):
			return 0.8
		case unicode.Is(script, r) || unicode.Is(unicode.M, r):
			return 0.3
		}
		return -0.4
	}
}

func vietnamese(r rune) float64 {
	if unicode.Is(unicode.Mn, r) {
		return 0.8
	}
	return latin("ăâđêôơưàáãéèíìóòõúù")(r) - 0.05
}
