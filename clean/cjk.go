package clean

import (
	"strings"
	"unicode"
)

// The characters that half of any text in the language consists of. They tell
// encodings apart whose byte ranges are the same.
const (
	hans = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实" +
		"您请谢收货单退款问题快递订物流什没给吗已号件买卖付钱换质量产品客服商店发票联系电话"
	hant = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實" +
		"您請謝收貨單退款問題快遞訂物流什沒給嗎已號件買賣付錢換質量產品客服商店發票聯繫電話訊"
	hangul = "이다는을를에의가은고하지도로한사있어요니습까주시문합안녕세기나리서스해인대자그수일아정보상제과만으면것들라우여부전배송품불교환원감드립취소언입금구매했었못받게됩은데"
	kanji  = "日一人年大本中時上者前出生行見気間今分思手言自会話場新何発送注文商品届返金交換願致申連絡確認問合様御購入番号配達不良予定"
	marks  = "，。！？、；：“”‘’（）《》「」『』【】…—～·｡｢｣､ー々〜\u3000"
)

func japanese(r rune) float64 {
	switch {
	case r >= 0x3041 && r <= 0x30fe:
		return 0.9
	case strings.ContainsRune(kanji, r):
		return 1
	case strings.ContainsRune(marks, r), r >= 0xff01 && r <= 0xff5e:
		return 0.5
	case r >= 0xff61 && r <= 0xff9f:
		return -0.1 // half-width kana: every byte of them reads so
	case unicode.Is(unicode.Han, r):
		return 0.15
	}
	return -0.5
}

func chinese(common string) func(rune) float64 {
	return func(r rune) float64 {
		switch {
		case strings.ContainsRune(common, r):
			return 1
		case strings.ContainsRune(marks, r), r >= 0xff01 && r <= 0xff5e:
			return 0.5
		case r >= 0x4e00 && r <= 0x9fff:
			return 0.15
		}
		return -0.5
	}
}

func korean(r rune) float64 {
	switch {
	case strings.ContainsRune(hangul, r):
		return 1
	case r >= 0xac00 && r <= 0xd7a3:
		return 0.3
	case strings.ContainsRune(marks, r), r >= 0xff01 && r <= 0xff5e:
		return 0.5
	case unicode.Is(unicode.Han, r):
		return -0.3
	}
	return -0.5
}

// wideText judges sixteen-bit text by whichever of its languages fits.
func wideText(r rune) float64 {
	return max(japanese(r), chinese(hans)(r), chinese(hant)(r), korean(r)) - 0.05
}
