package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// places finds postal addresses: what follows a word for address, and what stands
// around a word for a street, as long as it looks like parts of an address. Tier 2.
func (s *scan) places() {
	for _, c := range s.cues {
		switch c.kind {
		case "address":
			s.placeAfter(c.end)
		case "street":
			s.placeAround(c)
		}
	}
	s.compoundStreets()
	s.postMarks()
}

// placeAfter notes what follows a word for address, if it has a number in it.
func (s *scan) placeAfter(at int) {
	at, _ = s.value(at)
	end := s.extent(at)
	if s.placeLike(at, end) {
		s.add(at, end, "ADDRESS", 2, rankCue)
	}
}

// placeLike says that a stretch is long enough for an address, and has a number and a
// word.
func (s *scan) placeLike(start, end int) bool {
	if end-start < 8 {
		return false
	}
	text := s.text[start:end]
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 4 && strings.ContainsAny(text, "0123456789一二三四五六七八九十") && strings.IndexByte(text, '@') < 0 && !strings.Contains(text, "://")
}

// placeAround notes an address by its street: from the number or word before it to
// where the address ends.
func (s *scan) placeAround(c cue) {
	if end := s.wordEnd(c.start); end != c.end && !loose(runeAt(s.text, c.start)) {
		return // "via" in "viaggio", "st" in "step"
	}
	start := s.streetStart(c.start)
	end := s.extent(start)
	if end <= c.end || !s.placeLike(start, end) || !s.numbered(start, end, c) {
		return
	}
	s.add(start, end, "ADDRESS", 2, rankGuess)
}

// numbered says that a house number stands close to the street: before its name, or
// within a few words behind it.
func (s *scan) numbered(start, end int, c cue) bool {
	if c.start > start && isDigit(s.text[start]) {
		return true
	}
	tail := s.text[c.end:min(end, c.end+48)]
	return strings.ContainsAny(tail, "0123456789")
}

// streetStart is where an address with the street word at pos begins: "221 Example
// Street", "12 rue", "Blk 5 Example Ave".
func (s *scan) streetStart(pos int) int {
	start := pos
	for words := 0; words < 4; words++ {
		i := start
		for i > 0 && (s.text[i-1] == ' ' || s.text[i-1] == ',' && words == 0) {
			i--
		}
		if i == start && start > 0 {
			break
		}
		j := i
		for j > 0 {
			r, n := utf8.DecodeLastRuneInString(s.text[:j])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '/' && r != '\'' && r != '’' {
				break
			}
			j -= n
		}
		if j == i {
			break
		}
		first, _ := utf8.DecodeRuneInString(s.orig[s.at[j]:])
		if isDigit(s.text[j]) {
			return j
		}
		if !unicode.IsUpper(first) {
			break
		}
		start = j
	}
	if start < pos && !s.hasNumberBefore(start) {
		return pos
	}
	return start
}

func (s *scan) hasNumberBefore(pos int) bool {
	before := strings.TrimRight(s.text[:pos], " ")
	return before != "" && isDigit(before[len(before)-1])
}

// compoundStreets notes streets whose word is part of the name: Musterstraße 12.
func (s *scan) compoundStreets() {
	for _, tail := range [...]string{"straße ", "strasse ", "str. ", "weg ", "gasse ", "platz ", "allee ", "ring ", "damm ", "ufer ", "gatan ", "vägen ", "gata ", "gade ", "vej ", "veien ", "katu ", "tie ", "straat ", "laan ", "plein ", "utca "} {
		s.everywhere(tail, func(at int) {
			number := at + len(tail)
			if number >= len(s.text) || !isDigit(s.text[number]) {
				return
			}
			start := at
			for start > 0 {
				r, n := utf8.DecodeLastRuneInString(s.text[:start])
				if !unicode.IsLetter(r) && r != '-' {
					break
				}
				start -= n
			}
			first, _ := utf8.DecodeRuneInString(s.orig[s.at[start]:])
			end := s.extent(start)
			if unicode.IsUpper(first) && at-start >= 2 && end > number {
				s.add(start, end, "ADDRESS", 2, rankGuess)
			}
		})
	}
}

// postMarks notes Japanese postal codes with what follows them, and Chinese and
// Korean addresses that begin with a province or city and hold a number.
func (s *scan) postMarks() {
	s.everywhere("〒", func(at int) {
		start := at
		if end := s.extent(at); s.placeLike(at, end) {
			s.add(start, end, "ADDRESS", 2, rankCue)
			return
		}
		code := at + len("〒")
		end := code
		for end < len(s.text) && (isDigit(s.text[end]) || s.text[end] == '-') {
			end++
		}
		if end-code >= 7 {
			s.add(code, end, "ADDRESS", 2, rankCue)
		}
	})
	for _, unit := range [...]string{"丁目", "番地", "号室"} {
		s.everywhere(unit, func(at int) {
			start := at
			for start > 0 {
				r, n := utf8.DecodeLastRuneInString(s.text[:start])
				if !eastPlace(r) {
					break
				}
				start -= n
			}
			if end := s.extent(start); s.placeLike(start, end) && at-start > 9 {
				s.add(start, end, "ADDRESS", 2, rankGuess)
			}
		})
	}
}

