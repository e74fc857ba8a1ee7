ops-unknown = अज्ञात
ops-ago = { $span } पहले
ops-seconds = { $n ->
    [one] { $n } सेकंड
   *[other] { $n } सेकंड
  }
ops-minutes = { $n ->
    [one] { $n } मिनट
   *[other] { $n } मिनट
  }
ops-hours = { $n ->
    [one] { $n } घंटा
   *[other] { $n } घंटे
  }
ops-days = { $n ->
    [one] { $n } दिन
   *[other] { $n } दिन
  }
ops-chart-summary = { $title }, समय के साथ: { $low } से { $high } तक
ops-waiting = ध्यान देने योग्य
ops-companies-waiting = समीक्षा के लिए कंपनियाँ
ops-to-approve = मंज़ूरी बाकी
ops-deliveries-waiting = सौंपने के लिए डिलीवरी
ops-without-partner = डिलीवरी पार्टनर चाहिए
ops-held-delta = विक्रेता की मंज़ूरी बाकी
ops-dead-jobs = असफल जॉब
ops-failed-jobs = सभी प्रयास असफल
ops-none-waits = सब काम निपट गए हैं।
ops-latest-orders = नए ऑर्डर
ops-last-hour = पिछला घंटा
ops-health-line = p95 लेटेंसी { $took } · सर्वर त्रुटियाँ { $failed } · डेटाबेस { $database }।
ops-health-quiet = पिछले मिनट में कोई अनुरोध नहीं · डेटाबेस { $database }।

job-state-dead = असफल
job-state-ready = कतार में

ops-work = जॉब
ops-attempts = प्रयास
ops-not-before = अगला प्रयास
ops-last-error = पिछली त्रुटि
ops-retry = फिर कोशिश करें
ops-dead-empty = कोई असफल जॉब नहीं
ops-dead-empty-text = बारह बार असफल हुए जॉब पिछली त्रुटि के साथ यहाँ दिखते हैं। आप उन्हें फिर चला सकते हैं।
ops-ready-empty = कतार में कोई जॉब नहीं
ops-ready-empty-text = सभी बैकग्राउंड जॉब पूरे हो चुके हैं।

flash-job-requeued = जॉब फिर कतार में है।

ops-limiter = रेट लिमिटर

store-mode-shared = Redis के ज़रिए साझा
store-mode-alone = Redis उपलब्ध नहीं
store-mode-one-node = एक ही नोड
store-mode-off = बंद
store-mode-cut-off = Redis उपलब्ध नहीं
store-mode-alone-title = Redis उपलब्ध नहीं है
store-mode-alone-text = Redis के लौटने तक यह नोड अपनी सख्त सीमाएँ लागू करता है।

ops-admitted = अनुमत
ops-refused = ब्लॉक
ops-remembered = { $n } लोकल मेमोरी से
ops-nodes = नोड
ops-counters = काउंटर
ops-redis-failures = Redis त्रुटियाँ
ops-decided-locally = { $n } लोकल निर्णय
ops-overflowing = काउंटर की मेमोरी भर गई है। नए क्लाइंट का अनुमान लगाया जाता है।
ops-caller = क्लाइंट
ops-known-by = पहचान का प्रकार

caller-kind-address = IP पता
caller-kind-user = यूज़र
caller-kind-company = कंपनी
caller-kind-account = खाता

ops-value = मान
ops-value-hint = IP पता, usr_… या cmp_… आईडी, या ईमेल पता
ops-tried-from = इस्तेमाल किया गया IP पता
ops-look-up = देखें
ops-nothing-used = इस क्लाइंट ने अपनी किसी सीमा का उपयोग नहीं किया है।
ops-limit = सीमा
ops-remaining = शेष
ops-of = कोटा
ops-within = अवधि
ops-back-in = रीसेट में शेष
ops-reset = सीमा रीसेट करें…
ops-reset-text = इस क्लाइंट के काउंटर सभी नोड पर मिट जाएँगे और वह तुरंत आगे बढ़ सकेगा।
ops-reset-go = सीमा रीसेट करें

flash-limits-reset = सीमा रीसेट हुई।

ops-offenders = सबसे अधिक ब्लॉक हुए क्लाइंट
ops-offenders-empty = इस नोड के चालू होने के बाद से कोई सीमा तक नहीं पहुँचा।
ops-monitor-only = केवल निगरानी वाली सीमाएँ
ops-monitor-only-empty = कोई नहीं। सभी सीमाएँ लागू हैं।
ops-monitor-only-text = ये सीमाएँ केवल दर्ज करती हैं कि वे क्या रोकतीं, पर कुछ रोकती नहीं हैं।
ops-all-monitor-only = सभी सीमाएँ केवल निगरानी में हैं
ops-served-from-cache = कैश हिट रेट
ops-cached-values = कैश में रखे मान
ops-memory = मेमोरी
ops-at-most = अधिकतम { $size } में से
ops-dropped = अमान्य किए गए
ops-invalidations-received = { $n } दूसरे नोड से मिले
ops-redis-losses = Redis से टूटे कनेक्शन
ops-cache-bypassed = बिना कैश के: { $n }
ops-cache-empty = अभी कुछ पढ़ा नहीं गया
ops-cache-empty-text = हर कैश पहली बार पढ़े जाने के बाद यहाँ दिखता है।
ops-families = कैश
ops-family = कैश
ops-hits-here = लोकल हिट
ops-hits-redis = Redis हिट
ops-loads = मिस
ops-load-mean = औसत लोड समय

