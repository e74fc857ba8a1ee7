# Error pages; refusals by their code (`code-`); sentences of the market (`sentence-`), with `n` for each
# number in them, which are $a, $b, $c in their order.

error-title-400 = अनुरोध मान्य नहीं है
error-advice-400 = वापस जाएँ, पेज रीलोड करें और फिर कोशिश करें।
error-title-403 = आपको इसकी अनुमति नहीं है
error-advice-403 = यदि काम के लिए इसकी ज़रूरत है, तो अपनी कंपनी के मालिक से अपनी भूमिका बदलने को कहें।
error-title-404 = पेज नहीं मिला
error-advice-404 = शायद इसे हटा दिया गया है, या पता गलत लिखा है। कुछ भी नहीं बदला गया।
error-title-405 = यह काम यहाँ नहीं हो सकता
error-advice-405 = वापस जाएँ और पेज के बटन इस्तेमाल करें।
error-title-409 = किसी और ने इसमें बदलाव किया है
error-advice-409 = वापस जाएँ, ताज़ा जानकारी देखें और फिर कोशिश करें। कुछ भी नहीं बदला गया।
error-title-412 = आपके खोलने के बाद यह बदल गया है
error-advice-412 = वापस जाएँ, ताज़ा जानकारी देखें और फिर कोशिश करें। आपके बदलाव सहेजे नहीं गए।
error-title-413 = बहुत बड़ा है
error-advice-413 = इसे छोटे हिस्सों में बाँटकर फिर कोशिश करें।
error-title-422 = अपनी जानकारी जाँचें
error-advice-422 = वापस जाकर उसे ठीक करें। आपकी भरी हुई जानकारी वहीं है।
error-title-429 = बहुत अधिक अनुरोध
error-advice-429 = कुछ भी सबमिट नहीं हुआ।
error-title-503 = सेवा अभी उपलब्ध नहीं है
error-advice-503 = आपका कुछ भी नहीं खोया। थोड़ा रुकें और फिर कोशिश करें।
error-title-500 = कुछ गड़बड़ हो गई
error-advice-500 = समस्या हमारी ओर है। फिर कोशिश करें; यदि समस्या बनी रहे, तो नीचे दी गई अनुरोध आईडी के साथ हमसे संपर्क करें।
error-request = सहायता के लिए अनुरोध आईडी: { $id }
error-home = होम पेज पर जाएँ

sentence-does-not-match-the-selected-type = यह चुने गए प्रकार से मेल नहीं खाता। प्रकार चुनें और पूरा मान लिखें।