func eastPlace(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Katakana) || r >= '0' && r <= '9' || r == '-' || r == 'ー' || r == '〒'
}

// extent is where the address that begins at start ends.
func (s *scan) extent(start int) int {
	first, _ := utf8.DecodeRuneInString(s.text[start:])
	switch {
	case unicode.In(first, unicode.Han, unicode.Katakana) || first == '〒':
		return s.extentEast(start)
	case loose(first):
		return s.extentCaseless(start)
	}
	return s.extentCased(start)
}

// extentEast ends where Hiragana or a full stop begins, or a clause that names no part
// of an address.
func (s *scan) extentEast(start int) int {
	end := start
	for i, r := range s.text[start:] {
		if !eastPlace(r) && !(r < utf8.RuneSelf && isAlnum(byte(r))) && !strings.ContainsRune(" #,()の・ヶケノ", r) || i > 180 {
			break
		}
		if r == ',' && !partOfPlace(s.text[start+i+1:]) {
			break
		}
		if !strings.ContainsRune(" ,(の", r) {
			end = start + i + utf8.RuneLen(r)
		}
	}
	return end
}

// partOfPlace says that the clause at the start of s names a district, street or house.
func partOfPlace(s string) bool {
	clause, _, _ := strings.Cut(s, ",")
	if i := strings.IndexAny(clause, "。;\n"); i >= 0 {
		clause = clause[:i]
	}
	return len(clause) < 90 && strings.ContainsAny(clause, "省市区县區縣路街號号楼樓室巷弄棟栋層层村镇鎮町丁番地都府県0123456789")
}

// extentCaseless is for scripts without capitals: to the end of the sentence or line.
func (s *scan) extentCaseless(start int) int {
	text := s.text[start:min(len(s.text), start+160)]
	end := len(text)
	for _, stop := range [...]string{"\n", ". ", "।", "؛", "。", "！", "?", "؟", "로 변경", "으로 ", "로 보내", "입니다", "이에요", "예요", " है", " में बदल", "ค่ะ", "ครับ"} {
		if i := strings.Index(text, stop); i >= 0 && i < end {
			end = i
		}
	}
	if end == len(text) && end > 120 {
		return start
	}
	return start + len(strings.TrimRight(text[:end], " .,،"))
}

// extentCased takes capitalised words, numbers and the small words and abbreviations
// of addresses.
func (s *scan) extentCased(start int) int {
	end := start
	for at := start; at < len(s.text) && at-start < 160; {
		stop := at
		for stop < len(s.text) {
			r, n := utf8.DecodeRuneInString(s.text[stop:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("-/'’#№º°", r) {
				break
			}
			stop += n
		}
		word := s.text[at:stop]
		if word == "" || !s.addressWord(at, word) {
			break
		}
		if !placeParticle(word) {
			end = stop
		}
		next, more := s.addressGap(stop, word)
		if !more {
			break
		}
		at = next
	}
	return end
}

func (s *scan) addressWord(at int, word string) bool {
	if i := strings.LastIndexAny(word, "'’"); i > 0 && i < 3 { // l’Exemple
		at += i + len(word[i:]) - len(strings.TrimLeft(word[i:], "'’"))
	}
	first, _ := utf8.DecodeRuneInString(s.orig[s.at[min(at, len(s.at)-1)]:])
	return unicode.IsUpper(first) || first == '#' || first == '№' || strings.ContainsAny(word, "0123456789") || placeParticle(word) || placeUnit(word)
}

// addressGap is where the next word of an address begins; more is false when the
// address ends here.
func (s *scan) addressGap(at int, word string) (next int, more bool) {
	for _, gap := range [...]string{", ", "، ", " - ", " / ", ",\n", ". ", ": ", " ", ",", "."} {
		if !strings.HasPrefix(s.text[at:], gap) {
			continue
		}
		if gap == ". " && (!placeUnit(word) || strings.ContainsAny(word, "0123456789")) {
			return 0, false // the end of the sentence
		}
		if gap == ": " && !placeUnit(word) {
			return 0, false
		}
		return at + len(gap), true
	}
	return 0, false
}

func placeParticle(w string) bool {
	return strings.Contains(" de da do dos das del dei degli delle dello della di du la le les los las el l’ van der den des am an im in zum zur of the y e s/n d’ och ved på nad pod ", " "+w+" ")
}

// placeUnit says that a word names a part of an address: street, floor, flat, box.
func placeUnit(w string) bool {
	return strings.Contains(" st str ave av avda rd ln dr blvd bd sq ct pl apt apto apt. unit suite ste fl floor no nr nº n° blk bldg box po ul al os m lok kv д кв ул г стр корп пер просп вул буд "+
		"mah cad sok apt daire kat jl rt rw gg kec kab tp q piso puerta pta esc izq dcha ptal c bât étage rue avenue chemin via viale piazza corso int scala rua bairro apartamento andar calle plaza "+
		"straße strasse weg etage stock top lgh vån katu as ", " "+strings.TrimSuffix(w, ".")+" ")
}
