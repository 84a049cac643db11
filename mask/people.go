package mask

// people finds names by what stands before or after them.
func (s *scan) people() {}

// places finds postal addresses.
func (s *scan) places() {}

// births finds dates of birth.
func (s *scan) births() {}
