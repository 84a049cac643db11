package value

import "math"

// related tells what translators write differently: converted units, centuries and
// decades, shortened years, halves as percent.
func related(a, b *sidePart, va, vb *Value) bool {
	if a.worded && b.worded {
		return false
	}
	if converted(a.reads[0], b.reads[0], va.unit, vb.unit) || degrees(a.reads[0], b.reads[0], va.unit, vb.unit) {
		return true
	}
	if clockWords(a, b, va, vb) || clockWords(b, a, vb, va) {
		return true
	}
	for _, x := range a.reads {
		for _, y := range b.reads {
			if vb.unit == "era" && x == y/100+1 || va.unit == "era" && y == x/100+1 {
				return true
			}
			if eraAlike(x, y) || eraAlike(y, x) || shareAlike(x, y, va, vb) || shareAlike(y, x, vb, va) {
				return true
			}
		}
	}
	return false
}

// clockWords: half past two is 2:30, half seven in German 6:30, a quarter to eight 7:45.
func clockWords(a, b *sidePart, va, vb *Value) bool {
	if !b.worded || va.Kind != Time {
		return false
	}
	switch x, y := a.reads[0], b.reads[0]; a.role {
	case partMinute:
		return y*60 == x || y == 0.25 && x == 45
	case partHour:
		return len(va.parts) == 2 && (va.parts[1].reads[0] == 30 || va.parts[1].reads[0] == 45) && meet([]float64{y - 1}, a.reads, 0)
	}
	return false
}

// eraAlike: the 19th century are the 1800s, the 1980s the eighties, 1998 is '98.
func eraAlike(x, y float64) bool {
	if y < 1000 || y > 2100 || y != math.Trunc(y) {
		return false
	}
	century, rest := math.Trunc(y/100), math.Mod(y, 100)
	return rest == 0 && x == century+1 || rest == x && x >= 10 && math.Mod(x, 10) == 0
}

// shareAlike: half is 50 %, a half hour 30 minutes.
func shareAlike(x, y float64, vx, vy *Value) bool {
	if !vx.Worded || x <= 0 || x >= 1 {
		return false
	}
	return vy.Kind == Percent && near(x*100, y, 0.02) || vy.Kind == Duration && x*60 == y
}

// roughly tells whether a number is the other one converted and rounded generously: 1
// inch, 3 cm.
func roughly(x, y float64, ux, uy string) bool {
	if ux == "deg" && uy == "deg" {
		return math.Abs(x/1.8-y) <= 3 || math.Abs(y/1.8-x) <= 3
	}
	a, okA := units[ux]
	b, okB := units[uy]
	if !okA || !okB || ux == uy || a.kind != b.kind || x == 0 || y == 0 {
		return false
	}
	ratio := x * a.size / (y * b.size)
	return ratio > 0.6 && ratio < 1.7
}

// converted tells whether two numbers measure the same in different units.
func converted(x, y float64, ux, uy string) bool {
	a, okA := units[ux]
	b, okB := units[uy]
	return okA && okB && ux != uy && a.kind == b.kind && near(x*a.size, y*b.size, 0.07)
}

// degrees tells whether one number is the other in Fahrenheit, as a temperature or as a
// difference of temperatures.
func degrees(x, y float64, ux, uy string) bool {
	if ux != "deg" && uy != "deg" {
		return false
	}
	fahrenheit := func(f, c float64) bool { return math.Abs((f-32)/1.8-c) <= 1.5 || math.Abs(f/1.8-c) <= 1.5 }
	return fahrenheit(x, y) || fahrenheit(y, x)
}

type unit struct {
	kind byte
	size float64
}

// units are lengths in metres, weights in grams, volumes in litres, areas in square
// metres; read-only.
var units = map[string]unit{
	"mm": {'l', 0.001}, "cm": {'l', 0.01}, "m": {'l', 1}, "km": {'l', 1000},
	"in": {'l', 0.0254}, "ft": {'l', 0.3048}, "yd": {'l', 0.9144}, "mi": {'l', 1609.344},
	"g": {'w', 1}, "kg": {'w', 1000}, "t": {'w', 1e6}, "lb": {'w', 453.6}, "oz": {'w', 28.35}, "st": {'w', 6350},
	"l": {'v', 1}, "gal": {'v', 3.785}, "ac": {'a', 4047}, "ha": {'a', 10000},
}
