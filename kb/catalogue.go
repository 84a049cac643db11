package kb

import "strings"

// sourceFile is a file as it was when it was indexed.
type sourceFile struct {
	dir      int // which of the folders
	rel      string
	size     int
	modified int    // Unix nanoseconds; 0 when too fresh to be told from a later change
	sum      string // of its content
	warnings []string
}

// catalogue is all of an image but texts and posting lists.
type catalogue struct {
	version  string // of what decides terms; another one means indexing anew
	files    []sourceFile
	articles []article
	chunks   []chunk
	lengths  [fields][]uint16
	tongues  []tongue
	warnings []string // about files together: ids taken twice
	words    string   // see index.words
}

func (c *catalogue) write() []byte {
	var p pen
	p.text(c.version)
	p.num(len(c.files))
	for _, f := range c.files {
		p.num(f.dir)
		p.text(f.rel)
		p.num(f.size)
		p.num(f.modified)
		p.text(f.sum)
		p.texts(f.warnings)
	}
	p.num(len(c.articles))
	for i := range c.articles {
		a := &c.articles[i]
		p.num(a.file)
		for _, s := range []string{a.path, a.id, a.title, a.lang, a.translationOf, a.url, a.anchor, a.group} {
			p.text(s)
		}
		p.texts(a.markets)
		p.texts(a.tags)
		p.time(a.from)
		p.time(a.until)
		p.flag(a.internal)
		p.flag(a.entry)
		p.flag(a.grouped)
		p.num(a.first)
		p.num(a.count)
	}
	p.num(len(c.chunks))
	for i := range c.chunks {
		k := &c.chunks[i]
		p.num(k.article)
		p.text(k.anchor)
		rest, within := strings.CutPrefix(k.title, c.articles[k.article].title)
		p.flag(within)
		p.text(rest)
		p.num(k.line)
		p.texts(k.markets)
		p.num(k.textAt)
		p.num(k.textLen)
	}
	for i := range c.chunks {
		for f := range fields {
			p.num(int(c.lengths[f][i]))
		}
		p.text(c.tongues[i].tag)
		p.num(int(c.tongues[i].script))
	}
	p.texts(c.warnings)
	p.text(c.words)
	return p.b
}

func readCatalogue(b []byte) (*catalogue, error) {
	e := newEye(b)
	c := &catalogue{version: e.text()}
	if e.err != nil || c.version != indexVersion() {
		return nil, errImage
	}
	c.files = make([]sourceFile, e.count())
	for i := range c.files {
		c.files[i] = sourceFile{dir: e.num(), rel: e.text(), size: e.num(), modified: e.num(), sum: e.text(), warnings: e.texts()}
	}
	c.articles = make([]article, e.count())
	for i := range c.articles {
		a := &c.articles[i]
		a.file = e.num()
		for _, s := range []*string{&a.path, &a.id, &a.title, &a.lang, &a.translationOf, &a.url, &a.anchor, &a.group} {
			*s = e.text()
		}
		a.markets, a.tags = e.texts(), e.texts()
		a.from, a.until = e.time(), e.time()
		a.internal, a.entry, a.grouped = e.flag(), e.flag(), e.flag()
		a.first, a.count = e.num(), e.num()
	}
	c.readChunks(e)
	c.warnings, c.words = e.texts(), e.text()
	return c, e.err
}

func (c *catalogue) readChunks(e *eye) {
	c.chunks = make([]chunk, e.count())
	for i := range c.chunks {
		k := &c.chunks[i]
		if k.article = e.num(); k.article < 0 || k.article >= len(c.articles) {
			e.err = errImage
			k.article = 0
			return
		}
		a := &c.articles[k.article]
		k.anchor = e.text()
		switch within, rest := e.flag(), e.text(); {
		case !within:
			k.title = rest
		case rest == "":
			k.title = a.title // most often, and nothing to join
		default:
			k.title = a.title + rest
		}
		k.line, k.markets, k.textAt, k.textLen = e.num(), e.texts(), e.num(), e.num()
	}
	for f := range fields {
		c.lengths[f] = make([]uint16, len(c.chunks))
	}
	c.tongues = make([]tongue, len(c.chunks))
	for i := range c.chunks {
		for f := range fields {
			c.lengths[f][i] = uint16(e.num())
		}
		c.tongues[i] = tongue{e.text(), script(e.num())}
	}
}
