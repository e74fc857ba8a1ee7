order-state-open = प्रगति में
order-state-delivered = डिलीवर हुआ
order-state-completed = पूरा हुआ
order-state-cancelled = रद्द

vendor-order-state-placed = ऑर्डर दिया गया
vendor-order-state-partially-accepted = आंशिक रूप से स्वीकृत
vendor-order-state-accepted = स्वीकृत
vendor-order-state-cancel-requested = रद्द करने का अनुरोध
vendor-order-state-preparing = पैकिंग जारी
vendor-order-state-ready = पिकअप के लिए तैयार
vendor-order-state-shipped = डिलीवरी के लिए निकला
vendor-order-state-delivered = डिलीवर हुआ
vendor-order-state-completed = पूरा हुआ
vendor-order-state-rejected = अस्वीकृत
vendor-order-state-cancelled = रद्द

find-number = ऑर्डर नंबर
find-go = खोजें
find-none = { $number } नंबर का कोई ऑर्डर नहीं मिला
find-none-text = पूरा ऑर्डर नंबर वैसा ही लिखें जैसा ऑर्डर पर है।

checkout-title = चेकआउट
checkout-to = डिलीवरी का पता
checkout-address = पता
checkout-own-address = हमारी कंपनी का पता
checkout-elsewhere = दूसरा पता
checkout-elsewhere-fields = दूसरा पता लिखें
checkout-elsewhere-hint = दूसरा पता चुनने पर ही इस्तेमाल होगा। सभी फ़ील्ड भरें।
checkout-name = प्राप्तकर्ता का नाम
checkout-line = सड़क का पता
checkout-city = शहर
checkout-postcode = पिन कोड
checkout-country = देश
checkout-country-hint = देश का नाम या दो अक्षरों का कोड लिखें, जैसे IN या AE।
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
checkout-undelivered = कुछ आइटम की डिलीवरी { $country } में नहीं होती। दूसरा पता लिखें या उन्हें बास्केट से हटाएँ।
checkout-packs = मात्रा: { $n }
checkout-came-in = बास्केट में जोड़ा गया है और इस पेज पर नहीं था
checkout-went-out = { $n ->
    [one] { $n } आइटम अब बास्केट में नहीं है
   *[other] { $n } आइटम अब बास्केट में नहीं हैं
  }

payment-terms-prepaid = प्रीपेड
payment-terms-cash-on-delivery = कैश ऑन डिलीवरी
payment-terms-net-30 = नेट 30 (डिलीवरी के 30 दिन बाद)
payment-terms-bank-transfer = बैंक ट्रांसफ़र (इनवॉइस पर)

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
order-code-blocked = बहुत बार गलत कोशिश के बाद डिलीवरी कोड ब्लॉक हो गया। आपका कोड अब मान्य नहीं है। नया कोड यहीं दिखेगा: हम आपको सूचित करेंगे।
order-code-renewed = यह नया कोड है। पुराना कोड अब मान्य नहीं है।
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
order-details = विवरण

flash-basket-reordered = आइटम आज की कीमतों पर जोड़े गए।
flash-order-placed = ऑर्डर दे दिया गया। हमने विक्रेताओं को सूचना दे दी है।

flash-vendor-order-cancelled = इस विक्रेता का ऑर्डर रद्द हुआ।

flash-cancellation-requested = रद्द करने का अनुरोध भेजा गया।

flash-vendor-order-confirmed = कम किया हुआ ऑर्डर स्वीकार हुआ।

orders-vendor-accept = स्वीकार करें
orders-vendor-accept-by = जवाब की समय सीमा
orders-vendor-accept-go = ये मात्राएँ स्वीकार करें
orders-vendor-accept-text = कोई मात्रा न बदलें तो पूरा ऑर्डर स्वीकार होगा। कम दे सकते हैं तो खरीदार तय करेगा कि स्वीकार करना है या नहीं।
orders-line-accepted = स्वीकृत
orders-vendor-agree = रद्द करना स्वीकार करें
orders-vendor-answer = जवाब दें
orders-vendor-answer-text = समय पर जवाब न मिलने पर ऑर्डर अपने आप अस्वीकार हो जाता है और उसका स्टॉक फिर उपलब्ध हो जाता है।
orders-vendor-answer-title = इस ऑर्डर पर आपका जवाब चाहिए
orders-vendor-asked = रद्द करने का अनुरोध
orders-vendor-asked-text = खरीदार यह ऑर्डर रद्द करना चाहता है। आपके स्वीकार करने पर उसका स्टॉक फिर उपलब्ध हो जाएगा।
orders-vendor-asked-title = खरीदार ने रद्द करने का अनुरोध किया है
orders-vendor-best = सबसे अधिक बिकने वाले
orders-vendor-buyer = खरीदार
orders-line-cancelled = रद्द
orders-line-declined = अस्वीकृत
orders-vendor-history = इतिहास
orders-vendor-last-days = { $n ->
    [one] आज
   *[other] पिछले { $n } दिन
    }
