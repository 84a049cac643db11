package cmd

// The names of the console's two ends.
const (
	consoleIn  = "CONIN$"
	consoleOut = "CONOUT$"
)

// suspend does nothing: Windows knows no stopped jobs.
func suspend() {}
