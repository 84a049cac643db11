package ticket

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
)

// riskTable is how much each sign speaks for each kind of risk, against there being none.
// Learnt from testdata (risk_learn_test.go), which writes it for people to read beside
// it (risk_weights.txt); entries stay in the program's own bytes.
//
//go:embed signals/risk_weights.bin
var riskBin string

var riskWeights = sync.OnceValue(func() *riskTable { return readRiskTable(riskBin) })

type riskTable struct {
	kinds   []string
	entries int
	starts  [1<<tableBits + 1]uint32 // of the entries whose print begins with so many bits
	prints  string                   // four bytes an entry, sorted
	weights string                   // one signed byte a kind, in weightSteps
}

const (
	tableBits  = 12
	weightStep = .03 // nats
)

// readRiskTable reads "risk1 ENTRIES KINDS", a line's end, the prints and the weights.
func readRiskTable(bin string) *riskTable {
	head, rest, _ := strings.Cut(bin, "\n")
	t := &riskTable{}
	var kinds string
	if _, err := fmt.Sscanf(head, "risk1 %d %s", &t.entries, &kinds); err != nil {
		panic("ticket: risk weights: " + err.Error()) // our own file
	}
	t.kinds = strings.Split(kinds, ",")
	t.prints, t.weights = rest[:4*t.entries], rest[4*t.entries:]
	bucket := 0
	for i := range t.entries {
		for b := int(t.print(i) >> (32 - tableBits)); bucket <= b; bucket++ {
			t.starts[bucket] = uint32(i)
		}
	}
	for ; bucket < len(t.starts); bucket++ {
		t.starts[bucket] = uint32(t.entries)
	}
	return t
}

func (t *riskTable) print(i int) uint32 {
	return binary.BigEndian.Uint32([]byte(t.prints[4*i : 4*i+4]))
}

// find is the entry of a sign, or -1.
func (t *riskTable) find(sign []byte) int {
	p := printOf(sign)
	b := p >> (32 - tableBits)
	for i := int(t.starts[b]); i < int(t.starts[b+1]); i++ {
		if t.print(i) == p {
			return i
		}
	}
	return -1
}

// add adds an entry's weights to a sum by kind.
func (t *riskTable) add(entry int, sum []float64) {
	for k := range sum {
		sum[k] += weightStep * float64(int8(t.weights[entry*len(sum)+k]))
	}
}

// printOf is the FNV-1a hash of a sign.
func printOf(sign []byte) uint32 {
	h := uint32(2166136261)
	for _, b := range sign {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}
