package mask

// luhn is the check of cards and of many ids.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// mod97 is the remainder of a number whose letters count ten and up.
func mod97(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i]; isDigit(c) {
			n = (n*10 + int(c-'0')) % 97
		} else {
			n = (n*100 + int(c-'a') + 10) % 97
		}
	}
	return n
}

// weighted is the sum of digits times weights; extra digits do not count.
func weighted(s string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return sum
}

// mod1110 is ISO 7064 MOD 11,10 over digits with the check digit last.
func mod1110(s string) bool {
	p := 10
	for i := range len(s) - 1 {
		if p = (p + int(s[i]-'0')) % 10; p == 0 {
			p = 10
		}
		p = p * 2 % 11
	}
	return (11-p)%10 == int(s[len(s)-1]-'0')
}

// verhoeff is the check of Aadhaar numbers.
func verhoeff(s string) bool {
	const (
		multiply = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210"
		permute  = "01234567891576283094580379614289160435279453126870428657390127938064157046913258"
	)
	c := byte('0')
	for i := range len(s) {
		d := s[len(s)-1-i] - '0'
		p := permute[(i%8)*10+int(d)]
		c = multiply[int(c-'0')*10+int(p-'0')]
	}
	return c == '0'
}

// two is the number of two digits at i.
func two(s string, i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }

// day says that three pairs of digits, given by place, can be a date.
func day(s string, d, m int) bool {
	return two(s, d) >= 1 && two(s, d) <= 31 && two(s, m) >= 1 && two(s, m) <= 12
}

func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
