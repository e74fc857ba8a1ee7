# मार्केटप्लेस की अपनी डेस्क के पाठ।
admin-all = सभी
admin-filter = फ़िल्टर करें
admin-find = खोजें
admin-show = दिखाएँ
admin-show-all = सब दिखाएँ
admin-open = खोलें
admin-choose = चुनें
admin-actions = कार्रवाइयाँ
admin-crumbs = पेज का रास्ता
admin-pages = पेज
admin-by-state = स्थिति से फ़िल्टर करें
admin-by-window = समय सीमा
admin-trail = ऑडिट लॉग
admin-live-on = अपने आप रीफ़्रेश करें
admin-live-off = रीफ़्रेश करना बंद करें
admin-reason = कारण
admin-reason-hint = ऑडिट लॉग में सहेजा जाता है। कंपनी के मामले में उसकी टीम इसे पढ़ सकती है।
admin-unknown = अज्ञात
admin-system = सिस्टम

admin-kind = प्रकार
admin-state = स्थिति
admin-since = कब से
admin-place = स्थान
admin-company = कंपनी
admin-person = यूज़र
admin-email = ईमेल पता
admin-legal-name = कानूनी नाम
admin-address = पता
admin-currency = मुद्रा
admin-zone = टाइम ज़ोन
admin-id = आईडी
admin-particulars = विवरण
admin-product = उत्पाद
admin-order = ऑर्डर
admin-partner = डिलीवरी पार्टनर
admin-from = कहाँ से
admin-to = कहाँ
admin-from-to = कहाँ से कहाँ
admin-sum = राशि
admin-price = कीमत
admin-when = तारीख
admin-who = यूज़र
admin-what = इवेंट
admin-about = विषय
admin-times = संख्या
admin-last = पिछली बार
admin-request = अनुरोध आईडी

admin-ago = { $span } पहले
admin-seconds = { $n ->
    [one] { $n } सेकंड
   *[other] { $n } सेकंड
  }
admin-minutes = { $n ->
    [one] { $n } मिनट
   *[other] { $n } मिनट
  }
admin-hours = { $n ->
    [one] { $n } घंटा
   *[other] { $n } घंटे
  }
admin-days = { $n ->
    [one] { $n } दिन
   *[other] { $n } दिन
  }
admin-chart-summary = { $title }, समय के साथ: { $low } से { $high } तक
admin-chart-nothing = इस अवधि का कोई डेटा नहीं।

admin-waiting = ध्यान देने योग्य
admin-companies-waiting = समीक्षा के लिए कंपनियाँ
admin-to-approve = मंज़ूरी बाकी
admin-deliveries-waiting = सौंपने के लिए डिलीवरी
admin-without-partner = डिलीवरी पार्टनर चाहिए
admin-held-delta = विक्रेता की मंज़ूरी बाकी
admin-dead-jobs = असफल जॉब
admin-laid-aside = सभी प्रयास असफल
admin-none-waits = सब काम निपट गए हैं।
admin-latest-orders = नए ऑर्डर
admin-last-hour = पिछला घंटा
admin-seen-all = पिछले एक घंटे में ब्लॉक: { $total }
admin-health-line = p95 लेटेंसी { $took } · सर्वर त्रुटियाँ { $failed } · डेटाबेस { $database }।
admin-health-quiet = पिछले मिनट में कोई अनुरोध नहीं · डेटाबेस { $database }।

