package compose

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance-cli/parlance/ticket"
)

// letter says a plan. A sentence that is empty in the buyer's language is empty in the
// agent's too, so that the two stay side by side.
func letter(p planned, buyer, written *voice) Letter {
	out := Letter{Left: p.left, Orders: written.job.unclear(), Against: p.against, Days: slices.Clone(p.days)}
	if due, ok := written.job.namedDeadline(); ok {
		out.Days = append(out.Days, due)
	}
	var text strings.Builder
	for i, para := range p.paragraphs {
		var cited []Citation
		said := written.paragraph(para, buyer, &cited, &out.Acts)
		if said == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteString(written.gap(para.name))
		}
		if i == 1 {
			said = written.afterGreeting(said)
		}
		start := utf8.RuneCountInString(text.String())
		for _, c := range cited {
			c.Span[0] += start
			c.Span[1] += start
			out.Citations = append(out.Citations, c)
		}
		text.WriteString(said)
	}
	out.Text = text.String()
	out.Subject = written.subject(p.main)
	return out
}

// afterGreeting begins the first sentence in lower case where the greeting ends in a
// comma and the language goes on after it (German).
func (v *voice) afterGreeting(said string) string {
	word, rest, ok := strings.Cut(said, " ")
	if !ok || !slices.Contains(strings.Fields(v.language.Lower), strings.TrimRight(word, ",")) {
		return said
	}
	return strings.ToLower(word) + " " + rest
}

// gap stands before a paragraph: in a chat one line, in a letter an empty one.
func (v *voice) gap(name string) string {
	if chat(v.job.Channel) || name == "sign" {
		return "\n"
	}
	return "\n\n"
}

// paragraph says its sentences, those that the buyer reads.
func (v *voice) paragraph(p paragraph, buyer *voice, cited *[]Citation, acts *[]string) string {
	var out strings.Builder
	for _, s := range p.sentences {
		said := v.beside(s, buyer)
		if said == "" {
			continue
		}
		switch {
		case out.Len() == 0:
		case (s.key == "close.regards" || s.key == "close.wish") && v.language.Joiner != "":
			out.WriteByte('\n') // a complimentary close has its own line
		default:
			out.WriteString(v.language.Joiner)
		}
		*acts = append(*acts, s.act())
		if s.snippet != nil {
			start := utf8.RuneCountInString(out.String())
			*cited = append(*cited, Citation{Snippet: s.snippet.ID, Title: s.snippet.Title,
				Span: [2]int{start, start + utf8.RuneCountInString(said)}})
		}
		out.WriteString(said)
	}
	return out.String()
}

// beside says a sentence next to the buyer's. Where this language would leave out, in a
// chat or a short letter, what the buyer's says, it is said as in a full letter.
func (v *voice) beside(s sentence, buyer *voice) string {
	if v == buyer {
		return v.sentence(s)
	}
	if buyer.sentence(s) == "" {
		return ""
	}
	said := v.sentence(s)
	if said != "" {
		return said
	}
	full := *v
	full.holds = maps.Clone(v.holds)
	for _, cut := range []string{"chat", "short", brief, v.job.Channel, "marketplace", "upset"} {
		delete(full.holds, cut)
	}
	for said = full.sentence(s); said == ""; said = full.sentence(s) {
		for _, w := range v.language.Wordings(s.key) { // where this language would say nothing in this situation
			if said = v.fill(v.spell(w), s.slots); said != "" {
				return said
			}
		}
		cut := strings.LastIndexByte(s.key, '.') // "thanks.withdrawal" is not said here; thanks are
		if cut < 0 {
			return ""
		}
		s.key = s.key[:cut]
	}
	return said
}

// act names what a sentence does, in no language.
func (s sentence) act() string {
	if s.quote != "" {
		return "quote"
	}
	return s.key
}

func (v *voice) sentence(s sentence) string {
	holds := v.holds
	if len(s.holds) > 0 || len(s.slots) > 0 {
		holds = make(map[string]bool, len(v.holds)+len(s.holds))
		for k, is := range v.holds {
			holds[k] = is
		}
		for _, k := range s.holds {
			holds[k] = true
		}
		for k, x := range s.slots {
			holds["has-"+k] = v.write(x) != ""
		}
	}
	if s.quote != "" {
		return v.quoted(s, holds)
	}
	text, _ := v.language.Phrase(s.key, holds)
	return v.fill(v.spell(text), s.slots)
}

