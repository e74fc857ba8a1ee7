basket-see = बास्केट देखें
basket-undo = पूर्ववत करें
basket-update = मात्राएँ अपडेट करें
basket-subtotal = उप-योग
basket-product = उत्पाद
basket-packs = पैक
basket-packs-of = { $title } के पैक
basket-sum = राशि
basket-remove = हटाएँ
basket-remove-of = { $title } हटाएँ
basket-was = पहले
basket-is = अब
basket-total = कुल
basket-lines = { $n ->
    [one] { $n } आइटम
   *[other] { $n } आइटम
  }
basket-checkout = चेकआउट
basket-cannot = कुछ आइटम इस रूप में ऑर्डर नहीं हो सकते। चिह्नित आइटम बदलें या हटाएँ।
basket-bare = आपकी बास्केट खाली है
basket-bare-text = आइटम ऑर्डर करने या हटाने तक यहीं रहते हैं, विक्रेता के अनुसार। आपकी बास्केट केवल आप देख सकते हैं।
basket-bare-go = उत्पाद देखें
basket-moved = कीमतें बदल गई हैं
basket-moved-text = पुरानी कीमतें कटी हुई हैं। आप आज की कीमत चुकाएँगे।
basket-accept-prices = नई कीमतें स्वीकार करें
basket-only = { $n ->
    [one] केवल { $n } पैक उपलब्ध
   *[other] केवल { $n } पैक उपलब्ध
  }
basket-not-sellable = अभी उपलब्ध नहीं
basket-does-not-fit = यह मात्रा मान्य नहीं
basket-bad-quantity = { $title }: ऑर्डर की मात्रा { $bounds }
basket-missing = कुछ आइटम नहीं जुड़े

quick-pad = SKU और मात्रा
quick-pad-hint = हर पंक्ति में एक SKU या GTIN, फिर पैक की संख्या। सीधे स्प्रेडशीट से पेस्ट कर सकते हैं।
quick-file = या फ़ाइल अपलोड करें
quick-file-hint = UTF-8 में CSV या टेक्स्ट, अधिकतम 100 पंक्तियाँ।
quick-check = आइटम जाँचें
quick-check-again = फिर जाँचें
quick-found = { $n ->
    [0] कोई आइटम नहीं मिला
    [one] { $n } आइटम मिला
   *[other] { $n } आइटम मिले
  }
quick-lines = त्वरित ऑर्डर के आइटम
quick-line = पंक्ति
quick-number = पंक्ति { $n }
quick-from = विक्रेता
quick-from-of = पंक्ति { $n } का विक्रेता
quick-packs-of = पंक्ति { $n } के पैक
quick-state = स्थिति
quick-leave-out = छोड़ें
quick-take = बास्केट में डालें
quick-unknown = अभी कोई विक्रेता इसे नहीं बेचता
quick-too-long = यह पंक्ति बहुत लंबी है
quick-too-many = केवल पहली 100 पंक्तियाँ पढ़ी गईं
quick-no-sku = SKU नहीं है
quick-bad-sku = SKU मान्य नहीं है
quick-bad-quantity = मात्रा पैक की पूर्ण संख्या होनी चाहिए
quick-too-many-fields = बहुत अधिक कॉलम
quick-bad-quotes = उद्धरण चिह्न बंद नहीं है
quick-nothing = कम से कम एक पंक्ति लिखें या पेस्ट करें, या फ़ाइल चुनें।
quick-nothing-chosen = कोई आइटम नहीं चुना गया।

