# मार्केटप्लेस की अपनी डेस्क के पाठ।
admin-all = सभी
admin-filter = छाँटें
admin-find = खोजें
admin-show = दिखाएँ
admin-show-all = सब दिखाएँ
admin-open = खोलें
admin-choose = चुनें
admin-actions = आप क्या कर सकते हैं
admin-crumbs = यहाँ तक का रास्ता
admin-pages = सूची के पृष्ठ
admin-by-state = स्थिति के अनुसार
admin-by-window = कितना पीछे तक
admin-trail = ऑडिट लेखा
admin-live-on = पेज को ताज़ा रखें
admin-live-off = ताज़ा करना रोकें
admin-reason = कारण
admin-reason-hint = यह ऑडिट लेखे में रहता है; कंपनी के बारे में हो तो उसके लोग इसे पढ़ते हैं।
admin-unknown = पता नहीं
admin-system = सिस्टम

admin-kind = प्रकार
admin-state = स्थिति
admin-since = कब से
admin-place = जगह
admin-company = कंपनी
admin-person = व्यक्ति
admin-email = ई-मेल पता
admin-legal-name = पंजीकृत नाम
admin-address = पता
admin-currency = मुद्रा
admin-zone = समय क्षेत्र
admin-id = आईडी
admin-particulars = विवरण
admin-product = उत्पाद
admin-order = ऑर्डर
admin-partner = डिलीवरी पार्टनर
admin-from = कहाँ से
admin-to = कहाँ तक
admin-from-to = कहाँ से कहाँ तक
admin-sum = कुल
admin-price = दाम
admin-when = कब
admin-who = कौन
admin-what = क्या
admin-about = किसके बारे में
admin-times = बार
admin-last = आखिरी बार
admin-request = अनुरोध

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
admin-chart-summary = { $title }, समय के साथ: { $low } और { $high } के बीच
admin-chart-nothing = इस समय में कुछ नहीं।

admin-waiting = क्या रुका है
admin-companies-waiting = प्रतीक्षा में कंपनियाँ
admin-to-approve = मंज़ूर या अस्वीकार करने के लिए
admin-deliveries-waiting = प्रतीक्षा में डिलीवरी
admin-without-partner = बिना डिलीवरी पार्टनर
admin-held-delta = फ़ैसला विक्रेता करेंगे
admin-dead-jobs = अटके हुए काम
admin-laid-aside = कई कोशिशों के बाद अलग रखे गए
admin-none-waits = कुछ बाकी नहीं। बहुत बढ़िया।
admin-latest-orders = नए ऑर्डर
admin-last-hour = पिछले एक घंटे में
admin-seen-all = पिछले एक घंटे में अस्वीकार: { $total }
admin-health-line = 100 में से 95 अनुरोधों में अधिकतम { $took } लगे; { $failed } हमारी ओर से विफल; डेटाबेस { $database } में जवाब देता है।
admin-health-quiet = पिछले मिनट में किसी ने कुछ नहीं माँगा; डेटाबेस { $database } में उत्तर देता है।

