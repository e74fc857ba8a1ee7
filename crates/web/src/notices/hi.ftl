notices-mark = सभी को पढ़ा हुआ चिह्नित करें
notices-unread =
    { $n ->
        [0] कोई अपठित सूचना नहीं।
        [one] { $n } अपठित सूचना।
       *[other] { $n } अपठित सूचनाएँ।
    }
notices-unread-many = { $n } या अधिक अपठित सूचनाएँ।
notices-empty = अभी कोई सूचना नहीं
notices-empty-text = आपके ऑर्डर, कीमतों और डिलीवरी के अपडेट यहाँ दिखते हैं।
notices-text = सूचना
notices-at = तारीख
notices-new = नई
notices-seen = पढ़ी हुई

notice-company-may-trade = आपकी कंपनी स्वीकृत है।
notice-company-renamed = आपकी कंपनी का नाम अब { $name } है।
notice-name-change-refused = आपकी कंपनी का नया नाम अस्वीकृत हुआ: { $why }
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
notice-delivery-cancelled = एक डिलीवरी रद्द हुई। उसे न उठाएँ।
notice-delivery-code-blocked = ऑर्डर { $number } का डिलीवरी कोड बहुत बार गलत कोशिश के बाद ब्लॉक हो गया। आपका कोड अब मान्य नहीं है। नया कोड बनते ही हम आपको सूचित करेंगे।
notice-delivery-code-blocked-partner = ऑर्डर { $number } का डिलीवरी कोड बहुत बार गलत कोशिश के बाद ब्लॉक हो गया। मार्केटप्लेस के डिस्पैचर को सूचना मिल गई है; वे नया कोड बना सकते हैं।
notice-delivery-code-blocked-platform = ऑर्डर { $number } का डिलीवरी कोड बहुत बार गलत कोशिश के बाद ब्लॉक हो गया। नया कोड बनाएँ।
notice-delivery-code-renewed = ऑर्डर { $number } का नया डिलीवरी कोड है। पुराना कोड अब मान्य नहीं है।
notice-delivery-code-renewed-partner = ऑर्डर { $number } का नया डिलीवरी कोड है। राइडर इसे दुकान से पूछ सकता है।
notice-request-decided = “{ $title }” के बारे में आपका अनुरोध: { $state }।
notice-prefix-decided = आपका कंपनी प्रीफ़िक्स { $prefix }: { $state }।
notice-product-changed = “{ $title }” जाँच के बाद बदल गया है। देख लें कि यह अब भी वही है जो आप बेचते हैं।

flash-notices-read = सभी सूचनाएँ पढ़ी हुई चिह्नित हुईं।
