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
basket-less = इस मात्रा से कम स्टॉक उपलब्ध है
basket-unconfirmed = यह मात्रा स्टॉक में है या नहीं, ऑर्डर देने पर पता चलेगा
basket-not-sellable = अभी उपलब्ध नहीं
basket-does-not-fit = यह मात्रा मान्य नहीं
basket-bad-quantity = { $title }: ऑर्डर की मात्रा { $bounds }
basket-missing = कुछ आइटम नहीं जुड़े

quick-pad = SKU और मात्रा
quick-pad-hint = हर पंक्ति में एक SKU या GTIN, फिर पैक की संख्या। सीधे स्प्रेडशीट से पेस्ट कर सकते हैं।
quick-file = या फ़ाइल अपलोड करें
quick-file-hint = UTF-8 में CSV या टेक्स्ट, अधिकतम { LIMIT("basket-lines") } पंक्तियाँ।
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
quick-packs-of = पंक्ति { $n }, { $sku } के पैक

quick-state = स्थिति

quick-leave-out = छोड़ें
quick-take = बास्केट में डालें
quick-unknown = अभी कोई विक्रेता इसे नहीं बेचता
quick-several = इस SKU के कई अलग उत्पाद हैं; एक चुनें
quick-too-long = यह पंक्ति बहुत लंबी है
quick-too-many = केवल पहली { LIMIT("basket-lines") } पंक्तियाँ पढ़ी गईं
quick-no-sku = SKU नहीं है
quick-bad-sku = SKU मान्य नहीं है
quick-bad-quantity = मात्रा पैक की पूर्ण संख्या होनी चाहिए
quick-too-many-fields = SKU और मात्रा से अधिक है। संख्याओं के भीतर के कॉमा हटाएँ, या उन्हें उद्धरण चिह्नों में रखें।
quick-bad-quotes = उद्धरण चिह्न बंद नहीं है
quick-nothing = कम से कम एक पंक्ति लिखें या पेस्ट करें, या फ़ाइल चुनें।
quick-nothing-chosen = कोई आइटम नहीं चुना गया।
quick-list-changed = आपने सूची बदली है। नीचे उसकी पंक्तियाँ देखें और फिर उन्हें बास्केट में डालें।
quick-added-some = { $n ->
    [one] { $n } पंक्ति बास्केट में डाली गई। ये पंक्तियाँ नहीं डाली गईं:
   *[other] { $n } पंक्तियाँ बास्केट में डाली गईं। ये पंक्तियाँ नहीं डाली गईं:
  }
quick-in-total = { $title }: बाकी पंक्तियों और आपकी बास्केट को मिलाकर ऑर्डर करें { $bounds }

flash-basket-added = बास्केट में जोड़ा गया।
flash-basket-undone = बास्केट में वापस जोड़ा गया।
flash-basket-removed = हटाया गया।
flash-basket-updated = मात्राएँ अपडेट हुईं।
flash-basket-changed-elsewhere = आपकी बास्केट कहीं और भी बदली गई है, जैसे दूसरे टैब में। चेकआउट से पहले इसे देख लें।
flash-prices-accepted = नई कीमतें स्वीकार हुईं।
flash-quick-added = आइटम बास्केट में जोड़े गए।

code-baskets-bad-quantity = यह मात्रा ऑफ़र की न्यूनतम, अधिकतम मात्रा या ऑर्डर गुणक से मेल नहीं खाती।
code-baskets-full = आपकी बास्केट भर गई है। पहले कुछ आइटम ऑर्डर करें या हटाएँ।
code-baskets-not-sellable = कुछ आइटम अभी उपलब्ध नहीं हैं।
code-baskets-other-currency = इस ऑफ़र की कीमत आपकी मुद्रा में नहीं है। अपनी कंपनी की मुद्रा वाला ऑफ़र चुनें।
