shop-title = उत्पाद
shop-all = सभी
shop-category = श्रेणी
shop-brand = ब्रांड
shop-sort = क्रम
shop-go = खोजें
shop-popular = सबसे अधिक ख़रीदे गए
shop-categories = श्रेणियाँ
shop-path = यह कहाँ है
shop-pages = उत्पादों के पृष्ठ
shop-from = { $price } से
shop-vendors = { $n ->
    [0] अभी कोई विक्रेता नहीं
   *[other] { $n } विक्रेता
  }
shop-found = { $n ->
    [0] कुछ नहीं मिला
   *[other] { $n } उत्पाद
  }
shop-found-more = { $n } उत्पाद, और भी हैं
shop-nothing = कोई उत्पाद मेल नहीं खाता
shop-nothing-text = कम शब्द या दूसरी वर्तनी आज़माएँ। आर्टिकल नंबर और GTIN से भी खोज होती है।
shop-nothing-go = सभी उत्पाद देखें
shop-bare = अभी कुछ नहीं है
shop-bare-text = विक्रेता जो जोड़ते हैं, वह तुरंत यहाँ दिखता है।

sort-newest = नए पहले
sort-name = नाम से
sort-price-asc = सस्ते पहले
sort-price-desc = महँगे पहले

pack-of = { $n ->
    [1] एक नग
   *[other] { $n } का पैक
  }
packs-from-to = { $min } से { $max } पैक
packs-in-steps = { $min } से { $max } पैक, { $step } के गुणज में
price-a-piece = { $price } प्रति नग
price-a-piece-about = लगभग { $price } प्रति नग

instock-plenty = स्टॉक में है
instock-few = थोड़ा ही बचा है
instock-nothing = स्टॉक में नहीं

product-vendors = कौन बेचता है
product-sign-in = ऑर्डर करने के लिए दुकान के रूप में साइन इन करें
product-pack = पैक
product-price = एक पैक का दाम
product-bounds = आप मँगा सकते हैं
product-stock = स्टॉक
product-add = टोकरी में डालें
product-quantity-of = { $vendor } से पैक
product-about = यह क्या है
product-facts = विवरण
product-tax = कर
product-no-vendor = अभी कोई नहीं बेच रहा
product-no-vendor-text = जैसे ही कोई विक्रेता इसे फिर बेचेगा, यहाँ ऑर्डर किया जा सकेगा।
shop-less = कम
shop-more = ज़्यादा

tax-gst-0 = GST मुक्त
tax-gst-5 = GST 5 %
tax-gst-12 = GST 12 %
tax-gst-18 = GST 18 %
tax-vat-5 = VAT 5 %

seller-place = स्थान
seller-money = मुद्रा
seller-products = इनके उत्पाद
seller-search = इनके उत्पादों में खोजें
seller-bare = अभी कोई उत्पाद नहीं
seller-bare-text = यह विक्रेता अभी कुछ नहीं बेच रहा।

brands-title = ब्रांड
brands-begin = नाम का आरंभ
brands-none = ऐसा कोई ब्रांड नहीं
brands-none-text = कम अक्षर आज़माएँ।
brands-all = सभी ब्रांड देखें
brands-products = { $n } उत्पाद