orders-vendor-late = { "{h}" } घं { "{m}" } मि की देरी
orders-vendor-left = { "{h}" } घं { "{m}" } मि शेष
orders-vendor-lines = आइटम
orders-line-sum = राशि
orders-amount-ordered = ऑर्डर किया गया:
orders-amount-accepted = देय:
orders-vendor-next = अगला कदम
orders-vendor-nothing-to-accept = आपने हर ऑर्डर का जवाब दे दिया है। नए ऑर्डर यहाँ अपने आप दिखेंगे।
orders-vendor-nothing-to-pack = पैक करने के लिए कुछ नहीं।
orders-vendor-of-ordered = { $n ->
    [one] { $n } पैक का ऑर्डर।
   *[other] { $n } पैक का ऑर्डर।
    }
orders-vendor-order = ऑर्डर
orders-vendor-title = ऑर्डर { $number }
orders-line-ordered = ऑर्डर की मात्रा
orders-vendor-by-day = दिन के अनुसार ऑर्डर
orders-vendor-by-state = स्थिति के अनुसार ऑर्डर
orders-vendor-none = कोई ऑर्डर नहीं
orders-vendor-none-text = किसी दुकान के खरीदते ही ऑर्डर यहाँ अपने आप दिखेंगे।
orders-vendor-pack = तैयार चिह्नित करें
orders-vendor-pack-text = सब पैक हो जाने पर ऑर्डर को तैयार चिह्नित करें; हम डिलीवरी पार्टनर भेजेंगे।
orders-vendor-packs-sold = { $n ->
    [one] { $n } पैक
   *[other] { $n } पैक
    }
orders-vendor-payment = भुगतान
orders-vendor-placed-at = ऑर्डर की तारीख
orders-vendor-prepare = पैकिंग शुरू करें
orders-vendor-prepare-text = पैकिंग शुरू करें, ताकि खरीदार को पता चले कि ऑर्डर पर काम चल रहा है।
orders-vendor-ready = पिकअप के लिए तैयार
orders-vendor-refuse = रद्द करना नामंज़ूर करें
orders-vendor-reject = अस्वीकार करें
orders-vendor-reject-go = ऑर्डर अस्वीकार करें
orders-vendor-reject-hint = खरीदार को दिखेगा।
orders-vendor-reject-reason = कारण
orders-vendor-sales-average = औसत ऑर्डर मूल्य
orders-vendor-sales-by-day = दिन के अनुसार बिक्री
orders-vendor-sales-none = इस अवधि में कोई बिक्री नहीं हुई।
orders-vendor-sales-summary = दिन के अनुसार, कुल { $total }
orders-vendor-sales-total = कुल बिक्री
orders-vendor-see-all = सभी देखें
orders-vendor-ship-to = डिलीवरी का पता
orders-vendor-span = समय सीमा
orders-vendor-sum = राशि
orders-vendor-to-accept = स्वीकार करने के लिए
orders-vendor-to-pack = पैक करने के लिए
orders-line-price = पैक की कीमत
orders-vendor-until = { $at } तक
orders-vendor-waits-buyer = खरीदार के जवाब का इंतज़ार
orders-vendor-waits-buyer-text = आप इस ऑर्डर का एक हिस्सा दे सकते हैं। खरीदार तय कर रहा है कि स्वीकार करना है या नहीं।
orders-vendor-waits-rider = पिकअप के लिए तैयार
orders-vendor-waits-rider-text = डिलीवरी पार्टनर इसे पिकअप करेगा। माल देने से पहले जाँच लें कि राइडर ऑर्डर नंबर बताए।

