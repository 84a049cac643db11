package kb

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"time"

	"github.com/parlance-cli/parlance/say"
)

// An image is an indexed knowledge base as bytes, on disk or in memory:
//
//	header · texts of chunks · posting lists · terms · their starts · buckets · catalogue
//
// Numbers are little-endian. Opening reads the header, the buckets and the catalogue;
// texts and posting lists are read when a question needs them. The catalogue has a
// checksum; the rest is read with its bounds checked.
const (
	imageMagic = "parlkb3\n"
	headerSize = len(imageMagic) + 8*8
	// bucketBits is how many leading bits of a term choose its bucket.
	bucketBits = 12
	buckets    = 1 << bucketBits
)

var errImage = errors.New("not a knowledge base index of this version")

// header says where the parts of an image begin; each ends where the next begins.
type header struct {
	lists, terms, starts, buckets, catalogue, end uint64
	count                                         uint64 // of terms
	sum                                           uint64 // of the catalogue
}

func (h *header) fields() []*uint64 {
	return []*uint64{&h.lists, &h.terms, &h.starts, &h.buckets, &h.catalogue, &h.end, &h.count, &h.sum}
}

// writeImage lays out an image. texts are the chunks' texts, one after the other.
func writeImage(texts []byte, s *segment, catalogue []byte) []byte {
	h := header{count: uint64(len(s.terms)), sum: uint64(crc32.ChecksumIEEE(catalogue))}
	h.lists = uint64(headerSize + len(texts))
	h.terms = h.lists + uint64(len(s.data))
	h.starts = h.terms + 8*h.count
	h.buckets = h.starts + 4*(h.count+1)
	h.catalogue = h.buckets + 4*(buckets+1)
	h.end = h.catalogue + uint64(len(catalogue))
	image := make([]byte, 0, h.end)
	image = append(image, imageMagic...)
	for _, f := range h.fields() {
		image = binary.LittleEndian.AppendUint64(image, *f)
	}
	image = append(append(image, texts...), s.data...)
	for _, t := range s.terms {
		image = binary.LittleEndian.AppendUint64(image, uint64(t))
	}
	for _, at := range s.starts {
		image = binary.LittleEndian.AppendUint32(image, at)
	}
	n := 0
	for b := range buckets {
		for n < len(s.terms) && int(s.terms[n]>>(64-bucketBits)) < b {
			n++
		}
		image = binary.LittleEndian.AppendUint32(image, uint32(n))
	}
	image = binary.LittleEndian.AppendUint32(image, uint32(len(s.terms)))
	return append(image, catalogue...)
}

// image reads from an image.
type image struct {
	header
	from    io.ReaderAt // nil when all lies in memory
	memory  []byte
	size    int64
	buckets []byte
}

// openImage reads the header, the buckets and the catalogue of a file. all is the whole
// file where the system can lay it into memory, else nil.
func openImage(from io.ReaderAt, all []byte, size int64) (*image, []byte, error) {
	m := &image{from: from, memory: all, size: size}
	head := m.read(0, uint64(headerSize))
	if len(head) != headerSize || string(head[:len(imageMagic)]) != imageMagic {
		return nil, nil, errImage
	}
	at := head[len(imageMagic):]
	last := uint64(headerSize)
	for i, f := range m.fields() {
		*f = binary.LittleEndian.Uint64(at[8*i:])
		if i < 6 && (*f < last || *f > uint64(size)) {
			return nil, nil, errImage
		}
		last = *f
	}
	tail := m.read(m.header.buckets, m.end-m.header.buckets)
	if m.end != uint64(size) || len(tail) < 4*(buckets+1) || m.starts-m.terms != 8*m.count {
		return nil, nil, errImage
	}
	catalogue := tail[4*(buckets+1):]
	if uint64(crc32.ChecksumIEEE(catalogue)) != m.sum {
		return nil, nil, errImage
	}
	m.buckets = tail[:4*(buckets+1)]
	return m, catalogue, nil
}

// read returns n bytes at a place, nil when they are not there. They must not be
// written to, nor kept beyond the image.
func (m *image) read(at, n uint64) []byte {
	if at > uint64(m.size) || n > uint64(m.size)-at {
		return nil
	}
	if m.memory != nil {
		return m.memory[at : at+n : at+n]
	}
	b := make([]byte, n)
	if _, err := m.from.ReadAt(b, int64(at)); err != nil && err != io.EOF {
		return nil
	}
	return b
}

