package batch

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/draft"
	"github.com/parlance-cli/parlance/say"
	"github.com/parlance-cli/parlance/ticket"
)

const hostile = `<script src="https://evil.example/x.js"></script><img src=x onerror=alert(1)>"'&` + "\x1b]0;x\x07\u202e"

// drafted is a document with all that a report shows.
func drafted(id, language, reply string) *draft.Document {
	d := document(id)
	d.Ticket = &draft.TicketView{Language: draft.Axis{Tag: language}, Culture: draft.Axis{Tag: language + "-JP"}, Market: draft.Axis{Tag: "JP"}, Channel: draft.ChannelView{Name: "email"},
		Emotion: ticket.Emotion{Label: "calm"}, Asks: []ticket.Ask{{Kind: "where-is-it", Text: "荷物がまだ届きません"}}}
	d.Candidates = []draft.Candidate{{ID: "c1", Engine: "endpoint", Rank: 1, Score: 1, Agent: draft.Side{Language: "en", Text: "Hello, we are checking."},
		Reply: draft.ReplyView{Language: language, Subject: "Re: order", Text: reply}, Timing: draft.Timing{TotalMS: 1500}}}
	cost := 0.003
	d.Usage.Cost, d.Usage.PromptTokens = &cost, 100
	return d
}

func sample(t *testing.T) string {
	t.Helper()
	risk := drafted("RISK", "ar", "مرحبًا، نتحقق من طلبك.")
	risk.Ticket.Risks = []ticket.Risk{{Kind: "injury", Hold: true}}
	found := drafted("FOUND", "ja", "お荷物を確認しております。")
	found.Candidates[0].Findings = []check.Finding{{Rule: "facts/number", Severity: check.Error, Message: hostile}}
	evil := drafted(hostile, "en", hostile)
	evil.Ticket.Asks[0].Text = hostile
	evil.Ticket.Gloss = &draft.Gloss{Language: "en", Text: hostile}
	return written(t, drafted("CALM", "ja", "お荷物を確認しております。"), failing("FAILED", "timeout", true), risk, found, evil)
}