admin-companies-empty = कोई कंपनी नहीं मिली
admin-companies-empty-text = रजिस्टर करने पर कंपनियाँ यहाँ दिखती हैं। कोई और प्रकार या स्थिति चुनें।
admin-decide = समीक्षा करें
admin-decide-text = इस कंपनी ने जुड़ने का आवेदन किया है। उसकी जानकारी जाँचें। आपके फ़ैसले के बाद उसकी टीम व्यापार शुरू कर सकेगी, या कारण देख सकेगी।
admin-approve = मंज़ूर करें…
admin-approve-text = कंपनी तुरंत व्यापार शुरू कर सकती है। हम उसे सूचना भेजेंगे।
admin-approve-go = कंपनी को मंज़ूर करें
admin-reject = अस्वीकार करें…
admin-reject-text = कंपनी व्यापार नहीं कर सकेगी और आपका कारण देखेगी। इसे पलटा नहीं जा सकता।
admin-reject-go = कंपनी को अस्वीकार करें
admin-suspend = निलंबित करें…
admin-suspend-about = यह कंपनी व्यापार कर रही है। उसकी सारी गतिविधि रोकने के लिए उसे निलंबित करें; बाद में बहाल कर सकते हैं।
admin-suspend-text = इस कंपनी के सभी लोगों की पहुँच तुरंत बंद हो जाएगी और उसके ऑफ़र छिपा दिए जाएँगे।
admin-suspend-go = कंपनी निलंबित करें
admin-reinstate = बहाल करें…
admin-reinstate-text = कंपनी तुरंत फिर व्यापार कर सकेगी और उसके ऑफ़र फिर दिखेंगे।
admin-reinstate-go = कंपनी बहाल करें
said-admin-approved = कंपनी मंज़ूर हुई।
said-admin-rejected = कंपनी अस्वीकार हुई।
said-admin-suspended = कंपनी निलंबित हुई।
said-admin-reinstated = कंपनी बहाल हुई।

admin-user-active = सक्रिय
admin-user-locked = ब्लॉक
admin-users-empty = कोई यूज़र नहीं मिला
admin-users-empty-text = वह पूरा ईमेल पता लिखें जिससे यूज़र साइन इन करता है।
admin-lock = ब्लॉक करें…
admin-lock-text = { $name } तुरंत हर जगह साइन आउट हो जाएँगे और फिर साइन इन नहीं कर सकेंगे।
admin-lock-go = यूज़र ब्लॉक करें
admin-unlock = अनब्लॉक करें…
admin-unlock-text = { $name } उसी पासवर्ड से फिर साइन इन कर सकेंगे।
admin-unlock-go = यूज़र अनब्लॉक करें
said-admin-locked = यूज़र ब्लॉक हुआ और हर जगह साइन आउट हो गया।
said-admin-unlocked = यूज़र अनब्लॉक हुआ।

admin-orders-empty = अभी कोई ऑर्डर नहीं
admin-orders-empty-text = रिटेलरों के ऑर्डर यहाँ दिखते हैं, सबसे नए पहले।
admin-orders-sums = इस पेज का कुल, रद्द ऑर्डर छोड़कर
admin-placed = ऑर्डर की तारीख
admin-parts = विक्रेता
admin-purchase = ऑर्डर
admin-reference = खरीदार का PO नंबर
admin-ship-to = डिलीवरी का पता
admin-money = राशि
admin-terms = भुगतान
admin-accept-by = जवाब की समय सीमा
admin-ordered = ऑर्डर की मात्रा
admin-accepted = स्वीकृत
admin-declined = अस्वीकृत
admin-line-sum = ऑर्डर की राशि
admin-pack = { $pieces ->
    [one] { $pieces } नग
   *[other] { $pieces } का पैक
  }
admin-history = इतिहास

admin-deliveries-empty = कोई डिलीवरी नहीं
admin-deliveries-empty-text = विक्रेता के ऑर्डर पैक करते ही डिलीवरी यहाँ दिखती है। उसे डिलीवरी पार्टनर को सौंपें; उसका राइडर उसे पिकअप करेगा।
admin-moved = पिछला अपडेट
admin-delivery-of = { $number } की डिलीवरी
admin-give = डिलीवरी पार्टनर को सौंपें
admin-offer = सौंपें
admin-partner-of = { $number } के लिए डिलीवरी पार्टनर
admin-no-partners = अभी कोई डिलीवरी पार्टनर नहीं है
admin-no-partners-text = पहले किसी डिलीवरी पार्टनर को मंज़ूर करें, फिर उसे डिलीवरी सौंपें।
admin-last-failure = पिछला प्रयास असफल रहा
admin-code = डिलीवरी कोड
admin-code-text = डिलीवरी पर रिटेलर राइडर को कोड बताता है। बहुत बार गलत डालने पर कोड ब्लॉक हो जाता है।
admin-code-renew = नया कोड…
admin-code-renew-text = रिटेलर को नया कोड तुरंत दिखेगा। पुराना कोड काम नहीं करेगा और असफल प्रयास मिट जाएँगे।
admin-code-renew-go = नया कोड बनाएँ
said-admin-offered = डिलीवरी पार्टनर को सौंपी गई।
said-admin-code-renewed = नया कोड बन गया। रिटेलर उसे देख सकता है।

