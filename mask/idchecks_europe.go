package mask

import "strings"

// europeCheck holds the checks of European ids.
func europeCheck(name string) func(string) bool {
	switch name {
	case "de_steuerid":
		return func(s string) bool { return s[0] != '0' && repeats(s[:10]) && mod1110(s) }
	case "de_rvnr":
		return deRvnr
	case "at_svnr":
		return func(s string) bool {
			return s[0] != '0' && weighted(s, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6)%11 == int(s[3]-'0')
		}
	case "fr_nir":
		return frNir
	case "be_nrn":
		return func(s string) bool {
			n, check := atoi(s[:9]), atoi(s[9:])
			return two(s, 2) <= 12 && two(s, 4) <= 31 && (97-n%97 == check || 97-(2000000000+n)%97 == check)
		}
	case "nl_bsn":
		return func(s string) bool {
			if len(s) == 8 {
				s = "0" + s
			}
			return s != "000000000" && (weighted(s, 9, 8, 7, 6, 5, 4, 3, 2)-int(s[8]-'0'))%11 == 0
		}
	case "es_dni":
		return func(s string) bool { return dniLetter(atoi(s[:8])) == s[8] }
	case "es_nie":
		return func(s string) bool { return dniLetter(int(s[0]-'x')*10000000+atoi(s[1:8])) == s[8] }
	case "pt_nif":
		return func(s string) bool {
			c := 11 - weighted(s, 9, 8, 7, 6, 5, 4, 3, 2)%11
			return strings.IndexByte("1235689", s[0]) >= 0 && c%11%10 == int(s[8]-'0')
		}
	case "it_cf":
		return itCf
	case "pl_pesel":
		return func(s string) bool {
			return two(s, 2)%20 >= 1 && two(s, 2)%20 <= 12 && two(s, 4) <= 31 && weighted(s, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)%10 == 0
		}
	case "pl_nip":
		return func(s string) bool { return weighted(s, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == int(s[9]-'0') }
	case "cz_rc":
		return func(s string) bool {
			month := two(s, 2) % 50
			return (month >= 1 && month <= 12 || month >= 21 && month <= 32) && two(s, 4) >= 1 && two(s, 4) <= 31 &&
				(len(s) == 9 || atoi(s)%11 == 0 || atoi(s[:9])%11 == 10 && s[9] == '0')
		}
	case "se_pnr":
		return func(s string) bool {
			s = s[len(s)-10:]
			return two(s, 2) >= 1 && two(s, 2) <= 12 && (two(s, 4) >= 1 && two(s, 4) <= 31 || two(s, 4) >= 61 && two(s, 4) <= 91) && luhn(s)
		}
	case "no_fnr":
		return func(s string) bool {
			return two(s, 0)%40 >= 1 && two(s, 0)%40 <= 31 && two(s, 2)%40 <= 12 && mod11(s, 3, 7, 6, 1, 8, 9, 4, 5, 2) && mod11(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
		}
	case "dk_cpr":
		return func(s string) bool { return day(s, 0, 2) }
	case "fi_hetu":
		return fiHetu
	}
	return eastCheck(name)
}

// eastCheck holds the checks of the ids of eastern and south-eastern Europe.
func eastCheck(name string) func(string) bool {
	switch name {
	case "ee_lt":
		return func(s string) bool {
			n := weighted(s, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11
			if n == 10 {
				n = weighted(s, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11
			}
			return n%10 == int(s[10]-'0')
		}
	case "hu_taj":
		return func(s string) bool { return weighted(s, 3, 7, 3, 7, 3, 7, 3, 7)%10 == int(s[8]-'0') }
	case "hu_tax":
		return func(s string) bool { return weighted(s, 1, 2, 3, 4, 5, 6, 7, 8, 9)%11 == int(s[9]-'0') }
	case "ro_cnp":
		return func(s string) bool {
			n := weighted(s, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11
			return s[0] != '0' && day(s, 5, 3) && (n == int(s[12]-'0') || n == 10 && s[12] == '1')
		}
	case "bg_egn":
		return func(s string) bool { return sum11(s, 2, 4, 8, 5, 10, 9, 7, 3, 6) }
	case "gr_amka":
		return func(s string) bool { return day(s, 0, 2) && luhn(s) }
	case "gr_afm":
		return func(s string) bool { return sum11(s, 256, 128, 64, 32, 16, 8, 4, 2) }
	case "tr_tckn":
		return func(s string) bool {
			odd, even := weighted(s, 1, 0, 1, 0, 1, 0, 1, 0, 1), weighted(s, 0, 1, 0, 1, 0, 1, 0, 1)
			return s[0] != '0' && ((odd*7-even)%10+10)%10 == int(s[9]-'0') && weighted(s, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)%10 == int(s[10]-'0')
		}
	case "ru_snils":
		return func(s string) bool { return weighted(s, 9, 8, 7, 6, 5, 4, 3, 2, 1)%101%100 == atoi(s[9:]) }
	case "ru_inn":
		return func(s string) bool {
			if len(s) == 10 {
				return sum11(s, 2, 4, 10, 3, 5, 9, 4, 6, 8)
			}
			return sum11(s, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) && sum11(s, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
		}
	case "ua_rnokpp":
		return func(s string) bool {
			return ((weighted(s, -1, 5, 7, 9, 4, 6, 10, 5, 7)%11)+11)%11%10 == int(s[9]-'0')
		}
	}
	return nil
}

// repeats says that the digits hold one twice or three times, as German tax ids do.
func repeats(s string) bool {
	most := 0
	for d := byte('0'); d <= '9'; d++ {
		most = max(most, strings.Count(s, string(d)))
	}
	return most == 2 || most == 3
}

func deRvnr(s string) bool {
	if !(two(s, 2) >= 1 && two(s, 2) <= 31 || two(s, 2) > 50) || two(s, 4) > 12 {
		return false
	}
	n := int(s[8]-'a') + 1
	digits := s[:8] + string(rune('0'+n/10)) + string(rune('0'+n%10)) + s[9:]
	sum := 0
	for i, w := range []int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1} {
		p := int(digits[i]-'0') * w
		sum += p/10 + p%10
	}
	return sum%10 == int(digits[12]-'0')
}

func frNir(s string) bool {
	n := strings.NewReplacer("2a", "19", "2b", "18").Replace(s[:13])
	month := two(n, 3)
	return strings.IndexByte("123478", s[0]) >= 0 && (month >= 1 && month <= 12 || month >= 20) && 97-atoi(n)%97 == atoi(s[13:])
}

func dniLetter(n int) byte { return "trwagmyfpdxbnjzsqvhlcke"[n%23] }

func itCf(s string) bool {
	const odd = "\x01\x00\x05\x07\x09\x0d\x0f\x11\x13\x15\x02\x04\x12\x14\x0b\x03\x06\x08\x0c\x0e\x10\x0a\x16\x19\x18\x17"
	sum := 0
	for i := range 15 {
		n := int(s[i] - '0')
		if !isDigit(s[i]) {
			n = int(s[i] - 'a')
		}
		if i%2 == 0 {
			n = int(odd[n])
		}
		sum += n
	}
	return sum%26 == int(s[15]-'a')
}

func fiHetu(s string) bool {
	if len(s) == 11 { // the sign of the century is a letter
		s = s[:6] + s[7:]
	}
	if !day(s, 0, 2) || !isDigit(s[6]) {
		return false
	}
	return s[9] == "0123456789abcdefhjklmnprstuvwxy"[atoi(s[:9])%31]
}