flash-order-accepted = ऑर्डर स्वीकार हो गया।
flash-order-already-accepted = यह ऑर्डर पहले ही स्वीकार हो चुका है।
flash-order-partly-accepted = ऑर्डर आंशिक रूप से स्वीकार हुआ। अब खरीदार तय करेगा।
flash-order-rejected = ऑर्डर अस्वीकार हुआ। उसका स्टॉक फिर उपलब्ध है।
flash-order-preparing = पैकिंग शुरू हो गई।
flash-order-packed = ऑर्डर तैयार चिह्नित हुआ। डिलीवरी पार्टनर इसे पिकअप करेगा।
flash-order-cancelled = ऑर्डर रद्द हो गया।
flash-order-kept = रद्द करने का अनुरोध नामंज़ूर हुआ।

orders-staff-cancel = यह विक्रेता ऑर्डर रद्द करें
orders-staff-cancel-text = स्टॉक फिर बिक्री के लिए उपलब्ध होगा। विक्रेता और ख़रीदार को कारण बताया जाएगा।
orders-staff-empty = अभी कोई ऑर्डर नहीं
orders-staff-empty-text = रिटेलरों के ऑर्डर यहाँ दिखते हैं, सबसे नए पहले।
orders-staff-sums = इस पेज का कुल, अस्वीकृत और रद्द हिस्से छोड़कर
orders-staff-placed = ऑर्डर की तारीख
orders-staff-vendor-orders = विक्रेता
orders-staff-order = ऑर्डर
orders-staff-reference = खरीदार का PO नंबर
orders-staff-ship-to = डिलीवरी का पता
orders-staff-money = राशि
orders-staff-terms = भुगतान
orders-staff-accept-by = जवाब की समय सीमा
orders-staff-history = इतिहास

code-checkout-basket-changed = इस पेज को खोलने के बाद आपकी बास्केट बदल गई है। उसे देखें और फिर ऑर्डर दें।
code-orders-bad-lines = हर आइटम इसी ऑर्डर का हो, एक ही बार आए और ऑर्डर की मात्रा से अधिक न हो।
code-orders-bad-quantity = किसी आइटम की मात्रा ऑफ़र की न्यूनतम, अधिकतम मात्रा या ऑर्डर गुणक से मेल नहीं खाती।
code-orders-cannot-be-bought = कुछ आइटम की कीमत किसी और मुद्रा में है, या उनके विक्रेता इस पते पर डिलीवरी नहीं करते। उन्हें हटाएँ या दूसरा पता लिखें।
code-orders-duplicate-line = एक ही ऑफ़र दो बार आया है। मात्राओं को एक आइटम में जोड़ें।
code-orders-line-count = एक ऑर्डर में एक से { LIMIT("order-lines") } पंक्तियाँ हो सकती हैं।
code-orders-no-such-order = ऑर्डर नहीं मिला।
code-orders-not-sellable = कुछ आइटम अभी उपलब्ध नहीं हैं।
code-orders-nothing-accepted = कोई आइटम स्वीकार नहीं होगा। इसके बजाय ऑर्डर अस्वीकार करें।
code-orders-other-currency = सभी आइटम और कुल राशि एक ही मुद्रा में होनी चाहिए।
code-orders-out-of-stock = इस मात्रा के लिए पर्याप्त स्टॉक नहीं है।
code-orders-price-changed = कुल राशि बदल गई है। आइटम देखें और फिर ऑर्डर दें।
code-orders-too-many-unaccepted-packs = जब तक विक्रेता स्वीकार न करे, आपकी कंपनी किसी ऑफ़र के स्टॉक का केवल एक हिस्सा रोक सकती है। कम पैक ऑर्डर करें, या विक्रेता के स्वीकार करने के बाद फिर ऑर्डर करें।
code-orders-too-much-unaccepted-value = जब तक विक्रेता स्वीकार न करे, उसके पास आपकी कंपनी के खुले ऑर्डर का मूल्य सीमित है। कम ऑर्डर करें, या विक्रेता के स्वीकार करने के बाद फिर ऑर्डर करें।
code-orders-too-large = ऑर्डर की कुल राशि बहुत बड़ी है।
code-orders-retailer-stopped = ख़रीदार की कंपनी अभी ख़रीद नहीं सकती। माल विक्रेता के पास रहेगा।
code-orders-wrong-state = ऑर्डर की मौजूदा स्थिति में यह संभव नहीं है।

# Why an order moved by itself.
order-reason-not-answered = विक्रेता ने समय पर जवाब नहीं दिया।
order-reason-retailer-suspended = ख़रीदार की कंपनी निलंबित कर दी गई थी।
