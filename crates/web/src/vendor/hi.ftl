# विक्रेता के पेजों के पाठ।
vendor-accept = स्वीकार करें
vendor-accept-by = जवाब की समय सीमा
vendor-accept-part = आंशिक रूप से स्वीकार करें
vendor-accept-part-go = ये मात्राएँ स्वीकार करें
vendor-accept-part-text = लिखें कि हर आइटम के कितने पैक आप दे सकते हैं। फिर खरीदार तय करेगा कि स्वीकार करना है या नहीं।
vendor-accept-whole = ऑर्डर स्वीकार करें
vendor-accepted = स्वीकृत
vendor-actions = कार्रवाइयाँ
vendor-active-text = खरीदार यह ऑफ़र देख और ऑर्डर कर सकते हैं।
vendor-agree = रद्द करना स्वीकार करें
vendor-all = सभी
vendor-answer = जवाब दें
vendor-answer-text = समय पर जवाब न मिलने पर ऑर्डर अपने आप अस्वीकार हो जाता है और उसका स्टॉक फिर उपलब्ध हो जाता है।
vendor-answer-title = इस ऑर्डर पर आपका जवाब चाहिए
vendor-archive = आर्काइव करें
vendor-archive-go = ऑफ़र आर्काइव करें
vendor-archive-text = आर्काइव किया गया ऑफ़र वापस नहीं लाया जा सकता। खुले ऑर्डर पर असर नहीं पड़ेगा।
vendor-asked = रद्द करने का अनुरोध
vendor-asked-text = खरीदार यह ऑर्डर रद्द करना चाहता है। आपके स्वीकार करने पर उसका स्टॉक फिर उपलब्ध हो जाएगा।
vendor-asked-title = खरीदार ने रद्द करने का अनुरोध किया है
vendor-best = सबसे अधिक बिकने वाले
vendor-brand = ब्रांड
vendor-buyer = खरीदार
vendor-cancel = रद्द करें
vendor-category = श्रेणी
vendor-change-price = कीमत बदलें
vendor-change-applied = लागू
vendor-change-held = मंज़ूरी चाहिए
vendor-change-rejected = अस्वीकृत
vendor-change-superseded = नए बदलाव ने इसकी जगह ली
vendor-choose = चुनें
vendor-city = शहर
vendor-day = दिन
vendor-declined = अस्वीकृत
vendor-description = विवरण
vendor-description-hint = खरीदारों को जो जानना चाहिए। बोल्ड और सूची जैसे सरल टैग रहते हैं, बाकी हटा दिए जाते हैं।
vendor-export = CSV एक्सपोर्ट करें
vendor-exports = मौजूदा डेटा एक्सपोर्ट करें
vendor-exports-text = हर फ़ाइल को स्प्रेडशीट में बदलकर फिर अपलोड कर सकते हैं। हर एक्सपोर्ट टेम्पलेट का भी काम करता है।
vendor-field = फ़ील्ड
vendor-find = नाम, ब्रांड या SKU से खोजें
vendor-find-go = खोजें
vendor-free = { $n ->
    [one] { $n } पैक उपलब्ध
   *[other] { $n } पैक उपलब्ध
    }
vendor-free-packs = उपलब्ध
vendor-gtin = GTIN (बारकोड)
vendor-gtin-hint = 8, 12, 13 या 14 अंक। न हो तो खाली छोड़ें।
vendor-gtin-taken = यह उत्पाद पहले से लिस्ट है
vendor-gtin-taken-go = यह उत्पाद ऑफ़र करें
vendor-gtin-taken-text = आप वही उत्पाद अपनी कीमत पर दूसरे विक्रेताओं के साथ ऑफ़र कर सकते हैं।
vendor-guard-text = कीमतों के बड़े या एक साथ कई बदलाव यहाँ मंज़ूरी की प्रतीक्षा करते हैं। तब तक पुरानी कीमत लागू रहती है।
vendor-held = मंज़ूरी के लिए कीमतें
vendor-held-confirm = नई कीमत मंज़ूर करें
vendor-held-own = यह बदलाव आपने किया है, इसलिए आपकी कंपनी का कोई और इसे मंज़ूर करेगा। यदि मंज़ूरी देने वाले केवल आप हैं, तो आपका पासवर्ड पूछा जाएगा।
vendor-held-refuse = अस्वीकार करें
vendor-history = इतिहास
vendor-import-apply = { $n ->
    [one] { $n } बदलाव लागू करें
   *[other] { $n } बदलाव लागू करें
    }
