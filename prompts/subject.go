package prompts

import "strings"

// subjectLabels are what models call the subject line, whatever they were told.
var subjectLabels = [...]string{
	"subject", "re", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "temat", "předmět", "ämne", "emne", "aihe",
	"tárgy", "subiect", "θέμα", "konu", "тема", "الموضوع", "נושא", "موضوع", "विषय", "หัวเรื่อง", "เรื่อง", "tiêu đề", "chủ đề", "subjek", "perihal",
	"件名", "제목", "主题", "主題", "主旨", "标题", "標題",
}

// SplitSubject takes the subject line off a model's answer, which was not asked for one:
// the first line, where it is labelled as one. Without one the subject is "".
func SplitSubject(answer string) (subject, text string) {
	first, rest, _ := strings.Cut(strings.TrimLeft(answer, " \n"), "\n")
	label, said, ok := strings.Cut(strings.Replace(first, "：", ":", 1), ":")
	label = strings.ToLower(strings.Trim(label, " *_#"))
	if !ok || !isSubject(label) {
		return "", answer
	}
	return strings.Trim(said, " *_"), strings.TrimLeft(rest, " \n")
}

func isSubject(label string) bool {
	for _, l := range subjectLabels {
		if l == label {
			return true
		}
	}
	return false
}
