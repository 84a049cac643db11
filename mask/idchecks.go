package mask

import "strings"

// idCheck is the test of a kind's check digits and dates over its characters without
// separators; nil when there is none of that name.
func idCheck(name string) func(string) bool {
	switch name {
	case "none":
		return func(string) bool { return true }
	case "luhn":
		return luhn
	case "ean":
		return func(s string) bool { return weighted(s, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)%10 == 0 }
	case "mod1110":
		return mod1110
	case "us_ssn":
		return func(s string) bool {
			return s[:3] != "000" && s[:3] != "666" && s[0] != '9' && s[3:5] != "00" && s[5:] != "0000" && s != "123456789" && s != "078051120"
		}
	case "us_itin":
		return func(s string) bool { return s[0] == '9' && s[3] >= '5' }
	case "uk_nino":
		return ukNino
	case "uk_nhs":
		return func(s string) bool { return mod11(s, 10, 9, 8, 7, 6, 5, 4, 3, 2) }
	case "ie_pps":
		return func(s string) bool {
			n := weighted(s, 8, 7, 6, 5, 4, 3, 2)
			if len(s) == 9 && s[8] != 'w' {
				n += int(s[8]-'a'+1) * 9
			}
			return s[7] == "wabcdefghijklmnopqrstuv"[n%23]
		}
	case "au_tfn":
		return func(s string) bool {
			if len(s) == 8 {
				return weighted(s, 10, 7, 8, 4, 6, 3, 5, 1)%11 == 0
			}
			return weighted(s, 1, 4, 3, 7, 5, 8, 6, 9, 10)%11 == 0
		}
	case "au_medicare":
		return func(s string) bool {
			return s[0] >= '2' && s[0] <= '6' && weighted(s, 1, 3, 7, 9, 1, 3, 7, 9)%10 == int(s[8]-'0')
		}
	case "nz_ird":
		return nzIrd
	case "sg_nric":
		return sgNric
	case "in_aadhaar":
		return func(s string) bool { return s[0] >= '2' && verhoeff(s) }
	case "in_pan":
		return func(s string) bool { return strings.IndexByte("pcfhatbljg", s[3]) >= 0 }
	case "za_id":
		return func(s string) bool { return day(s, 4, 2) && s[10] <= '2' && luhn(s) }
	}
	if f := europeCheck(name); f != nil {
		return f
	}
	if f := asiaCheck(name); f != nil {
		return f
	}
	return latinCheck(name)
}

// mod11 is the check where the weighted digits give eleven minus the last one.
func mod11(s string, weights ...int) bool {
	c := (11 - weighted(s, weights...)%11) % 11
	return c < 10 && c == int(s[len(weights)]-'0')
}

// sum11 is the check where the weighted digits modulo eleven (ten counts zero) are
// the next one.
func sum11(s string, weights ...int) bool {
	return weighted(s, weights...)%11%10 == int(s[len(weights)]-'0')
}

func ukNino(s string) bool {
	switch s[:2] {
	case "bg", "gb", "nk", "kn", "tn", "nt", "zz":
		return false
	}
	return strings.IndexByte("dfiquv", s[0]) < 0 && strings.IndexByte("dfiquvo", s[1]) < 0 && s[8] >= 'a' && s[8] <= 'd'
}

func nzIrd(s string) bool {
	if len(s) == 8 {
		s = "0" + s
	}
	c := (11 - weighted(s, 3, 2, 7, 6, 5, 4, 3, 2)%11) % 11
	if c == 10 {
		c = (11 - weighted(s, 7, 4, 3, 2, 5, 2, 7, 6)%11) % 11
	}
	return c == int(s[8]-'0')
}

func sgNric(s string) bool {
	n := weighted(s[1:], 2, 7, 6, 5, 4, 3, 2)
	switch s[0] {
	case 's':
		return s[8] == "jzihgfedcba"[n%11]
	case 't':
		return s[8] == "jzihgfedcba"[(n+4)%11]
	case 'f':
		return s[8] == "xwutrqpnmlk"[n%11]
	case 'g':
		return s[8] == "xwutrqpnmlk"[(n+4)%11]
	case 'm':
		return s[8] == "xwutrqpnjlk"[10-(n+3)%11]
	}
	return false
}
