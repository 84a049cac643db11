package ticket

import (
	"slices"
	"sync"
	"testing"
	"unicode"
)

// TestTheIndexFindsWhatTryingEachTermFinds in the order that the terms have.
func TestTheIndexFindsWhatTryingEachTermFinds(t *testing.T) {
	for tag, file := range map[string]string{"en": "angry.en-US.txt", "ja": "late-parcel.ja.txt", "de": "refund.de.txt", "pt": "customs.pt-BR.txt"} {
		runes := fold(example(t, file).Text).runes
		runes = runes[:min(len(runes), 240)]
		met := 0
		for _, l := range []*lexicon{lexicons()[tag](), riskLexicons()[tag]()} {
			for _, x := range []*index{&l.words, &l.inner} {
				for i := range runes {
					found, tried := x.find(runes, i, len(runes), nil), x.each(runes, i)
					if !slices.Equal(found, tried) {
						t.Fatalf("%s: %v at %q, trying each finds %v", tag, found, string(runes[i:min(i+20, len(runes))]), tried)
					}
					met += len(found)
				}
			}
		}
		if met < 20 {
			t.Errorf("%s: %d terms met", tag, met)
		}
	}
}

// each tries every term at i, those of one rune last.
func (x *index) each(runes []rune, i int) (out []hit) {
	for _, short := range []bool{false, true} {
		for n := range x.terms {
			if (x.terms[n].rune(1, x.fold) == 0) != short {
				continue
			}
			one := x.at(uint32(n))
			if end, ok := one.match(runes, i, len(runes)); ok && !(one.strict && i > 0 && wordRune(runes[i-1])) {
				out = append(out, hit{one.concept, i, end})
			}
		}
	}
	return out
}

// TestLettersAreThoseOfUnicode, also where ranges stand for its tables.
func TestLettersAreThoseOfUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if isLetter(r) != unicode.IsLetter(r) {
			t.Errorf("%U: %v", r, isLetter(r))
		}
		if caseless(r) && (unicode.ToLower(r) != r || unicode.ToUpper(r) != r || unicode.IsDigit(r)) {
			t.Errorf("%U has a case or is a digit", r)
		}
	}
}

// TestTheIndexGrowsUnderManyReaders who all find the same.
func TestTheIndexGrowsUnderManyReaders(t *testing.T) {
	runes := fold(example(t, "angry.en-US.txt").Text).runes
	want := lexicons()["en"]().find(runes, 0, len(runes), nil)
	fresh := loadLexicon("en", foldRune)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			if got := fresh.find(runes, 0, len(runes), nil); !slices.Equal(got, want) {
				t.Errorf("found %v, want %v", got, want)
			}
		})
	}
	readers.Wait()
}