func page(t *testing.T, path string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Report(path, &b, nil, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAReportIsToldInTheReadersLanguage(t *testing.T) {
	var b bytes.Buffer
	zh := say.In("zh")
	names := func(list, code string) string { return "【" + list + "·" + code + "】" }
	if err := Report(sample(t), &b, zh, names); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="zh-Hans">`, zh.Sprintf("Drafts of %d tickets", 5), zh.Sprintf("failed: %s", "【failures·timeout】"), zh.Sprintf("risk %s", "【risks·injury】"),
		"【emotions·calm】", "【asks·where-is-it】", "【channels·email】", "【severities·error】 facts/number：", "<td>日语</td>", "<small>英语</small>",
		zh.Sprintf("under %g%s", 0.005, ""), zh.Sprintf("under %g%s", 2.0, " s"), zh.Text("{shown} of {all}"), zh.Text("for a person to see first"), "facts/number"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if found := regexp.MustCompile(`>[^<{]*[a-z]{3,} [a-z]{3,}[^<{]*<`).FindString(strings.Split(b.String(), "<main>")[0][strings.Index(b.String(), "<body>"):]); found != "" {
		t.Errorf("English is left: %s", found)
	}
}

// TestAReportCountsAsTheRunDid: who failed is counted once, as such.
func TestAReportCountsAsTheRunDid(t *testing.T) {
	text := page(t, sample(t))
	for _, want := range []string{"<b>2</b>for a person to see first", "<b>1</b>failed"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q in %s", want, text[strings.Index(text, "<body>"):][:600])
		}
	}
	if got := strings.Count(text, `<details class="person">`); got != 3 {
		t.Errorf("%d tickets are marked for a person, want 3", got)
	}
}

func TestAReportHasWhatAPersonMustSeeOnTop(t *testing.T) {
	text := page(t, sample(t))
	last := -1
	for _, want := range []string{"where-is-it-ja-jp-1", "<b>FAILED</b>", "<b>RISK</b>", "<b>FOUND</b>", "<b>CALM</b>"} {
		at := strings.Index(text, want)
		if want == "where-is-it-ja-jp-1" { // two tickets make no incident
			if at >= 0 {
				t.Errorf("%s is in the report", want)
			}
			continue
		}
		if at <= last {
			t.Errorf("%s stands at %d, want after %d", want, at, last)
		}
		last = at
	}
	for _, want := range []string{"risk injury", "facts/number", "failed: timeout", `dir="rtl" lang="ar"`, "Cost of a draft", "under 0.005", "under 2 s", "Hello, we are checking."} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}

// TestAReportIsClosedInItself: nothing is loaded, no stranger's text becomes markup.
func TestAReportIsClosedInItself(t *testing.T) {
	text := page(t, sample(t))
	if strings.ContainsAny(text, "\x1b\x07\u202e") {
		t.Error("control characters in the page")
	}
	tokens := html.NewTokenizer(strings.NewReader(text))
	scripts, depth := 0, 0
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		token := tokens.Token()
		switch kind {
		case html.StartTagToken:
			if token.Data == "details" {
				depth++
			}
			if token.Data == "script" {
				scripts++
			}
			for _, a := range token.Attr {
				switch {
				case a.Key == "src", strings.HasPrefix(a.Key, "on"), a.Key == "href" && a.Val != "data:,":
					t.Errorf("<%s %s=%q>", token.Data, a.Key, a.Val)
				}
			}
			if token.Data == "img" || token.Data == "iframe" || token.Data == "object" {
				t.Errorf("<%s>", token.Data)
			}
		case html.EndTagToken:
			if token.Data == "details" {
				depth--
			}
		}
	}
	if scripts != 1 || depth != 0 {
		t.Errorf("%d scripts, %d open details", scripts, depth)
	}
}

func TestAReportOfAFileThatIsNotOursIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	write(t, path, []byte("hello\n"))
	if err := Report(path, &bytes.Buffer{}, nil, nil); err == nil {
		t.Error("no error")
	}
	if err := Report(filepath.Join(t.TempDir(), "none"), &bytes.Buffer{}, nil, nil); err == nil {
		t.Error("no error")
	}
}

// TestAReportInABrowser looks at the page as a person does, at two widths. With
// PARLANCE_SHOTS set the pictures are kept in that folder.
func TestAReportInABrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && browser == "" {
			browser = found
		}
	}
	if browser == "" {
		t.Skip("no Chromium is installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "report.html")
	write(t, file, []byte(page(t, sample(t))))
	shots := os.Getenv("PARLANCE_SHOTS")
	if shots == "" {
		shots = dir
	}
	common := []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-logging=stderr", "--user-data-dir=" + filepath.Join(dir, "profile"), "--host-resolver-rules=MAP * ~NOTFOUND"}
	console := regexp.MustCompile(`(?m)^.*(CONSOLE|Refused to|Content Security Policy).*$`)
	for _, width := range []string{"1280,900", "390,844"} {
		shot := filepath.Join(shots, "report-"+strings.ReplaceAll(width, ",", "x")+".png")
		said, err := exec.Command(browser, append(common, "--window-size="+width, "--screenshot="+shot, "file://"+file)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		if line := console.Find(said); line != nil {
			t.Errorf("%s: the console says %s", width, line)
		}
		if info, err := os.Stat(shot); err != nil || info.Size() < 5000 {
			t.Errorf("%s: no picture: %v", width, err)
		}
	}
	dom, err := exec.Command(browser, append(common, "--dump-dom", "file://"+file)...).Output()
	if err != nil || !strings.Contains(string(dom), ">5 of 5<") {
		t.Errorf("the filter does not run: %v", err)
	}
}

func TestCellsOfATableAreInert(t *testing.T) {
	path := written(t, drafted("=cmd|' /C calc'!A0", "en", "＝1+1"), drafted("+1", "en", "\n @SUM(A1)"), drafted("ok", "en", "Line one\nline \"two\"; 3"))
	var b bytes.Buffer
	if err := CSV(path, &b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if s := strings.TrimSpace(cell); s != "" && strings.ContainsAny(s[:1], "=+-@") || strings.HasPrefix(s, "＝") {
				t.Errorf("%s is %q", rows[0][i], cell)
			}
		}
	}
	if got := rows[3][13]; got != "Line one\nline \"two\"; 3" {
		t.Errorf("got %q", got)
	}
}

func asking(id, language, market, kind, text string) *draft.Document {
	d := drafted(id, language, "x")
	d.Ticket.Market.Tag = market
	d.Ticket.Asks = []ticket.Ask{{Kind: kind, Text: text}}
	return d
}

func TestNearTicketsMakeAnIncident(t *testing.T) {
	path := written(t,
		asking("1", "ja", "JP", "where-is-it", "荷物がまだ届きません。"),
		asking("2", "ja", "JP", "where-is-it", "荷物は今どこにありますか。"),
		asking("3", "en", "US", "where-is-it", "Where is my parcel?"),
		asking("4", "ja", "JP", "where-is-it", "注文した荷物がまだ届いていないのですが、今どこにありますか。"), // joins 1 and 2
		asking("5", "ja", "JP", "refund", "荷物がまだ届きません。返金してください。"),
		asking("6", "ja", "TW", "where-is-it", "荷物がまだ届きません。"),
		asking("7", "en", "US", "where-is-it", "Could you tell me whether the tent was sent out?"),
		asking("8", "ja", "JP", "where-is-it", "先日注文した荷物がまだ届いておりません。"),
	)
	found, err := Incidents(path)
	if err != nil || len(found) != 1 || found[0].Name != "where-is-it-ja-jp-1" || strings.Join(found[0].IDs, " ") != "1 2 4 8" {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestAnIncidentKeepsItsNameWhenItsTicketsAreDraftedAgain(t *testing.T) {
	ja := func(id string) *draft.Document {
		return asking(id, "ja", "JP", "where-is-it", "荷物がまだ届きません。")
	}
	other := func(id string) *draft.Document {
		return asking(id, "ja", "JP", "where-is-it", "追跡番号を教えてください。")
	}
	path := written(t, ja("1"), ja("2"), ja("3"), other("4"), other("5"), other("6"), ja("1"), ja("2"), ja("3"))
	found, err := Incidents(path)
	if err != nil || len(found) != 2 || found[0].Name != "where-is-it-ja-jp-1" || strings.Join(found[0].IDs, " ") != "1 2 3" {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestSentencesThatRepeatAreReportedOutsideIncidents(t *testing.T) {
	same := "We have asked the warehouse to look for it and will write to you by tomorrow."
	r := newRepeats()
	var ids []string
	for i := range 30 {
		text := fmt.Sprintf("Hello. This sentence is about ticket number %d and nothing else at all.", i)
		if i < 10 {
			text += " " + same
		}
		if i >= 10 && i < 20 {
			text += " " + "The typhoon has stopped all parcels until Monday of next week."
			ids = append(ids, fmt.Sprint(i))
		}
		r.add(fmt.Sprint(i), &draft.Candidate{Engine: "endpoint", Reply: draft.ReplyView{Language: "en", Text: text}})
	}
	found := r.outside([]Incident{{Name: "typhoon", IDs: ids}})
	if len(found) != 1 || found[0].Sentence != same || found[0].IDs != 10 {
		t.Errorf("got %+v", found)
	}
}
