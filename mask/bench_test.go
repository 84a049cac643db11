package mask

import (
	"strings"
	"testing"
)

const ticketText = `Hello, my name is Jane Roe and I ordered the WH-1000XM5 headphones on 12 May 2026, order 111-7569007-2003171, tracking 1ZAW9RWF0354492673.
They were meant to reach me at 221 Example Street, Leeds LS1 4AP by Friday. I called the courier twice and nobody could tell me where the parcel is. The total was £219.99 and I paid with my card 4000 0077 0329 4204.
If you cannot find it, please refund me. You can reach me at jane.roe@example.com or +44 7700 900092 after five. 注文番号はB-5010592です。電話は090-1234-5640です。
Ich habe schon zweimal geschrieben und keine Antwort bekommen; das Paket sollte am Dienstag ankommen, und nun ist es Donnerstag. Danke für Ihre Hilfe.
`

func BenchmarkFind(b *testing.B) {
	for name, text := range map[string]string{"ticket 2 kB": strings.Repeat(ticketText, 3)[:2048], "200 kB": strings.Repeat(ticketText, 200)} {
		b.Run(name, func(b *testing.B) {
			lexicon()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, Options{})
			}
		})
	}
}

func BenchmarkHide(b *testing.B) {
	text := strings.Repeat(ticketText, 3)[:2048]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewVault("k7q2", Options{}).Hide(text)
	}
}

func BenchmarkLexicon(b *testing.B) {
	for b.Loop() {
		buildLexicon()
	}
}
