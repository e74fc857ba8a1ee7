company-kind-vendor = विक्रेता
company-kind-retailer = रिटेलर
company-kind-delivery-partner = डिलीवरी पार्टनर
company-kind-platform = मार्केटप्लेस

company-state-submitted = मंज़ूरी बाकी
company-state-approved = स्वीकृत
company-state-rejected = अस्वीकृत
company-state-suspended = निलंबित

welcome-title = स्वागत है, { $name }
welcome-progress = आवेदन की स्थिति
welcome-step-asked = रजिस्टर हुई
welcome-step-looked-at = समीक्षा में
welcome-step-approved = स्वीकृत
welcome-step-rejected = अस्वीकृत
welcome-step-suspended = निलंबित
welcome-submitted = आपकी कंपनी समीक्षा में है
welcome-submitted-text = आप सब देख सकते हैं, पर अभी व्यापार नहीं कर सकते। बदलाव होने पर यह पेज अपडेट होगा।
welcome-rejected = आपकी कंपनी अस्वीकृत हुई
welcome-rejected-text = कारण नीचे दिया है। आप सब देख सकते हैं, पर व्यापार नहीं कर सकते।
welcome-suspended = आपकी कंपनी निलंबित है
welcome-suspended-text = कारण नीचे दिया है। बहाल होने तक आपकी कंपनी में कोई व्यापार नहीं कर सकता।
welcome-approved = आपकी कंपनी स्वीकृत है
welcome-first = शुरुआत करें
welcome-meanwhile = इस बीच
welcome-check-company = अपनी कंपनी की जानकारी जाँचें
welcome-check-me = अपनी प्रोफ़ाइल जाँचें
welcome-look-around = उत्पाद देखें
welcome-retailer-browse = उत्पाद देखें और बास्केट भरें
welcome-retailer-quick = SKU से जल्दी ऑर्डर करें
welcome-retailer-orders = अपने ऑर्डर ट्रैक करें

welcome-vendor-products = अपना पहला उत्पाद लिस्ट करें
welcome-vendor-imports = फ़ाइल से उत्पाद आयात करें
welcome-vendor-stock = अपना स्टॉक जोड़ें
welcome-vendor-today = आज के काम देखें

welcome-partner-riders = अपने राइडरों को आमंत्रित करें
welcome-partner-board = डिस्पैच बोर्ड खोलें
welcome-partner-rides = अपनी डिलीवरी देखें
welcome-every-team = सहकर्मियों को आमंत्रित करें
welcome-every-company = अपनी कंपनी का टाइम ज़ोन सेट करें

company-fixed = सत्यापित जानकारी
company-fixed-text = नाम केवल हमारी समीक्षा के बाद बदलते हैं। कुछ और गलत हो, तो सहायता टीम से संपर्क करें।
company-own = बदली जा सकने वाली जानकारी
company-since = पंजीकृत
company-zone = टाइम ज़ोन
company-zone-hint = आपके पेजों पर सभी समय इसी टाइम ज़ोन में दिखते हैं, और आपका कारोबारी दिन इसी में शुरू और समाप्त होता है।
company-delivers-to = डिलीवरी के देश
company-delivers-to-hint = खरीदार केवल इन देशों में डिलीवरी के लिए ऑर्डर कर सकते हैं। बाकी को बताया जाता है कि आप वहाँ डिलीवरी नहीं करते।
company-save = सहेजें
company-now = मौजूदा मान: { $value }

company-names = नाम बदलें
company-names-text = हर नया नाम दिखने से पहले हम उसकी जाँच करते हैं। तब तक मौजूदा नाम बने रहते हैं।
company-names-go = बदलाव का अनुरोध करें
company-names-open = समीक्षा में
company-names-withdraw = अनुरोध वापस लें
company-names-refused = आपका पिछला अनुरोध अस्वीकृत हुआ

flash-name-change-asked = नाम बदलने का अनुरोध भेजा गया। फ़ैसला होने पर हम आपको बताएँगे।
flash-name-change-withdrawn = अनुरोध वापस लिया गया।

