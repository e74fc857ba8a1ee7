# विक्रेता के पृष्ठों के पाठ।
vendor-accept = स्वीकार करें
vendor-accept-by = जवाब की समय-सीमा
vendor-accept-part = आंशिक रूप से स्वीकार करें
vendor-accept-part-go = ये मात्राएँ स्वीकार करें
vendor-accept-part-text = बताइए कि हर पंक्ति के कितने पैक आप दे सकते हैं। फिर ख़रीदार तय करेगा कि वह उन्हें लेगा या नहीं।
vendor-accept-whole = पूरा स्वीकार करें
vendor-accepted = स्वीकृत
vendor-actions = क्रियाएँ
vendor-active-text = ख़रीदार यह ऑफ़र देख सकते हैं और ऑर्डर कर सकते हैं।
vendor-agree = मान लें और रद्द करें
vendor-all = सभी
vendor-answer = जवाब दें
vendor-answer-text = समय पर जवाब न मिलने पर ऑर्डर अपने-आप अस्वीकार हो जाता है और स्टॉक फिर बिक्री में आ जाता है।
vendor-answer-title = यह ऑर्डर आपके जवाब की प्रतीक्षा में है
vendor-archive = हमेशा के लिए हटाएँ
vendor-archive-go = हटा दें
vendor-archive-text = यह ऑफ़र वापस नहीं आ सकेगा। खुले ऑर्डर वैसे ही रहेंगे।
vendor-asked = रद्द करने का अनुरोध
vendor-asked-text = ख़रीदार यह ऑर्डर रद्द करना चाहता है। आप मान लें तो स्टॉक फिर बिक्री में आ जाएगा।
vendor-asked-title = ख़रीदार इसे रद्द करना चाहता है
vendor-best = सबसे अधिक बिकने वाले
vendor-brand = ब्रांड
vendor-buyer = ख़रीदार
vendor-cancel = रहने दें
vendor-category = श्रेणी
vendor-change-price = क़ीमत बदलें
vendor-change-applied = लागू
vendor-change-held = दूसरी जाँच की प्रतीक्षा में
vendor-change-rejected = अस्वीकृत
vendor-change-superseded = बाद वाले से बदला गया
vendor-choose = चुनें
vendor-city = शहर
vendor-day = दिन
vendor-declined = अस्वीकृत
vendor-description = विवरण
vendor-description-hint = ख़रीदारों को जो जानना चाहिए। बोल्ड और सूची जैसे सरल टैग रहते हैं, बाकी हटा दिए जाते हैं।
vendor-export = CSV डाउनलोड करें
vendor-exports = जो है उसे डाउनलोड करें
vendor-exports-text = हर फ़ाइल स्प्रेडशीट में बदलकर फिर जमा की जा सकती है: वही अपने प्रकार का नमूना है।
vendor-field = फ़ील्ड
vendor-find = नाम, ब्रांड या SKU से खोजें
vendor-find-go = खोजें
vendor-free = { $n ->
    [one] { $n } पैक उपलब्ध
   *[other] { $n } पैक उपलब्ध
    }
vendor-free-packs = उपलब्ध पैक
vendor-gtin = GTIN (बारकोड)
vendor-gtin-hint = 8, 12, 13 या 14 अंक; न हो तो ख़ाली छोड़ें।
vendor-gtin-taken = यह उत्पाद पहले से सूचीबद्ध है
vendor-gtin-taken-go = वही उत्पाद ऑफ़र करें
vendor-gtin-taken-text = आप वही उत्पाद अपनी क़ीमत पर दूसरे विक्रेताओं के साथ ऑफ़र कर सकते हैं।
vendor-guard-text = बहुत बड़े या एक साथ बहुत सारे बदलाव यहाँ जाँच की प्रतीक्षा करते हैं। तब तक पुरानी क़ीमत लागू रहती है।
vendor-held = रोकी गई क़ीमतें
vendor-held-confirm = नई क़ीमत की पुष्टि करें
vendor-held-own = यह बदलाव आपने किया है: आपकी कंपनी का कोई और इसकी पुष्टि करेगा। आप अकेले हों तो पासवर्ड पूछा जाएगा।
vendor-held-refuse = अस्वीकार करें
vendor-history = अब तक क्या हुआ
vendor-import-apply = { $n ->
    [one] { $n } बदलाव लागू करें
   *[other] { $n } बदलाव लागू करें
    }
