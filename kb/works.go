package kb

import "strings"

// works is an image being built: what is kept comes first, in its order, then what is
// new; so posting lists stay in order.
type works struct {
	*catalogue
	old    *stored
	ids    map[string]bool
	texts  []byte
	number []int // old chunk → new, -1 when gone
	kept   int   // chunks taken over
	gather indexer
}

func (w *works) keep(files map[int]int) {
	if w.old == nil {
		return
	}
	texts := w.old.image.read(uint64(headerSize), w.old.image.lists-uint64(headerSize))
	w.number = make([]int, len(w.old.chunks))
	for i := range w.number {
		w.number[i] = -1
	}
	for i := range w.old.articles {
		a := w.old.articles[i]
		file, ok := files[a.file]
		if !ok || a.first+a.count > len(w.old.chunks) {
			continue
		}
		first := a.first
		a.file, a.first = file, len(w.chunks)
		for n := first; n < first+a.count; n++ {
			c := w.old.chunks[n]
			if c.textAt < 0 || c.textLen < 0 || c.textAt+c.textLen > len(texts) {
				continue
			}
			text := texts[c.textAt : c.textAt+c.textLen]
			c.article, c.textAt = len(w.articles), len(w.texts)
			w.texts = append(w.texts, text...)
			w.ids[c.id(&a)] = true
			w.number[n] = len(w.chunks)
			w.chunks = append(w.chunks, c)
			for f := range fields {
				w.lengths[f] = append(w.lengths[f], w.old.lengths[f][n])
			}
			w.tongues = append(w.tongues, w.old.tongues[n])
		}
		a.count = len(w.chunks) - a.first
		w.articles = append(w.articles, a)
	}
	w.kept = len(w.chunks)
}

func (w *works) add(a *article) {
	a.first = len(w.chunks)
	for i, c := range a.sections {
		c.article = len(w.articles)
		id := c.id(a)
		if w.ids[id] {
			w.warnings = append(w.warnings, c.source(a)+": "+id+" is the id of another snippet too; this one is left out")
			continue
		}
		w.ids[id] = true
		c.textAt, c.textLen = len(w.texts), len(c.text)
		w.texts = append(w.texts, c.text...)
		searched := c.text
		if i == 0 { // tags are found like words of the article, and not shown
			searched = strings.TrimSpace(searched + "\n" + strings.Join(a.tags, "\n"))
		}
		w.gather.add(&c, searched, a.lang)
		c.text = ""
		w.chunks = append(w.chunks, c)
	}
	a.count, a.sections = len(w.chunks)-a.first, nil
	w.articles = append(w.articles, *a)
}

func (w *works) finish() (*stored, error) {
	w.group()
	for f := range fields {
		w.lengths[f] = append(w.lengths[f], w.gather.lengths[f]...)
	}
	w.tongues = append(w.tongues, w.gather.tongues...)
	s := w.gather.segment()
	if w.kept > 0 {
		old, err := w.old.image.segment()
		if err != nil {
			return nil, err
		}
		s = merge([]*segment{old, s}, func(i int, c uint32) (uint32, bool) {
			if i == 1 {
				return c + uint32(w.kept), true
			}
			if int(c) >= len(w.number) || w.number[c] < 0 {
				return 0, false
			}
			return uint32(w.number[c]), true
		})
	}
	if w.gather.words == nil {
		w.gather.words = vocabulary{}
	}
	if w.old != nil {
		w.words = w.old.words
	}
	w.words = w.gather.words.list(w.words)
	b := writeImage(w.texts, s, w.catalogue.write())
	m, _, err := openImage(nil, b, int64(len(b)))
	if err != nil {
		return nil, err
	}
	return &stored{catalogue: w.catalogue, image: m, bytes: b}, nil
}

// group joins translations: an article names the id or the path of its original.
func (w *works) group() {
	named := make(map[string]string, 2*len(w.articles))
	for i := range w.articles {
		if a := &w.articles[i]; a.translationOf == "" {
			named[a.path], named[a.id] = a.path, a.path
		}
	}
	for i := range w.articles {
		a := &w.articles[i]
		a.group = a.path
		if of := a.translationOf; of != "" {
			a.group = strings.TrimSpace(of)
			if g, ok := named[of]; ok {
				a.group = g
			}
		}
	}
	members := make(map[string]int, len(w.articles))
	for i := range w.articles {
		members[w.articles[i].group]++
	}
	for i := range w.articles {
		w.articles[i].grouped = members[w.articles[i].group] > 1
	}
}