vendor-profile-place = स्थान
vendor-profile-money = मुद्रा
vendor-profile-products = उत्पाद
vendor-profile-search = इस विक्रेता के उत्पाद खोजें
vendor-profile-bare = अभी कोई उत्पाद नहीं
vendor-profile-bare-text = यह विक्रेता अभी कोई उत्पाद नहीं बेच रहा है।

companies-staff-place = स्थान
companies-staff-legal-name = कानूनी नाम
companies-staff-bulk = थोक सीमा
companies-staff-bulk-on = इस विक्रेता की फ़ाइलों के लिए उत्पादों, कीमतों और स्टॉक की गिनती की सीमाएँ बड़ी हैं।
companies-staff-bulk-off = इस विक्रेता की फ़ाइलों के उत्पाद, कीमतें और स्टॉक की गिनती सामान्य सीमाओं में गिने जाते हैं।
companies-staff-bulk-approve = थोक सीमा मंज़ूर करें
companies-staff-bulk-withdraw = थोक सीमा वापस लें
companies-staff-address = पता
companies-staff-currency = मुद्रा
companies-staff-zone = टाइम ज़ोन
companies-staff-id = आईडी
companies-staff-empty = कोई कंपनी नहीं मिली
companies-staff-empty-text = रजिस्टर करने पर कंपनियाँ यहाँ दिखती हैं। कोई और प्रकार या स्थिति चुनें।
companies-staff-decide = समीक्षा करें
companies-staff-decide-text = इस कंपनी ने जुड़ने का आवेदन किया है। उसकी जानकारी जाँचें। आपके फ़ैसले के बाद उसकी टीम व्यापार शुरू कर सकेगी, या कारण देख सकेगी।
companies-staff-approve = मंज़ूर करें…
companies-staff-approve-text = कंपनी तुरंत व्यापार शुरू कर सकती है। हम उसे सूचना भेजेंगे।
companies-staff-approve-similar = { $count ->
    [one] { $count } दूसरी कंपनी का नाम इससे मिलता है। यह कंपनी इसी नाम से तुरंत व्यापार शुरू कर सकती है। फिर भी मंज़ूर करें?
   *[other] { $count } दूसरी कंपनियों के नाम इससे मिलते हैं। यह कंपनी इसी नाम से तुरंत व्यापार शुरू कर सकती है। फिर भी मंज़ूर करें?
}
companies-staff-approve-go = कंपनी को मंज़ूर करें
companies-staff-reject = अस्वीकार करें…
companies-staff-reject-text = कंपनी व्यापार नहीं कर सकेगी और आपका कारण देखेगी। इसे पलटा नहीं जा सकता।
companies-staff-reject-go = कंपनी को अस्वीकार करें
companies-staff-suspend = निलंबित करें…
companies-staff-suspend-about = यह कंपनी व्यापार कर रही है। उसकी सारी गतिविधि रोकने के लिए उसे निलंबित करें; बाद में बहाल कर सकते हैं।
companies-staff-suspend-text = इस कंपनी के सभी लोगों की पहुँच तुरंत बंद हो जाएगी और उसके ऑफ़र छिपा दिए जाएँगे।
companies-staff-suspend-go = कंपनी निलंबित करें
companies-staff-reinstate = बहाल करें…
companies-staff-reinstate-text = कंपनी तुरंत फिर व्यापार कर सकेगी और उसके ऑफ़र फिर दिखेंगे।
companies-staff-reinstate-go = कंपनी बहाल करें

flash-company-approved = कंपनी मंज़ूर हुई।
flash-company-rejected = कंपनी अस्वीकार हुई।
flash-company-bulk-approved = थोक सीमा मंज़ूर हुई।
flash-company-bulk-withdrawn = थोक सीमा वापस ली गई।
flash-company-suspended = कंपनी निलंबित हुई।
flash-company-reinstated = कंपनी बहाल हुई।