code-access-company-not-approved = आपकी कंपनी को अभी व्यापार की मंज़ूरी नहीं है। कारण अपनी कंपनी के पेज पर देखें।
code-access-cross-site = यह अनुरोध किसी और साइट से आया है। पेज यहीं खोलें और फिर कोशिश करें।
code-access-no-right = आपकी भूमिका में इसकी अनुमति नहीं है।
code-access-password-change-required = आपका पासवर्ड किसी एडमिन ने सेट किया है। पहले अपना पासवर्ड सेट करें।
code-access-standing-changed = आपकी भूमिका, आपका खाता या आपकी कंपनी की स्थिति अभी-अभी बदली है, इसलिए कुछ भी सेव नहीं हुआ। पेज रीलोड करें और फिर से कोशिश करें।
code-access-staff-network = कर्मचारी केवल कंपनी के अपने नेटवर्क से साइन इन और काम कर सकते हैं।
code-access-tls-required = इस साइट का https पता इस्तेमाल करें।
code-form-invalid = चिह्नित फ़ील्ड जाँचें।
code-form-no-key = यह फ़ॉर्म अधूरा है। पेज रीलोड करें और फिर कोशिश करें।
code-form-not-ours = यह फ़ॉर्म किसी और सेशन का है। पेज रीलोड करें और फिर कोशिश करें।
code-form-not-utf8 = फ़ाइल UTF-8 टेक्स्ट नहीं है।
code-form-other-type = यह फ़ॉर्म ऐसे फ़ॉर्मैट में भेजा गया है जो मान्य नहीं है।
code-form-unreadable = यह फ़ॉर्म पढ़ा नहीं जा सका। पेज रीलोड करें और फिर कोशिश करें।
code-idempotency-key-reused = यह फ़ॉर्म पहले किसी और जानकारी के साथ सबमिट हो चुका है, और वह मान्य है। नए सिरे से शुरू करने के लिए पेज रीलोड करें।
code-page-bad-cursor = यह लिंक किसी और सूची का है। पहले पेज से शुरू करें।
code-request-address-too-long = यह URL बहुत लंबा है।
code-request-bad-body = अनुरोध सही फ़ॉर्मैट में नहीं है।
code-request-bad-query = यह लिंक अमान्य है।
code-request-body-not-expected = इस अनुरोध में कोई सामग्री नहीं भेजी जा सकती।
code-request-body-too-slow = अपलोड में बहुत समय लगा। फिर कोशिश करें।
code-request-broken-off = अपलोड के दौरान कनेक्शन टूट गया। फिर कोशिश करें।
code-request-headers-too-large = इस साइट के लिए आपके ब्राउज़र की कुकीज़ बहुत बड़ी हो गई थीं, इसलिए हमने उन्हें हटा दिया। पेज फिर से लोड करें और दोबारा साइन इन करें।
code-request-headers-too-slow = अनुरोध पहुँचने में बहुत समय लगा। फिर कोशिश करें।
code-request-malformed = अनुरोध पढ़ा नहीं जा सका।
code-request-misdirected = यह पता इस साइट का नहीं है। लिंक जाँचें।
code-request-method-not-allowed = यह काम यहाँ नहीं हो सकता।
code-request-no-such-path = पेज नहीं मिला।
code-request-no-such-thing = नहीं मिला।
code-request-not-acceptable = हम जिन फ़ॉर्मैट में जानकारी देते हैं, उन्हें आपका ब्राउज़र स्वीकार नहीं करता।
code-request-too-large = आपका अपलोड बहुत बड़ा है।
code-service-busy = अभी बहुत अधिक लोड है। थोड़ी देर में फिर कोशिश करें।
code-service-error = हमारी ओर कुछ गड़बड़ हुई।
code-service-full = अभी बहुत अधिक कनेक्शन हैं। थोड़ी देर में फिर कोशिश करें।
code-service-too-slow = अनुरोध का समय समाप्त हो गया। थोड़ी देर में फिर कोशिश करें।
code-service-unavailable = सेवा कुछ समय के लिए उपलब्ध नहीं है। थोड़ी देर में फिर कोशिश करें।