vendor-import-changes = बदलाव
vendor-import-columns = कॉलम के नाम
vendor-import-errors = त्रुटियाँ
vendor-import-failed = लागू नहीं हुए
vendor-import-file = फ़ाइल
vendor-import-file-hint = UTF-8 में CSV, 1 MiB और 2,000 पंक्तियों तक। पहली पंक्ति में कॉलम के नाम हों।
vendor-import-filter = पंक्तियाँ
vendor-import-go = बदलावों का प्रीव्यू देखें
vendor-import-held = मंज़ूरी चाहिए
vendor-import-history = आयात का इतिहास
vendor-import-holds = { $n ->
    [one] कीमत के { $n } बड़े बदलाव को मंज़ूरी चाहिए होगी।
   *[other] कीमत के { $n } बड़े बदलावों को मंज़ूरी चाहिए होगी।
    }
vendor-import-is-applied = लागू हुआ
vendor-import-is-applying = लागू हो रहा है
vendor-import-is-partly = आंशिक रूप से लागू
vendor-import-is-previewed = लागू करने को तैयार
vendor-import-is-undoing = पूर्ववत हो रहा है
vendor-import-is-undone = पूर्ववत हुआ
vendor-import-kind = आयात का प्रकार
vendor-import-leave = आप यह पेज छोड़ सकते हैं। आयात बैकग्राउंड में जारी रहेगा।
vendor-import-line = पंक्ति
vendor-import-more = { $n ->
    [one] { $n } और पंक्ति। सूची छोटी करने के लिए ऊपर का फ़िल्टर इस्तेमाल करें।
   *[other] { $n } और पंक्तियाँ। सूची छोटी करने के लिए ऊपर का फ़िल्टर इस्तेमाल करें।
    }
vendor-import-new = फ़ाइल अपलोड करें
vendor-import-none = अभी तक कोई फ़ाइल अपलोड नहीं हुई।
vendor-import-nothing = इस फ़ाइल से कुछ नहीं बदलेगा। इसे ठीक करके फिर अपलोड करें।
vendor-import-password = यह आयात एक साथ बहुत-सी कीमतें बदलता है, इसलिए आपका पासवर्ड ज़रूरी है।
vendor-import-pasted = या सामग्री पेस्ट करें
vendor-import-prices = कीमतें
vendor-import-products = नए उत्पाद
vendor-import-reload = प्रगति रीफ़्रेश करें
vendor-import-rows = पंक्तियाँ
vendor-import-skips = { $n ->
    [one] त्रुटि वाली { $n } पंक्ति छोड़ दी जाएगी।
   *[other] त्रुटि वाली { $n } पंक्तियाँ छोड़ दी जाएँगी।
    }
vendor-import-so-far = पंक्तियाँ: { $all } में से { $done }
vendor-import-stock = स्टॉक की गिनती
vendor-import-text = अभी कुछ नहीं बदलेगा। पहले आपको हर पंक्ति का प्रीव्यू दिखेगा।
vendor-import-title = आयात
vendor-import-undo = पूर्ववत करें
vendor-import-undo-go = आयात पूर्ववत करें
vendor-import-undo-text = जहाँ बाद में किसी ने बदलाव नहीं किया, वहाँ कीमतें और स्टॉक पहले जैसे हो जाएँगे। नए ऑफ़र रोक दिए जाएँगे।
vendor-import-verdict = प्रीव्यू
vendor-import-would = { $n ->
    [one] { $n } पंक्ति बदलेगी।
   *[other] { $n } पंक्तियाँ बदलेंगी।
    }
vendor-last-days = { $n ->
    [one] आज
   *[other] पिछले { $n } दिन
    }