admin-companies-empty = ऐसी कोई कंपनी नहीं
admin-companies-empty-text = जुड़ने का आवेदन करने पर कंपनियाँ यहाँ दिखती हैं। कोई और प्रकार या स्थिति चुनें।
admin-decide = फ़ैसला करें
admin-decide-text = कंपनी ने जुड़ने का आवेदन किया है। विवरण देखें; आपके फ़ैसले के बाद उसके लोग काम कर सकेंगे, या पढ़ेंगे कि क्यों नहीं।
admin-approve = मंज़ूर करें…
admin-approve-text = कंपनी अब से व्यापार कर सकती है। उसे सूचना दी जाती है।
admin-approve-go = कंपनी को मंज़ूर करें
admin-reject = अस्वीकार करें…
admin-reject-text = कंपनी व्यापार नहीं कर सकेगी। वह आपका कारण पढ़ेगी। इसे वापस नहीं लिया जा सकता।
admin-reject-go = कंपनी को अस्वीकार करें
admin-suspend = रोकें…
admin-suspend-about = कंपनी व्यापार कर रही है। अगर उसे रोकना ज़रूरी हो तो रोकें; बाद में फिर चालू कर सकते हैं।
admin-suspend-text = इस कंपनी का हर व्यक्ति अगले क्लिक पर रुक जाएगा, और उसकी पेशकश नहीं दिखेगी।
admin-suspend-go = कंपनी को रोकें
admin-reinstate = फिर चालू करें…
admin-reinstate-text = कंपनी तुरंत फिर व्यापार कर सकती है, और उसकी पेशकश फिर दिखेगी।
admin-reinstate-go = कंपनी को चालू करें
said-admin-approved = कंपनी अब व्यापार कर सकती है।
said-admin-rejected = कंपनी अस्वीकार कर दी गई।
said-admin-suspended = कंपनी रोक दी गई।
said-admin-reinstated = कंपनी फिर चालू है।

admin-user-active = साइन इन कर सकते हैं
admin-user-locked = ताला लगा है
admin-users-empty = इस पते वाला कोई नहीं
admin-users-empty-text = पूरा पता चाहिए, जिससे वे साइन इन करते हैं।
admin-lock = ताला लगाएँ…
admin-lock-text = { $name } के सभी साइन-इन तुरंत खत्म होंगे, और वे फिर साइन इन नहीं कर सकेंगे।
admin-lock-go = ताला लगाएँ
admin-unlock = ताला खोलें…
admin-unlock-text = { $name } उसी पासवर्ड से फिर साइन इन कर सकेंगे।
admin-unlock-go = फिर आने दें
said-admin-locked = ताला लगा; उनके सभी साइन-इन खत्म हुए।
said-admin-unlocked = वे फिर साइन इन कर सकते हैं।

admin-orders-empty = अभी कोई ऑर्डर नहीं
admin-orders-empty-text = रिटेलर जो ऑर्डर करते हैं वह यहाँ दिखता है, सबसे नया पहले, उसकी राशि के साथ।
admin-orders-sums = इस पृष्ठ का कुल, रद्द को छोड़कर
admin-placed = कब दिया
admin-parts = विक्रेता
admin-purchase = खरीद
admin-reference = खरीदार का संदर्भ
admin-ship-to = कहाँ जाएगा
admin-money = राशि
admin-terms = भुगतान
admin-accept-by = स्वीकार करने की आखिरी घड़ी
admin-ordered = ऑर्डर
admin-accepted = स्वीकार
admin-declined = अस्वीकार
admin-line-sum = ऑर्डर का योग
admin-pack = { $pieces ->
    [one] एक पीस
   *[other] { $pieces } का पैक
  }
admin-history = क्या हुआ

admin-deliveries-empty = यहाँ कोई डिलीवरी नहीं
admin-deliveries-empty-text = विक्रेता के ऑर्डर पैक करने पर डिलीवरी बनती है। उसे डिलीवरी पार्टनर को दें, उसका कोई राइडर ले जाएगा।
admin-moved = आखिरी बदलाव
admin-delivery-of = { $number } की डिलीवरी
admin-give = पार्टनर को दें
admin-offer = दें
admin-partner-of = { $number } के लिए डिलीवरी पार्टनर
admin-no-partners = अभी कोई डिलीवरी पार्टनर नहीं है
admin-no-partners-text = पहले किसी डिलीवरी पार्टनर को मंज़ूर करें; फिर उसे डिलीवरी दी जा सकेगी।
admin-last-failure = पिछली कोशिश विफल रही
admin-code = प्रमाण कोड
admin-code-text = माल पहुँचने पर रिटेलर राइडर को एक कोड बताता है। बहुत बार गलत होने पर वह बंद हो जाता है।
admin-code-renew = नया कोड…
admin-code-renew-text = रिटेलर को दिखने वाला कोड तुरंत बदलेगा; पुराना बेकार होगा और गलत कोशिशें भुला दी जाएँगी।
admin-code-renew-go = नया कोड बनाएँ
said-admin-offered = डिलीवरी पार्टनर के पास है।
said-admin-code-renewed = नया कोड बन गया; रिटेलर उसे देख सकता है।

