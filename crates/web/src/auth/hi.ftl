flash-signed-out = आप साइन आउट हो गए हैं।

sign-in-title = साइन इन
sign-in-email = ईमेल पता
sign-in-password = पासवर्ड
sign-in-go = साइन इन करें
sign-in-new = यहाँ नए हैं?
sign-in-invited = क्या आपके पास निमंत्रण है?
sign-in-keeps = लिखते समय आपका सेशन समाप्त हो गया। फिर साइन इन करें: आपकी भरी हुई जानकारी सहेजी गई है और बाद में सबमिट की जा सकती है।
flash-oldest-session-ended = आप बहुत से डिवाइस पर साइन इन थे, इसलिए आपका सबसे पुराना सेशन समाप्त कर दिया गया।
sign-in-ended-too-many = आपने बहुत से दूसरे डिवाइस पर साइन इन किया, इसलिए यहाँ से साइन आउट कर दिया गया। यहाँ जारी रखने के लिए फिर साइन इन करें।
sign-in-ended-ended-by-owner = आपने यह सेशन किसी दूसरे डिवाइस से समाप्त किया। यहाँ जारी रखने के लिए फिर साइन इन करें।
sign-in-ended-account-changed = आपका पासवर्ड या खाता बदला है, इसलिए आपको साइन आउट कर दिया गया। कृपया फिर साइन इन करें।

step-up-start = इस खाते में साइन इन के कई असफल प्रयास हुए हैं। अपना पासवर्ड फिर डालें; इस बीच हम आपके ब्राउज़र में एक छोटी सुरक्षा जाँच करेंगे।
step-up-working = अपना पासवर्ड फिर डालें। सुरक्षा जाँच: {"{n}"}% पूरी।
step-up-worked = सुरक्षा जाँच पूरी हुई। पासवर्ड डालें और साइन इन करें।
step-up-without = इस खाते में साइन इन के कई असफल प्रयास हुए हैं। छोटी सुरक्षा जाँच के लिए JavaScript चालू करें, या उस डिवाइस से साइन इन करें जिसे आपने पहले इस्तेमाल किया है।
step-up-wait =
    { $minutes ->
        [one] या { $minutes } मिनट रुककर फिर कोशिश करें।
       *[other] या { $minutes } मिनट रुककर फिर कोशिश करें।
    }

resume-title = आप फिर साइन इन हो गए हैं
resume-text = आपकी भरी हुई जानकारी यहीं है और अभी सबमिट नहीं हुई है।
resume-go = अभी सबमिट करें
resume-drop = हटा दें

register-title = अपनी कंपनी रजिस्टर करें
register-steps = चरण
register-step-1 = कंपनी का प्रकार
register-step-2 = कंपनी
register-step-3 = आपका खाता

register-kind-text = आपकी कंपनी मार्केटप्लेस पर क्या करेगी? हर कंपनी का एक ही प्रकार होता है।

register-about-retailer = आप दुकानें, रेस्तराँ या दफ़्तर चलाते हैं और एक ही ऑर्डर में कई विक्रेताओं से खरीदते हैं।
register-about-vendor = आप माल बनाते या आयात करते हैं और दुकानों को पैक में बेचते हैं।
register-about-delivery-partner = आपके पास राइडर हैं और आप विक्रेताओं का माल दुकानों तक पहुँचाते हैं।
register-as-retailer = खरीदने के लिए रजिस्टर करें
register-as-vendor = बेचने के लिए रजिस्टर करें
register-as-delivery-partner = डिलीवरी के लिए रजिस्टर करें
register-known = पहले से खाता है?
register-other-kind = दूसरा प्रकार चुनें
register-legal-name = कानूनी नाम
register-legal-name-hint = जैसा व्यापार रजिस्टर में है। मंज़ूरी के बाद इसे बदला नहीं जा सकता।
register-display-name = दिखने वाला नाम
register-display-name-hint = दूसरी कंपनियों को यही दिखता है। इसे बाद में बदल सकते हैं।
register-line = सड़क का पता
register-city = शहर
register-postcode = पिन कोड
register-country = देश
register-country-hint = जहाँ आपकी कंपनी रजिस्टर्ड है।
register-currency = मुद्रा
register-currency-hint = आपकी सभी कीमतें और ऑर्डर इसी में होंगे।
register-choose = चुनें
register-next = आगे: आपका खाता
register-back = कंपनी पर वापस
register-name = आपका नाम
register-name-hint = आप खाते के मालिक होंगे और सहकर्मियों को आमंत्रित कर सकेंगे।
register-go = रजिस्ट्रेशन सबमिट करें