vendor-late = { "{h}" } घं { "{m}" } मि की देरी
vendor-latest-prices = ताज़ा बदलाव
vendor-left = { "{h}" } घं { "{m}" } मि शेष
vendor-levels = स्टॉक की मात्रा
vendor-lines = आइटम
vendor-line-sum = ऑर्डर की राशि
vendor-list-go = उत्पाद लिस्ट करें
vendor-list-product = उत्पाद लिस्ट करें
vendor-low = कम स्टॉक
vendor-low-from = कम स्टॉक की चेतावनी
vendor-max-quantity = एक ऑर्डर में अधिकतम पैक
vendor-min-quantity = एक ऑर्डर में न्यूनतम पैक
vendor-move-go = सहेजें
vendor-move-stock = स्टॉक समायोजित करें
vendor-movement = प्रकार
vendor-movement-adjusted = दोबारा गिनती
vendor-movement-allocated = ऑर्डर के लिए आरक्षित
vendor-movement-damaged = क्षतिग्रस्त
vendor-movement-received = प्राप्त
vendor-movement-released = आरक्षण हटाया गया
vendor-movement-shipped = भेजा गया
vendor-movements = स्टॉक की आवाजाही
vendor-movements-none = अभी स्टॉक की कोई आवाजाही नहीं
vendor-movements-none-text = प्राप्त, आरक्षित या भेजा गया हर पैक यहाँ दर्ज होता है।
vendor-next = अगला कदम
vendor-no-stock-yet = अभी कोई स्टॉक नहीं।
vendor-note = नोट
vendor-nothing-held = मंज़ूरी के लिए कोई कीमत नहीं
vendor-nothing-low = किसी का स्टॉक कम नहीं है।
vendor-nothing-to-accept = आपने हर ऑर्डर का जवाब दे दिया है। नए ऑर्डर यहाँ अपने आप दिखेंगे।
vendor-nothing-to-pack = पैक करने के लिए कुछ नहीं।
vendor-now = मौजूदा मान
vendor-of-ordered = { $n ->
    [one] { $n } पैक का ऑर्डर।
   *[other] { $n } पैक का ऑर्डर।
    }
vendor-of-there = { $there } मौजूद, { $promised } आरक्षित
vendor-offer-active = सक्रिय
vendor-offer-archived = आर्काइव
vendor-offer-paused = रुका हुआ
vendor-offer-product = मौजूदा उत्पाद ऑफ़र करें
vendor-on-hand = मौजूद
vendor-order = ऑर्डर
vendor-order-title = ऑर्डर { $number }
vendor-ordered = ऑर्डर की मात्रा
vendor-orders-by-day = दिन के अनुसार ऑर्डर
vendor-orders-by-state = स्थिति के अनुसार ऑर्डर
vendor-orders-none = कोई ऑर्डर नहीं
vendor-orders-none-text = किसी दुकान के खरीदते ही ऑर्डर यहाँ अपने आप दिखेंगे।
vendor-pack = तैयार चिह्नित करें
vendor-pack-size = एक पैक में नग
vendor-pack-text = सब पैक हो जाने पर ऑर्डर को तैयार चिह्नित करें; हम डिलीवरी पार्टनर भेजेंगे।
vendor-packs = पैक
vendor-packs-hint = ऑर्डर, कीमतें और स्टॉक सभी पैक में गिने जाते हैं।
vendor-packs-moved-hint = कितने पैक का बदलाव है। स्टॉक घटाने के लिए ऋण चिह्न लगाएँ, जैसे -3।
vendor-packs-sold = { $n ->
    [one] { $n } पैक
   *[other] { $n } पैक
    }
vendor-pages = पेज
vendor-password = आपका पासवर्ड
vendor-pause = रोकें
vendor-paused-text = बिक्री फिर शुरू होने तक खरीदार यह ऑफ़र ऑर्डर नहीं कर सकते।
vendor-payment = भुगतान
vendor-per-pack = { $n ->
    [one] प्रति नग
   *[other] { $n } नग का पैक
    }