sentence-must-not-be-empty = यह ज़रूरी है।
sentence-is-too-long = यह बहुत लंबा है।
sentence-is-too-short = यह बहुत छोटा है।
sentence-contains-a-character-that-is-not-allowed = इसमें ऐसा अक्षर है जिसकी अनुमति नहीं है।
sentence-must-be-a-whole-number = यह पूर्ण संख्या होनी चाहिए।
sentence-must-be-a-whole-number-n-or-more = यह { $a } या उससे बड़ी पूर्ण संख्या होनी चाहिए।
sentence-must-be-a-whole-number-between-n-and-n = यह { $a } से { $b } तक की पूर्ण संख्या होनी चाहिए।
sentence-must-be-a-whole-number-between-n-and-n-other-than-n = यह { $a } से { $b } तक की पूर्ण संख्या हो, { $c } के अलावा।
sentence-must-be-between-n-and-n-minor-units = राशि मुद्रा की सबसे छोटी इकाई में { $a } से { $b } तक होनी चाहिए।
sentence-must-be-an-amount-such-as-n = राशि लिखें, जैसे { $a }।
sentence-can-be-read-as-two-different-numbers = इसे दो अलग संख्याओं के रूप में पढ़ा जा सकता है। हज़ार के विभाजक के बिना लिखें, जैसे 1250 या 1250.50।
sentence-must-have-at-most-n-decimals = दशमलव बिंदु के बाद अधिक से अधिक { $a } अंक लिखें।
sentence-must-be-in-the-currency-of-the-offer = यह राशि किसी दूसरी मुद्रा में है। दिखाई गई मुद्रा में लिखें।
sentence-must-be-between-n-and-n = यह { $a } से { $b } के बीच होना चाहिए।
sentence-must-be-an-email-address-such-as-name-company-example = ईमेल पता लिखें, जैसे name@company.example।
sentence-must-be-n-to-n-digits = इसमें { $a } से { $b } अंक हों।
sentence-is-in-a-range-that-no-company-is-assigned = यह ऐसी श्रेणी में है जो किसी कंपनी को नहीं दी जाती।
sentence-must-be-n-n-n-or-n-digits-with-a-valid-check-digit = इसमें { $a }, { $b }, { $c } या { $d } अंक हों और जाँच अंक सही हो।
sentence-must-be-the-name-of-a-time-zone-such-as-asia-kolkata = टाइम ज़ोन लिखें, जैसे Asia/Kolkata।
sentence-must-name-n-to-n-countries-each-once = कम से कम एक देश चुनें।
sentence-must-be-an-rfc-n-date-and-time = तारीख और समय लिखें।
sentence-must-have-n-to-n-lowercase-letters-digits-underscores-full-stops-or-hyphens = इसमें { $a } से { $b } तक छोटे अंग्रेज़ी अक्षर, अंक, अंडरस्कोर, बिंदु या हाइफ़न हों।
sentence-must-have-at-least-n-characters-a-phrase-of-several-words-is-easy-to-remember = इसमें कम से कम { $a } अक्षर हों। कई शब्दों का वाक्य याद रखना आसान होता है।
sentence-must-have-at-most-n-characters = इसमें अधिक से अधिक { $a } अक्षर हों।
sentence-is-too-easy-to-guess-avoid-patterns-and-repetition = इसका अनुमान लगाना बहुत आसान है। पैटर्न और दोहराव से बचें।
sentence-must-not-be-based-on-your-name-your-company-s-name-your-email-address-or-ours = यह आपके नाम, आपकी कंपनी के नाम, आपके ईमेल पते या हमारे नाम से न बना हो।
sentence-is-not-a-supported-currency = यह मुद्रा समर्थित नहीं है।
sentence-the-amount-is-too-large = राशि बहुत बड़ी है।
sentence-amounts-in-different-currencies-cannot-be-added = अलग-अलग मुद्राओं की राशियाँ जोड़ी नहीं जा सकतीं।
sentence-the-file-is-not-utf-n-text = फ़ाइल UTF-{ $a } टेक्स्ट नहीं है।
sentence-this-file-is-a-workbook-not-text-save-it-as-csv-utf-n-and-choose-that-file = यह फ़ाइल टेक्स्ट नहीं, वर्कबुक है। इसे CSV (UTF-{ $a }) के रूप में सहेजें और वह फ़ाइल चुनें।
sentence-this-file-is-not-text-in-utf-n-save-it-as-csv-utf-n-and-choose-that-file = यह फ़ाइल UTF-{ $a } टेक्स्ट नहीं है। इसे CSV (UTF-{ $b }) के रूप में सहेजें और वह फ़ाइल चुनें।
sentence-could-not-read-the-file-it-is-larger-than-n-mib = यह फ़ाइल पढ़ी नहीं जा सकी: यह { $a } MiB से बड़ी है।
sentence-could-not-read-the-file-it-has-more-than-n-rows-split-it-into-several-files = यह फ़ाइल पढ़ी नहीं जा सकी: इसमें { $a } से अधिक पंक्तियाँ हैं। इसे कई फ़ाइलों में बाँटें।
sentence-could-not-read-the-file-it-is-not-utf-n-at-byte-n-save-it-as-csv-utf-n = यह फ़ाइल पढ़ी नहीं जा सकी: यह UTF-{ $a } नहीं है (बाइट { $b } पर)। इसे CSV UTF-{ $c } के रूप में सहेजें।
sentence-could-not-read-the-file-it-contains-a-control-character-on-line-n-remove-it-or-save-the-file-as-csv-utf-n-again = यह फ़ाइल पढ़ी नहीं जा सकी: पंक्ति { $a } में एक नियंत्रण वर्ण है। उसे हटाएँ, या फ़ाइल को फिर से CSV UTF-{ $b } के रूप में सहेजें।
sentence-could-not-read-the-file-a-quotation-mark-is-never-closed-the-last-row-starts-on-line-n = यह फ़ाइल पढ़ी नहीं जा सकी: एक उद्धरण चिह्न बंद नहीं हुआ। आख़िरी पंक्ति लाइन { $a } से शुरू होती है।
sentence-must-be-selected = कोई विकल्प चुनें।
sentence-must-be-the-retailer-s-six-digit-code = रिटेलर का छह अंकों का कोड लिखें।
sentence-choose-a-file-or-paste-its-contents-below = फ़ाइल चुनें, या नीचे उसकी सामग्री पेस्ट करें।
sentence-must-be-text = टेक्स्ट लिखें।
sentence-must-be-true-or-false = यह सही या गलत (true/false) होना चाहिए।
sentence-must-be-a-number = यह संख्या होनी चाहिए।
sentence-must-be-a-list = यह सूची होनी चाहिए।
sentence-must-be-an-object = यह ऑब्जेक्ट होना चाहिए।
sentence-must-be-a-whole-number-in-the-allowed-range = यह तय सीमा के भीतर पूर्ण संख्या होनी चाहिए।
sentence-is-not-a-cursor-of-this-list = यह लिंक किसी और सूची का है। पहले पेज से शुरू करें।
sentence-must-be-an-id = यह विकल्प उपलब्ध नहीं है। पेज रीलोड करें।
sentence-must-be = उपलब्ध विकल्पों में से एक चुनें।
sentence-must-be-one-of = उपलब्ध विकल्पों में से एक चुनें।
sentence-must-be-an-ip-address = IP पता होना चाहिए।
sentence-has-the-wrong-type = यह मान यहाँ मान्य नहीं है।
sentence-choose-where-to-deliver = दूसरा पता भी भरा गया है। चुनें कि कहाँ डिलीवर करना है, या वे फ़ील्ड खाली करें।
sentence-must-be-a-country-by-its-name-or-two-letter-code = सूची से देश चुनें या उसका दो अक्षरों का कोड लिखें।

