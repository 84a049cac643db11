package kb

import "strings"

func tableCells(t string) []string {
	t = strings.TrimSuffix(strings.TrimPrefix(t, "|"), "|")
	t = strings.ReplaceAll(t, `\|`, "\x00")
	cells := strings.Split(t, "|")
	for i, c := range cells {
		cells[i] = plainInline(strings.TrimSpace(strings.ReplaceAll(c, "\x00", "|")))
	}
	return cells
}

func isRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, "-: ") != "" {
			return false
		}
	}
	return true
}

// tableRow says a row so that it stands on its own: each cell under its heading.
func tableRow(header, cells []string) string {
	var out strings.Builder
	out.WriteString("- ")
	first := true
	for i, c := range cells {
		if c == "" {
			continue
		}
		if !first {
			out.WriteString("; ")
		}
		if i < len(header) && header[i] != "" {
			out.WriteString(header[i] + ": ")
		}
		out.WriteString(c)
		first = false
	}
	return out.String()
}
