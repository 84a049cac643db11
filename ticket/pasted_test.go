package ticket

import (
	"strings"
	"testing"
	"time"
)

// around is what stands around a buyer's words; %s is where they are.
var around = map[string]string{
	"a disclaimer":        "%s\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please notify the sender immediately.",
	"a wrapped notice":    "%s\n\nCONFIDENTIALITY NOTICE: The contents of this message and any\nattachments are intended solely for the addressee(s) and may contain\nprivileged information.",
	"a German disclaimer": "%s\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Empfänger sind, vernichten Sie bitte diese Mail.",
	"a warning on top":    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you know the sender.\n\n%s",
	"a reply line":        "##- Please type your reply above this line -##\n\n%s",
	"our mail below":      "%s\n\n##- Please type your reply above this line -##\n\nYour request (10442) has been updated.\n\nWe are sorry to hear about the delay. Our carrier has confirmed that the parcel left the depot.",
	"a form":              "Name: Maria Lopez\nEmail: maria@example.com\nOrder number: 10442\nReason for contact: Shipping and delivery\nMessage: %s\n\nThis e-mail was sent from a contact form on Northlight (https://northlight.example)",
	"a marketplace":       "You have received a message.\n\nOrder ID: 303-1234567-1234567\n1 of NORTHLIGHT Camping Lantern Rechargeable 1000 Lumen, Waterproof, Black [ASIN: B08XYZ1234]\n\n------------- Message: -------------\n\n%s\n\n------------- End message -------------\n\nTo help arbitrate disputes and preserve trust and safety, we retain all messages.",
	"an order":            "%s\n\nOrder #10442\nNorthlight Camping Lantern 500 - Black  x1  $49.90\nMerino Hiking Socks (3 pairs)  x2  $24.00\nShipping $5.00\nTotal $102.90",
	"a tracking page":     "%s\n\n2025-11-01 12:03 Departed from sort facility, Leipzig\n2025-11-02 06:40 Arrived at local delivery depot\n2025-11-02 18:15 Delivery attempted, recipient not available",
	"a log":               "%s\n\nERROR 2025-11-02 12:01:33 com.shop.Checkout: NullPointerException at com.shop.Cart.total(Cart.java:42)\nrequest failed with status code 500 internal server error",
	"an error message":    "%s\n\n\"Payment failed. Your card was declined by the issuing bank. Please try another payment method.\"",
	"a newsletter's foot": "%s\n\nYou received this email because you are subscribed to our newsletter. Unsubscribe | Manage preferences | Privacy policy",
	"a chat":              "[10:21] Visitor: %s\n[10:22] Agent Anna: Hello, how can I help you today?\n[10:23] Agent Anna: Let me check that for you.",
	"a product's name":    "Northlight Camping Lantern 500 Rechargeable: %s",
	"a German notice":     "%s\n\nDie Sendung wurde bearbeitet und wird an den Zielort transportiert. Der Empfänger war nicht da.",
	"a survey":            "How would you rate the support you received?\nGood, I'm satisfied\nBad, I'm unsatisfied\nComment: %s",
	"a style sheet":       "p.MsoNormal { margin: 0cm; font-family: Calibri, sans-serif; }\n%s",
	"markup":              "<div dir=\"ltr\"><p>%s</p><br><div class=\"gmail_signature\">Best regards<br>John Miller<br>Sales Director</div></div>",
	"a translator's mark": "%s\n\n(Translated from the original message by Google)",
}

func TestTheLanguageIsTheBuyersWhateverStandsAround(t *testing.T) {
	words := map[string]string{
		"de": "Das Paket kam leider schon offen an, und ein Teil fehlt.",
		"fr": "La lampe ne s'allume plus depuis hier soir.",
		"es": "Todavía no me ha llegado el abrigo que compré.",
		"it": "Vorrei sapere quando arriva la mia giacca nuova.",
		"pl": "Paczka przyszła uszkodzona i brakuje jednej części.",
		"sv": "Lampan slutade fungera efter bara två dagar.",
		"ru": "Лампа перестала работать через два дня.",
		"ja": "届いたランプが二日で点かなくなりました。",
		"ko": "이틀 만에 램프가 켜지지 않습니다.",
		"en": "The lamp stopped working after two days, and I am not happy.",
	}
	for what, form := range around {
		for tag, said := range words {
			text := strings.Replace(form, "%s", said, 1)
			g := Analyse(&Ticket{Text: text}, "en", time.Time{}).Language
			if g.Tag != tag {
				t.Errorf("%s around %s: got %s %.2f (%s)", what, tag, g.Tag, g.Confidence, g.Reason)
			}
		}
	}
}

// What is left out for the language stays in the ticket: the order's number is in it.
func TestAFormKeepsItsOrderNumber(t *testing.T) {
	text := strings.Replace(around["a form"], "%s", "La lampe ne s'allume plus depuis hier soir.", 1)
	s := Analyse(&Ticket{Text: text}, "en", time.Time{})
	if len(s.OrderIDs) != 1 || s.OrderIDs[0] != "10442" {
		t.Errorf("order numbers %v, want 10442", s.OrderIDs)
	}
}

// A mail that is nothing but boilerplate is still somebody's mail.
func TestBoilerplateAloneIsKept(t *testing.T) {
	text := "You received this email because you are subscribed to our newsletter."
	if own := Split(text).Own; own != text {
		t.Errorf("own words %q", own)
	}
}
