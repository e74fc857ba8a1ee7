board-state-offered = राइडर की प्रतीक्षा में
board-state-failed = प्रयास विफल
board-state-assigned = लाया जा रहा है
board-state-picked-up = रास्ते में
board-done-today = आज पहुँचाए गए
board-empty = कोई डिलीवरी नहीं
board-empty-text = जब मार्केटप्लेस आपकी कंपनी को डिलीवरी देता है, तो वह यहाँ दिखती है और राइडर की प्रतीक्षा करती है।
board-no-riders = आपकी कंपनी में अभी राइडर नहीं हैं।
board-no-riders-do = टीम पर जाएँ
board-about-offered = इनमें से हर एक के लिए राइडर चुनें।
board-about-failed = माल अब भी राइडर के पास है। चुनें कि फिर कौन कोशिश करेगा।
board-about-assigned = राइडर विक्रेता की ओर जा रहा है।
board-about-picked-up = माल राइडर के पास है।
board-order = ऑर्डर
board-from = कहाँ से
board-to = कहाँ तक
board-moved = पिछला बदलाव
board-at = कब
board-assign = सौंपें
board-choose-rider = राइडर चुनें
board-rider-for = { $number } के लिए राइडर
board-rider =
    { $n ->
        [0] { $name }, खाली
       *[other] { $name }, { $n } चल रही
    }
delivery-title = ऑर्डर { $number }
delivery-where = कहाँ
delivery-failure = क्यों विफल हुई
delivery-assign = राइडर चुनें
delivery-history = क्या हुआ
said-rider-assigned = यह अब राइडर के पास है।
rides-empty = अभी कुछ करने को नहीं
rides-empty-text = जब आपका डिस्पैचर आपको डिलीवरी देता है, तो वह यहाँ दिखती है।
rides-picked-up = पहुँचाने के लिए
rides-assigned = लाने के लिए
rides-failed = आपके डिस्पैचर की प्रतीक्षा में
rides-open-picked-up = सौंपें
rides-open-assigned = माल लें
rides-open-failed = देखें
rides-done =
    { $n ->
        [one] आज एक पहुँचाई
       *[other] आज { $n } पहुँचाईं
    }
ride-fetch = यहाँ से लें
ride-then = फिर यहाँ पहुँचाएँ
ride-bring = यहाँ पहुँचाएँ
ride-copy = पता कॉपी करें
ride-have = माल मेरे पास है
ride-hand-over = सौंपें
ride-code = दुकान से मिला कोड
ride-code-hint = माल उनके हाथ में आने पर छह अंक पूछें।
ride-code-wrong =
    { $n ->
        [0] यह दुकान का कोड नहीं है और अब कोई कोशिश नहीं बची।
        [one] यह दुकान का कोड नहीं है। एक कोशिश बची है: उनसे फिर पढ़वाएँ।
       *[other] यह दुकान का कोड नहीं है। { $n } कोशिशें बची हैं: उनसे फिर पढ़वाएँ।
    }
ride-code-blocked = अब कोई कोड नहीं लिया जाता
ride-code-blocked-text = अपने डिस्पैचर को फ़ोन करें: मार्केटप्लेस दुकान के लिए नया कोड बनाता है। तब तक माल अपने पास रखें।
ride-done = सौंप दिया
ride-failed = नहीं हो पाया
ride-why = क्यों?
ride-reason-closed = दुकान बंद थी
ride-reason-nobody = माल लेने वाला कोई नहीं था
ride-reason-refused = माल लेने से मना किया
ride-reason-address = पता नहीं मिला
ride-reason-damaged = रास्ते में माल खराब हुआ
ride-reason-other = कुछ और
ride-reason = अपने शब्दों में
ride-reason-hint = “कुछ और” के लिए ज़रूरी।
ride-failed-go = विफल प्रयास बताएँ
ride-waits = प्रयास की सूचना दी गई
ride-waits-text = माल अपने पास रखें। आपका डिस्पैचर बताएगा कि फिर कौन कोशिश करेगा।
ride-over = पहुँचाया गया
ride-all = मेरी सभी सवारियाँ
said-picked-up = माल आपके पास है। अब पहुँचाएँ।
said-delivered = सौंप दिया। शाबाश।
said-attempt-failed = विफल प्रयास की सूचना दे दी गई।
