package mask

import (
	"slices"
	"testing"
)

// TestFindSeesPersonalData holds what must be hidden, as written, in many languages
// and forms; nothing else in the sentence may be.
func TestFindSeesPersonalData(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"My SSN is 536-22-8145, order #4471.", []string{"536-22-8145"}},
		{"social security number 536 22 8145", []string{"536 22 8145"}},
		{"Amex 3782 822463 10005 was declined", []string{"3782 822463 10005"}},
		{"card ４２４２　４２４２　４２４２　４２４２ declined", []string{"４２４２　４２４２　４２４２　４２４２"}},
		{"I paid with 4242424242424242 yesterday", []string{"4242424242424242"}},
		{"Mastercard ending 4242", nil},
		{"write to ann [at] example.com or ann＠example．com", []string{"ann [at] example.com", "ann＠example．com"}},
		{"邮箱是ann.lee@example.com.cn谢谢", []string{"ann.lee@example.com.cn"}},
		{"メールはtaro@example.co.jpまで", []string{"taro@example.co.jp"}},
		{"mail:用户@例子.example", []string{"用户@例子.example"}},
		{"iban de89370400440532013000 bitte", []string{"de89370400440532013000"}},
		{"CH93 0076 2011 6238 5295 7", []string{"CH93 0076 2011 6238 5295 7"}},
		{"call 0044 20 7946 0958 today", []string{"0044 20 7946 0958"}},
		{"Tel: 020 7946 0958", []string{"020 7946 0958"}},
		{"My number: 2125550121", []string{"2125550121"}},
		{"phone 1-212-555-0164 ext. 5", []string{"1-212-555-0164"}},
		{"+44 (0)20 7946 0958", []string{"+44 (0)20 7946 0958"}},
		{"ring 07700900123 pls, my phone", []string{"07700900123"}},
		{"Meine Handynummer lautet 01712345678.", []string{"01712345678"}},
		{"Mon numéro de téléphone est le 0612345678", []string{"0612345678"}},
		{"我的电话是138 1234 5678", []string{"138 1234 5678"}},
		{"전화번호는 010-1234-5678입니다", []string{"010-1234-5678"}},
		{"휴대폰 01012345678로 연락 주세요", []string{"01012345678"}},
		{"電話番号：03-1234-5678", []string{"03-1234-5678"}},
		{"หมายเลขโทรศัพท์ 081-234-5678", []string{"081-234-5678"}},
		{"मेरा मोबाइल नंबर ९८७६५४३२१० है", []string{"९८७६५४३२१०"}},
		{"رقم هاتفي 0501234567", []string{"0501234567"}},
		{"мой телефон 8 912 345-67-89", []string{"8 912 345-67-89"}},
		{"mi teléfono es 612345678", []string{"612345678"}},
		{"SĐT 0912.345.624 nhé", []string{"0912.345.624"}},
		{"０３（１２３４）５６７８まで", []string{"０３（１２３４）５６７８"}},
		{"1 (212) 555-0164 is my cell", []string{"1 (212) 555-0164"}},
		{"8(912)3456789", []string{"8(912)3456789"}},
		{"mobile 098765 43210", []string{"098765 43210"}},
		{"ring 079 123 45 67", []string{"079 123 45 67"}},
		{"身份证号11010519491231002X", []string{"11010519491231002X"}},
		{"주민등록번호 900101-1234567", []string{"900101-1234567"}},
		{"통관고유부호는 P123456789012입니다", []string{"P123456789012"}},
		{"CURP HEGG560427MVZRRL04 por favor", []string{"HEGG560427MVZRRL04"}},
		{"Numéro de sécurité sociale : 2 55 08 14 168 025 38", []string{"2 55 08 14 168 025 38"}},
		{"TC kimlik numaram 10000000146", []string{"10000000146"}},
		{"rijksregisternummer 85.07.30-033.28", []string{"85.07.30-033.28"}},
		{"mi DNI 12345678Z", []string{"12345678Z"}},
		{"CPF: 529.982.247-25", []string{"529.982.247-25"}},
		{"I was born on 5 May 1990, ok?", []string{"5 May 1990"}},
		{"DOB: 1990-05-05", []string{"1990-05-05"}},
		{"出生日期1990年5月5日", []string{"1990年5月5日"}},
		{"passport no. C01X00T47", []string{"C01X00T47"}},
		{"logged in from 2001:db8::8a2e:370:7334", []string{"2001:db8::8a2e:370:7334"}},
		{"my password is Sommer2024! please", []string{"Sommer2024!"}},
		{"API key sk-abcdefghijklmnopqrstuvwxyz123456", []string{"sk-abcdefghijklmnopqrstuvwxyz123456"}},
		{"Kind regards,\nMaria Silva", []string{"Maria Silva"}},
		{"меня зовут Иван Петров, заказ 5512", []string{"Иван Петров"}},
		{"ul. Długa 5/7, 00-238 Warszawa", []string{"ul. Długa 5/7, 00-238 Warszawa"}},
		{"Address: Via dei Cipressi 8, 50122 Firenze, Italy", []string{"Via dei Cipressi 8, 50122 Firenze, Italy"}},
		{"Please send it to 14 Rue de la Paix, 75002 Paris instead.", []string{"14 Rue de la Paix, 75002 Paris"}},
		{"ship to 1600 Sample Street, Portland, OR 97205. Thanks", []string{"1600 Sample Street, Portland, OR 97205"}},
		{"Dirección: Calle de los Olivos 5, 2º B, 28013 Madrid", []string{"Calle de los Olivos 5, 2º B, 28013 Madrid"}},
		{"地址：北京市朝阳区示例路12号院3号楼501室，谢谢", []string{"北京市朝阳区示例路12号院3号楼501室"}},
		{"주소는 서울시 강남구 예시로 12, 101호입니다", []string{"서울시 강남구 예시로 12, 101호"}},
		{"Адрес: г. Москва, ул. Примерная, д. 5, кв. 12", []string{"г. Москва, ул. Примерная, д. 5, кв. 12"}},
		{"Adres: Örnek Mah. Deneme Cad. No: 5 Daire 3, Kadıköy İstanbul", []string{"Örnek Mah. Deneme Cad. No: 5 Daire 3, Kadıköy İstanbul"}},
		{"Địa chỉ: 12 Đường Ví Dụ, Quận 1, TP. Hồ Chí Minh", []string{"12 Đường Ví Dụ, Quận 1, TP. Hồ Chí Minh"}},
		{"Alamat: Jl. Contoh No. 12, Jakarta Selatan 12345", []string{"Jl. Contoh No. 12, Jakarta Selatan 12345"}},
		{"Musterstraße 12, 10115 Berlin", []string{"Musterstraße 12, 10115 Berlin"}},
	} {
		var got []string
		for _, s := range Find(c.text, Options{}) {
			got = append(got, c.text[s.Start:s.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestFindLeavesTheBusinessAlone holds what a draft needs and what only looks personal.
func TestFindLeavesTheBusinessAlone(t *testing.T) {
	for _, s := range []string{
		"Order 111-7569007-2003171 shipped with UPS 1Z999AA10123456784.",
		"Tracking number 9400110200881234567890, USPS.", "My parcel 00340434161094021501 is lost", "DHL 1234567890 says delivered",
		"Invoice 2024-0012345 of 12.05.2024 over 1.299,00 €", "I ordered on 2024-05-12 at 18:30", "Size 38-40, 100% cotton, 30x40 cm",
		"USPS 9400 1000 0000 0000 0000 00", "IMEI 490154203237518", "GTIN 00012345678905", "eBay order 23-12345-67890", "VIN 1HGCM82633A004352",
		"2024-05-22T10:11:12Z", "ISBN 978-3-16-148410-0", "HS 0902.10.10", "It is rated IP65, runs on 100-240V and weighs 1.234,5 kg", "batch 20240522-001", "A+ 12345678",
		"EAN 4006381333931 and SKU AB-12345-XL", "HS code 6109.10.00", "Model WH-1000XM5, firmware 2.3.1.0", "The code E-23 blinks 3 times",
		"I paid 1 234 567,89 Ft", "It cost 12,345,678 VND", "from 10.10.2024 to 20.10.2024", "page 123-125 of the manual", "Serial number SN123456789",
		"订单号：202405121234567890", "快递单号SF1234567890123", "注文番号 250-1234567-1234567", "商品コード 4901234567894", "주문번호 20240512-0001234",
		"Bestellung 4500012345 vom Montag", "Kundennummer 12345678", "commande n° 123456789", "pedido 1234567890 por 45,90 €", "numero d'ordine 123456789",
		"заказ № 1234567890 на 4 500 руб.", "sipariş no 1234567890", "คำสั่งซื้อ 240512ABCDEF", "Order ID: 5f3c9a7e-21b4-d860-aa11-0123456789ab",
		"What is your phone number?", "How do I reset my password?", "I forgot my PIN, please help", "Is the delivery address the same?", "Do you ship to Finland?",
		"I am very disappointed.", "My name is on the parcel.", "Thanks,\n", "仕様について教えてください。お客様各位", "何名様で使えますか", "我是老客户，请帮忙", "저는 학생입니다",
		"ผมสั่งซื้อสินค้า เมื่อวาน ยังไม่ได้ของ", "Ich bin Kunde Ihrer Firma", "This is a great product", "v1.2.3.4 was released", "Call of Duty 4", "24/7 support, 365 days",
	} {
		for _, span := range Find(s, Options{}) {
			t.Errorf("%q: hides %q as %s", s, s[span.Start:span.End], span.Type)
		}
	}
}

func TestAllowAndDenyLists(t *testing.T) {
	o := Options{Allow: []string{"support@shop.example"}, Deny: []string{"Project Zebra"}}
	text := "Write to Support@Shop.example about Project Zebra, or to ann@example.com."
	var got []string
	for _, s := range Find(text, o) {
		got = append(got, s.Type+" "+text[s.Start:s.End])
	}
	if want := []string{"PRIVATE Project Zebra", "EMAIL ann@example.com"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
