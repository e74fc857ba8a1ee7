shop-title = उत्पाद
shop-all = सभी
shop-category = श्रेणी
shop-brand = ब्रांड
shop-sort = क्रम
shop-go = खोजें
shop-popular = लोकप्रिय
shop-categories = श्रेणियाँ
shop-path = पेज का रास्ता
shop-pages = उत्पादों के पेज
shop-from = { $price } से
shop-vendors = { $n ->
    [0] कोई विक्रेता नहीं
    [one] { $n } विक्रेता
   *[other] { $n } विक्रेता
  }
shop-found = { $n ->
    [0] कोई परिणाम नहीं
    [one] { $n } उत्पाद
   *[other] { $n } उत्पाद
  }
shop-found-more = { $n }+ उत्पाद
shop-nothing = कोई उत्पाद नहीं मिला
shop-nothing-text = कम शब्द या दूसरी वर्तनी आज़माएँ। SKU या GTIN से भी खोज सकते हैं।
shop-nothing-go = सभी उत्पाद देखें
shop-bare = अभी कोई उत्पाद नहीं
shop-bare-text = विक्रेताओं के लिस्ट करते ही उत्पाद यहाँ दिखते हैं।

sort-newest = नवीनतम
sort-name = नाम
sort-price-asc = कीमत: कम से अधिक
sort-price-desc = कीमत: अधिक से कम

pack-of = { $n ->
    [1] एक नग
   *[other] { $n } का पैक
  }
packs-from-to = { $min } से { $max } पैक
packs-in-steps = { $min } से { $max } पैक, { $step } के गुणज में
price-a-piece = { $price } प्रति नग
price-a-piece-about = लगभग { $price } प्रति नग

instock-plenty = स्टॉक में है
instock-few = स्टॉक कम है
instock-nothing = स्टॉक में नहीं

product-vendors = ऑफ़र
product-sign-in = ऑर्डर करने के लिए रिटेलर के रूप में साइन इन करें
product-pack = पैक
product-price = पैक की कीमत
product-bounds = ऑर्डर की मात्रा
product-stock = उपलब्धता
product-add = बास्केट में डालें
product-quantity-of = { $vendor } से पैक
product-about = विवरण
product-facts = जानकारी
product-tax = कर
product-no-vendor = अभी उपलब्ध नहीं
product-no-vendor-text = जब कोई विक्रेता इसे फिर बेचेगा, तब आप इसे ऑर्डर कर सकेंगे।
shop-less = मात्रा घटाएँ
shop-more = मात्रा बढ़ाएँ

tax-gst-0 = GST 0%
tax-gst-5 = GST 5%
tax-gst-12 = GST 12%
tax-gst-18 = GST 18%
tax-vat-5 = VAT 5%

seller-place = स्थान
seller-money = मुद्रा
seller-products = उत्पाद
seller-search = इस विक्रेता के उत्पाद खोजें
seller-bare = अभी कोई उत्पाद नहीं
seller-bare-text = यह विक्रेता अभी कोई उत्पाद नहीं बेच रहा है।

brands-title = ब्रांड
brands-begin = ब्रांड के नाम की शुरुआत
brands-none = कोई ब्रांड नहीं मिला
brands-none-text = कम अक्षर आज़माएँ।
brands-all = सभी ब्रांड देखें
brands-products = { $n ->
    [one] { $n } उत्पाद
   *[other] { $n } उत्पाद
  }