admin-retire-title = उत्पाद हटाएँ
admin-words = उत्पाद खोजें
admin-words-hint = नाम, ब्रांड, SKU या GTIN
admin-products-empty = कोई उत्पाद नहीं मिला
admin-products-empty-text = कम शब्द या केवल शुरुआती अक्षर लिखें।
admin-category = श्रेणी
admin-offers = ऑफ़र
admin-from-price = न्यूनतम कीमत
admin-retire = हटाएँ…
admin-retire-text = यह उत्पाद अब किसी भी विक्रेता से न मिलेगा, न खरीदा जा सकेगा। मौजूदा ऑर्डर पर असर नहीं पड़ेगा।
admin-retire-go = उत्पाद हटाएँ
admin-categories = श्रेणियाँ
admin-categories-empty = अभी कोई श्रेणी नहीं। पहली जोड़ें।
admin-category-add = श्रेणी जोड़ें
admin-category-name = नाम
admin-category-slug = URL स्लग
admin-category-slug-hint = छोटे अंग्रेज़ी अक्षर, अंक और हाइफ़न, जैसे fresh-fruit
admin-category-parent = मूल श्रेणी
admin-category-top = कोई नहीं (सबसे ऊपर)
admin-category-go = श्रेणी जोड़ें
said-admin-category-added = श्रेणी जुड़ गई।
said-admin-product-retired = उत्पाद हटा दिया गया।

admin-held-text = प्राइस गार्ड उन बदलावों को रोकता है जो गलती लगते हैं। केवल विक्रेता की टीम उन्हें मंज़ूर या अस्वीकार कर सकती है। आप उन्हें यहाँ देखकर विक्रेता से संपर्क कर सकते हैं।
admin-held-empty = मंज़ूरी के लिए कोई कीमत नहीं
admin-held-empty-text = जब विक्रेता कीमत में बड़ा बदलाव करता है, या एक साथ कई कीमतें बदलता है, तो बदलाव उसकी मंज़ूरी तक यहाँ रुकते हैं।
admin-price-now = मौजूदा कीमत
admin-price-wanted = नई कीमत
admin-change = बदलाव
admin-why-held = समीक्षा का कारण

admin-jobs-dead = असफल
admin-jobs-ready = कतार में
admin-work = जॉब
admin-attempts = प्रयास
admin-not-before = अगला प्रयास
admin-last-error = पिछली त्रुटि
admin-retry = फिर कोशिश करें
admin-dead-empty = कोई असफल जॉब नहीं
admin-dead-empty-text = बारह बार असफल हुए जॉब पिछली त्रुटि के साथ यहाँ दिखते हैं। आप उन्हें फिर चला सकते हैं।
admin-ready-empty = कतार में कोई जॉब नहीं
admin-ready-empty-text = सभी बैकग्राउंड जॉब पूरे हो चुके हैं।
said-admin-job-revived = जॉब फिर कतार में है।

admin-subject = आईडी से फ़िल्टर करें
admin-subject-hint = आईडी, जैसे org_…, usr_… या pur_…
admin-trail-empty = कोई इवेंट नहीं मिला
admin-trail-empty-text = हर बदलाव यहाँ दर्ज होता है: क्या हुआ, कब और किसने किया। आईडी जाँचें।

