team-people = टीम के सदस्य
team-role = भूमिका
team-role-of = { $name } की भूमिका
team-state = स्थिति
team-since = कब जुड़े
team-you = आप
team-save = सहेजें
team-active = सक्रिय
team-suspended = निलंबित
team-suspend = निलंबित करें
team-suspend-text = { $name } की आपकी कंपनी तक पहुँच तुरंत बंद हो जाएगी, जब तक आप उसे बहाल न करें।
team-resume = पहुँच बहाल करें
team-remove = हटाएँ
team-remove-text = { $name } आपकी कंपनी से हमेशा के लिए हट जाएँगे। खाता बना रहेगा और दूसरी कंपनियों का हो सकता है।
team-invitations = लंबित निमंत्रण
team-no-invitations = कोई निमंत्रण लंबित नहीं।
team-until = समाप्ति
team-withdraw = रद्द करें
team-invite = टीम के सदस्य को आमंत्रित करें
team-invite-text = आपको साझा करने के लिए एक कोड मिलेगा। हम इसे ईमेल से नहीं भेजते।
team-invite-go = निमंत्रण बनाएँ
team-invited = { $whom } के लिए निमंत्रण बन गया
team-invited-text = यह कोड साझा करें। यह केवल एक बार दिखता है, एक बार काम करता है और “निमंत्रण स्वीकार करें” पेज पर डाला जाता है।
team-invited-until = समाप्ति
team-copy-code = कोड कॉपी करें
said-invitation-withdrawn = निमंत्रण रद्द हुआ।
said-member-changed = भूमिका अपडेट हुई। यह तुरंत लागू है।
said-member-suspended = टीम का सदस्य निलंबित हुआ।
said-member-resumed = पहुँच बहाल हुई।
said-member-removed = टीम का सदस्य हटाया गया।
company-fixed = सत्यापित जानकारी
company-fixed-text = इसे बदला नहीं जा सकता। यदि कुछ गलत है, तो सपोर्ट से संपर्क करें।
company-own = बदली जा सकने वाली जानकारी
company-since = पंजीकृत
company-zone = टाइम ज़ोन
company-zone-hint = आपके पेजों पर सभी समय इसी टाइम ज़ोन में दिखते हैं, और आपका कारोबारी दिन इसी में शुरू और समाप्त होता है।
company-save = सहेजें
company-now = मौजूदा मान: { $value }
notices-mark = सभी को पढ़ा हुआ चिह्नित करें
notices-unread =
    { $n ->
        [0] कोई अपठित सूचना नहीं।
        [one] { $n } अपठित सूचना।
       *[other] { $n } अपठित सूचनाएँ।
    }
notices-empty = अभी कोई सूचना नहीं
notices-empty-text = आपके ऑर्डर, कीमतों और डिलीवरी के अपडेट यहाँ दिखते हैं।
notices-text = सूचना
notices-at = तारीख
notices-new = नई
notices-seen = पढ़ी हुई
notice-company-may-trade = आपकी कंपनी स्वीकृत है।
notice-price-changed = कीमत { $old } से { $new } हुई।
notice-price-held = कीमत के एक बदलाव को मंज़ूरी चाहिए: { $why }
notice-price-refused = कीमत का एक लंबित बदलाव अस्वीकार हुआ।
notice-import-ended = आयात पूरा हुआ: { $done ->
        [one] { $done } पंक्ति प्रोसेस हुई
       *[other] { $done } पंक्तियाँ प्रोसेस हुईं
    }, { $failed ->
        [0] कोई असफल नहीं
        [one] { $failed } असफल
       *[other] { $failed } असफल
    }।
notice-order-placed = नया ऑर्डर { $number }: { $until } तक जवाब दें।
notice-order-moved = ऑर्डर { $number }: { $state }
notice-delivery-offered = एक डिलीवरी के लिए राइडर चाहिए।
said-notices-read = सभी सूचनाएँ पढ़ी हुई चिह्नित हुईं।