admin-retire-title = उत्पाद हटाएँ
admin-words = उत्पाद के शब्द
admin-words-hint = नाम, ब्रांड, SKU या GTIN
admin-products-empty = ऐसा कोई उत्पाद नहीं
admin-products-empty-text = कम शब्द या केवल उनकी शुरुआत लिखें।
admin-category = श्रेणी
admin-offers = पेशकशें
admin-from-price = से
admin-retire = हटाएँ…
admin-retire-text = उत्पाद अब न मिलेगा न बिकेगा, चाहे कोई भी बेचता हो। दिए जा चुके ऑर्डर बने रहेंगे।
admin-retire-go = उत्पाद हटाएँ
admin-categories = श्रेणियाँ
admin-categories-empty = अभी कोई नहीं है। पहली जोड़ें।
admin-category-add = श्रेणी जोड़ें
admin-category-name = नाम
admin-category-slug = पते में नाम
admin-category-slug-hint = छोटे अंग्रेज़ी अक्षर, अंक और हाइफ़न, जैसे fresh-fruit
admin-category-parent = किसके नीचे
admin-category-top = सबसे ऊपर
admin-category-go = जोड़ें
said-admin-category-added = श्रेणी जुड़ गई।
said-admin-product-retired = उत्पाद हटा दिया गया।

admin-held-text = दाम-रक्षक वे बदलाव रोकता है जो गलती लगते हैं। केवल विक्रेता का कोई व्यक्ति उन्हें लागू या रद्द करता है; आप उन्हें देख सकते हैं और विक्रेता को फ़ोन कर सकते हैं।
admin-held-empty = कोई दाम रुका नहीं है
admin-held-empty-text = विक्रेता दाम बहुत बदले, या एक साथ बहुत से दाम बदले, तो बदलाव उसकी पुष्टि तक यहाँ रुकता है।
admin-price-now = अभी
admin-price-wanted = चाहा गया
admin-change = बदलाव
admin-why-held = क्यों रुका

admin-jobs-dead = अलग रखे
admin-jobs-ready = प्रतीक्षा में
admin-work = काम
admin-attempts = कोशिशें
admin-not-before = इससे पहले नहीं
admin-last-error = आखिरी त्रुटि
admin-retry = फिर कोशिश करें
admin-dead-empty = कुछ भी अलग नहीं रखा गया
admin-dead-empty-text = जो काम बारह बार विफल हो वह आखिरी त्रुटि के साथ यहाँ आता है, और फिर से किया जा सकता है।
admin-ready-empty = कुछ बाकी नहीं
admin-ready-empty-text = पीछे का सारा काम हो चुका है।
said-admin-job-revived = काम की फिर कोशिश होगी।

admin-subject = किसी एक चीज़ के बारे में
admin-subject-hint = आईडी, जैसे org_…, usr_… या pur_…
admin-trail-empty = इसके साथ कुछ नहीं हुआ
admin-trail-empty-text = हर बदलाव यहाँ एक पंक्ति छोड़ता है: क्या, कब, किसने। आईडी जाँच लें।