vendor-import-changes = बदलाव
vendor-import-columns = स्तंभों के नाम
vendor-import-errors = त्रुटियाँ
vendor-import-failed = नहीं हुए
vendor-import-file = फ़ाइल
vendor-import-file-hint = UTF-8 में CSV, 1 MiB और 2,000 पंक्तियों तक। पहली पंक्ति में स्तंभों के नाम।
vendor-import-filter = पंक्तियाँ
vendor-import-go = देखें कि क्या बदलेगा
vendor-import-held = जाँच में रुकेंगे
vendor-import-history = अब तक की फ़ाइलें
vendor-import-holds = { $n ->
    [one] { $n } क़ीमत बहुत बदलती है और पुष्टि की प्रतीक्षा करेगी।
   *[other] { $n } क़ीमतें बहुत बदलती हैं और पुष्टि की प्रतीक्षा करेंगी।
    }
vendor-import-is-applied = पूरा हुआ
vendor-import-is-applying = लागू हो रहा है
vendor-import-is-partly = आंशिक रूप से पूरा
vendor-import-is-previewed = आपकी प्रतीक्षा में
vendor-import-is-undoing = वापस लिया जा रहा है
vendor-import-is-undone = वापस लिया गया
vendor-import-kind = क्या बदलता है
vendor-import-leave = आप यह पृष्ठ छोड़ सकते हैं: काम चलता रहेगा।
vendor-import-line = पंक्ति
vendor-import-more = { $n ->
    [one] { $n } और पंक्ति: ऊपर चुनें कि कौन-सी देखनी हैं।
   *[other] { $n } और पंक्तियाँ: ऊपर चुनें कि कौन-सी देखनी हैं।
    }
vendor-import-new = फ़ाइल जमा करें
vendor-import-none = अभी तक कोई फ़ाइल जमा नहीं हुई।
vendor-import-nothing = इस फ़ाइल से कुछ नहीं बदलेगा। इसे सुधारकर फिर जमा करें।
vendor-import-password = यह दस मिनट में बिना पूछे बदली जा सकने वाली क़ीमतों से अधिक बदलता है।
vendor-import-pasted = या उसका पाठ चिपकाएँ
vendor-import-prices = क़ीमतें
vendor-import-products = नए उत्पाद
vendor-import-reload = प्रगति देखें
vendor-import-rows = पंक्तियाँ
vendor-import-skips = { $n ->
    [one] त्रुटि वाली { $n } पंक्ति छोड़ दी जाएगी।
   *[other] त्रुटि वाली { $n } पंक्तियाँ छोड़ दी जाएँगी।
    }
vendor-import-so-far = { $all } में से { $done } पंक्तियाँ
vendor-import-stock = गिना हुआ स्टॉक
vendor-import-text = अभी कुछ नहीं बदलता: पहले आप पंक्ति-दर-पंक्ति देखेंगे कि फ़ाइल क्या करेगी।
vendor-import-title = फ़ाइल
vendor-import-undo = वापस लें
vendor-import-undo-go = पूरा वापस लें
vendor-import-undo-text = जहाँ बाद में किसी ने नहीं बदला, वहाँ क़ीमतें और स्टॉक पहले जैसे हो जाएँगे। नए ऑफ़र रोक दिए जाएँगे।
vendor-import-verdict = क्या करेगी
vendor-import-would = { $n ->
    [one] { $n } पंक्ति कुछ बदलेगी।
   *[other] { $n } पंक्तियाँ कुछ बदलेंगी।
    }
vendor-last-days = { $n ->
    [one] आज
   *[other] { $n } दिन
    }
