package draft

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/parlance-cli/parlance/check"
	"github.com/parlance-cli/parlance/ticket"
)

// TestAHeldTicketWaitsWhateverTheReplySays in every language: only the holding letter that
// draft writes is no finding, also when somebody changed its greeting.
func TestAHeldTicketWaitsWhateverTheReplySays(t *testing.T) {
	d := &Drafter{Now: func() time.Time { return time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC) }, NewID: func() string { return "id" }}
	for _, c := range []struct{ tag, ticket, reply string }{
		{"en-US", "The charger exploded and burned my son's hand. He is in hospital.", "Hi, please be patient, refunds take a while. Best regards"},
		{"de-DE", "Das Ladegerät ist explodiert und hat meinem Sohn die Hand verbrannt.", "Guten Tag, bitte haben Sie etwas Geduld. Viele Grüße"},
		{"ja-JP", "充電器が爆発して、息子が手をやけどしました。", "お世話になっております。今しばらくお待ちください。よろしくお願いいたします。"},
		{"es-ES", "El cargador explotó y me quemó la mano.", "Hola, tenga un poco de paciencia. Un saludo"},
		{"zh-CN", "充电器爆炸了，我儿子的手被烧伤了。", "您好，请耐心等待。祝好"},
	} {
		job := Job{Ticket: &ticket.Ticket{Text: c.ticket}, AgentLang: "en", Flags: Wanted{Culture: c.tag}, Candidates: 1}
		judge := func(reply string) bool {
			_, found, err := d.Judge(context.Background(), job, "", reply)
			if err != nil {
				t.Fatal(err)
			}
			return len(found) > 0 && found[0].Rule == "policy/held" && found[0].Severity == check.Error && strings.Contains(found[0].Message, "injury")
		}
		if !judge(c.reply) {
			t.Errorf("%s: a ready reply passes", c.tag)
		}
		doc, err := d.Document(context.Background(), job)
		if err != nil || len(doc.Candidates) != 1 {
			t.Fatal(err, doc)
		}
		letter := doc.Candidates[0].Reply.Text
		if judge(letter) {
			t.Errorf("%s: the holding letter is faulted: %s", c.tag, letter)
		}
		first, rest, _ := strings.Cut(letter, "\n")
		if judge(first + " Miller\n" + rest) {
			t.Errorf("%s: the holding letter with a name is faulted", c.tag)
		}
		if !judge(letter + "\n\n" + c.reply + "\n" + c.reply + "\n" + strings.ReplaceAll(c.reply, ",", ".") + " OK.") {
			t.Errorf("%s: a holding letter with another letter behind it passes", c.tag)
		}
	}
}

func TestAnOrdinaryTicketIsNotHeld(t *testing.T) {
	d := &Drafter{Now: time.Now, NewID: func() string { return "id" }}
	_, found, err := d.Judge(context.Background(), Job{Ticket: &ticket.Ticket{Text: "Where is my order NL-118273?"}, AgentLang: "en"}, "", "Hi, we are checking. Best regards")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Rule == "policy/held" {
			t.Errorf("got %+v", f)
		}
	}
}