admin-window-1h = पिछला घंटा
admin-window-24h = पिछले 24 घंटे
admin-window-7d = पिछले 7 दिन
admin-kinds = प्रकार से फ़िल्टर करें
admin-seen-login-failed = असफल साइन-इन
admin-seen-login-refused-by-limit = रेट लिमिट से रोके गए साइन-इन
admin-seen-authz-refused = अनुमति नहीं मिली
admin-seen-token-refused = अमान्य टोकन
admin-seen-limit-violation = रेट लिमिट पार
admin-seen-cross-site = क्रॉस-साइट अनुरोध
admin-seen-suspicious = संदिग्ध अनुरोध
admin-seen-csp-violation = CSP उल्लंघन
admin-seen-server-error = सर्वर त्रुटियाँ
admin-seen-trend = { $kind }, समय के साथ: कुल { $total }
admin-seen-empty = कुछ भी ब्लॉक नहीं हुआ
admin-seen-empty-text = असफल साइन-इन, अनुमति से इनकार, रेट लिमिट और संदिग्ध अनुरोध यहाँ मिनट के हिसाब से गिने जाते हैं।
admin-over-time = समय के साथ
admin-top-endpoints = सबसे अधिक ब्लॉक हुए एंडपॉइंट
admin-top-addresses = सबसे सक्रिय स्रोत पते
admin-endpoint = एंडपॉइंट
admin-no-endpoint = कोई एंडपॉइंट नहीं
admin-caller-address = IP पता
admin-at-least = कम से कम
admin-samples = इवेंट
admin-samples-text = हर क्लाइंट, एंडपॉइंट और स्टेटस कोड की एक मिनट में एक पंक्ति, सबसे नई पहले। अधिक लोड में केवल नमूने रखे जाते हैं। फ़िल्टर करने के लिए प्रकार, एंडपॉइंट या पता चुनें।
admin-answer = रिस्पॉन्स

admin-limiter = रेट लिमिटर
admin-mode-shared = Redis के ज़रिए साझा
admin-mode-alone = Redis उपलब्ध नहीं
admin-mode-one-node = एक ही नोड
admin-mode-off = बंद
admin-mode-cut-off = Redis उपलब्ध नहीं
admin-mode-alone-title = Redis उपलब्ध नहीं है
admin-mode-alone-text = Redis के लौटने तक यह नोड अपनी सख्त सीमाएँ लागू करता है।
admin-admitted = अनुमत
admin-refused = ब्लॉक
admin-remembered = { $n } लोकल मेमोरी से
admin-nodes = नोड
admin-counters = काउंटर
admin-redis-failures = Redis त्रुटियाँ
admin-decided-alone = { $n } लोकल निर्णय
admin-overflowing = काउंटर की मेमोरी भर गई है। नए क्लाइंट का अनुमान लगाया जाता है।
admin-caller = क्लाइंट
admin-known-by = पहचान का प्रकार
admin-known-address = IP पता
admin-known-user = यूज़र
admin-known-company = कंपनी
admin-known-account = खाता
admin-value = मान
admin-value-hint = IP पता, usr_… या org_… आईडी, या ईमेल पता
admin-tried-from = इस्तेमाल किया गया IP पता
admin-look-up = देखें
admin-nothing-used = इस क्लाइंट ने अपनी किसी सीमा का उपयोग नहीं किया है।
admin-limit = सीमा
admin-remaining = शेष
admin-of = कोटा
admin-within = अवधि
admin-back-in = रीसेट में शेष
admin-reset = सीमा रीसेट करें…
admin-reset-text = इस क्लाइंट के काउंटर सभी नोड पर मिट जाएँगे और वह तुरंत आगे बढ़ सकेगा।
admin-reset-go = सीमा रीसेट करें
said-admin-limits-reset = सीमा रीसेट हुई।
admin-offenders = सबसे अधिक ब्लॉक हुए क्लाइंट
admin-offenders-empty = इस नोड के चालू होने के बाद से कोई सीमा तक नहीं पहुँचा।
admin-shadows = केवल निगरानी वाली सीमाएँ
admin-shadows-empty = कोई नहीं। सभी सीमाएँ लागू हैं।
admin-shadow-text = ये सीमाएँ केवल दर्ज करती हैं कि वे क्या रोकतीं, पर कुछ रोकती नहीं हैं।
admin-all-shadow = सभी सीमाएँ केवल निगरानी में हैं