admin-window-1h = एक घंटा
admin-window-24h = एक दिन
admin-window-7d = एक सप्ताह
admin-kinds = प्रकार के अनुसार
admin-seen-login-failed = विफल साइन-इन
admin-seen-login-refused-by-limit = साइन-इन जो देखे नहीं गए
admin-seen-authz-refused = अस्वीकृत अधिकार
admin-seen-token-refused = अस्वीकृत टोकन
admin-seen-limit-violation = बहुत ज़्यादा अनुरोध
admin-seen-cross-site = दूसरी साइटों से
admin-seen-suspicious = संदिग्ध अनुरोध
admin-seen-csp-violation = पृष्ठ पर मना
admin-seen-server-error = हमारी ओर से विफल
admin-seen-trend = { $kind }, समय के साथ: कुल { $total }
admin-seen-empty = कुछ भी अस्वीकार नहीं हुआ
admin-seen-empty-text = विफल साइन-इन, अस्वीकृत अधिकार, सीमाएँ और अजीब अनुरोध यहाँ मिनट-दर-मिनट गिने जाते हैं।
admin-over-time = समय के साथ
admin-top-endpoints = कहाँ सबसे ज़्यादा अस्वीकार हुआ
admin-top-addresses = कहाँ से सबसे ज़्यादा आया
admin-endpoint = एंडपॉइंट
admin-no-endpoint = कोई एंडपॉइंट नहीं
admin-caller-address = पता
admin-at-least = कम से कम
admin-samples = एक-एक करके
admin-samples-text = हर कॉलर, एंडपॉइंट और कोड की एक मिनट में एक पंक्ति, सबसे नई पहले। एक साथ बहुत कॉलर हों तो कुछ ही रखे जाते हैं। केवल उन्हें देखने के लिए प्रकार, एंडपॉइंट या पता चुनें।
admin-answer = जवाब

admin-limiter = सीमक
admin-mode-shared = Redis के ज़रिए साझा
admin-mode-alone = Redis जवाब नहीं दे रहा
admin-mode-one-node = एक ही नोड
admin-mode-off = बंद
admin-mode-cut-off = Redis जवाब नहीं दे रहा
admin-mode-alone-title = Redis जवाब नहीं दे रहा
admin-mode-alone-text = Redis के लौटने तक यह नोड अकेले, ज़्यादा सावधानी से गिनता है।
admin-admitted = आने दिए
admin-refused = अस्वीकार
admin-remembered = { $n } याददाश्त से
admin-nodes = नोड
admin-counters = गिनतियाँ
admin-redis-failures = Redis की विफलताएँ
admin-decided-alone = { $n } अकेले तय किए
admin-overflowing = गिनतियों की मेमोरी भर गई है; नए आने वालों का अनुमान लगाया जाता है।
admin-caller = कॉलर
admin-known-by = पहचान
admin-known-address = पता
admin-known-user = व्यक्ति
admin-known-company = कंपनी
admin-known-account = खाता
admin-value = कौन
admin-value-hint = IP पता, आईडी usr_… या org_…, या ई-मेल पता
admin-tried-from = कहाँ से कोशिश हुई
admin-look-up = देखें
admin-nothing-used = इस कॉलर ने किसी सीमा का कुछ भी उपयोग नहीं किया है।
admin-limit = सीमा
admin-remaining = बचा
admin-of = में से
admin-within = अवधि
admin-back-in = कुछ वापस
admin-reset = छूट दें…
admin-reset-text = इस कॉलर की गिनती सभी नोड पर भुला दी जाएगी। वह तुरंत आगे बढ़ सकता है।
admin-reset-go = कॉलर को छूट दें
said-admin-limits-reset = कॉलर को छूट दी गई।
admin-offenders = सबसे ज़्यादा अस्वीकार
admin-offenders-empty = इस नोड के चालू होने के बाद कोई सीमा तक नहीं पहुँचा।
admin-shadows = छाया में सीमाएँ
admin-shadows-empty = कोई नहीं: हर सीमा रोकती है।
admin-shadow-text = वे केवल जाँचती और लिखती हैं कि क्या रोकतीं, और कुछ नहीं रोकतीं।
admin-all-shadow = सभी सीमाएँ केवल देख रही हैं

