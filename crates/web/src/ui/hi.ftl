# What every page says, and words that pages of several subjects share.

skip-to-content = सीधे मुख्य सामग्री पर जाएँ

site-description = B2B मार्केटप्लेस, जहाँ दुकानें एक साथ कई विक्रेताओं से ऑर्डर करती हैं।

offline = आप ऑफ़लाइन हैं। कुछ भी नहीं भेजा गया; इंटरनेट से जुड़ने पर फिर कोशिश करें।

foot-api = API संदर्भ

nav-search = उत्पाद खोजें
nav-label = मुख्य
nav-menu = मेन्यू
nav-products = उत्पाद
nav-quick-order = त्वरित ऑर्डर
nav-basket = बास्केट
nav-orders = ऑर्डर
nav-notices = सूचनाएँ
nav-team = टीम
nav-company = कंपनी
nav-today = आज
nav-own-products = उत्पाद
nav-prices = कीमतें
nav-stock = स्टॉक
nav-imports = आयात
nav-sales = बिक्री
nav-board = डिस्पैच बोर्ड
nav-rides = मेरी डिलीवरी
nav-overview = ओवरव्यू
nav-companies = कंपनियाँ
nav-users = यूज़र
nav-deliveries = डिलीवरी
nav-catalog = कैटलॉग
nav-requests = उत्पाद अनुरोध
nav-held-prices = कीमतों की मंज़ूरी
nav-security = सुरक्षा
nav-limits = रेट लिमिट
nav-cache = कैश
nav-jobs = बैकग्राउंड जॉब
nav-health = सिस्टम की स्थिति
nav-config = कॉन्फ़िगरेशन
nav-audit = ऑडिट लॉग
nav-sign-in = साइन इन करें
nav-sign-out = साइन आउट करें
nav-register = अपनी कंपनी रजिस्टर करें
nav-profile = मेरी प्रोफ़ाइल
nav-settings = भाषा और थीम

settings-language = भाषा
settings-theme = थीम
settings-theme-system = सिस्टम के अनुसार
settings-theme-light = हल्की
settings-theme-dark = गहरी
settings-save = लागू करें

close = बंद करें

shortcuts-title = कीबोर्ड शॉर्टकट
shortcuts-search = खोज पर जाएँ
shortcuts-help = यह सूची दिखाएँ
shortcuts-on = एक कुंजी वाले शॉर्टकट चालू करें

unsaved = यह बटन इस पेज पर कहीं और लिखी गई बातें सेव नहीं करता। क्या उन्हें खोकर आगे बढ़ें?
unsaved-go = बिना सेव किए आगे बढ़ें
confirm-no = वापस जाएँ

copied = कॉपी हो गया

required = ज़रूरी

form-errors = इन फ़ील्ड को जाँचें

page-newer = पहला पेज
page-older = अगला पेज

table-data = टेबल के रूप में देखें

none = कोई नहीं

yes = हाँ

no = नहीं

flash-saved = सहेजा गया।
flash-already-done = यह पहले ही हो चुका है, शायद किसी दूसरे टैब में। कुछ नहीं बदला।

month-1 = जन॰
month-2 = फ़र॰
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुल॰
month-8 = अग॰
month-9 = सित॰
month-10 = अक्तू॰
month-11 = नव॰
month-12 = दिस॰

design-title = डिज़ाइन सिस्टम

label-actions = कार्रवाइयाँ
label-crumbs = पेज का रास्ता
label-pages = पेज

country-in = भारत
country-ae = संयुक्त अरब अमीरात
country-sa = सऊदी अरब
country-qa = क़तर
country-bh = बहरीन
country-kw = कुवैत
country-om = ओमान
country-jo = जॉर्डन
country-pk = पाकिस्तान
country-lk = श्रीलंका
country-np = नेपाल
country-bd = बांग्लादेश
country-sg = सिंगापुर
country-my = मलेशिया
country-jp = जापान
country-kr = दक्षिण कोरिया
country-vn = वियतनाम
country-tn = ट्यूनीशिया
country-gb = यूनाइटेड किंगडम
country-us = संयुक्त राज्य अमेरिका
country-de = जर्मनी
country-fr = फ़्रांस
country-ie = आयरलैंड
country-it = इटली
country-nl = नीदरलैंड
country-es = स्पेन
barrier-currency = कीमत { $priced } में है; आप { $yours } में खरीदते हैं
barrier-country = { $country } में डिलीवरी नहीं

label-possible-actions = कार्रवाइयाँ
label-all = सभी
label-cancel = रद्द करें
label-day = दिन
label-export = CSV एक्सपोर्ट करें
label-export-excel = Excel के लिए एक्सपोर्ट करें
export-is-cut = यह फ़ाइल पूरी नहीं है: यह यहाँ समाप्त होती है, और आगे भी डेटा है। इसे CSV में एक्सपोर्ट करें।
label-pager = पेज
label-password = आपका पासवर्ड
label-save = सहेजें
label-show-all = सभी दिखाएँ

label-state = स्थिति
address-erased = पता हटा दिया गया, क्योंकि ऑर्डर बहुत पहले पूरा हो चुका है

label-here = पेज का रास्ता
label-when = तारीख
label-filter = फ़िल्टर करें
label-find = खोजें
label-show = दिखाएँ
label-what-to-do = कार्रवाइयाँ
label-list-pages = पेज
label-by-state = स्थिति से फ़िल्टर करें
label-trail = ऑडिट लॉग
label-live-on = अपने आप रीफ़्रेश करें
label-live-off = रीफ़्रेश करना बंद करें
label-reason = कारण
label-reason-hint = ऑडिट लॉग में सहेजा जाता है। कंपनी के मामले में उसकी टीम इसे पढ़ सकती है।

label-kind = प्रकार

label-since = कब से
label-company = कंपनी
label-details = विवरण
label-product = उत्पाद
label-order = ऑर्डर
label-from = कहाँ से
label-sum = राशि
label-who = यूज़र
label-what = इवेंट
label-times = संख्या
label-last = पिछली बार
label-chart-nothing = इस अवधि का कोई डेटा नहीं।
label-export-hint = एक्सपोर्ट में हर पंक्ति होती है। यदि इसमें { LIMIT("export-minutes") } मिनट से अधिक लगें, तो डाउनलोड रुक जाता है और फ़ाइल की आख़िरी पंक्ति यह बताती है।
export-too-slow = यह फ़ाइल अधूरी है: एक्सपोर्ट में { LIMIT("export-minutes") } मिनट से अधिक लगे। इसे फिर से डाउनलोड करें।
export-failed = यह फ़ाइल अधूरी है: हमारी ओर कोई गड़बड़ी हुई। इसे फिर से डाउनलोड करें।
code-limits-too-many-exports = आप एक साथ { LIMIT("exports-per-person") } एक्सपोर्ट चला सकते हैं। इनमें से एक पूरा होने तक प्रतीक्षा करें।
