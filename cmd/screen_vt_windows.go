package cmd

import (
	"io"
	"os"

	"golang.org/x/sys/windows"
)

// utf8Page is the code page of UTF-8.
const utf8Page = 65001

// speaksVT makes a console understand escape sequences and UTF-8. A console that cannot
// (Windows before 10) gets plain text.
func speaksVT(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok {
		return false
	}
	var mode uint32
	h := windows.Handle(f.Fd())
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	windows.SetConsoleOutputCP(utf8Page) // for programs we start; our own text goes as UTF-16
	if mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0 {
		return true
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
