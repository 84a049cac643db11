package kb

import (
	"slices"
	"strings"
	"testing"
)

// shown are the snippets of a folder as "id | language | title | text".
func shown(t *testing.T, files map[string]string) []string {
	t.Helper()
	var all []string
	for _, s := range opened(t, write(t, files)).List() {
		all = append(all, strings.Join([]string{s.ID, s.Language, s.Source, s.Title, s.Text}, " | "))
	}
	return all
}

func TestSources(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{"HTML is divided at its headings, without what is hidden", "a.html",
			`<html lang="en"><head><title>Returns</title><style>p{}</style></head><body><nav>Home</nav><h1>Returns</h1><p>Send it <b>back</b>.</p><h2 id="eu">In the EU</h2><ul><li>14 days</li><li>see <a href="https://shop.example/x">here</a></li></ul><div style="display: none">secret</div></body></html>`,
			[]string{
				"a.html | en | a.html:1 | Returns | Send it back.",
				"a.html#eu | en | a.html:1 | Returns › In the EU | - 14 days\n- see here (https://shop.example/x)",
			}},
		{"an HTML table is rows that stand on their own", "en/t.html",
			`<h1>Fees</h1><table><tr><th>To</th><th>Fee</th></tr><tr><td>Japan</td><td>900 JPY</td></tr></table>`,
			[]string{"en/t.html | en | en/t.html:1 | Fees | - To: Japan; Fee: 900 JPY"}},
		{"a text file's first line is its title", "notes.en.txt", "Opening hours\n\nMonday to Friday.\n",
			[]string{"notes.en.txt | en | notes.en.txt:3 | Opening hours | Monday to Friday."}},
		{"a CSV of questions and answers", "faq.csv", "question,answer,lang\nHow long?,Two days.,en\n\"Wie, lange?\",Zwei Tage.,de\n",
			[]string{"faq.csv#2 | en | faq.csv:2 | How long? | Two days.", "faq.csv#3 | de | faq.csv:3 | Wie, lange? | Zwei Tage."}},
		{"a CSV from a spreadsheet with semicolons and no header", "faq.csv", "How long?;Two working days, then we ask.\n",
			[]string{"faq.csv#1 |  | faq.csv:1 | How long? | Two working days, then we ask."}},
		{"JSON lines with ways to ask", "faq.jsonl", `{"id":"cod","lang":"en","title":"Cash on delivery","questions":["Can I pay cash?","COD?"],"answer":"No."}` + "\n",
			[]string{"faq.jsonl#cod | en | faq.jsonl:1 | Cash on delivery | Can I pay cash?\n\nCOD?\n\nNo."}},
		{"a Zendesk Help Center export: drafts stay out, one id in two languages", "hc.json",
			"{\"articles\":[\n {\"id\":12,\"locale\":\"en-us\",\"title\":\"Returns\",\"body\":\"<p>Send it back.</p>\",\"draft\":false,\"user_segment_id\":null},\n {\"id\":12,\"locale\":\"de\",\"title\":\"Rückgabe\",\"body\":\"<p>Schicken Sie es zurück.</p>\"},\n {\"id\":13,\"locale\":\"de\",\"title\":\"X\",\"body\":\"<p>Y</p>\",\"draft\":true}\n]}",
			[]string{"hc.json#12 | en-US | hc.json:2 | Returns | Send it back.", "hc.json#12-de | de | hc.json:3 | Rückgabe | Schicken Sie es zurück."}},
		{"a Zendesk article with its translations, for some users only", "hc.json",
			`{"articles":[{"id":12,"locale":"en-us","title":"Returns","body":"<p>Back.</p>","user_segment_id":9,"translations":[{"locale":"en-us","title":"Returns","body":"<p>Back.</p>"},{"locale":"fr","title":"Retours","body":"<p>Renvoyez.</p>"}]}]}`,
			[]string{"hc.json#12 | en-US | hc.json:1 | Returns | Back.", "hc.json#12-fr | fr | hc.json:1 | Retours | Renvoyez."}},
		{"Zendesk macros: the reply they write", "macros.json",
			`{"macros":[{"id":7,"title":"Late parcel","active":true,"actions":[{"field":"status","value":"open"},{"field":"comment_value","value":["channel:all","Dear {{ticket.requester.name}}, we ask the carrier."]}]},{"id":8,"title":"Old","active":false,"actions":[]}]}`,
			[]string{"macros.json#7 |  | macros.json:1 | Late parcel | Dear {{ticket.requester.name}}, we ask the carrier."}},
		{"Intercom articles with their translations", "ic.json",
			`{"type":"list","data":[{"type":"article","id":"5","title":"Size","body":"<p>Measure.</p>","state":"published","default_locale":"en","translated_content":{"type":"article_translated_content","en":{"title":"Size","body":"<p>Measure.</p>"},"fr":{"title":"Taille","body":"<p>Mesurez.</p>","state":"published"}}}]}`,
			[]string{"ic.json#5 | en | ic.json:1 | Size | Measure.", "ic.json#5-fr | fr | ic.json:1 | Taille | Mesurez."}},
	} {
		got := shown(t, map[string]string{c.file: c.text})
		for i := range got {
			if strings.Contains(c.want[min(i, len(c.want)-1)], " |  | ") { // language was left to be detected
				cells := strings.SplitN(got[i], " | ", 3)
				got[i] = cells[0] + " |  | " + cells[2]
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestATranslationOfAnExportAnswersInItsLanguage(t *testing.T) {
	b := opened(t, write(t, map[string]string{"hc.json": `{"articles":[
{"id":12,"locale":"en-us","title":"Returns","body":"<p>Send unused articles back within two weeks.</p>"},
{"id":12,"locale":"de","title":"Rückgabe","body":"<p>Schicken Sie unbenutzte Artikel binnen zwei Wochen zurück.</p>"}]}`}))
	got := search(t, b, Query{Texts: []string{"Can I send unused articles back?"}, Language: "de", Market: "DE"})
	if !slices.Equal(got, []string{"hc.json#12-de"}) {
		t.Errorf("got %q", got)
	}
}

func TestALongSectionIsCutBetweenSentences(t *testing.T) {
	sentence := "This sentence about tents is exactly as long as it needs to be. "
	b := opened(t, write(t, map[string]string{"long.en.md": "# Long\n\n" + strings.Repeat(sentence, 200) + "\n"}))
	all := b.List()
	if len(all) < 4 {
		t.Fatalf("%d chunks", len(all))
	}
	for _, s := range all {
		if !strings.HasPrefix(s.Text, "This sentence") || !strings.HasSuffix(s.Text, "to be.") {
			t.Errorf("%s is cut inside a sentence: %.40q … %q", s.ID, s.Text, s.Text[max(0, len(s.Text)-40):])
		}
	}
}
