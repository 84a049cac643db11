package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Family names that most people of the language have; without capitals they are what
// tells a name from a word.
const (
	chineseFamilies = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
	koreanFamilies  = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥"
)

// namesEast finds Chinese, Japanese, Korean and Thai names by the words around them.
func (s *scan) namesEast() {
	for _, tail := range [...]string{"と申します", "と申し", "ともうします", "様より", "様宛"} {
		s.everywhere(tail, func(at int) { s.nameBefore(at, japaneseRune, 2, 8) })
	}
	s.everywhere("様", func(at int) {
		if next, _ := utf8.DecodeRuneInString(s.text[at+len("様"):]); !unicode.Is(unicode.Han, next) {
			s.nameBefore(at, japaneseRune, 2, 6)
		}
	})
	for _, head := range [...]string{"我是", "我叫"} {
		s.everywhere(head, func(at int) { s.chineseAfter(at + len(head)) })
	}
	for _, tail := range [...]string{" 씨", "씨", " 님", "이라고 합니다", "라고 합니다", "입니다"} {
		s.everywhere(tail, func(at int) { s.koreanBefore(at) })
	}
	for _, head := range [...]string{"ดิฉัน", "ผม", "ชื่อ", "หนูชื่อ"} {
		s.everywhere(head, func(at int) { s.thaiAfter(at + len(head)) })
	}
}

func (s *scan) everywhere(text string, each func(at int)) {
	for from := 0; ; {
		i := strings.Index(s.text[from:], text)
		if i < 0 {
			return
		}
		each(from + i)
		from += i + len(text)
	}
}

func japaneseRune(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Katakana) || r == 'ー' || r == '々'
}

// nameBefore notes the run of such characters, with one space, that ends at at.
func (s *scan) nameBefore(at int, is func(rune) bool, least, most int) {
	start, n, space := at, 0, false
	for start > 0 && n <= most {
		r, size := utf8.DecodeLastRuneInString(s.text[:start])
		if r == ' ' && !space && n > 0 {
			space = true
		} else if !is(r) {
			break
		} else {
			n++
		}
		start -= size
	}
	start += len(s.text[start:at]) - len(strings.TrimLeft(s.text[start:at], " "))
	name := s.text[start:at]
	if strings.HasSuffix(name, "名") || strings.HasSuffix(name, "人") || strings.HasSuffix(name, "者") {
		return // how many people, and which role
	}
	if n < least || n > most || strings.Contains(" お客 皆 各位 同 仕 模 神 奥 有 多 異 王 お得意 貴社 御社 店長 皆々 両親 親御 子 旦那 奥 ", " "+name+" ") {
		return
	}
	if first, _ := utf8.DecodeLastRuneInString(s.text[:start]); first == 'お' || first == 'ご' {
		return
	}
	s.add(start, at, "PERSON", 2, rankGuess)
}

// eastAfter notes a Chinese, Japanese or Korean name behind a cue for names.
func (s *scan) eastAfter(c cue, at int) {
	switch first, _ := utf8.DecodeRuneInString(s.text[at:]); {
	case unicode.In(first, unicode.Hangul):
		end := s.run(at, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }, 4)
		if n := utf8.RuneCountInString(s.text[at:end]); n >= 2 && strings.ContainsRune(koreanFamilies, first) {
			end = at + len(strings.TrimSuffix(strings.TrimSuffix(s.text[at:end], "입"), "이"))
			s.add(at, end, "PERSON", 2, rankGuess)
		}
	case unicode.Is(unicode.Katakana, first):
		end := s.run(at, func(r rune) bool { return unicode.Is(unicode.Katakana, r) || r == 'ー' || r == ' ' || r == '・' }, 16)
		s.add(at, at+len(strings.TrimRight(s.text[at:end], " ")), "PERSON", 2, rankGuess)
	default:
		end := s.run(at, japaneseRune, 6)
		n := utf8.RuneCountInString(s.text[at:end])
		if n >= 2 && (n <= 4 && strings.ContainsRune(chineseFamilies, first) || strings.HasSuffix(s.text[:c.end], "名義") || strings.HasSuffix(s.text[:c.end], "氏名") || strings.HasSuffix(s.text[:c.end], "名前は")) {
			s.add(at, end, "PERSON", 2, rankGuess)
		}
	}
}

// run is the end of the run of such characters at at, at most most of them.
func (s *scan) run(at int, is func(rune) bool, most int) int {
	for ; most > 0 && at < len(s.text); most-- {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if !is(r) {
			break
		}
		at += n
	}
	return at
}

// chineseAfter notes a name of two or three characters that begins with a family name
// and ends its clause.
func (s *scan) chineseAfter(at int) {
	first, _ := utf8.DecodeRuneInString(s.text[at:])
	if !strings.ContainsRune(chineseFamilies, first) {
		return
	}
	end := s.run(at, func(r rune) bool { return unicode.Is(unicode.Han, r) }, 5)
	next, _ := utf8.DecodeRuneInString(s.text[end:])
	if n := utf8.RuneCountInString(s.text[at:end]); n >= 2 && n <= 4 && !unicode.Is(unicode.Han, next) {
		s.add(at, end, "PERSON", 2, rankGuess)
	}
}

// koreanBefore notes a name of two to four syllables that begins with a family name.
func (s *scan) koreanBefore(at int) {
	start := at
	n := 0
	for start > 0 && n < 5 {
		r, size := utf8.DecodeLastRuneInString(s.text[:start])
		if !unicode.Is(unicode.Hangul, r) {
			break
		}
		start -= size
		n++
	}
	first, _ := utf8.DecodeRuneInString(s.text[start:])
	if n != 3 || !strings.ContainsRune(koreanFamilies, first) || strings.Contains(" 고객님 선생님 사장님 주문자 구매자 판매자 담당자 문의자 이상품 정상품 ", " "+s.text[start:at]+" ") {
		return
	}
	if strings.HasPrefix(s.text[at:], "입니다") && !strings.HasSuffix(strings.TrimRight(s.text[:start], " "), "저는") && !strings.HasSuffix(s.text[:start], "안녕하세요. ") && !strings.HasSuffix(s.text[:start], "안녕하세요 ") {
		return
	}
	s.add(start, at, "PERSON", 2, rankGuess)
}

// thaiAfter notes a given name and a family name behind a pronoun or the word for
// name, unless a verb follows the pronoun.
func (s *scan) thaiAfter(at int) {
	thai := func(r rune) bool { return unicode.Is(unicode.Thai, r) }
	at += len(s.text[at:]) - len(strings.TrimLeft(s.text[at:], " "))
	first := s.run(at, thai, 16)
	for _, verb := range [...]string{"สั่ง", "ได้", "ต้อง", "ซื้อ", "จะ", "ยัง", "ไม่", "อยาก", "ขอ", "เป็น", "รอ", "มี", "คิด", "ส่ง", "แจ้ง", "เคย", "ใช้", "รับ", "โอน", "จ่าย", "ชำระ", "เพิ่ง", "กำลัง", "เห็น", "ว่า", "ผู้", "บัญชี", "ก็", "เลย", "สินค้า", "ร้าน"} {
		if strings.HasPrefix(s.text[at:], verb) {
			return
		}
	}
	if first == at || first >= len(s.text) || s.text[first] != ' ' {
		return
	}
	second := s.run(first+1, thai, 16)
	if second > first+1 && second-at < 90 && (second >= len(s.text) || !thai(runeAt(s.text, second))) {
		s.add(at, second, "PERSON", 2, rankGuess)
	}
}

func runeAt(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}
