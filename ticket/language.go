package ticket

import (
	"strings"

	"github.com/parlance-cli/parlance/lang"
)

// detect guesses the language of the buyer's words without ids, addresses, product names
// and what was pasted; the subject helps when the text is short.
func detect(t *Ticket, text string) lang.Guess {
	text = plainWords(uncite(wording(text)))
	if t.Order != nil {
		for _, i := range t.Order.Items {
			if i.Name != "" {
				text = strings.ReplaceAll(text, i.Name, " ")
			}
		}
	}
	likely := expected(t.Customer)
	g := lang.DetectLikely(text, likely)
	if !g.Romanised {
		g = beside(g, text, likely)
	}
	if g.Confidence < .7 {
		if s := ownSubject(t.Subject); s != "" {
			if more := lang.DetectLikely(plainWords(s)+"\n"+text, likely); more.Confidence > g.Confidence {
				return more
			}
		}
	}
	return g
}

// beside looks for the buyer's language beside the one most of the text is in: a message
// begins with its writer's words, and what is pasted comes behind. English is what
// shops, couriers and products speak: who writes any Russian only pasted the English.
func beside(g lang.Guess, text string, likely map[string]float64) lang.Guess {
	const sure, pastedIn = .9, .85
	english := g.Tag == "en"
	if english && len(g.Shares) == 1 {
		if rest := untitled(text); letters(rest)*4 <= letters(text)*3 {
			own := lang.DetectLikely(rest, likely)
			if own.Tag != "en" && own.Confidence >= sure {
				own.Confidence, own.Reason = min(own.Confidence, pastedIn), "beside English names"
				return own
			}
		}
	}
	for i := 1; i < len(g.Shares); i++ {
		s := g.Shares[i]
		if english && lang.Script(s.Tag) != "Latn" && s.Share >= .2 {
			g.Tag, g.Confidence, g.Reason = s.Tag, pastedIn, "also has English"
			return g
		}
		first := lang.DetectLikely(opening(text), likely)
		if sameBase(first.Tag, s.Tag) && first.Confidence >= sure && (english || s.Share >= .2 && first.Tag != "en" || s.Share >= .3) {
			g.Tag, g.Confidence, g.Reason = first.Tag, pastedIn, "also has "+lang.Name(g.Tag, "en")
			return g
		}
	}
	return g
}

func sameBase(a, b string) bool {
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return a == b
}

// opening is the first line of a text that is a sentence: a greeting is none.
func opening(text string) string {
	for line := range strings.Lines(text) {
		if n := len(strings.Fields(line)); n >= 6 || n >= 4 && !strings.HasSuffix(strings.TrimSpace(line), ",") || letters(line) >= 24 {
			return line
		}
	}
	return ""
}

// expected is how much likelier a language is for a buyer before a word is read, in nats:
// strangers write English most, Indonesians outnumber Malays six to one, and the shop may
// know better.
func expected(c Customer) map[string]float64 {
	likely := map[string]float64{"en": 2, "id": 1.5}
	for _, tag := range []string{c.Language, c.Locale} {
		if base, _, _ := strings.Cut(strings.ToLower(tag), "-"); base != "" {
			likely[base] = max(likely[base], 3)
		}
	}
	return likely
}
