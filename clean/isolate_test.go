package clean

import "testing"

func TestAnArabicReplyKeepsTheIsolatesAroundItsNumbers(t *testing.T) {
	for name, c := range map[string][2]string{
		"an id":                    {"طلبكم \u2068NL-207655\u2069 وصل", "طلبكم \u2068NL-207655\u2069 وصل"},
		"two, and one in brackets": {"طلبكم \u2066NL-1\u2069 (\u2068Polar 400\u2069) وصل", "طلبكم \u2066NL-1\u2069 (\u2068Polar 400\u2069) وصل"},
		"a signature of its own":   {"مع خالص التحية لكم من فريق خدمة العملاء،\n\u2068Northlight Outdoor\u2069\n\u2068Customer Care\u2069", "مع خالص التحية لكم من فريق خدمة العملاء،\n\u2068Northlight Outdoor\u2069\n\u2068Customer Care\u2069"},
		"Hebrew":                   {"ההזמנה \u2068NL-1\u2069 בדרך", "ההזמנה \u2068NL-1\u2069 בדרך"},
		"one that never ends":      {"طلبكم \u2068NL-1 وصل", "طلبكم NL-1 وصل"},
		"an end without a start":   {"طلبكم NL-1\u2069 وصل", "طلبكم NL-1 وصل"},
		"over a line end":          {"طلبكم \u2068NL\n1\u2069 وصل", "طلبكم NL\n1 وصل"},
		"an override inside":       {"طلبكم \u2068NL\u202e1\u2069 وصل", "طلبكم NL1 وصل"},
		"one within another":       {"طلبكم \u2067NL\u20681\u2069\u2069 وصل", "طلبكم NL\u20681\u2069 وصل"},
		"an escape inside":         {"طلبكم \u2068NL\x1b[8m1\u2069 وصل", "طلبكم NL1 وصل"},
		"hidden text inside":       {"طلبكم \u2068NL\u200b1\u2069 وصل", "طلبكم NL1 وصل"},
		"nothing inside":           {"طلبكم \u2068 \u2069 وصل", "طلبكم   وصل"},
		"an override outside":      {"طلبكم \u202e\u2068NL-1\u2069 وصل", "طلبكم \u2068NL-1\u2069 وصل"},
		"marks behind the end":     {"طلبكم \u2068NL\u2069\u0301\u0301 وصل", "طلبكم \u2068NL\u2069 وصل"},
		"an English text":          {"Your order \u2068NL-207655\u2069 is on its way, سلام", "Your order NL-207655 is on its way, سلام"},
	} {
		got := Reply(c[0])
		if got != c[1] {
			t.Errorf("%s: got %+q, want %+q", name, got, c[1])
		}
		if again := Reply(got); again != got {
			t.Errorf("%s: cleaning twice changes %+q to %+q", name, got, again)
		}
	}
}

// FuzzReply: whatever a reply holds, only whole pairs on one line are left of what marks
// direction, and the rest is as clean as on a terminal.
func FuzzReply(f *testing.F) {
	f.Add("طلبكم \u2068NL\x1b]0;x\u2069\u202e وصل \u2066a\u2067b\u2069")
	f.Fuzz(func(t *testing.T, s string) {
		got := Reply(s)
		if again := Reply(got); again != got {
			t.Errorf("cleaning twice changes %+q to %+q", got, again)
		}
		open := false
		rest := make([]rune, 0, len(got))
		for _, r := range got {
			switch {
			case r >= 0x2066 && r <= 0x2068 && !open:
				open = true
			case r == 0x2069 && open:
				open = false
			case r == '\n' && open:
				t.Fatalf("%+q: an isolate goes over a line end", got)
			default:
				rest = append(rest, r)
			}
		}
		if open {
			t.Fatalf("%+q: an isolate never ends", got)
		}
		if h := harm(string(rest)); h != "" {
			t.Errorf("%+q holds %s", got, h)
		}
	})
}