admin-spared = कैश हिट रेट
admin-values = कैश में रखे मान
admin-memory = मेमोरी
admin-at-most = अधिकतम { $size } में से
admin-dropped = अमान्य किए गए
admin-heard = { $n } दूसरे नोड से मिले
admin-redis-losses = Redis से टूटे कनेक्शन
admin-without-tiers = बिना कैश के: { $n }
admin-cache-empty = अभी कुछ पढ़ा नहीं गया
admin-cache-empty-text = हर कैश पहली बार पढ़े जाने के बाद यहाँ दिखता है।
admin-families = कैश
admin-family = कैश
admin-hits-here = लोकल हिट
admin-hits-redis = Redis हिट
admin-loads = मिस
admin-load-mean = औसत लोड समय
admin-mode-cut-off-title = Redis उपलब्ध नहीं है
admin-mode-cut-off-text = Redis के लौटने तक सब कुछ डेटाबेस से पढ़ा जाता है: धीमा, पर हमेशा सही।
admin-clear-title = कैश खाली करें
admin-clear-about = सामान्य कामकाज में इसकी ज़रूरत नहीं। डेटाबेस को हाथ से बदलने के बाद इसका उपयोग करें।
admin-clear = कैश खाली करें…
admin-clear-text = हर नोड पर कैश में रखे सभी मान हट जाएँगे। अगली रीड धीमी होंगी।
admin-clear-go = कैश खाली करें
said-admin-cache-cleared = कैश खाली हुआ।

admin-now = अभी
admin-rate = अनुरोध
admin-last-minute = पिछला मिनट
admin-latency = p95 लेटेंसी
admin-p50-p99 = p50 { $half } · p99 { $most }
admin-error-rate = सर्वर त्रुटियाँ
admin-refused-share = { $share } क्लाइंट त्रुटियाँ
admin-connections = खुले कनेक्शन
admin-cpu = CPU (यह प्रोसेस)
admin-cpu-machine = कुल: { $share }
admin-memory-left = { $size } खाली
admin-database = डेटाबेस
admin-round-trip = डेटाबेस राउंड ट्रिप
admin-redis-limits = Redis (रेट लिमिट)
admin-redis-cache = Redis (कैश)
admin-link-none = कॉन्फ़िगर नहीं है
admin-link-up = कनेक्टेड
admin-link-down = उपलब्ध नहीं
admin-backlog = कतार में जॉब
admin-facts-waiting = { $n ->
    [one] { $n } इवेंट बाकी
   *[other] { $n } इवेंट बाकी
  }
admin-no-pulse = शुरू हो रहा है
admin-no-pulse-text = मेट्रिक्स कुछ सेकंड में दिखेंगे। यह पेज अपने आप रीफ़्रेश होता है।
admin-requests-minute = प्रति मिनट अनुरोध
admin-errors-minute = प्रति मिनट त्रुटियाँ
admin-errors-theirs = क्लाइंट त्रुटियाँ (4xx)
admin-errors-ours = सर्वर त्रुटियाँ (5xx)
admin-latency-p50 = p50 लेटेंसी
admin-latency-p99 = p99 लेटेंसी
admin-cpu-all = CPU (पूरी मशीन)

admin-config-text = वे सेटिंग जिनके साथ यह नोड शुरू हुआ। पासवर्ड और कुंजियाँ कभी नहीं दिखाई जातीं। सेटिंग कॉन्फ़िगरेशन फ़ाइल या एनवायरनमेंट में बदलें; कुछ के लिए रीस्टार्ट ज़रूरी है।
admin-config-general = सामान्य
admin-setting = सेटिंग
admin-setting-value = मान
admin-changed = बदली हुई
admin-blank = खाली
admin-secret = गुप्त
admin-config-empty = कोई सेटिंग बदली नहीं गई
admin-config-empty-text = सभी सेटिंग अपने डिफ़ॉल्ट मान पर हैं।

fault-does-not-match-the-selected-type = यह चुने गए प्रकार से मेल नहीं खाता। प्रकार चुनें और पूरा मान लिखें।
