package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// The Han table covers one block, two bytes a character: how far simplified Chinese,
// traditional Chinese and Japanese are behind the likeliest of them, in steps of half a
// nat, from the lowest bits. 0 is a character nobody uses.
const hanFirst, hanLast = 0x4E00, 0x9FFF

// forms says which characters belong to one way of writing only.
type forms struct {
	simplified map[rune]rune // of a traditional character, its first simplified form
	isSimple   map[rune]bool // has a different traditional form and is none itself
	isComplex  map[rune]bool // has a different simplified form and is none itself
}

func buildHan(models string) ([]byte, error) {
	f, err := openccForms()
	if err != nil {
		return nil, err
	}
	zh, err := hanFreqs(models, "zh")
	if err != nil {
		return nil, err
	}
	ja, err := hanFreqs(models, "ja")
	if err != nil {
		return nil, err
	}
	hans, hant := map[rune]float64{}, map[rune]float64{}
	for r, p := range zh {
		// Lingua's sample of Chinese is traditional; what is not is a stray.
		if !f.isSimple[r] {
			hant[r] += p
			t, ok := f.simplified[r]
			if !ok {
				t = r
			}
			hans[t] += p
		}
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "han1 %d %d zh-Hans,zh-Hant,ja\n", hanFirst, hanLast)
	for r := rune(hanFirst); r <= hanLast; r++ {
		out.Write(binary.LittleEndian.AppendUint16(nil, hanVector(hans[r], hant[r], ja[r], f.isSimple[r], f.isComplex[r])))
	}
	return out.Bytes(), nil
}

func hanVector(hans, hant, ja float64, simple, complex bool) uint16 {
	const least = 2e-6
	if hans+hant+ja == 0 && !simple && !complex {
		return 0
	}
	p := vector{hans + least, hant + least, ja + least}
	if simple {
		p[1] = least / 10
	}
	if complex {
		p[0] = least / 10
	}
	likeliest := math.Log(max(p[0], p[1], p[2]))
	v := uint16(1 << 12) // known
	for i, x := range p {
		v |= uint16(min(top, math.Round((likeliest-math.Log(x))/step))) << (4 * i)
	}
	return v
}

// hanFreqs are the shares of Han characters among all of them.
func hanFreqs(models, language string) (map[rune]float64, error) {
	f, sum := map[rune]float64{}, 0.0
	err := readModel(filepath.Join(models, language, "unigrams.pb.bin.zip"), func(p float64, s string) {
		r, n := utf8.DecodeRuneInString(s)
		if n == len(s) && r >= hanFirst && r <= hanLast {
			f[r] = p
			sum += p
		}
	})
	for r := range f {
		f[r] /= sum
	}
	return f, err
}

// openccForms reads OpenCC's table of characters.
func openccForms() (forms, error) {
	dir, err := os.MkdirTemp("", "gen")
	if err != nil {
		return forms{}, err
	}
	defer os.RemoveAll(dir)
	for _, args := range [][]string{{"npm", "pack", openccPackage}, {"tar", "xzf", strings.Replace(openccPackage, "@", "-", 1) + ".tgz"}} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		if err := cmd.Run(); err != nil {
			return forms{}, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
		}
	}
	f := forms{map[rune]rune{}, map[rune]bool{}, map[rune]bool{}}
	err = charTable(filepath.Join(dir, "package/data/STCharacters.txt"), func(from rune, to []rune) {
		f.isSimple[from] = !contains(to, from)
	})
	if err != nil {
		return f, err
	}
	return f, charTable(filepath.Join(dir, "package/data/TSCharacters.txt"), func(from rune, to []rune) {
		f.simplified[from] = to[0]
		f.isComplex[from] = !contains(to, from)
	})
}

func contains(list []rune, r rune) bool { return strings.ContainsRune(string(list), r) }

// charTable reads lines of a character, a tab, and characters with spaces between.
func charTable(path string, each func(from rune, to []rune)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	s := bufio.NewScanner(bytes.NewReader(b))
	for s.Scan() {
		from, to, ok := strings.Cut(s.Text(), "\t")
		if !ok || strings.HasPrefix(from, "#") || utf8.RuneCountInString(from) != 1 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(from)
		each(r, []rune(strings.ReplaceAll(to, " ", "")))
	}
	return s.Err()
}
