package mask

import (
	"strings"
	"testing"
)

// TestIDKindsAreSound loads every kind: its shapes fit its written forms, its check
// exists, its words lead to it.
func TestIDKindsAreSound(t *testing.T) {
	kinds := idKinds()
	if len(kinds) < 39 {
		t.Errorf("got %d kinds, want at least 39", len(kinds))
	}
	for _, k := range kinds {
		if k.Check != "" && k.valid == nil {
			t.Errorf("%s: unknown check %q", k.Name, k.Check)
		}
		if k.Words == "" && !k.Alone {
			t.Errorf("%s: no words and not alone: it can never be found", k.Name)
		}
		for _, w := range k.written {
			bare := strings.Map(func(r rune) rune {
				if strings.ContainsRune(" -./", r) {
					return -1
				}
				return r
			}, w)
			if !matchesAny(strings.NewReplacer("#", "0", "@", "a", "*", "0").Replace(bare), k.shapes) {
				t.Errorf("%s: written %q fits no shape", k.Name, w)
			}
		}
	}
}

// TestEveryIDIsFoundBesideEachOfItsWords makes a number of every kind and writes it
// after each of its words.
func TestEveryIDIsFoundBesideEachOfItsWords(t *testing.T) {
	for _, k := range idKinds() {
		number := example(k)
		if number == "" {
			t.Errorf("%s: no number passes its check", k.Name)
			continue
		}
		for word := range strings.SplitSeq(k.Words, ",") {
			text := strings.TrimSpace(word) + " " + strings.ToUpper(number) + "."
			if got := Find(text, Options{}); len(got) != 1 || text[got[0].Start:got[0].End] != strings.ToUpper(number) {
				t.Errorf("%s: in %q found %v", k.Name, text, got)
			}
		}
		if k.Alone && k.Check != "none" {
			if got := Find("please note "+number+" thanks", Options{}); len(got) != 1 {
				t.Errorf("%s: %q alone is not found", k.Name, number)
			}
		}
	}
}

// example is the first number by counting that has the kind's first shape and passes
// its check, or "".
func example(k idKind) string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	seed := uint64(len(k.Name)) * 7919
	for range 400000 {
		b := []byte(k.shapes[0])
		for i := range b {
			seed = seed*6364136223846793005 + 1442695040888963407
			n := int(seed >> 33)
			switch b[i] {
			case '#':
				b[i] = byte('0' + n%10)
			case '@':
				b[i] = letters[n%26]
			case '*':
				b[i] = "0123456789"[n%10]
			}
		}
		if k.valid == nil || k.valid(string(b)) {
			return string(b)
		}
	}
	return ""
}

// TestChecksAgreeWithPublishedExamples holds our checks against the example numbers
// that authorities, standards and encyclopedias print.
func TestChecksAgreeWithPublishedExamples(t *testing.T) {
	for name, list := range map[string]string{
		"FR_NIR": "255081416802538", "BE_NRN": "85073003328", "MX_CURP": "hegg560427mvzrrl04", "AU_TFN": "123456782", "AU_MEDICARE": "2123456701",
		"NZ_IRD": "49091850 136410132", "IE_PPS": "1234567t 1234567fa", "TR_TCKN": "10000000146", "CZ_RC": "7360285163", "EE_LT_CODE": "37605030299 33309240064",
		"RO_CNP": "1800101221144", "BG_EGN": "7523169263 8032056031", "GR_AFM": "094259216", "GR_AMKA": "01013099997", "HR_OIB": "69435151530",
		"IL_ID": "000000018", "HK_ID": "g123456a a1234563", "TW_ID": "a123456789", "SG_NRIC": "s1234567d t1234567j", "TH_PIN": "1234567890121",
		"JP_MYNUMBER": "123456789018", "BR_CPF": "52998224725", "BR_CNPJ": "11222333000181 12abc34501de35", "AR_CUIT": "20172543597", "CL_RUT": "123456785",
		"CO_NIT": "8001972684", "EC_CI": "1710034065", "UY_CI": "12345672", "ZA_ID": "8001015009087", "DE_STEUERID": "86095742719 47036892816",
		"DE_RVNR": "15070649c103", "AT_SVNR": "1237010180", "CH_AHV": "7569217076985", "PT_NIF": "123456789", "PL_NIP": "1234563218", "PL_PESEL": "44051401359",
		"ES_NIE": "x1234567l", "ES_DNI": "12345678z", "IT_CF": "mrtmtt25d09f205z", "SE_PNR": "8112289874", "FI_HETU": "131052308t", "RU_SNILS": "11223344595",
		"RU_INN": "500100732259 7830002293", "UA_RNOKPP": "3184710691", "HU_TAJ": "111111110", "UK_NHS": "9434765919", "UK_NINO": "ab123456c", "CA_SIN": "046454286",
		"IN_AADHAAR": "999999990019", "CN_RIC": "11010519491231002x", "NL_BSN": "111222333",
	} {
		for number := range strings.FieldsSeq(list) {
			for _, k := range idKinds() {
				if k.Name == name && (!matchesAny(number, k.shapes) || !k.valid(number)) {
					t.Errorf("%s: %s should be valid", name, number)
				}
			}
		}
	}
}
