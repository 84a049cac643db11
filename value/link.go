package value

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// linkKey drops what does not change where a link leads: the case of scheme and host, and www.
func linkKey(link string) string {
	scheme, rest, ok := strings.Cut(link, "://")
	if !ok {
		scheme, rest = "https", link
	}
	host, path := rest, ""
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		host, path = rest[:slash], rest[slash:]
	}
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	return strings.ToLower(scheme) + "://" + host + path
}

// linkEnd returns where the link that begins at i ends, or 0.
func linkEnd(text string, i int) int {
	head := strings.ToLower(text[i:min(i+8, len(text))])
	from := 0
	for _, scheme := range []string{"https://", "http://", "ftp://", "www."} {
		if strings.HasPrefix(head, scheme) {
			from = i + len(scheme)
			break
		}
	}
	if from == 0 {
		return 0
	}
	end := from
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !linkRune(r) {
			break
		}
		end += size
	}
	end = trimLink(text, from, end)
	if end <= from {
		return 0
	}
	return end
}

// linkRune tells what may stand in a link: letters of scripts without spaces end it,
// since the sentence goes on right behind it.
func linkRune(r rune) bool {
	if r < 0x80 {
		return r > ' ' && r != 0x7f && !strings.ContainsRune("<>\"`{}|\\^", r)
	}
	return r != utf8.RuneError && unicode.IsLetter(r) && !unspaced(r) && !(r >= 0xac00 && r <= 0xd7a3)
}

// trimLink takes punctuation that belongs to the sentence off the end of a link.
func trimLink(text string, from, end int) int {
	for end > from {
		switch c := text[end-1]; c {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~':
			end--
		case ')', ']':
			open := byte('(')
			if c == ']' {
				open = '['
			}
			if strings.Count(text[from:end], string(open)) >= strings.Count(text[from:end], string(c)) {
				return end
			}
			end--
		default:
			return end
		}
	}
	return end
}

// emailAround returns the address whose @ stands at i, or 0, 0.
func emailAround(text string, i int) (start, end int) {
	const longest = 254 // bytes of an address
	start, end = i, i+1
	for start > max(0, i-longest) && (asciiAlnum(text[start-1]) || strings.IndexByte("._%+-", text[start-1]) >= 0) {
		start--
	}
	for start < i && !asciiAlnum(text[start]) {
		start++
	}
	for end < min(len(text), i+longest) && (asciiAlnum(text[end]) || text[end] == '.' || text[end] == '-') {
		end++
	}
	for end > i+1 && !asciiAlnum(text[end-1]) {
		end--
	}
	if start == i || !strings.Contains(text[i+1:end], ".") {
		return 0, 0
	}
	return start, end
}

// domains are the endings by which a host is known without a scheme.
var domains = []string{"com", "net", "org", "info", "shop", "store", "io", "co.uk", "co.jp", "de", "fr", "it", "es", "nl", "pl", "jp", "cn", "eu", "example", "test", "help"} // read-only

// bareLink returns the link without scheme whose first dot stands at i, or 0, 0:
// shop.example/returns.
func bareLink(text string, i int) (start, end int) {
	const longest = 253 // bytes of a host name
	start, end = i, i
	for start > max(0, i-longest) && (asciiAlnum(text[start-1]) || text[start-1] == '-') {
		start--
	}
	for end < min(len(text), i+longest) && (asciiAlnum(text[end]) || text[end] == '.' || text[end] == '-') {
		end++
	}
	host := strings.ToLower(strings.TrimRight(text[start:end], ".-"))
	end = start + len(host)
	if start > 0 && (text[start-1] == '@' || text[start-1] == '/' || text[start-1] == '.' || letterEnds(text[:start])) || end < len(text) && text[end] == '@' {
		return 0, 0
	}
	if dot := strings.LastIndexByte(host, '.'); dot >= 0 { // example.com-sivusto
		if dash := strings.IndexByte(host[dot:], '-'); dash > 0 {
			host = host[:dot+dash]
			end = start + len(host)
		}
	}
	labels := strings.Split(host, ".")
	if len(labels[0]) < 2 || allDigits(labels[0]) {
		return 0, 0
	}
	if !slices.ContainsFunc(domains, func(d string) bool { return strings.HasSuffix(host, "."+d) }) {
		return 0, 0
	}
	if end < len(text) && text[end] == '/' {
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !linkRune(r) {
				break
			}
			end += size
		}
		end = trimLink(text, start, end)
	}
	return start, end
}