code-companies-not-a-vendor = केवल विक्रेता उत्पाद लिस्ट करते हैं।
code-companies-only-vendors-deliver = केवल विक्रेता अपने डिलीवरी के देश चुनते हैं।
companies-staff-similar = दूसरी कंपनियों के नाम मिलते-जुलते हैं
companies-staff-mixed = एक शब्द में दो लिपियों के अक्षर हैं, या ऐसे अक्षर हैं जिनसे नाम नहीं लिखे जाते
companies-staff-names = नाम में बदलाव
companies-staff-names-text = वे कंपनियाँ जो दूसरा नाम चाहती हैं। आपके स्वीकार करने तक मौजूदा नाम बने रहते हैं।
companies-staff-names-empty = नाम में कोई बदलाव नहीं
companies-staff-names-empty-text = जब कोई कंपनी दूसरा नाम माँगती है, तो अनुरोध यहाँ दिखता है।
companies-staff-names-old = मौजूदा नाम
companies-staff-names-new = माँगे गए नाम
companies-staff-names-similar = मिलते-जुलते नाम
companies-staff-names-none = कोई नहीं
companies-staff-names-accept = स्वीकार करें
companies-staff-names-accept-text = अब से कंपनी इसी नाम से दिखेगी।
companies-staff-names-accept-similar = { $count ->
    [one] { $count } दूसरी कंपनी का नाम इससे मिलता है। फिर भी स्वीकार करें?
   *[other] { $count } दूसरी कंपनियों के नाम इससे मिलते हैं। फिर भी स्वीकार करें?
}
companies-staff-names-refuse = अस्वीकार करें…
companies-staff-names-refuse-text = कंपनी के मौजूदा नाम बने रहेंगे और वह आपका कारण पढ़ेगी।
companies-staff-names-refuse-go = नाम अस्वीकार करें

name-change-state-open = समीक्षा में
name-change-state-accepted = स्वीकृत
name-change-state-refused = अस्वीकृत
name-change-state-withdrawn = वापस लिया गया

flash-names-accepted = नाम स्वीकार हुए।
flash-names-refused = नाम अस्वीकार हुए।

code-companies-changed-meanwhile = आपके खोलने के बाद किसी ने इस कंपनी में बदलाव किया है।
code-companies-conflict-of-interest = आप इससे संबंधित कंपनी के सदस्य हैं या पिछले { LIMIT("cooling-off-days") } दिनों में थे। फ़ैसला किसी और को करना होगा।
code-companies-no-such-company = कंपनी नहीं मिली।
code-companies-name-change-not-open = नाम में यह बदलाव अब समीक्षा में नहीं है।
code-companies-name-change-of-stopped = यह कंपनी अभी स्वीकृत नहीं है। उसके नए नाम अस्वीकार करें, या कंपनी के बहाल होने पर उन्हें स्वीकार करें।
code-companies-name-change-open = नाम में एक बदलाव पहले से समीक्षा में है। दूसरा माँगने से पहले उसे वापस लें।
code-companies-name-needs-review = आपकी कंपनी का नाम स्वीकृत हो चुका है। बदलाव का अनुरोध करें।
code-companies-name-same = आपकी कंपनी के नाम पहले से यही हैं।
code-companies-names-changed-meanwhile = अनुरोध के बाद नाम बदल गए हैं। इसे अस्वीकार करें, ताकि नया अनुरोध हो।
code-companies-names-similar = दूसरी कंपनियों के नाम इनसे मिलते-जुलते हैं। उन्हें जाँचें, फिर दोबारा फ़ैसला करें।
code-companies-no-such-name-change = नाम में बदलाव नहीं मिला।
code-companies-reason-needed = बताएँ कि नाम क्यों अस्वीकृत हैं; कंपनी इसे पढ़ेगी।
code-companies-not-decidable = मार्केटप्लेस की अपनी कंपनी को मंज़ूर, अस्वीकार या निलंबित नहीं किया जा सकता।
code-companies-wrong-state = कंपनी की मौजूदा स्थिति में यह नहीं किया जा सकता।

companies-staff-sign-out = सभी को साइन आउट करें
companies-staff-sign-out-text = इस कंपनी के सभी लोग सभी डिवाइस पर साइन आउट हो जाएँगे और फिर से साइन इन कर सकेंगे। पुष्टि के लिए अपना पासवर्ड डालें।
