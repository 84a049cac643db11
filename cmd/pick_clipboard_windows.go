package cmd

import (
	"runtime"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/parlance-cli/parlance/say"
)

// What the clipboard of Windows is told.
const (
	clipboardUTF16 = 13
	movable        = 2
)

// systemClipboard puts text on the clipboard by Windows' own functions: clip.exe would
// read it in the console's code page.
func systemClipboard(text string) (done bool, err error) {
	units, err := windows.UTF16FromString(strings.ReplaceAll(strings.ReplaceAll(text, "\x00", ""), "\n", "\r\n"))
	if err != nil {
		return true, err
	}
	runtime.LockOSThread() // the clipboard belongs to the thread that opened it
	defer runtime.UnlockOSThread()
	user, kernel := windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll")
	if err := openClipboard(user); err != nil {
		return true, err
	}
	defer user.NewProc("CloseClipboard").Call()
	user.NewProc("EmptyClipboard").Call()
	size := uintptr(len(units)) * unsafe.Sizeof(units[0])
	memory, _, err := kernel.NewProc("GlobalAlloc").Call(movable, size)
	if memory == 0 {
		return true, say.Errorf("the clipboard: %w", err)
	}
	at, _, err := kernel.NewProc("GlobalLock").Call(memory)
	if at == 0 {
		return true, say.Errorf("the clipboard: %w", err)
	}
	kernel.NewProc("RtlMoveMemory").Call(at, uintptr(unsafe.Pointer(&units[0])), size)
	kernel.NewProc("GlobalUnlock").Call(memory)
	if set, _, err := user.NewProc("SetClipboardData").Call(clipboardUTF16, memory); set == 0 {
		kernel.NewProc("GlobalFree").Call(memory)
		return true, say.Errorf("the clipboard: %w", err)
	}
	return true, nil // the memory is the clipboard's now
}

// openClipboard waits a moment for a program that has it open.
func openClipboard(user *windows.LazyDLL) error {
	for tries := 0; ; tries++ {
		opened, _, err := user.NewProc("OpenClipboard").Call(0)
		if opened != 0 {
			return nil
		}
		if tries == 10 {
			return say.Errorf("the clipboard: %w", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// utf16le is never needed here: no program is asked.
func utf16le(text string) string { return text }