store-mode-cut-off-title = Redis उपलब्ध नहीं है
store-mode-cut-off-text = Redis के लौटने तक सब कुछ डेटाबेस से पढ़ा जाता है: धीमा, पर हमेशा सही।

ops-clear-title = कैश खाली करें
ops-clear-about = सामान्य कामकाज में इसकी ज़रूरत नहीं। डेटाबेस को हाथ से बदलने के बाद इसका उपयोग करें।
ops-clear = कैश खाली करें…
ops-clear-text = हर नोड पर कैश में रखे सभी मान हट जाएँगे। अगली रीड धीमी होंगी।
ops-clear-go = कैश खाली करें

flash-cache-cleared = कैश खाली हुआ।

ops-now = अभी
ops-rate = अनुरोध
ops-last-minute = पिछला मिनट
ops-latency = p95 लेटेंसी
ops-p50-p99 = p50 { $half } · p99 { $most }
ops-error-rate = सर्वर त्रुटियाँ
ops-refused-share = { $share } क्लाइंट त्रुटियाँ
ops-connections = खुले कनेक्शन
ops-cpu = CPU (यह प्रोसेस)
ops-cpu-machine = कुल: { $share }
ops-memory-left = { $size } खाली
ops-database = डेटाबेस
ops-round-trip = डेटाबेस राउंड ट्रिप
ops-redis-limits = Redis (रेट लिमिट)
ops-redis-cache = Redis (कैश)

redis-state-none = कॉन्फ़िगर नहीं है
redis-state-up = कनेक्टेड
redis-state-down = उपलब्ध नहीं

ops-backlog = कतार में जॉब
ops-events-waiting = { $n ->
    [one] { $n } इवेंट बाकी
   *[other] { $n } इवेंट बाकी
  }
ops-no-metrics = शुरू हो रहा है
ops-no-metrics-text = मेट्रिक्स कुछ सेकंड में दिखेंगे। यह पेज अपने आप रीफ़्रेश होता है।
ops-requests-minute = प्रति मिनट अनुरोध
ops-errors-minute = प्रति मिनट त्रुटियाँ
ops-errors-theirs = क्लाइंट त्रुटियाँ (4xx)
ops-errors-ours = सर्वर त्रुटियाँ (5xx)
ops-latency-p50 = p50 लेटेंसी
ops-latency-p99 = p99 लेटेंसी
ops-cpu-all = CPU (पूरी मशीन)
ops-config-text = वे सेटिंग जिनके साथ यह नोड शुरू हुआ। पासवर्ड और कुंजियाँ कभी नहीं दिखाई जातीं। सेटिंग कॉन्फ़िगरेशन फ़ाइल या एनवायरनमेंट में बदलें; कुछ के लिए रीस्टार्ट ज़रूरी है।
ops-config-general = सामान्य
ops-setting = सेटिंग
ops-setting-value = मान
ops-changed = बदली हुई
ops-blank = खाली
ops-secret = गुप्त
ops-config-empty = कोई सेटिंग बदली नहीं गई
ops-config-empty-text = सभी सेटिंग अपने डिफ़ॉल्ट मान पर हैं।

code-cache-only-here = केवल इस सर्वर का कैश खाली हुआ। Redis के लौटने पर बाकी सर्वर का भी होगा।
code-jobs-no-dead-job = असफल जॉब नहीं मिला।
code-limits-not-oneself = आप अपनी सीमाएँ खुद रीसेट नहीं कर सकते। किसी और से करवाएँ।
code-limits-only-here = सीमा केवल इस सर्वर पर रीसेट हुई। Redis के लौटने पर फिर कोशिश करें।
code-limits-too-many-connections = आपके IP पते से बहुत अधिक कनेक्शन हैं। कुछ बंद करें और फिर कोशिश करें।
code-limits-too-many-requests = बहुत अधिक अनुरोध आए। कुछ देर बाद फिर कोशिश करें।
code-limits-which-caller = एक क्लाइंट लिखें: IP पता, यूज़र आईडी या ईमेल पता।
ops-redis-memory = Redis मेमोरी
ops-redis-keys = Redis कुंजियाँ
ops-redis-evicted = हटाई गईं: { $n }
ops-redis-no-limit = कोई सीमा तय नहीं
