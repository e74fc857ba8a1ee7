pricing-vendor-change-price = कीमत बदलें

price-change-state-applied = लागू
price-change-state-held = मंज़ूरी चाहिए
price-change-state-rejected = अस्वीकृत
price-change-state-superseded = नए बदलाव ने इसकी जगह ली

pricing-vendor-guard-text = कीमतों के बड़े बदलाव, छोटे बदलाव जो एक दिन या एक सप्ताह में मिलकर बड़े हो जाते हैं, और एक साथ कई बदलाव यहाँ मंज़ूरी की प्रतीक्षा करते हैं। तब तक पुरानी कीमत लागू रहती है।
pricing-vendor-held = मंज़ूरी के लिए कीमतें
pricing-vendor-held-confirm = नई कीमत मंज़ूर करें
pricing-vendor-held-refuse = अस्वीकार करें
pricing-vendor-latest-prices = ताज़ा बदलाव
pricing-vendor-nothing-held = मंज़ूरी के लिए कोई कीमत नहीं
pricing-vendor-at-once = आपके पुष्टि करते ही यह कीमत लागू होगी।
pricing-vendor-confirm = लागू करें
pricing-vendor-delta = अंतर
pricing-vendor-history = कीमत का इतिहास
pricing-vendor-history-none = दिखाने के लिए कीमत का कोई बदलाव नहीं
pricing-vendor-history-none-text = इस ऑफ़र की कीमत का हर बदलाव यहाँ दिखता है, सबसे नया पहले।
pricing-vendor-look = प्रीव्यू
pricing-vendor-new = नई कीमत
pricing-vendor-nothing = अभी तक कीमत का कोई बदलाव नहीं।
pricing-vendor-now = मौजूदा कीमत: { $price }।
pricing-vendor-of = कीमत:
pricing-vendor-of-pack = पैक की कीमत
pricing-vendor-old = पुरानी कीमत
pricing-vendor-preview = कीमत के बदलाव का प्रीव्यू
pricing-vendor-steps = कीमत के सभी बदलाव
pricing-vendor-summary = समय के साथ इस ऑफ़र की कीमत
pricing-vendor-undo = वापस बदलें
pricing-vendor-would-wait = इस बदलाव को मंज़ूरी चाहिए
pricing-vendor-would-wait-text = जब तक कोई “कीमतें” में इसे मंज़ूर न करे, पुरानी कीमत लागू रहेगी।

flash-price-changed = कीमत अपडेट हुई।
flash-price-held = नई कीमत को मंज़ूरी चाहिए। तब तक पुरानी कीमत लागू रहेगी।
flash-price-confirmed = नई कीमत मंज़ूर होकर लागू हुई।
flash-price-rejected = नई कीमत अस्वीकार हुई। पुरानी कीमत लागू रहेगी।

pricing-staff-held-text = प्राइस गार्ड उन बदलावों को रोकता है जो गलती लगते हैं। केवल विक्रेता की टीम उन्हें मंज़ूर या अस्वीकार कर सकती है। आप उन्हें यहाँ देखकर विक्रेता से संपर्क कर सकते हैं।
pricing-staff-held-empty = मंज़ूरी के लिए कोई कीमत नहीं
pricing-staff-held-empty-text = जब विक्रेता कीमत में बड़ा बदलाव करता है, या एक साथ कई कीमतें बदलता है, तो बदलाव उसकी मंज़ूरी तक यहाँ रुकते हैं।
pricing-staff-now = मौजूदा कीमत
pricing-staff-wanted = नई कीमत
pricing-staff-change = बदलाव
pricing-staff-why-held = समीक्षा का कारण

code-prices-changed-meanwhile = आपके खोलने के बाद यह कीमत बदल गई है।
code-prices-no-such-offer = ऑफ़र या कीमत का बदलाव नहीं मिला।
code-prices-new-approver = आपकी कंपनी में दूसरे लोग आपसे पहले से कीमतें मंज़ूर कर सकते हैं। उनमें से कोई यह बदलाव मंज़ूर करे, या तब तक प्रतीक्षा करें जब तक आपको यह अधिकार मिले { LIMIT("approver-days") } दिन न हो जाएँ।
code-prices-not-alone-long-enough = पिछले { LIMIT("approver-days") } दिनों में आपकी कंपनी का कोई और व्यक्ति कीमतें मंज़ूर कर सकता था। मंज़ूरी देने वाला कोई और फ़ैसला करे, या वे { LIMIT("approver-days") } दिन पूरे होने पर आप स्वयं यह बदलाव मंज़ूर कर सकते हैं।
code-prices-not-held = कीमत का यह बदलाव अब मंज़ूरी की प्रतीक्षा में नहीं है।
code-prices-password-needed = आपकी कंपनी में कोई और इस बदलाव को मंज़ूर नहीं कर सकता। इसे मंज़ूर करने के लिए अपना पासवर्ड डालें।
code-prices-same = मौजूदा कीमत यही है।
code-prices-let-in-lately = यह बदलाव करने वाले सहकर्मी को जुड़े { LIMIT("approver-days") } दिन नहीं हुए हैं और उन्हें आपने, या आपके बुलाए किसी व्यक्ति ने आमंत्रित किया था। आपकी कंपनी के किसी और व्यक्ति को इसे मंज़ूर करना होगा।
code-prices-second-person = यह बदलाव आपकी कंपनी के किसी और व्यक्ति को मंज़ूर करना होगा।

# Why the price guard holds a change.
hold-too-far = कीमत ⁦{ $a }%⁩ बदलेगी। ⁦{ $b }%⁩ से अधिक के बदलाव के लिए दूसरे व्यक्ति की मंज़ूरी चाहिए।
hold-too-far-in-a-day = कीमत 24 घंटे में ⁦{ $a }%⁩ बदल जाएगी। ⁦{ $b }%⁩ से अधिक के बदलाव के लिए दूसरे व्यक्ति की मंज़ूरी चाहिए।
hold-too-far-in-a-week = कीमत 7 दिनों में ⁦{ $a }%⁩ बदल जाएगी। ⁦{ $b }%⁩ से अधिक के बदलाव के लिए दूसरे व्यक्ति की मंज़ूरी चाहिए।
hold-too-many = दस मिनट में { $a } कीमतें बदली गईं।