vendor-late = { "{h}" } घं { "{m}" } मि की देरी
vendor-latest-prices = ताज़ा बदलाव
vendor-left = { "{h}" } घं { "{m}" } मि शेष
vendor-levels = क्या मौजूद है
vendor-lines = पंक्तियाँ
vendor-line-sum = ऑर्डर का योग
vendor-list-go = सूचीबद्ध करें
vendor-list-product = उत्पाद सूचीबद्ध करें
vendor-low = कम स्टॉक
vendor-low-from = कितने से कम
vendor-max-quantity = एक ऑर्डर में अधिकतम पैक
vendor-min-quantity = एक ऑर्डर में न्यूनतम पैक
vendor-move-go = दर्ज करें
vendor-move-stock = स्टॉक दर्ज करें
vendor-movement = क्या हुआ
vendor-movement-adjusted = दोबारा गिना गया
vendor-movement-allocated = ऑर्डर के लिए आरक्षित
vendor-movement-damaged = ख़राब हुआ
vendor-movement-received = प्राप्त हुआ
vendor-movement-released = आरक्षण हटाया गया
vendor-movement-shipped = ऑर्डर के साथ गया
vendor-movements = आवाजाही
vendor-movements-none = अभी कोई आवाजाही नहीं
vendor-movements-none-text = आने, जाने या आरक्षित होने वाला हर पैक यहाँ दर्ज होता है।
vendor-next = आगे क्या करना है
vendor-no-stock-yet = इसका अभी कोई स्टॉक नहीं है।
vendor-note = टिप्पणी
vendor-nothing-held = कोई क़ीमत रुकी नहीं है
vendor-nothing-low = कुछ भी कम नहीं है।
vendor-nothing-to-accept = हर ऑर्डर का जवाब दिया जा चुका है। नए ऑर्डर यहाँ अपने-आप दिखेंगे।
vendor-nothing-to-pack = पैक करने को कुछ नहीं है।
vendor-now = अब
vendor-of-ordered = { $n ->
    [one] { $n } पैक का ऑर्डर है।
   *[other] { $n } पैक का ऑर्डर है।
    }
vendor-of-there = { $there } मौजूद, { $promised } आरक्षित
vendor-offer-active = बिक्री में
vendor-offer-archived = हटाया गया
vendor-offer-paused = रोका गया
vendor-offer-product = सूचीबद्ध उत्पाद ऑफ़र करें
vendor-on-hand = मौजूद
vendor-order = ऑर्डर
vendor-order-title = ऑर्डर { $number }
vendor-ordered = ऑर्डर किया
vendor-orders-by-day = दिन के अनुसार ऑर्डर
vendor-orders-by-state = स्थिति के अनुसार ऑर्डर
vendor-orders-none = यहाँ कोई ऑर्डर नहीं
vendor-orders-none-text = जैसे ही कोई दुकान आपसे ख़रीदेगी, ऑर्डर यहाँ अपने-आप दिखेंगे।
vendor-pack = पैक हो गया, ले जाने को तैयार
vendor-pack-size = एक पैक में नग
vendor-pack-text = सब पैक हो जाने पर डिलीवरी पार्टनर इसे लेने भेजा जाता है।
vendor-packs = पैक
vendor-packs-hint = ऑर्डर, क़ीमत और स्टॉक पैक के हिसाब से होते हैं।
vendor-packs-moved-hint = कितने से। गिनती में कम निकले तो ऋण चिह्न के साथ लिखें, जैसे -3।
vendor-packs-sold = { $n ->
    [one] { $n } पैक
   *[other] { $n } पैक
    }
vendor-pages = पृष्ठ
vendor-password = आपका पासवर्ड
vendor-pause = रोकें
vendor-paused-text = जब तक आप इसे फिर शुरू नहीं करते, कोई इसे ऑर्डर नहीं कर सकता।
vendor-payment = भुगतान
vendor-per-pack = { $n ->
    [one] { $n } नग का पैक
   *[other] { $n } नग का पैक
    }
