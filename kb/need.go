package kb

// A title that names what the customer asks for is evidence, in whatever words they ask:
// "can I send it back?" finds "Returns".
const (
	needShare = 0.7
	kinShare  = 0.8 // of that, where the title names a need that is near
)

// needsOf are the needs that a text in a language speaks of.
func needsOf(text, tag string) map[uint16]bool {
	needs := map[uint16]bool{}
	x := concepts()
	l := lexer{across: true, tag: tag, emit: func(field, term, bool) {}, onIdea: func(c concept) {
		if x.needs[c.line] {
			needs[c.line] = true
		}
	}}
	l.read(text)
	return needs
}

// met is the share of a question's needs that a title names.
func met(needs map[uint16]bool, title, tag string) float64 {
	if len(needs) == 0 {
		return 0
	}
	named := needsOf(title, tag)
	var sum float64
	for n := range needs {
		switch {
		case named[n]:
			sum++
		default:
			for _, k := range concepts().kin[n] {
				if named[k] {
					sum += kinShare
					break
				}
			}
		}
	}
	return sum / float64(len(needs))
}
