package check

// negation reports a sentence that lost its "not", or gained one.
func (f *factFinder) negation() {}