// quoted is the shop's own sentence as it stands; the agent, who may not read it, reads
// the article's own words in their language, or is told where it is from.
func (v *voice) quoted(s sentence, holds map[string]bool) string {
	if v.language.Tag == v.job.replyLanguage() || s.snippet == nil {
		return s.quote // the agent's own note needs no telling where it is from
	}
	if said, ok := v.sibling(s); ok {
		return said
	}
	text, _ := v.language.Phrase("quoted", holds)
	return v.fill(text, map[string]any{"title": s.snippet.Title, "text": s.quote})
}

// sibling is the same passage of an article's version in this language: the file of
// the same name in its language's folder, or above it, when both have as many sentences.
func (v *voice) sibling(s sentence) (string, bool) {
	if v.job.Article == nil {
		return "", false
	}
	_, name, inFolder := strings.Cut(s.snippet.ID, "/")
	if !inFolder || !sameScript(s.snippet.Language, s.snippet.ID[:len(s.snippet.ID)-len(name)-1]) {
		name = s.snippet.ID
	}
	for _, id := range []string{v.language.Tag + "/" + name, name} {
		other, ok := v.job.Article(id)
		if !ok || other.Internal || !sameScript(other.Language, v.language.Tag) {
			continue
		}
		texts := sentencesOf(&other)
		if len(texts) != len(sentencesOf(s.snippet)) || s.nth[1] > len(texts) {
			continue
		}
		return strings.Join(texts[s.nth[0]:s.nth[1]], v.language.Joiner), true
	}
	return "", false
}

// fill puts values into a wording. A part in square brackets is said only when each of
// its values is known; a wording that needs an unknown value outside of them is not
// said at all.
func (v *voice) fill(text string, slots map[string]any) string {
	out, ok := v.expand(text, slots)
	if !ok {
		return ""
	}
	return v.spaced(strings.TrimSpace(out))
}

// spaced puts a space between an id and the Chinese beside it.
func (v *voice) spaced(said string) string {
	if !sameBase(v.language.Tag, "zh") {
		return said
	}
	for _, id := range []string{v.slots["order"], v.slots["tracking"]} {
		at := strings.Index(said, id)
		if id == "" || at < 0 {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(said[:at]); unicode.Is(unicode.Han, r) {
			said, at = said[:at]+" "+said[at:], at+1
		}
		if r, _ := utf8.DecodeRuneInString(said[at+len(id):]); unicode.Is(unicode.Han, r) {
			said = said[:at+len(id)] + " " + said[at+len(id):]
		}
	}
	return said
}

func (v *voice) expand(text string, slots map[string]any) (string, bool) {
	var out strings.Builder
	for text != "" {
		switch at := strings.IndexAny(text, "[{"); {
		case at < 0:
			out.WriteString(text)
			text = ""
		case text[at] == '[':
			out.WriteString(text[:at])
			end := closing(text[at:])
			if part, ok := v.expand(text[at+1:at+end], slots); ok {
				out.WriteString(part)
			}
			text = text[at+end+1:]
		default:
			out.WriteString(text[:at])
			end := strings.IndexByte(text[at:], '}')
			name := text[at+1 : at+end]
			said := v.slots[name]
			if x, ok := slots[name]; ok {
				said = v.write(x)
			}
			if said == "" {
				return "", false
			}
			out.WriteString(v.isolated(said))
			text = text[at+end+1:]
		}
	}
	return out.String(), true
}

// isolated keeps an id or a foreign name from turning the words around it.
func (v *voice) isolated(said string) string {
	foreign := strings.ContainsFunc(said, func(r rune) bool { return r < 0x250 && unicode.IsLetter(r) })
	numbers := strings.ContainsAny(said, "0123456789") && strings.ContainsAny(said, "-/#") // 112-33 reads 33-112 otherwise
	if !v.language.Isolate || !foreign && !numbers {
		return said
	}
	const firstStrong, pop = "\u2068", "\u2069"
	return firstStrong + strings.ReplaceAll(said, "\n", pop+"\n"+firstStrong) + pop // an isolate ends with its line
}

// closing is the index of the bracket that closes the one text begins with.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(text) - 1
}

// subject answers the buyer's, or names what the letter is about; chats and
// marketplaces have none.
func (v *voice) subject(main ticket.Ask) string {
	if chat(v.job.Channel) || marketplace(v.job.Channel) {
		return ""
	}
	if s := strings.TrimSpace(v.job.Ticket.Subject); s != "" {
		if len(s) > 3 && strings.EqualFold(s[:3], "re:") {
			return s
		}
		return "Re: " + s
	}
	topic, _ := v.language.Phrase("topic."+main.Kind, v.holds)
	text, _ := v.language.Phrase("subject", v.holds)
	return v.fill(text, map[string]any{"topic": v.fill(topic, nil)})
}
