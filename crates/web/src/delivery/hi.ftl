delivery-state-unassigned = कूरियर चाहिए
delivery-state-offered = कूरियर तय
delivery-state-assigned = राइडर तय
delivery-state-picked-up = डिलीवरी के लिए निकला
delivery-state-failed = डिलीवरी का प्रयास असफल
delivery-state-delivered = डिलीवर हुआ
delivery-state-cancelled = डिलीवरी रद्द

board-state-offered = राइडर चाहिए
board-state-failed = प्रयास असफल
board-state-assigned = पिकअप बाकी
board-state-picked-up = डिलीवरी के लिए निकला

board-done-today = आज डिलीवर हुए
board-empty = कोई डिलीवरी नहीं
board-empty-text = आपकी कंपनी को सौंपी गई डिलीवरी यहाँ दिखती हैं, राइडर तय करने के लिए।
board-no-riders = आपकी कंपनी में अभी राइडर नहीं हैं।
board-no-riders-do = टीम पर जाएँ
board-about-offered = हर डिलीवरी के लिए राइडर तय करें।
board-about-failed = माल अब भी राइडर के पास है। चुनें कि फिर कौन कोशिश करेगा।
board-about-assigned = राइडर विक्रेता की ओर जा रहा है।
board-about-picked-up = माल राइडर के पास है।
board-order = ऑर्डर
board-from = कहाँ से
board-to = कहाँ
board-moved = पिछला अपडेट
board-at = अपडेट
board-assign = सौंपें
board-choose-rider = राइडर चुनें
board-former-rider = अब राइडर नहीं हैं
board-rider-for = { $number } के लिए राइडर
board-rider =
    { $n ->
        [0] { $name } (उपलब्ध)
       *[other] { $name } ({ $n } जारी)
    }

delivery-title = ऑर्डर { $number }
delivery-where = पते
delivery-failure = असफलता का कारण
delivery-assign = राइडर तय करें
delivery-history = इतिहास

flash-rider-assigned = राइडर तय हुआ।

rides-empty = अभी कोई डिलीवरी नहीं
rides-empty-text = आपको सौंपी गई डिलीवरी यहाँ दिखती हैं।
rides-picked-up = ड्रॉप-ऑफ़
rides-assigned = पिकअप
rides-failed = आपके डिस्पैचर के जवाब का इंतज़ार
rides-open-picked-up = डिलीवरी पूरी करें
rides-open-assigned = पिकअप शुरू करें
rides-open-failed = विवरण देखें
rides-done =
    { $n ->
        [one] आज { $n } डिलीवर
       *[other] आज { $n } डिलीवर
    }

ride-fetch = यहाँ से पिकअप करें
ride-then = फिर यहाँ पहुँचाएँ
ride-bring = यहाँ पहुँचाएँ
ride-copy = पता कॉपी करें
ride-have = पिकअप की पुष्टि करें
ride-hand-over = डिलीवरी पूरी करें
ride-code = डिलीवरी कोड
ride-code-hint = माल मिल जाने के बाद दुकान से छह अंकों का कोड पूछें।
ride-code-wrong =
    { $n ->
        [0] कोड गलत है। कोई प्रयास नहीं बचा।
        [one] कोड गलत है। { $n } प्रयास बचा है: दुकान से कोड फिर पूछें।
       *[other] कोड गलत है। { $n } प्रयास बचे हैं: दुकान से कोड फिर पूछें।
    }