# Limits, sentence by sentence.
sentence-too-many-requests-at-most-n-in-n-second-are-allowed = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } सेकंड
   *[other] { $b } सेकंड
  } में अधिक से अधिक { $a } की अनुमति है।
sentence-too-many-requests-at-most-n-in-n-second-are-allowed-and-n-are-left = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } सेकंड
   *[other] { $b } सेकंड
  } में अधिक से अधिक { $a } की अनुमति है, और { $c } बाकी हैं।
sentence-try-again-in-n-second = { $a ->
    [one] { $a } सेकंड
   *[other] { $a } सेकंड
  } बाद फिर कोशिश करें।
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } सेकंड
   *[other] { $b } सेकंड
  } में अधिक से अधिक { $a } की अनुमति है।
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed-and-n-are-left = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } सेकंड
   *[other] { $b } सेकंड
  } में अधिक से अधिक { $a } की अनुमति है, और { $c } बाकी हैं।
sentence-try-again-in-n-seconds = { $a ->
    [one] { $a } सेकंड
   *[other] { $a } सेकंड
  } बाद फिर कोशिश करें।
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } मिनट
   *[other] { $b } मिनट
  } में अधिक से अधिक { $a } की अनुमति है।
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed-and-n-are-left = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } मिनट
   *[other] { $b } मिनट
  } में अधिक से अधिक { $a } की अनुमति है, और { $c } बाकी हैं।