vendor-place = स्थान
vendor-place-add = स्थान जोड़ें
vendor-place-first = पहले नीचे एक स्थान जोड़ें: स्टॉक हमेशा कहीं होता है।
vendor-place-name = उसका नाम
vendor-placed-at = ऑर्डर की तिथि
vendor-places = स्टॉक के स्थान
vendor-places-none = अभी स्टॉक का कोई स्थान नहीं है।
vendor-prepare = पैकिंग शुरू करें
vendor-prepare-text = पैकिंग शुरू करें, ताकि ख़रीदार देखे कि काम चल रहा है।
vendor-price = क़ीमत
vendor-price-at-once = आपके पुष्टि करते ही यह क़ीमत लागू होगी।
vendor-price-confirm = यही करें
vendor-price-delta = अंतर
vendor-price-history = क़ीमत का इतिहास
vendor-price-look = बदलाव देखें
vendor-price-new = नई क़ीमत
vendor-price-nothing = अभी तक कोई क़ीमत नहीं बदली।
vendor-price-now = अभी { $price } है।
vendor-price-of = क़ीमत:
vendor-price-of-pack = एक पैक की क़ीमत
vendor-price-old = पुरानी क़ीमत
vendor-price-preview = क्या बदलेगा
vendor-price-steps = क़ीमत का हर क़दम
vendor-price-summary = समय के साथ इस ऑफ़र की क़ीमत
vendor-price-trend = क़ीमत कैसे चली
vendor-price-undo = वापस बदलें
vendor-price-waits = एक नई क़ीमत दूसरी जाँच की प्रतीक्षा में है
vendor-price-would-wait = यह बदलाव दूसरी जाँच की प्रतीक्षा करेगा
vendor-price-would-wait-text = जब तक कोई "क़ीमतें" में पुष्टि न करे, पुरानी क़ीमत लागू रहेगी।
vendor-product = उत्पाद
vendor-product-text = उत्पाद का विवरण
vendor-product-text-hint = यह उत्पाद सबसे पहले आपकी कंपनी ने सूचीबद्ध किया। यहाँ लिखा सभी विक्रेताओं के ऑफ़र के साथ दिखता है।
vendor-products-none = अभी कुछ बिक्री में नहीं है
vendor-products-none-text = अपनी क़ीमत और पैक के साथ उत्पाद सूचीबद्ध करें, या कई के लिए फ़ाइल जमा करें।
vendor-products-not-found = कुछ नहीं मिला
vendor-products-not-found-text = आपके किसी ऑफ़र में इस स्थिति में ये शब्द नहीं हैं।
vendor-promised = आरक्षित
vendor-quantity-step = कितने के गुणज में
vendor-quicker = किसी ने पहले बदल दिया
vendor-quicker-text = आपने जो लिखा वह फ़ॉर्म में है। मौजूदा के स्थान पर रखने के लिए फिर सहेजें।
vendor-ready = ले जाने को तैयार
vendor-refuse = ऑर्डर बनाए रखें
vendor-reject = अस्वीकार करें
vendor-reject-go = ऑर्डर अस्वीकार करें
vendor-reject-hint = ख़रीदार इसे पढ़ेगा।
vendor-reject-reason = क्यों
vendor-resume = फिर शुरू करें
vendor-row-characters = में ऐसे अक्षर हैं जो नहीं हो सकते
vendor-row-empty = ख़ाली है
vendor-row-gtin-taken = पहले से सूचीबद्ध है; वह उत्पाद हाथ से ऑफ़र करें
vendor-row-is-applied = हो गया
vendor-row-is-conflict = इस बीच बदल गया
vendor-row-is-held = जाँच में रुका है
vendor-row-is-refused = अस्वीकृत
vendor-row-is-undone = वापस लिया गया
vendor-row-no-such-category = ऐसी कोई श्रेणी नहीं है
vendor-row-no-such-location = आपका ऐसा कोई स्थान नहीं है
vendor-row-no-such-sku = आपका ऐसा कोई SKU नहीं है
vendor-row-no-such-tax-class = ऐसा कोई कर वर्ग नहीं है
vendor-row-not-a-gtin = में ग़लत अंक हैं
vendor-row-not-a-price = क़ीमत नहीं है, जैसे 120.50
vendor-row-not-a-quantity = सीमा के भीतर पूर्ण संख्या नहीं है
vendor-row-promised = ऑर्डरों के लिए आरक्षित से कम है
vendor-row-quantities-do-not-fit = न्यूनतम, गुणज और अधिकतम मेल नहीं खाते
vendor-row-sku-taken = SKU आप पहले से उपयोग करते हैं
vendor-row-too-long = बहुत लंबा है
vendor-row-twice = ऊपर पहले से है
vendor-row-width = पंक्ति में पहली पंक्ति से अधिक या कम खाने हैं
vendor-rows-changes = बदलाव
vendor-rows-errors = त्रुटियाँ
vendor-rows-failed = नहीं हुए
vendor-rows-held = रुकेंगे
vendor-rows-same = पहले से ऐसा ही
vendor-sales-average = औसत ऑर्डर
vendor-sales-by-day = दिन के अनुसार बिक्री
vendor-sales-none = इस अवधि में कुछ नहीं बिका।
vendor-sales-summary = दिन के अनुसार, कुल { $total }
vendor-sales-total = बिक्री
vendor-save = सहेजें
vendor-see-all = सभी देखें
vendor-selling = बिक्री
vendor-ship-to = कहाँ भेजना है
vendor-show-all = सभी दिखाएँ
vendor-sku = SKU (आपका वस्तु क्रमांक)
vendor-sku-hint = अक्षरों का छोटा-बड़ा होना मायने रखता है।
vendor-span = कितने दिन पीछे
vendor-state = स्थिति
vendor-stock-none = अभी कोई स्टॉक नहीं है
vendor-stock-none-text = कोई उत्पाद खोलें और जो मिला उसे दर्ज करें, या गिनती की फ़ाइल जमा करें।
vendor-sum = कुल
vendor-tax = कर
vendor-terms = शर्तें
vendor-title = उत्पाद का नाम
vendor-title-hint = माप सहित, जैसे "बासमती चावल, पुराना, 5 किग्रा"।
vendor-to-accept = स्वीकार करने को
vendor-to-pack = पैक करने को
vendor-unit-price = पैक की क़ीमत
vendor-until = { $at } तक
vendor-waits-buyer = अब ख़रीदार तय करेगा
vendor-waits-buyer-text = आप इसका एक भाग दे सकते हैं। ख़रीदार से पूछा जा रहा है कि वह लेगा या नहीं।
vendor-waits-rider = पैक और तैयार
vendor-waits-rider-text = डिलीवरी पार्टनर इसे ले जाएगा। जो राइडर इसका नंबर बताए उसे दें।
vendor-way = आप यहाँ हैं
vendor-when = कब
vendor-your-offer = आपका ऑफ़र
vendor-yours = आपके फ़ॉर्म में
said-vendor-order-accepted = ऑर्डर स्वीकार हो गया।
said-vendor-order-accepted-partly = आंशिक रूप से स्वीकार हुआ। बाकी ख़रीदार तय करेगा।
said-vendor-order-rejected = ऑर्डर अस्वीकार हो गया। स्टॉक फिर बिक्री में है।
said-vendor-order-preparing = पैकिंग शुरू हो गई।
said-vendor-order-packed = पैक हो गया। डिलीवरी पार्टनर ले जाएगा।
said-vendor-order-cancelled = ऑर्डर रद्द हो गया।
said-vendor-order-kept = ऑर्डर पहले जैसा रहेगा।
said-vendor-product-listed = सूचीबद्ध हो गया। स्टॉक दर्ज करें, ताकि ऑर्डर हो सके।
said-vendor-offer-resumed = फिर बिक्री में है।
said-vendor-offer-paused = रोक दिया गया।
said-vendor-offer-archived = हटा दिया गया।
said-vendor-price-changed = नई क़ीमत लागू है।
said-vendor-price-held = नई क़ीमत दूसरी जाँच की प्रतीक्षा में है। तब तक पुरानी लागू है।
said-vendor-price-confirmed = नई क़ीमत की पुष्टि हो गई और वह लागू है।
said-vendor-price-refused = नई क़ीमत अस्वीकार हुई। पुरानी लागू है।
said-vendor-stock-moved = स्टॉक दर्ज हो गया।
said-vendor-place-added = स्थान जुड़ गया।
