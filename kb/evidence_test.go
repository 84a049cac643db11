package kb

import (
	"math"
	"testing"
)

// Lists of ways to ask, of a believable shop.
const askedOften = `{"id":"cancel","lang":"en","title":"Can I cancel my order?","text":"How do I cancel an order?\n\nI want to cancel my purchase\n\nPlease cancel order\n\nStop my order before it ships\n\nI ordered by mistake"}
{"id":"track","lang":"en","title":"Where is my order?","text":"Track my order\n\nMy parcel has not arrived\n\nWhen will my order arrive?\n\nWhat is the status of my order?\n\nOrder still not delivered"}
{"id":"address","lang":"en","title":"How do I change the delivery address?","text":"I moved, change my address\n\nWrong address on my order\n\nUpdate the shipping address\n\nCan you send the order to another address?"}
{"id":"wash","lang":"en","title":"How do I wash the rain jacket?","text":"Is the jacket machine washable?\n\nWashing instructions for the jacket\n\nWhat temperature for washing?\n\nCan the jacket go in the dryer?"}
`

// A question that shares a word or two with several lists is about none of them; one
// that shares little with one list, though all it has, proves little.
func TestWhatIsEnoughForAListOfWaysToAsk(t *testing.T) {
	b := opened(t, write(t, map[string]string{"faq.jsonl": askedOften}))
	for ask, want := range map[string]string{
		"How can I cancel the order I made yesterday?":             "faq.jsonl#cancel",
		"what's the status of my order, has it arrived?":           "faq.jsonl#track",
		"can I wash my rain jacket in the machine":                 "faq.jsonl#wash",
		"please change the adress of delivery":                     "faq.jsonl#address",
		"my":                                                       "",
		"send":                                                     "",
		"I want to order something":                                "",
		"What do I do on my way to work?":                          "",
		"My parcel got wet in the rain when it arrived":            "faq.jsonl#track",
		"I ordered a jacket by mistake, is there a way to cancel?": "faq.jsonl#cancel",
		"Can I send you a photo?":                                  "",
		"Is the tent waterproof?":                                  "",
		"Do you have jobs for drivers":                             "",
	} {
		got := search(t, b, Query{Texts: []string{ask}, Language: "en", Market: AnyMarket})
		if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || got[0] != want) {
			t.Errorf("%q: got %q, want %q", ask, got, want)
		}
	}
}

func TestAlone(t *testing.T) {
	for _, c := range []struct {
		scores []float64
		want   float64
	}{
		{[]float64{2}, 1},
		{[]float64{2, 2}, 0.5},
		{[]float64{2, 2, 2, 2}, 0.25},
		{[]float64{3, 0}, 1},
	} {
		var hits []hit
		for _, s := range c.scores {
			hits = append(hits, hit{score: s})
		}
		if got := alone(hits); math.Abs(got-c.want) > 0.001 {
			t.Errorf("%v: %v, want %v", c.scores, got, c.want)
		}
	}
}
