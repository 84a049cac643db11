package mask

import "strings"

// asiaCheck holds the checks of ids of the Middle East and Asia.
func asiaCheck(name string) func(string) bool {
	switch name {
	case "il_id":
		return func(s string) bool { return luhn(s) && strings.Trim(s, "0") != "" }
	case "eg_nid":
		return func(s string) bool { return day(s, 5, 3) }
	case "kz_iin":
		return func(s string) bool {
			n := weighted(s, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11
			if n == 10 {
				n = weighted(s, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11
			}
			return n == int(s[11]-'0')
		}
	case "cn_ric":
		return func(s string) bool {
			n := weighted(s, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11
			century := two(s, 6)
			return century >= 18 && century <= 20 && day(s, 12, 10) && s[17] == "10x98765432"[n]
		}
	case "hk_id":
		return hkID
	case "tw_id":
		return twID
	case "jp_mynumber":
		return func(s string) bool {
			n := weighted(s, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11
			if n <= 1 {
				n = 11
			}
			return 11-n == int(s[11]-'0')
		}
	case "kr_rrn":
		return func(s string) bool { return day(s, 4, 2) && s[6] >= '0' && s[6] <= '9' }
	case "th_pin":
		return func(s string) bool {
			return s[0] != '0' && (11-weighted(s, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)%11)%10 == int(s[12]-'0')
		}
	case "vn_cccd":
		return func(s string) bool { return len(s) == 9 || s[0] == '0' && atoi(s[:3]) <= 96 }
	case "id_nik":
		return func(s string) bool {
			return two(s, 6)%40 >= 1 && two(s, 6)%40 <= 31 && two(s, 8) >= 1 && two(s, 8) <= 12
		}
	case "my_nric":
		return func(s string) bool { return day(s, 4, 2) && two(s, 6) > 0 }
	}
	return nil
}

func hkID(s string) bool {
	n, c := 36*9, s
	if len(s) == 9 {
		n, c = (int(s[0]-'a')+10)*9, s[1:]
	}
	n += (int(c[0]-'a') + 10) * 8
	n += weighted(c[1:], 7, 6, 5, 4, 3, 2)
	switch last := c[7]; {
	case isDigit(last):
		n += int(last - '0')
	case last == 'a':
		n += 10
	default:
		return false
	}
	return n%11 == 0
}

func twID(s string) bool {
	const order = "abcdefghjklmnpqrstuvxywzio"
	n := strings.IndexByte(order, s[0]) + 10
	sum := n/10 + n%10*9
	second := int(s[1] - '0')
	if !isDigit(s[1]) { // resident certificates until 2021
		second = (strings.IndexByte(order, s[1]) + 10) % 10
		return s[1] >= 'a' && s[1] <= 'd' && (sum+second*8+weighted(s[2:], 7, 6, 5, 4, 3, 2, 1, 1))%10 == 0
	}
	return strings.IndexByte("1289", s[1]) >= 0 && (sum+second*8+weighted(s[2:], 7, 6, 5, 4, 3, 2, 1, 1))%10 == 0
}

// latinCheck holds the checks of ids of Latin America.
func latinCheck(name string) func(string) bool {
	switch name {
	case "br_cpf":
		return func(s string) bool {
			return strings.Trim(s, s[:1]) != "" && check11(s[:9], 10) == int(s[9]-'0') && check11(s[:10], 11) == int(s[10]-'0')
		}
	case "br_cnpj":
		return func(s string) bool {
			return strings.Trim(s, s[:1]) != "" && cnpjDigit(s[:12]) == int(s[12]-'0') && cnpjDigit(s[:13]) == int(s[13]-'0')
		}
	case "mx_curp":
		return mxCurp
	case "mx_rfc":
		return func(s string) bool {
			d := s[len(s)-9:]
			return day(d, 4, 2)
		}
	case "ar_cuit":
		return func(s string) bool {
			c := (11 - weighted(s, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11) % 11
			return strings.IndexByte("23", s[0]) >= 0 && (c == int(s[10]-'0') || c == 10 && s[10] == '9')
		}
	case "cl_rut":
		return func(s string) bool {
			n, sum, w := s[:len(s)-1], 0, 2
			for i := len(n) - 1; i >= 0; i-- {
				sum += int(n[i]-'0') * w
				if w++; w > 7 {
					w = 2
				}
			}
			return "0k987654321"[sum%11] == s[len(s)-1]
		}
	case "co_nit":
		return func(s string) bool {
			n := weighted(s, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11
			if n > 1 {
				n = 11 - n
			}
			return n == int(s[9]-'0')
		}
	case "ec_ci":
		return func(s string) bool { return two(s, 0) >= 1 && two(s, 0) <= 30 && s[2] < '6' && luhn(s) }
	case "uy_ci":
		return func(s string) bool { return (10-weighted(s, 2, 9, 8, 7, 6, 3, 4)%10)%10 == int(s[7]-'0') }
	}
	return nil
}

// check11 is a check digit with falling weights from first.
func check11(s string, first int) int {
	sum := 0
	for i := range len(s) {
		sum += int(s[i]-'0') * (first - i)
	}
	return sum * 10 % 11 % 10
}

// cnpjDigit also serves the form with letters that is issued since 2026: they count
// as their ASCII code less that of zero (upper case).
func cnpjDigit(s string) int {
	sum, w := 0, 2
	for i := len(s) - 1; i >= 0; i-- {
		v := int(s[i] - '0')
		if !isDigit(s[i]) {
			v = int(s[i]-'a') + 17
		}
		sum += v * w
		if w++; w > 9 {
			w = 2
		}
	}
	if sum %= 11; sum < 2 {
		return 0
	}
	return 11 - sum
}

func mxCurp(s string) bool {
	const order = "0123456789abcdefghijklmn\x00opqrstuvwxyz"
	sum := 0
	for i := range 17 {
		sum += strings.IndexByte(order, s[i]) * (18 - i)
	}
	return day(s, 8, 6) && strings.IndexByte("hmx", s[10]) >= 0 && (10-sum%10)%10 == int(s[17]-'0')
}
