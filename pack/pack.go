// Package pack reads the YAML that the program carries. A native speaker reviews YAML;
// a program that starts thousands of times a day should not parse it each time. So
// every embedded file is also kept parsed, found by the checksum of its bytes: what is
// stale is simply not found, and parsed as it always was.
package pack

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"go.yaml.in/yaml/v3"
)

// knowledge.pack is made by pack/gen.
//
//go:embed knowledge.pack
var packed string

// Decode reads one YAML document into the value that into points to. Keys that the
// value has no field for are an error, with the line.
func Decode(source []byte, into any) error {
	if tree, ok := index()[key(source)]; ok && decode(tree, into) == nil {
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(source))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// checksum identifies a file by length and CRC-32.
type checksum struct{ length, crc uint32 }

func key(source []byte) checksum {
	return checksum{uint32(len(source)), crc32.ChecksumIEEE(source)}
}

// entrySize is checksum, offset and length of one tree, in bytes.
const entrySize = 16

var index = sync.OnceValue(func() map[checksum]string { return readIndex(packed) })

// readIndex maps checksums to trees. A pack is a count, the entries, then the trees.
func readIndex(packed string) map[checksum]string {
	number := func(at int) uint32 { return binary.LittleEndian.Uint32([]byte(packed[at : at+4])) }
	n := int(number(0))
	trees := make(map[checksum]string, n)
	for at := 4; at < 4+n*entrySize; at += entrySize {
		start, length := number(at+8), number(at+12)
		trees[checksum{number(at), number(at + 4)}] = packed[start : start+length]
	}
	return trees
}

// Build is the content of knowledge.pack for the given files. A file with more than one
// document, a merge key or an error in it is left out: it is read as YAML.
func Build(files [][]byte) []byte {
	var entries, trees []byte
	count := 0
	for _, source := range files {
		if tree, err := encode(source); err == nil {
			k := key(source)
			for _, v := range []uint32{k.length, k.crc, uint32(len(trees)), uint32(len(tree))} {
				entries = binary.LittleEndian.AppendUint32(entries, v)
			}
			trees = append(trees, tree...)
			count++
		}
	}
	head := 4 + len(entries)
	for at := 8; at < len(entries); at += entrySize {
		binary.LittleEndian.PutUint32(entries[at:], binary.LittleEndian.Uint32(entries[at:])+uint32(head))
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(count))
	return append(append(out, entries...), trees...)
}
