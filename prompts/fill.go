package prompts

import "strings"

// material packs what fits: the message to answer and the ticket's data first, then
// facts, then snippets by score, then older messages from the newest back, then quotes.
// It returns the parts in the order they are sent.
func (b *Builder) material(p *packing, m material, fixed []piece, fence Fence) ([]piece, error) {
	need := sum(fixed, p.meter) + m.fences(p.meter.of) + p.meter.of(strings.Join(m.head, "\n"))
	p.left = p.meter.limit - need
	if !p.unlimited() && p.left < leastMaterial {
		return nil, tooSmall(need+leastMaterial, p.meter.limit)
	}
	ticketCut := p.message(&m)
	factsCut := p.facts(&m)
	snippetsCut := p.snippets(&m)
	ticketCut = p.thread(&m) || ticketCut

	var pieces []piece
	for _, part := range []struct {
		name  string
		empty bool
		cut   bool
	}{
		{"knowledge", len(m.snippets) == 0, snippetsCut},
		{"facts", len(m.facts) == 0, factsCut},
		{"ticket", false, ticketCut},
	} {
		if part.empty {
			continue
		}
		text, err := b.render(part.name+".md", m.inside(fence, part.name))
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, piece{Part: Part{Name: part.name, Cut: part.cut, Shared: BetweenCandidates}, text: strings.TrimSpace(text)})
	}
	return pieces, nil
}

// fenced is one fence and what may stand in it.
type fenced struct {
	Open, Close string
	Snippets    []snippet
	Facts       []string
	Head        []string
	Messages    []message
}

func (m material) inside(fence Fence, name string) fenced {
	f := fenced{Snippets: m.snippets, Facts: m.facts, Head: m.head, Messages: append([]message(nil), m.older...)}
	f.Open, f.Close = fence.Marks(name)
	for _, msg := range []message{m.last, m.rest} {
		if msg.Text != "" {
			f.Messages = append(f.Messages, msg)
		}
	}
	return f
}

// message gives the message to answer all it needs, up to four fifths of what is left.
func (p *packing) message(m *material) bool {
	text, tooLong := headTail(m.last.Text, m.language, longestMessage, characters)
	cut := false
	if size := p.meter.of(text) + p.meter.of(m.last.Head); size > p.left*4/5 && !p.fits(size+m.others(p.meter.of)) {
		text, cut = headTail(text, m.language, max(0, p.left*4/5-p.meter.of(m.last.Head)), p.meter.of)
	}
	if tooLong || cut {
		p.cut("the middle of the buyer's message: %d of %d characters are sent", characters(text), characters(m.last.Text))
	}
	m.last.Text = text
	p.take(p.meter.of(text) + p.meter.of(m.last.Head))
	return tooLong || cut
}

// others is what everything but the message to answer would take.
func (m material) others(of size) int {
	n := of(strings.Join(m.facts, "\n"))
	for _, s := range m.snippets {
		n += s.tokens(of)
	}
	for _, o := range m.older {
		n += of(o.Text) + of(o.Head)
	}
	return n
}

// tokens is what a passage takes with the line above it.
func (s snippet) tokens(of size) int {
	n := of("[["+s.ID+"]] "+s.Title+" ("+s.Language+")\n") + of(s.Text) + 4
	if s.Internal {
		n += of(" — for you only: it guides what you say; do not quote, mention or cite it")
	}
	return n
}

func (p *packing) facts(m *material) bool {
	kept := m.facts[:0]
	for _, f := range m.facts {
		if size := p.meter.of(f) + 2; p.fits(size) {
			p.take(size)
			kept = append(kept, f)
			continue
		}
		p.cut("fact left out: %s", f)
	}
	cut := len(kept) < len(m.facts)
	m.facts = kept
	return cut
}

// snippets keeps the best, as they come; the first that does not fit is cut at a
// sentence if enough of it remains.
func (p *packing) snippets(m *material) bool {
	kept, cut := m.snippets[:0], false
	for _, s := range m.snippets {
		if s.cut {
			cut = true
			p.cut("end of knowledge passage %s left out", s.ID)
		}
		if size := s.tokens(p.meter.of); p.fits(size) {
			p.take(size)
			kept = append(kept, s)
			continue
		}
		cut = true
		rest := p.left - s.tokens(p.meter.of) + p.meter.of(s.Text)
		if rest >= usefulTail {
			if text, _ := head(s.Text, "", rest, p.meter.of); text != "" {
				s.Text = text
				p.take(s.tokens(p.meter.of))
				kept = append(kept, s)
				if !s.cut {
					p.cut("end of knowledge passage %s left out", s.ID)
				}
				continue
			}
		}
		p.cut("knowledge passage %s left out", s.ID)
	}
	m.snippets = kept
	return cut
}

// thread keeps older messages from the newest back and then what was quoted below the
// message, while tokens and characters last. A colleague's note counts as a message.
func (p *packing) thread(m *material) bool {
	first, room := len(m.older), longestThread
	for first > 0 {
		msg := m.older[first-1]
		size := p.meter.of(msg.Text) + p.meter.of(msg.Head)
		if !p.fits(size) || characters(msg.Text) > room {
			break
		}
		p.take(size)
		room -= characters(msg.Text)
		first--
	}
	cut := first > 0
	if cut {
		p.cut("older messages left out: %d of %d", first, len(m.older))
	}
	m.older = m.older[first:]
	if m.rest.Text == "" {
		return cut
	}
	if size := p.meter.of(m.rest.Text) + p.meter.of(m.rest.Head); !cut && p.fits(size) && characters(m.rest.Text) <= room {
		p.take(size)
		return false
	}
	m.rest.Text = ""
	p.cut("what the buyer quoted below the message left out")
	return true
}