sentence-try-again-in-n-minute = { $a ->
    [one] { $a } मिनट
   *[other] { $a } मिनट
  } बाद फिर कोशिश करें।
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } मिनट
   *[other] { $b } मिनट
  } में अधिक से अधिक { $a } की अनुमति है।
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed-and-n-are-left = बहुत अधिक अनुरोध: { $b ->
    [one] { $b } मिनट
   *[other] { $b } मिनट
  } में अधिक से अधिक { $a } की अनुमति है, और { $c } बाकी हैं।
sentence-try-again-in-n-minutes = { $a ->
    [one] { $a } मिनट
   *[other] { $a } मिनट
  } बाद फिर कोशिश करें।
sentence-too-many-sign-in-attempts = साइन-इन की बहुत अधिक कोशिशें हुईं।

# Refusals with what they name, filled in by name.
detailed-baskets-bad-quantity = { $title } के { $min_quantity } से { $max_quantity } पैक ऑर्डर करें, { $quantity_step } के गुणकों में; आपके पास { $wanted } हो जाते।
detailed-baskets-full = एक बास्केट में अधिक से अधिक { $most } आइटम आ सकते हैं।
detailed-baskets-other-currency = आपकी कंपनी { $buyer } में खरीदती है और इस ऑफ़र की कीमत { $offer } में है; { $buyer } वाला ऑफ़र चुनें।
detailed-companies-names-similar = { $similar } दूसरी कंपनियों के नाम इनसे मिलते-जुलते हैं; उन्हें देखें और पुष्टि करें कि आपने कितने देखे हैं।
detailed-deliveries-wrong-code = कोड गलत है; बचे हुए प्रयास: { $tries_left }।
detailed-imports-too-many-changes = इस फ़ाइल में { $rows } पंक्तियाँ बदलती हैं, और आपकी कंपनी एक बार में { $most } बदल सकती है; फ़ाइल बाँटें, या मार्केटप्लेस से थोक सीमा की मंज़ूरी माँगें।
detailed-imports-too-many-listings = इस फ़ाइल में { $rows } उत्पाद हैं, और आपकी कंपनी एक बार में { $most } जोड़ सकती है; फ़ाइल बाँटें, या मार्केटप्लेस से थोक सीमा की मंज़ूरी माँगें।
detailed-offers-other-currency = यह उत्पाद { $currency } में बिकता है।
detailed-orders-price-changed = कुल राशि अब { $expected_total } के बजाय { $total } है; लाइनें देखें और फिर ऑर्डर दें।
detailed-orders-too-many-unaccepted-packs = जब तक विक्रेता स्वीकार न करे, आपकी कंपनी इस ऑफ़र के अधिक से अधिक { $max_packs } पैक रोक सकती है; { $open_packs } लंबित ऑर्डर में हैं, इसलिए अभी { $can_order } ऑर्डर किए जा सकते हैं।
detailed-orders-too-much-unaccepted-value = जब तक यह विक्रेता स्वीकार न करे, उसके पास आपकी कंपनी के ऑर्डर अधिक से अधिक { $max_value } के हो सकते हैं; { $open_value } के ऑर्डर लंबित हैं।
detailed-stock-changed-meanwhile = आपके गिनने के बाद स्टॉक बदल गया है; अभी मौजूद पैक: { $on_hand }।
detailed-stock-promised = { $on_hand } में से { $allocated } पैक ऑर्डर के लिए आरक्षित हैं; आप उससे कम नहीं कर सकते।