password-hint = कम से कम { LIMIT("password-least") } अक्षर। कई शब्दों का वाक्य याद रखना आसान होता है।

registered-title = धन्यवाद
registered-thanks = हमें आपका रजिस्ट्रेशन मिल गया है।
registered-same = यदि यह ईमेल पता यहाँ नया है, तो आपकी कंपनी की मंज़ूरी अब बाकी है। यदि इसका खाता पहले से है, तो कुछ नहीं बदला: उसी खाते से साइन इन करें।
registered-next = आगे क्या होगा
registered-next-1 = आवेदन की स्थिति देखने के लिए साइन इन करें।
registered-next-2 = हमारी टीम आपकी जानकारी को व्यापार रजिस्टर से मिलाती है।
registered-next-3 = मंज़ूरी मिलते ही आप व्यापार शुरू कर सकते हैं।
registered-sign-in = स्थिति देखने के लिए साइन इन करें

join-title = निमंत्रण स्वीकार करें
join-text = आपकी कंपनी के किसी व्यक्ति ने आपको आमंत्रित किया है और निमंत्रण कोड दिया है।
join-code = निमंत्रण कोड
join-code-hint = सात दिन के भीतर एक बार इस्तेमाल हो सकता है।
join-name = आपका नाम
join-name-hint = केवल तब ज़रूरी है जब आपके ईमेल पते का खाता नहीं है।
join-password = पासवर्ड
join-password-hint = कम से कम { LIMIT("password-least") } अक्षरों का नया पासवर्ड चुनें; यदि आपके ईमेल पते का खाता पहले से है, तो उस खाते का पासवर्ड डालें।
join-go = जुड़ें

flash-joined = शुरू करने के लिए साइन इन करें। यदि आपका खाता पहले से था और आपने कोई दूसरा पासवर्ड डाला, तो आप अभी नहीं जुड़े हैं: अपने खाते के पासवर्ड से निमंत्रण फिर स्वीकार करें।

me-kind = कंपनी का प्रकार

me-state = कंपनी की स्थिति

sessions-title = सक्रिय सेशन
sessions-text = वे डिवाइस जिन पर आप साइन इन हैं। यदि किसी को नहीं पहचानते, तो उसे साइन आउट करें और पासवर्ड बदलें।
sessions-device = डिवाइस
sessions-address = IP पता
sessions-since = साइन इन
sessions-used = पिछली गतिविधि
sessions-until = समाप्ति
sessions-this = यह डिवाइस
sessions-program = API क्लाइंट
sessions-unknown = अज्ञात डिवाइस
sessions-unnoted = दर्ज नहीं
sessions-end = साइन आउट करें
sessions-end-others = बाकी सभी सेशन साइन आउट करें
sessions-end-others-text = इन सेशन वाले लोगों को फिर साइन इन करना होगा। आप यहाँ साइन इन रहेंगे।

flash-session-ended = वह सेशन साइन आउट हो गया।
flash-sessions-ended = बाकी सभी सेशन साइन आउट हो गए।

switch-company-title = आपकी कंपनियाँ
switch-company-change = कंपनी बदलें
switch-company-text = आप एक समय में एक कंपनी के लिए काम करते हैं। कंपनी बदलने पर आप इससे साइन आउट होकर दूसरी में साइन इन होंगे।
switch-company-here = मौजूदा कंपनी
switch-company-stay = यहीं जारी रखें
switch-company-go = { $name } पर जाएँ

flash-resume-dropped = सबमिट न की गई जानकारी किसी और सेशन की थी, इसलिए हटा दी गई।

code-auth-bad-credentials = ईमेल पता या पासवर्ड गलत है।
code-auth-no-such-session = सेशन नहीं मिला।
code-auth-refresh-not-valid = आपका सेशन अब मान्य नहीं है। कृपया फिर साइन इन करें।
code-auth-required = कृपया पहले साइन इन करें।
code-auth-session-over = आपका सेशन समाप्त हो गया। कृपया फिर साइन इन करें।
code-auth-step-up-required = इस खाते में साइन इन के कई असफल प्रयास हुए हैं। साइन इन करने के लिए एक छोटी सुरक्षा जाँच पूरी करें।
code-auth-token-not-valid = आपका सेशन अमान्य है या समाप्त हो गया है। कृपया फिर साइन इन करें।