admin-spared = बिना डेटाबेस के पढ़े गए
admin-values = रखे गए मान
admin-memory = मेमोरी
admin-at-most = अधिकतम { $size } में से
admin-dropped = हटाए
admin-heard = { $n } औरों से सुने
admin-redis-losses = Redis से टूटे संपर्क
admin-without-tiers = { $n } बिना कैश के पढ़े
admin-cache-empty = अभी कुछ पढ़ा नहीं गया
admin-cache-empty-text = जब किसी परिवार का कुछ माँगा जाता है, तब वह यहाँ दिखता है।
admin-families = मानों के परिवार
admin-family = परिवार
admin-hits-here = यहाँ मिले
admin-hits-redis = Redis में मिले
admin-loads = लोड
admin-load-mean = एक लोड
admin-mode-cut-off-title = Redis जवाब नहीं दे रहा
admin-mode-cut-off-text = Redis के लौटने तक सब कुछ डेटाबेस से पढ़ा जाता है: धीमा, पर कभी गलत नहीं।
admin-clear-title = कैश खाली करें
admin-clear-about = सही दिखाने के लिए इसकी कभी ज़रूरत नहीं। जब डेटाबेस हाथ से बदला गया हो तब काम आता है।
admin-clear = खाली करें…
admin-clear-text = सभी नोड पर रखा सब कुछ हटा दिया जाएगा। अगली बार पढ़ना धीमा होगा।
admin-clear-go = कैश खाली करें
said-admin-cache-cleared = कैश खाली है।

admin-now = अभी
admin-rate = अनुरोध
admin-last-minute = पिछले मिनट में
admin-latency = समय, 100 में से 95
admin-p50-p99 = माध्यिका { $half } · 100 में से 99: { $most }
admin-error-rate = विफल
admin-refused-share = { $share } अस्वीकार
admin-connections = खुले संपर्क
admin-cpu = प्रोसेसर, यह प्रोग्राम
admin-cpu-machine = पूरी मशीन: { $share }
admin-memory-left = { $size } बाकी
admin-database = डेटाबेस
admin-round-trip = डेटाबेस, एक चक्कर
admin-redis-limits = सीमाओं का Redis
admin-redis-cache = कैश का Redis
admin-link-none = नहीं है
admin-link-up = जवाब देता है
admin-link-down = जवाब नहीं देता
admin-backlog = बाकी काम
admin-facts-waiting = { $n ->
    [one] { $n } तथ्य रुका है
   *[other] { $n } तथ्य रुके हैं
  }
admin-no-pulse = पहले कुछ पल
admin-no-pulse-text = शुरू होने के कुछ सेकंड बाद पहली जाँच होती है। यह पेज अपने आप ताज़ा होता है।
admin-requests-minute = प्रति मिनट अनुरोध
admin-errors-minute = प्रति मिनट अस्वीकृत या विफल अनुरोध
admin-errors-theirs = अस्वीकार (4xx)
admin-errors-ours = विफल (5xx)
admin-latency-p50 = समय, आधे अनुरोध
admin-latency-p99 = समय, 100 में से 99
admin-cpu-all = प्रोसेसर, पूरी मशीन

admin-config-text = यह नोड जिन मानों के साथ चालू हुआ। पासवर्ड और कुंजियाँ कभी नहीं दिखाई जातीं। बदलाव फ़ाइल या परिवेश में होते हैं, कुछ के लिए फिर चालू करना पड़ता है।
admin-config-general = सामान्य
admin-setting = सेटिंग
admin-setting-value = मान
admin-changed = बदली हुई
admin-blank = खाली
admin-secret = गुप्त
admin-config-empty = कुछ नहीं बदला गया
admin-config-empty-text = हर सेटिंग वैसी ही है जैसी प्रोग्राम के साथ आती है।

fault-is-not-what-it-is-said-to-be = यह वह नहीं है जो चुना गया है: पहचान चुनें और उसे पूरा लिखें।
