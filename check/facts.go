package check

func facts(in Input) []Finding { return nil }
