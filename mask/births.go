package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// births finds dates behind a word for birth.
func (s *scan) births() {
	for _, c := range s.cues {
		if c.kind == "dob" {
			s.birth(c.end)
		}
	}
}

func (s *scan) birth(from int) {
	limit := min(len(s.text), from+28)
	at := from
	for at < limit && !isDigit(s.text[at]) && s.text[at] != '\n' {
		if month(s.text[at:]) && (at == 0 || s.text[at-1] == ' ') {
			break
		}
		at++
	}
	if at >= limit || s.text[at] == '\n' {
		return
	}
	end, numbers, year := at, 0, false
	for i := at; i < len(s.text) && i-at < 40; {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case isDigitRune(r):
			j := i
			for j < len(s.text) && isDigit(s.text[j]) {
				j++
			}
			if numbers++; j-i == 4 {
				year = true
			} else if j-i > 4 && j-i != 8 && j-i != 6 {
				return
			}
			end, i = j, j
			if numbers == 3 {
				i = len(s.text)
			}
			continue
		case strings.ContainsRune("年月日년월일", r):
			end = i + n
		case strings.ContainsRune(" ./-,", r):
		case unicode.IsLetter(r) && month(s.text[i:]):
			i = s.wordEnd(i)
			end = max(end, i)
			continue
		case strings.HasPrefix(s.text[i:], "de ") || strings.HasPrefix(s.text[i:], "of "):
			i += 3
			continue
		default:
			i = len(s.text)
			continue
		}
		i += n
	}
	if rest := s.text[end:]; strings.HasPrefix(rest, "日") || strings.HasPrefix(rest, "일") {
		end += 3
	}
	if year || numbers == 3 || numbers == 1 && end-at >= 6 {
		s.add(at, end, "DOB", 2, rankForm)
	}
}

func (s *scan) wordEnd(i int) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i += n
	}
	return i
}

// month says that the name of a month begins s, in one of the languages that write
// dates with names.
func month(s string) bool {
	const names = "jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez fév avr juil aoû déc ene abr ago dic gen mag giu lug set ott fev out dez maa mei sty lut kwi maj cze lip sie wrz paź lis gru " +
		"янв фев мар апр мая май июн июл авг сен окт ноя дек oca şub nis haz tem ağu eyl eki kas ara tam hel maa huh tou kes hei elo syy lok mar jou ม.ค ก.พ मार्च जन फर अप्र जुल अग सित अक्टू नव दिस"
	for name := range strings.SplitSeq(names, " ") {
		if strings.HasPrefix(s, name) {
			return true
		}
	}
	return false
}