// find returns a term's posting list, nil when it has none.
func (m *image) find(t term) []byte {
	b := int(t >> (64 - bucketBits))
	from := uint64(binary.LittleEndian.Uint32(m.buckets[4*b:]))
	to := uint64(binary.LittleEndian.Uint32(m.buckets[4*b+4:]))
	if from >= to || to > m.count {
		return nil
	}
	terms := m.read(m.terms+8*from, 8*(to-from))
	for lo, hi := 0, len(terms)/8; lo < hi; {
		mid := (lo + hi) / 2
		switch found := term(binary.LittleEndian.Uint64(terms[8*mid:])); {
		case found < t:
			lo = mid + 1
		case found > t:
			hi = mid
		default:
			return m.list(from + uint64(mid))
		}
	}
	return nil
}

func (m *image) list(i uint64) []byte {
	at := m.read(m.starts+4*i, 8)
	if at == nil {
		return nil
	}
	from, to := uint64(binary.LittleEndian.Uint32(at)), uint64(binary.LittleEndian.Uint32(at[4:]))
	if from > to || m.lists+to > m.terms {
		return nil
	}
	return m.read(m.lists+from, to-from)
}

// segment reads all posting lists, to merge them with others.
func (m *image) segment() (*segment, error) {
	terms, starts := m.read(m.terms, 8*m.count), m.read(m.starts, 4*(m.count+1))
	s := &segment{data: m.read(m.lists, m.terms-m.lists)}
	if terms == nil || starts == nil {
		return nil, errImage
	}
	for i := range m.count {
		s.terms = append(s.terms, term(binary.LittleEndian.Uint64(terms[8*i:])))
	}
	for i := range m.count + 1 {
		at := binary.LittleEndian.Uint32(starts[4*i:])
		if uint64(at) > uint64(len(s.data)) || i > 0 && at < s.starts[i-1] {
			return nil, errImage
		}
		s.starts = append(s.starts, at)
	}
	return s, nil
}

// pen writes the catalogue: numbers as varints, texts with their length.
type pen struct{ b []byte }

func (p *pen) num(n int)     { p.b = binary.AppendVarint(p.b, int64(n)) }
func (p *pen) text(s string) { p.num(len(s)); p.b = append(p.b, s...) }
func (p *pen) flag(is bool) {
	n := 0
	if is {
		n = 1
	}
	p.num(n)
}

func (p *pen) texts(all []string) {
	p.num(len(all))
	for _, s := range all {
		p.text(s)
	}
}

// time is written as Unix seconds, the zero time as the least number.
func (p *pen) time(t time.Time) {
	if t.IsZero() {
		p.flag(false)
		return
	}
	p.flag(true)
	p.num(int(t.Unix()))
}

// eye reads what a pen wrote. Texts are parts of one string: nothing is copied. After
// the end, or on bytes no pen wrote, everything is empty and err is set.
type eye struct {
	s   string
	at  int
	err error
}

func newEye(b []byte) *eye { return &eye{s: string(b)} }

func (e *eye) num() int {
	var n uint64
	for shift := 0; e.at < len(e.s) && shift < 64; shift += 7 {
		b := e.s[e.at]
		e.at++
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return int(n>>1) ^ -int(n&1) // zigzag, as encoding/binary writes
		}
	}
	e.err = say.Errorf("%w: byte %d", errImage, e.at)
	return 0
}

// count is a number of things that each take at least a byte.
func (e *eye) count() int {
	n := e.num()
	if n < 0 || n > len(e.s)-e.at {
		e.err = say.Errorf("%w: byte %d", errImage, e.at)
		return 0
	}
	return n
}

func (e *eye) text() string {
	n := e.count()
	s := e.s[e.at : e.at+n]
	e.at += n
	return s
}

func (e *eye) flag() bool { return e.num() == 1 }

func (e *eye) texts() []string {
	n := e.count()
	if n == 0 {
		return nil
	}
	all := make([]string, 0, n)
	for range n {
		all = append(all, e.text())
	}
	return all
}

func (e *eye) time() time.Time {
	if !e.flag() {
		return time.Time{}
	}
	return time.Unix(int64(e.num()), 0).UTC()
}
