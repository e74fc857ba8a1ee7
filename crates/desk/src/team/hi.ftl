team-people = लोग
team-role = भूमिका
team-role-of = { $name } की भूमिका
team-state = स्थिति
team-since = कब से
team-you = आप
team-save = सहेजें
team-active = सक्रिय
team-suspended = निलंबित
team-suspend = निलंबित करें
team-suspend-text = { $name } अगले अनुरोध से आपकी कंपनी के लिए कुछ नहीं कर पाएँगे, जब तक आप उन्हें फिर न आने दें।
team-resume = फिर आने दें
team-remove = हटाएँ
team-remove-text = { $name } आपकी कंपनी से हमेशा के लिए हट जाएँगे। खाता बना रहता है और दूसरी कंपनियों में उसका स्थान हो सकता है।
team-invitations = खुले निमंत्रण
team-no-invitations = इस समय कोई आमंत्रित नहीं है।
team-until = कब तक
team-withdraw = वापस लें
team-invite = किसी को बुलाएँ
team-invite-text = आपको देने के लिए एक कोड मिलेगा। यहाँ से कोई संदेश नहीं भेजा जाता।
team-invite-go = निमंत्रण बनाएँ
team-invited = { $whom } आमंत्रित हैं
team-invited-text = यह कोड उन्हें दें। यह केवल अभी दिखता है और “निमंत्रण से जुड़ें” पन्ने पर एक बार चलता है।
team-invited-until = मान्य
team-copy-code = कोड कॉपी करें
said-invitation-withdrawn = निमंत्रण वापस ले लिया गया।
said-member-changed = भूमिका बदल गई। यह उनके अगले अनुरोध से लागू है।
said-member-suspended = वह व्यक्ति निलंबित है।
said-member-resumed = उस व्यक्ति को फिर आने दिया गया।
said-member-removed = वह व्यक्ति आपकी कंपनी से हट गया।
company-fixed = जो स्वीकृत हुआ
company-fixed-text = ये ऐसे ही रहते हैं। यदि कुछ गलत है, तो हमारी सहायता को बताएँ।
company-own = जो आप बदल सकते हैं
company-since = पंजीकृत
company-zone = समय क्षेत्र
company-zone-hint = आपके पन्नों पर सभी समय इसी में बताए जाते हैं और आपके दिन वहीं शुरू और समाप्त होते हैं।
company-save = सहेजें
company-now = किसी और ने लिखा: { $value }
notices-mark = सभी को पढ़ा हुआ मानें
notices-unread =
    { $n ->
        [0] कुछ भी अनपढ़ा नहीं है।
        [one] एक सूचना अनपढ़ी है।
       *[other] { $n } सूचनाएँ अनपढ़ी हैं।
    }
notices-empty = अभी कुछ नहीं
notices-empty-text = यहाँ बताया जाता है कि आपकी अनुपस्थिति में आपके ऑर्डर, दाम और डिलीवरी का क्या हुआ।
notices-text = सूचना
notices-at = कब
notices-new = नई
notices-seen = पढ़ी हुई
notice-company-may-trade = आपकी कंपनी व्यापार कर सकती है।
notice-price-changed = एक क़ीमत { $old } से { $new } हुई।
notice-price-held = क़ीमत का एक बदलाव पुष्टि की प्रतीक्षा में है: { $why }
notice-price-refused = प्रतीक्षा में रखा क़ीमत का एक बदलाव नामंज़ूर हुआ।
notice-import-ended = एक आयात पूरा हुआ: { $done ->
        [one] एक पंक्ति पर काम हुआ
       *[other] { $done } पंक्तियों पर काम हुआ
    }, { $failed ->
        [0] सभी में बदलाव हुआ
        [one] उनमें से एक में बदलाव नहीं हुआ
       *[other] उनमें से { $failed } में बदलाव नहीं हुआ
    }।
notice-order-placed = नया ऑर्डर { $number }: { $until } तक स्वीकार करें।
notice-order-moved = ऑर्डर { $number }: { $state }
notice-delivery-offered = एक डिलीवरी राइडर की प्रतीक्षा में है।
said-notices-read = सभी सूचनाएँ पढ़ी हुई मानी गईं।