vendor-place = गोदाम
vendor-place-add = गोदाम जोड़ें
vendor-place-first = स्टॉक दर्ज करने से पहले नीचे एक गोदाम जोड़ें।
vendor-place-name = गोदाम का नाम
vendor-placed-at = ऑर्डर की तारीख
vendor-places = गोदाम
vendor-places-none = अभी कोई गोदाम नहीं।
vendor-prepare = पैकिंग शुरू करें
vendor-prepare-text = पैकिंग शुरू करें, ताकि खरीदार को पता चले कि ऑर्डर पर काम चल रहा है।
vendor-price = कीमत
vendor-price-at-once = आपके पुष्टि करते ही यह कीमत लागू होगी।
vendor-price-confirm = लागू करें
vendor-price-delta = अंतर
vendor-price-history = कीमत का इतिहास
vendor-price-look = प्रीव्यू
vendor-price-new = नई कीमत
vendor-price-nothing = अभी तक कीमत का कोई बदलाव नहीं।
vendor-price-now = मौजूदा कीमत: { $price }।
vendor-price-of = कीमत:
vendor-price-of-pack = पैक की कीमत
vendor-price-old = पुरानी कीमत
vendor-price-preview = कीमत के बदलाव का प्रीव्यू
vendor-price-steps = कीमत के सभी बदलाव
vendor-price-summary = समय के साथ इस ऑफ़र की कीमत
vendor-price-trend = कीमत का रुझान
vendor-price-undo = वापस बदलें
vendor-price-waits = एक नई कीमत को मंज़ूरी चाहिए
vendor-price-would-wait = इस बदलाव को मंज़ूरी चाहिए
vendor-price-would-wait-text = जब तक कोई “कीमतें” में इसे मंज़ूर न करे, पुरानी कीमत लागू रहेगी।
vendor-product = उत्पाद
vendor-product-text = उत्पाद का विवरण
vendor-product-text-hint = यह उत्पाद सबसे पहले आपकी कंपनी ने लिस्ट किया था, इसलिए यह विवरण हर विक्रेता के ऑफ़र के साथ दिखता है।
vendor-products-none = अभी कोई उत्पाद नहीं
vendor-products-none-text = अपनी कीमत और पैक के आकार के साथ उत्पाद लिस्ट करें, या एक साथ कई जोड़ने के लिए फ़ाइल अपलोड करें।
vendor-products-not-found = कोई उत्पाद नहीं मिला
vendor-products-not-found-text = इस खोज और स्थिति से आपका कोई ऑफ़र मेल नहीं खाता।
vendor-promised = आरक्षित
vendor-quantity-step = ऑर्डर गुणक
vendor-quicker = किसी और ने बदलाव किया है
vendor-quicker-text = आपकी भरी हुई जानकारी फ़ॉर्म में है। मौजूदा मान बदलने के लिए फिर सहेजें।
vendor-ready = पिकअप के लिए तैयार
vendor-refuse = रद्द करना नामंज़ूर करें
vendor-reject = अस्वीकार करें
vendor-reject-go = ऑर्डर अस्वीकार करें
vendor-reject-hint = खरीदार को दिखेगा।
vendor-reject-reason = कारण
vendor-resume = बिक्री फिर शुरू करें
vendor-row-characters = में ऐसे अक्षर हैं जिनकी अनुमति नहीं है
vendor-row-empty = खाली है
vendor-row-gtin-taken = पहले से लिस्ट है; उसी उत्पाद पर ऑफ़र जोड़ें
vendor-row-is-applied = लागू हुआ
vendor-row-is-conflict = प्रीव्यू के बाद बदल गया
vendor-row-is-held = मंज़ूरी चाहिए
vendor-row-is-refused = अस्वीकृत
vendor-row-is-undone = पूर्ववत हुआ
vendor-row-no-such-category = ऐसी श्रेणी नहीं है जिसमें उत्पाद लिस्ट हो सकें
vendor-row-no-such-location = आपका कोई गोदाम नहीं है
vendor-row-no-such-sku = आपका कोई SKU नहीं है
vendor-row-no-such-tax-class = मान्य कर वर्ग नहीं है
vendor-row-not-a-gtin = मान्य GTIN नहीं है
vendor-row-not-a-price = मान्य कीमत नहीं है, जैसे 120.50
vendor-row-not-a-quantity = तय सीमा के भीतर पूर्ण संख्या नहीं है
vendor-row-promised = ऑर्डर के लिए आरक्षित स्टॉक से कम है
vendor-row-quantities-do-not-fit = न्यूनतम, अधिकतम और ऑर्डर गुणक मेल नहीं खाते
vendor-row-sku-taken = पहले से आपका SKU है
vendor-row-too-long = बहुत लंबा है
vendor-row-twice = ऊपर की पंक्ति का दोहराव है
vendor-row-width = इस पंक्ति में कॉलम की संख्या शीर्षक पंक्ति से मेल नहीं खाती
vendor-rows-changes = बदलाव
vendor-rows-errors = त्रुटियाँ
vendor-rows-failed = लागू नहीं हुए
vendor-rows-held = मंज़ूरी चाहिए
vendor-rows-same = कोई बदलाव नहीं
vendor-sales-average = औसत ऑर्डर मूल्य
vendor-sales-by-day = दिन के अनुसार बिक्री
vendor-sales-none = इस अवधि में कोई बिक्री नहीं हुई।
vendor-sales-summary = दिन के अनुसार, कुल { $total }
vendor-sales-total = कुल बिक्री
vendor-save = सहेजें
vendor-see-all = सभी देखें
vendor-selling = बिक्री
vendor-ship-to = डिलीवरी का पता
vendor-show-all = सभी दिखाएँ
vendor-sku = SKU
vendor-sku-hint = छोटे-बड़े अक्षर अलग माने जाते हैं।
vendor-span = समय सीमा
vendor-state = स्थिति
vendor-stock-none = अभी कोई स्टॉक नहीं है
vendor-stock-none-text = प्राप्त स्टॉक दर्ज करने के लिए कोई उत्पाद खोलें, या स्टॉक की गिनती अपलोड करें।
vendor-sum = राशि
vendor-tax = कर
vendor-terms = शर्तें
vendor-title = उत्पाद का नाम
vendor-title-hint = माप सहित, जैसे “बासमती चावल, पुराना, 5 किग्रा”।
vendor-to-accept = स्वीकार करने के लिए
vendor-to-pack = पैक करने के लिए
vendor-unit-price = पैक की कीमत
vendor-until = { $at } तक
vendor-waits-buyer = खरीदार के जवाब का इंतज़ार
vendor-waits-buyer-text = आप इस ऑर्डर का एक हिस्सा दे सकते हैं। खरीदार तय कर रहा है कि स्वीकार करना है या नहीं।
vendor-waits-rider = पिकअप के लिए तैयार
vendor-waits-rider-text = डिलीवरी पार्टनर इसे पिकअप करेगा। माल देने से पहले जाँच लें कि राइडर ऑर्डर नंबर बताए।
vendor-way = पेज का रास्ता
vendor-when = तारीख
vendor-your-offer = आपका ऑफ़र
vendor-yours = आपका मान
said-vendor-order-accepted = ऑर्डर स्वीकार हो गया।
said-vendor-order-accepted-partly = ऑर्डर आंशिक रूप से स्वीकार हुआ। अब खरीदार तय करेगा।
said-vendor-order-rejected = ऑर्डर अस्वीकार हुआ। उसका स्टॉक फिर उपलब्ध है।
said-vendor-order-preparing = पैकिंग शुरू हो गई।
said-vendor-order-packed = ऑर्डर तैयार चिह्नित हुआ। डिलीवरी पार्टनर इसे पिकअप करेगा।
said-vendor-order-cancelled = ऑर्डर रद्द हो गया।
said-vendor-order-kept = रद्द करने का अनुरोध नामंज़ूर हुआ।
said-vendor-product-listed = उत्पाद लिस्ट हुआ। स्टॉक जोड़ें, ताकि खरीदार ऑर्डर कर सकें।
said-vendor-offer-resumed = बिक्री फिर शुरू हुई।
said-vendor-offer-paused = ऑफ़र रोका गया।
said-vendor-offer-archived = ऑफ़र आर्काइव हुआ।
said-vendor-price-changed = कीमत अपडेट हुई।
said-vendor-price-held = नई कीमत को मंज़ूरी चाहिए। तब तक पुरानी कीमत लागू रहेगी।
said-vendor-price-confirmed = नई कीमत मंज़ूर होकर लागू हुई।
said-vendor-price-refused = नई कीमत अस्वीकार हुई। पुरानी कीमत लागू रहेगी।
said-vendor-stock-moved = स्टॉक अपडेट हुआ।
said-vendor-place-added = गोदाम जोड़ा गया।