ride-code-blocked = कोड ब्लॉक हो गया
ride-code-blocked-text = बहुत बार गलत कोड डाला गया। आपके डिस्पैचर और मार्केटप्लेस को सूचना मिल गई है, और दुकान को नया कोड मिलेगा। देर हो तो अपने डिस्पैचर को फ़ोन करें। तब तक माल अपने पास रखें।
ride-code-renewed = दुकान के पास नया कोड है
ride-code-renewed-text = दुकान से नया कोड पूछें। पुराना कोड अब मान्य नहीं है।
delivery-code-blocked-text = बहुत बार गलत कोड डाला गया। नया कोड केवल मार्केटप्लेस के डिस्पैचर बना सकते हैं: उन्हें सूचना मिल गई है। जल्दी हो तो उनसे संपर्क करें। तब तक माल राइडर के पास रहेगा।
delivery-staff-code-blocked-text = राइडर ने बहुत बार गलत कोड डाला और वह डिलीवरी पूरी नहीं कर सकता। नया कोड बनाएँ: रिटेलर और डिलीवरी पार्टनर को सूचना मिल जाएगी।
ride-done = डिलीवरी की पुष्टि करें
ride-failed = डिलीवरी नहीं हो पाई
ride-why = क्या समस्या हुई?
ride-reason-closed = दुकान बंद थी
ride-reason-nobody = माल लेने वाला कोई नहीं था
ride-reason-refused = दुकान ने माल लेने से मना किया
ride-reason-address = पता नहीं मिला
ride-reason-damaged = रास्ते में माल खराब हुआ
ride-reason-other = अन्य
ride-reason = विवरण
ride-reason-hint = “अन्य” चुनने पर ज़रूरी।
ride-failed-go = असफल प्रयास दर्ज करें
ride-waits = असफल प्रयास दर्ज हुआ
ride-waits-text = माल अपने पास रखें। आपका डिस्पैचर बताएगा कि आगे क्या करना है।
ride-over = डिलीवर हुआ
ride-cancelled = रद्द
ride-cancelled-text = ऑर्डर रद्द हुआ। कुछ उठाना नहीं है।
ride-all = मेरी सभी डिलीवरी

flash-picked-up = पिकअप की पुष्टि हुई। अब माल पहुँचाएँ।
flash-delivered = डिलीवर हो गया। बहुत बढ़िया!
flash-attempt-failed = असफल प्रयास दर्ज हुआ।

delivery-staff-choose = चुनें
delivery-staff-partner = डिलीवरी पार्टनर
delivery-staff-to = कहाँ
delivery-staff-from-to = कहाँ से कहाँ
delivery-staff-deliveries-empty = कोई डिलीवरी नहीं
delivery-staff-deliveries-empty-text = विक्रेता के ऑर्डर पैक करते ही डिलीवरी यहाँ दिखती है। उसे डिलीवरी पार्टनर को सौंपें; उसका राइडर उसे पिकअप करेगा।
delivery-staff-moved = पिछला अपडेट
delivery-staff-of = { $number } की डिलीवरी
delivery-staff-give = डिलीवरी पार्टनर को सौंपें
delivery-staff-offer = सौंपें
delivery-staff-partner-of = { $number } के लिए डिलीवरी पार्टनर
delivery-staff-no-partners = अभी कोई डिलीवरी पार्टनर नहीं है
delivery-staff-no-partners-text = पहले किसी डिलीवरी पार्टनर को मंज़ूर करें, फिर उसे डिलीवरी सौंपें।
delivery-staff-last-failure = पिछला प्रयास असफल रहा
delivery-staff-code = डिलीवरी कोड
delivery-staff-code-text = डिलीवरी पर रिटेलर राइडर को कोड बताता है। बहुत बार गलत डालने पर कोड ब्लॉक हो जाता है।
delivery-staff-code-renew = नया कोड…
delivery-staff-code-renew-text = रिटेलर को नया कोड तुरंत दिखेगा। पुराना कोड काम नहीं करेगा और असफल प्रयास मिट जाएँगे।
delivery-staff-code-renew-go = नया कोड बनाएँ

flash-delivery-offered = डिलीवरी पार्टनर को सौंपी गई।
flash-code-renewed = नया कोड बन गया। रिटेलर उसे देख सकता है।

code-deliveries-code-blocked = बहुत बार गलत कोड डाला गया। अपने डिस्पैचर से नया कोड माँगें।
code-deliveries-no-such-delivery = डिलीवरी नहीं मिली।
code-deliveries-no-such-partner = यह स्वीकृत डिलीवरी पार्टनर नहीं है।
code-deliveries-no-such-rider = यह आपकी कंपनी का सक्रिय राइडर नहीं है।
code-deliveries-wrong-code = कोड गलत है। कुछ ही प्रयास बचे हैं।
code-deliveries-wrong-state = डिलीवरी की मौजूदा स्थिति में यह संभव नहीं है।
board-more = केवल सबसे पुरानी { LIMIT("board-open") } खुली डिलीवरी दिखाई गई हैं। बाकी देखने के लिए इनमें से कुछ पूरी करें।
