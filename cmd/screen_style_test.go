package cmd

import (
	"math"
	"testing"
)

// palette is a terminal's colours as it comes: the backgrounds, dark and light, and the
// basic colours red, green, yellow, blue, magenta, cyan.
type palette struct {
	dark, light [3]float64
	colours     [6][3]float64
}

// palettes are those of the terminals most people have, from their sources' defaults.
func palettes() map[string]palette {
	return map[string]palette{
		"xterm":                 {[3]float64{}, [3]float64{255, 255, 255}, [6][3]float64{{205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205}}},
		"VGA":                   {[3]float64{}, [3]float64{255, 255, 255}, [6][3]float64{{170, 0, 0}, {0, 170, 0}, {170, 85, 0}, {0, 0, 170}, {170, 0, 170}, {0, 170, 170}}},
		"Windows, Campbell":     {[3]float64{12, 12, 12}, [3]float64{242, 242, 242}, [6][3]float64{{197, 15, 31}, {19, 161, 14}, {193, 156, 0}, {0, 55, 218}, {136, 23, 152}, {58, 150, 221}}},
		"macOS Terminal, Basic": {[3]float64{}, [3]float64{255, 255, 255}, [6][3]float64{{153, 0, 0}, {0, 166, 0}, {153, 153, 0}, {0, 0, 178}, {178, 0, 178}, {0, 166, 178}}},
		"Ubuntu, Tango":         {[3]float64{48, 10, 36}, [3]float64{255, 255, 255}, [6][3]float64{{204, 0, 0}, {78, 154, 6}, {196, 160, 0}, {52, 101, 164}, {117, 80, 123}, {6, 152, 154}}},
	}
}

// contrast is WCAG's, from 1 to 21.
func contrast(a, b [3]float64) float64 {
	light := func(c [3]float64) float64 {
		sum := 0.0
		for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
			v := c[i] / 255
			if v <= 0.03928 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestTheTwoColoursReadBestOnBothBackgrounds: of the six basic colours no other two are
// seen better where they are seen worst.
func TestTheTwoColoursReadBestOnBothBackgrounds(t *testing.T) {
	var worst [6]float64
	for i, name := range [6]string{"red", "green", "yellow", "blue", "magenta", "cyan"} {
		dark, light := 21.0, 21.0
		for _, p := range palettes() {
			dark, light = min(dark, contrast(p.colours[i], p.dark)), min(light, contrast(p.colours[i], p.light))
		}
		worst[i] = min(dark, light)
		t.Logf("%-8s worst contrast on dark %.1f, on light %.1f", name, dark, light)
	}
	for i := range worst {
		if i != 0 && i != 4 && worst[i] > min(worst[0], worst[4]) {
			t.Errorf("colour %d reads better (%.2f) than red (%.2f) or magenta (%.2f)", i, worst[i], worst[0], worst[4])
		}
	}
}

func TestColoursAndStrokesAreTakenAsAsked(t *testing.T) {
	for _, c := range []struct {
		terminal         bool
		flag, none, term string
		want             painter
	}{
		{true, "auto", "", "xterm", painter{true, true, true}},
		{true, "auto", "1", "xterm", painter{false, true, true}},
		{true, "auto", "", "dumb", painter{}},
		{true, "never", "", "xterm", painter{}},
		{true, "always", "1", "xterm", painter{true, true, true}},
		{false, "auto", "", "xterm", painter{}},
		{false, "always", "", "xterm", painter{true, true, false}},
	} {
		a := &app{getenv: func(k string) string { return map[string]string{"NO_COLOR": c.none, "TERM": c.term}[k] }}
		a.terminal.out, a.global.color = c.terminal, c.flag
		if got := a.painter(); got != c.want {
			t.Errorf("%+v: got %+v", c, got)
		}
	}
}
