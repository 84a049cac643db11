//go:build !windows

package cmd

// systemLanguage is "" where the environment alone says the language.
func systemLanguage() string { return "" }
