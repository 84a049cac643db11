package kb

// Fact is a value computed by code.
type Fact struct {
	ID     string            `json:"id"`
	Value  string            `json:"value"`
	Inputs map[string]string `json:"inputs"`
	Source string            `json:"source"`
	Text   string            `json:"text,omitempty"` // the formula in words
}