checkout-title = चेकआउट
checkout-to = डिलीवरी का पता
checkout-elsewhere = दूसरा पता इस्तेमाल करें
checkout-elsewhere-hint = अपनी कंपनी का पता इस्तेमाल करने के लिए खाली छोड़ें। नहीं तो सभी फ़ील्ड भरें।
checkout-name = प्राप्तकर्ता का नाम
checkout-line = सड़क का पता
checkout-city = शहर
checkout-postcode = पिन कोड
checkout-country = देश
checkout-country-hint = दो अक्षरों का कोड, जैसे IN या AE।
checkout-terms = भुगतान
checkout-reference = आपका PO नंबर
checkout-reference-hint = वैकल्पिक। आपके अपने रिकॉर्ड के लिए।
checkout-place = ऑर्डर दें
checkout-back = बास्केट पर वापस
checkout-bare = चेकआउट के लिए कुछ नहीं है
checkout-bare-text = आपकी बास्केट खाली है। आपके पिछले ऑर्डर “ऑर्डर” में मिलेंगे।
checkout-bare-go = अपने ऑर्डर देखें
checkout-changed = आपका ऑर्डर बदल गया है
checkout-changed-text = कुछ भी ऑर्डर नहीं हुआ। बदलाव देखें और फिर ऑर्डर दें।
checkout-packs = मात्रा: { $n }
checkout-came-in = बास्केट में जोड़ा गया है और इस पेज पर नहीं था
checkout-went-out = { $n ->
    [one] { $n } आइटम अब बास्केट में नहीं है
   *[other] { $n } आइटम अब बास्केट में नहीं हैं
  }

terms-prepaid = प्रीपेड
terms-cash-on-delivery = कैश ऑन डिलीवरी
terms-net-30 = नेट 30 (डिलीवरी के 30 दिन बाद)
terms-bank-transfer = बैंक ट्रांसफ़र (इनवॉइस पर)

orders-export = CSV एक्सपोर्ट करें
orders-bare = अभी कोई ऑर्डर नहीं
orders-bare-text = आपके ऑर्डर यहाँ दिखते हैं, हर विक्रेता की प्रगति के साथ।
orders-number = ऑर्डर
orders-state = स्थिति
orders-date = ऑर्डर की तारीख
orders-vendors = विक्रेता
orders-pages = ऑर्डर के पेज

order-heading = ऑर्डर { $number }
order-again = फिर से ऑर्डर करें
order-delivery = डिलीवरी:
order-failure = पिछला प्रयास असफल रहा:
order-code = डिलीवरी कोड:
order-code-hint = माल मिलने के बाद ही बताएँ।
order-ordered = ऑर्डर की मात्रा
order-taken = स्वीकृत
order-sum = ऑर्डर की राशि
order-declined = { $n } अस्वीकृत
order-steps = ऑर्डर की प्रगति: { $vendor }
order-accept-by = विक्रेता { $at } तक जवाब देगा
order-short = विक्रेता आपके ऑर्डर से कम दे सकता है।
order-confirm = कम किया हुआ ऑर्डर स्वीकार करें
order-cancel = इस विक्रेता का ऑर्डर रद्द करें
order-cancel-text = हम विक्रेता को तुरंत सूचना देंगे। इनमें से कोई आइटम डिलीवर नहीं होगा।
order-ask-cancel = रद्द करने का अनुरोध करें
order-ask-cancel-text = विक्रेता यह ऑर्डर स्वीकार कर चुका है और आपके अनुरोध पर फ़ैसला करेगा।
order-reason = कारण
order-cancel-go = रद्द करने की पुष्टि करें
order-particulars = विवरण

said-basket-added = बास्केट में जोड़ा गया।
said-basket-undone = बास्केट में वापस जोड़ा गया।
said-basket-removed = हटाया गया।
said-basket-updated = मात्राएँ अपडेट हुईं।
said-basket-reordered = आइटम आज की कीमतों पर जोड़े गए।
said-prices-accepted = नई कीमतें स्वीकार हुईं।
said-quick-added = आइटम बास्केट में जोड़े गए।
said-order-placed = ऑर्डर दे दिया गया। हमने विक्रेताओं को सूचना दे दी है।
said-part-cancelled = इस विक्रेता का ऑर्डर रद्द हुआ।
said-part-cancel-asked = रद्द करने का अनुरोध भेजा गया।
said-part-confirmed = कम किया हुआ ऑर्डर स्वीकार हुआ।
