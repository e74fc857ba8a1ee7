category-fresh-food = ताज़ा खाद्य
category-vegetables = सब्ज़ियाँ
category-fruits = फल
category-herbs-greens = हरी पत्तियाँ और साग
category-fish-seafood = मछली और समुद्री भोजन
category-meat-poultry = मांस और चिकन
category-beverages = पेय पदार्थ
category-tea = चाय
category-coffee = कॉफ़ी
category-juices = जूस और नेक्टर
category-soft-drinks = सॉफ़्ट ड्रिंक और सोडा
category-water = पानी
category-drink-mixes = शरबत और ड्रिंक मिक्स
category-health-beauty = स्वास्थ्य और सौंदर्य
category-hair-care = बालों की देखभाल
category-skin-care = त्वचा की देखभाल
category-oral-care = दाँतों की देखभाल
category-bath-body = स्नान और शरीर
category-grooming = शेविंग और ग्रूमिंग
category-wellness = वेलनेस और प्राथमिक उपचार
category-household = घरेलू सामान
category-laundry = कपड़ों की धुलाई
category-dishwashing = बर्तनों की सफ़ाई
category-cleaners = फ़र्श और सतह क्लीनर
category-paper-tissue = पेपर और टिश्यू
category-wraps-disposables = रैप और डिस्पोज़ेबल
category-pooja-needs = पूजा और सुगंध
category-staples-grains = अनाज और राशन
category-rice = चावल
category-flours = आटा और मैदा
category-pulses = दालें
category-spices = मसाले
category-edible-oils = खाद्य तेल
category-sugar-salt = चीनी, गुड़ और नमक
category-snacks-confectionery = स्नैक्स और मिठाइयाँ
category-namkeen = नमकीन और फरसाण
category-chips = चिप्स
category-biscuits = बिस्किट और रस्क
category-chocolate-candy = चॉकलेट और टॉफ़ी
category-indian-sweets = भारतीय मिठाइयाँ
category-nuts-dry-fruits = मेवे
category-dairy-eggs = डेयरी और अंडे
category-milk = दूध
category-curd-lassi = दही, लस्सी और छाछ
category-paneer-cheese = पनीर और चीज़
category-butter-ghee = मक्खन, घी और क्रीम
category-eggs = अंडे
category-frozen = फ़्रोज़न
category-frozen-vegetables = फ़्रोज़न सब्ज़ियाँ और फल
category-frozen-snacks = फ़्रोज़न स्नैक्स
category-frozen-breads = फ़्रोज़न पराठे और ब्रेड
category-frozen-meat-fish = फ़्रोज़न मांस और मछली
category-ice-cream = आइसक्रीम और कुल्फ़ी
category-baby-kids = शिशु और बच्चे
category-diapers-wipes = डायपर और वाइप्स
category-baby-food = शिशु आहार
category-baby-bath = शिशु स्नान और त्वचा
category-feeding = फ़ीडिंग और नर्सिंग
category-toys-learning = खिलौने और शिक्षा

storefront-title = उत्पाद
storefront-all = सभी
storefront-former-vendor = वेंडर जो अब नहीं बेचता
storefront-category = श्रेणी
product-first-offers = केवल पहले { LIMIT("offers-shown") } ऑफ़र दिखाए गए हैं: जो स्टॉक में हैं, सबसे सस्ते पहले।
storefront-first-vendors = नाम के क्रम में पहले { LIMIT("vendors-to-choose") } विक्रेता। किसी और के लिए उसके किसी उत्पाद से उसका पेज खोलें।
storefront-brand = ब्रांड
storefront-sort = क्रम
storefront-by-price = पहले { $currency } की कीमतें, फिर बाकी मुद्राएँ एक-एक करके। जो उत्पाद अभी ऑर्डर नहीं हो सकते वे शामिल नहीं हैं।
storefront-go = खोजें
storefront-popular = लोकप्रिय
storefront-categories = श्रेणियाँ
storefront-path = पेज का रास्ता
storefront-pages = उत्पादों के पेज
storefront-from = { $price } से
storefront-vendors = { $n ->
    [0] कोई विक्रेता नहीं
    [one] { $n } विक्रेता
   *[other] { $n } विक्रेता
  }
storefront-found = { $n ->
    [0] कोई परिणाम नहीं
    [one] { $n } उत्पाद
   *[other] { $n } उत्पाद
  }
storefront-found-more = { $n }+ उत्पाद
storefront-nothing = कोई उत्पाद नहीं मिला
storefront-nothing-text = कम शब्द या दूसरी वर्तनी आज़माएँ। GTIN से भी खोज सकते हैं।
storefront-nothing-go = सभी उत्पाद देखें
storefront-bare = अभी कोई उत्पाद नहीं
storefront-bare-text = विक्रेताओं के लिस्ट करते ही उत्पाद यहाँ दिखते हैं।

sort-newest = नवीनतम
sort-name = नाम
sort-price-asc = कीमत: कम से अधिक
sort-price-desc = कीमत: अधिक से कम

pack-of = { $n ->
    [1] एक नग
   *[other] { $n } का पैक
  }

packs-from-to = { $min } से { $max } पैक
packs-in-steps = { $min } से { $max } पैक, { $step } के गुणज में

price-a-piece = { $price } प्रति नग
price-a-piece-about = लगभग { $price } प्रति नग

product-vendors = ऑफ़र
product-sign-in = ऑर्डर करने के लिए रिटेलर के रूप में साइन इन करें
product-pack = पैक
product-price = पैक की कीमत
product-bounds = ऑर्डर की मात्रा
product-stock = उपलब्धता
product-add = बास्केट में डालें
product-quantity-of = { $vendor } से पैक
product-about = विवरण
product-details = जानकारी
product-tax = कर
product-no-vendor = अभी उपलब्ध नहीं
product-no-vendor-text = जब कोई विक्रेता इसे फिर बेचेगा, तब आप इसे ऑर्डर कर सकेंगे।

storefront-less = मात्रा घटाएँ
storefront-more = मात्रा बढ़ाएँ

tax-gst-0 = GST 0%
tax-gst-5 = GST 5%
tax-gst-12 = GST 12%
tax-gst-18 = GST 18%
tax-vat-5 = VAT 5%

brands-title = ब्रांड
brands-begin = ब्रांड के नाम की शुरुआत
brands-none = कोई ब्रांड नहीं मिला
brands-none-text = कम अक्षर आज़माएँ।
brands-all = सभी ब्रांड देखें
brands-products = { $n ->
    [one] { $n } उत्पाद
   *[other] { $n } उत्पाद
  }

catalog-vendor-active-text = खरीदार यह ऑफ़र देख और ऑर्डर कर सकते हैं।
catalog-vendor-archive = आर्काइव करें
catalog-vendor-archive-go = ऑफ़र आर्काइव करें
catalog-vendor-archive-text = आर्काइव किया गया ऑफ़र वापस नहीं लाया जा सकता। खुले ऑर्डर पर असर नहीं पड़ेगा।
catalog-vendor-brand = ब्रांड
catalog-vendor-category = श्रेणी
catalog-vendor-description = विवरण
catalog-vendor-description-hint = खरीदारों को जो जानना चाहिए। बोल्ड और सूची जैसे सरल टैग रहते हैं, बाकी हटा दिए जाते हैं।
catalog-vendor-field = फ़ील्ड
catalog-vendor-find = नाम, ब्रांड या SKU से खोजें
catalog-vendor-find-go = खोजें
catalog-vendor-list-product = उत्पाद लिस्ट करें
catalog-vendor-max-quantity = एक ऑर्डर में अधिकतम पैक
catalog-vendor-min-quantity = एक ऑर्डर में न्यूनतम पैक
catalog-vendor-current-value = मौजूदा मान

offer-state-active = सक्रिय
offer-state-archived = आर्काइव
offer-state-paused = रुका हुआ

catalog-vendor-offer-product = मौजूदा उत्पाद ऑफ़र करें
catalog-vendor-pack-size = एक पैक में नग
catalog-vendor-pause = रोकें
catalog-vendor-paused-text = बिक्री फिर शुरू होने तक खरीदार यह ऑफ़र ऑर्डर नहीं कर सकते।
catalog-vendor-per-pack = { $n ->
    [one] प्रति नग
   *[other] { $n } नग का पैक
    }
catalog-vendor-price = कीमत
catalog-vendor-price-trend = कीमत का रुझान
catalog-vendor-price-waits = एक नई कीमत को मंज़ूरी चाहिए
catalog-vendor-product = उत्पाद
catalog-vendor-product-text = उत्पाद का विवरण
catalog-vendor-product-text-hint = यह उत्पाद आपकी कंपनी सँभालती है। जब तक कोई और इसे न बेचे और इसका ऑर्डर न हुआ हो, बदलाव तुरंत लागू होते हैं; उसके बाद हमारी टीम उन्हें जाँचती है।
catalog-vendor-none = अभी कोई उत्पाद नहीं
catalog-vendor-none-text = अपनी कीमत और पैक के आकार के साथ उत्पाद लिस्ट करें, या एक साथ कई जोड़ने के लिए फ़ाइल अपलोड करें।
catalog-vendor-not-found = कोई उत्पाद नहीं मिला
catalog-vendor-not-found-text = इस खोज और स्थिति से आपका कोई ऑफ़र मेल नहीं खाता।
catalog-vendor-quantity-step = ऑर्डर गुणक
catalog-vendor-conflict = किसी और ने बदलाव किया है
catalog-vendor-conflict-text = आपकी भरी हुई जानकारी फ़ॉर्म में है। मौजूदा मान बदलने के लिए फिर सहेजें।
catalog-vendor-resume = बिक्री फिर शुरू करें
catalog-vendor-selling = बिक्री
catalog-vendor-sku = SKU
catalog-vendor-terms = शर्तें
catalog-vendor-title = उत्पाद का नाम
catalog-vendor-your-value = आपका मान

flash-offer-resumed = बिक्री फिर शुरू हुई।
flash-offer-paused = ऑफ़र रोका गया।
flash-offer-archived = ऑफ़र आर्काइव हुआ।

catalog-staff-retire-title = उत्पाद हटाएँ
catalog-staff-words = उत्पाद खोजें
catalog-staff-words-hint = नाम, ब्रांड या GTIN
catalog-staff-empty = कोई उत्पाद नहीं मिला
catalog-staff-empty-text = कम शब्द या केवल शुरुआती अक्षर लिखें।
catalog-staff-category = श्रेणी
catalog-staff-offers = ऑफ़र
catalog-staff-from-price = न्यूनतम कीमत
catalog-staff-retire = हटाएँ…
catalog-staff-retire-text = यह उत्पाद अब किसी भी विक्रेता से न मिलेगा, न खरीदा जा सकेगा। मौजूदा ऑर्डर पर असर नहीं पड़ेगा।
catalog-staff-retire-go = उत्पाद हटाएँ
catalog-staff-categories = श्रेणियाँ
catalog-staff-categories-empty = अभी कोई श्रेणी नहीं। पहली जोड़ें।
catalog-staff-category-add = श्रेणी जोड़ें
catalog-staff-category-name = नाम
catalog-staff-category-slug = URL स्लग
catalog-staff-category-slug-hint = छोटे अंग्रेज़ी अक्षर, अंक और हाइफ़न, जैसे fresh-fruit
catalog-staff-category-parent = मूल श्रेणी
catalog-staff-category-parent-hint = जिस श्रेणी में उत्पाद हैं, हटाए गए भी, उसमें उपश्रेणी नहीं बन सकती और वह यहाँ नहीं दिखती।
catalog-staff-category-top = कोई नहीं (सबसे ऊपर)
catalog-staff-category-go = श्रेणी जोड़ें

flash-category-added = श्रेणी जुड़ गई।
flash-product-retired = उत्पाद हटा दिया गया।

code-brands-no-such-brand = ब्रांड नहीं मिला।
code-catalog-too-many-skus = एक साथ बहुत अधिक SKU हैं। उन्हें हिस्सों में खोजें।
code-categories-bad-parent = मूल श्रेणी सबसे ऊपर की मौजूदा श्रेणी होनी चाहिए।
code-categories-has-products = मूल श्रेणी में उत्पाद हैं, इसलिए उसमें उपश्रेणी नहीं बन सकती। बिना उत्पाद वाली श्रेणी चुनें या सबसे ऊपर की श्रेणी जोड़ें।
code-categories-slug-taken = यह URL स्लग पहले से इस्तेमाल में है।
code-offers-archived = आर्काइव किए गए ऑफ़र वापस नहीं लाए जा सकते। नया ऑफ़र बनाएँ।
code-offers-changed-meanwhile = आपके खोलने के बाद किसी ने इस ऑफ़र में बदलाव किया है।
code-offers-no-such-offer = ऑफ़र नहीं मिला।
code-offers-other-currency = यह उत्पाद किसी और मुद्रा में बिकता है।
code-offers-quantities-do-not-fit = न्यूनतम और अधिकतम मात्रा ऑर्डर गुणक से विभाज्य हों, और न्यूनतम अधिकतम से ज़्यादा न हो।
code-offers-sku-taken = आप यह SKU पहले से इस्तेमाल करते हैं, या यह उत्पाद पहले से ऑफ़र करते हैं।
code-products-changed-meanwhile = आपके खोलने के बाद किसी ने इस उत्पाद में बदलाव किया है।
code-products-gtin-taken = यह GTIN पहले से लिस्ट है। उसी उत्पाद पर ऑफ़र जोड़ें, या GTIN आपका हो तो उस पर दावा करें।
code-products-no-such-category = श्रेणी नहीं मिली, या उसकी उप-श्रेणियाँ हैं। उनमें से कोई चुनें।
code-products-no-such-product = उत्पाद नहीं मिला।

catalog-requests = अनुरोध
catalog-requests-text = जिन उत्पादों को दूसरे विक्रेता बेचते हैं या जिनका ऑर्डर हो चुका है, उनके बदलाव और GTIN के दावे हमारी टीम जाँचती है।
catalog-requests-none = कोई अनुरोध नहीं
catalog-requests-none-text = जिस बदलाव की हमें जाँच करनी हो, वह यहाँ दिखता है।
catalog-request-withdraw = वापस लें
catalog-request-difference = माँगा गया बदलाव
catalog-request-old = अभी
catalog-request-new = माँगा गया
catalog-request-decide = फ़ैसला करें…
catalog-request-decide-go = फ़ैसला सहेजें
catalog-request-decision = फ़ैसला
catalog-claim-gtin = GTIN पर दावा करें
catalog-claim-text = अगर किसी और कंपनी ने आपके GTIN से उत्पाद लिस्ट किया है, तो बताएँ कि वह आपका क्यों है। हमारी टीम तय करती है: आगे से उत्पाद आपकी कंपनी सँभाले, या GTIN आपके लिस्ट करने के लिए खाली हो जाए।
catalog-claim-evidence = प्रमाण
catalog-claim-evidence-hint = जैसे आपका GS1 कंपनी प्रीफ़िक्स, और हम उसे कहाँ जाँच सकते हैं।
catalog-claim-go = दावा भेजें
catalog-staff-requests-none = कोई अनुरोध नहीं
catalog-staff-requests-none-text = साझा उत्पादों में विक्रेताओं के बदलाव और GTIN के दावे यहाँ दिखते हैं।
catalog-staff-retired = हटाए गए उत्पाद
catalog-staff-retired-text = हटाया गया उत्पाद अपना GTIN छोड़ देता है। वापस लाने पर वह उसे फिर मिलता है, जब तक किसी और उत्पाद को उससे लिस्ट न किया गया हो।
catalog-staff-retired-none = कोई हटाया गया उत्पाद नहीं
catalog-staff-retired-none-text = कैटलॉग से हटाए गए उत्पाद यहाँ दिखते हैं।
catalog-staff-restore = वापस लाएँ…
catalog-staff-restore-text = उत्पाद फिर मिलेगा और उसे बेचने वाले हर विक्रेता से खरीदा जा सकेगा।
catalog-staff-restore-go = उत्पाद वापस लाएँ

request-kind-change = बदलाव
request-kind-gtin-claim = GTIN का दावा
request-state-pending = लंबित
request-state-accepted = स्वीकृत
request-state-transferred = हस्तांतरित
request-state-released = GTIN खाली हुआ
request-state-refused = अस्वीकृत
request-state-withdrawn = वापस लिया गया
request-state-superseded = नए ने जगह ली
request-decision-accept = बदलाव स्वीकार करें
request-decision-transfer = उत्पाद इस विक्रेता को सौंपें
request-decision-release = GTIN खाली करें
request-decision-refuse = अस्वीकार करें
product-field-title = उत्पाद का नाम
product-field-brand = ब्रांड
product-field-category = श्रेणी
product-field-description = विवरण

flash-change-requested = दूसरे भी इस उत्पाद पर निर्भर हैं, इसलिए हमारी टीम बदलाव जाँचेगी। यह “अनुरोध” में मिलेगा।
flash-request-withdrawn = अनुरोध वापस लिया गया।
flash-gtin-claimed = दावा भेजा गया।
flash-request-decided = फ़ैसला सहेजा गया।
flash-product-restored = उत्पाद वापस लाया गया।

code-products-gtin-held = इस GTIN से दूसरा उत्पाद लिस्ट हो चुका है। इसे वापस लाने से पहले उस उत्पाद को हटाएँ या उसका GTIN खाली करें।
code-requests-no-such-request = अनुरोध नहीं मिला।
code-requests-not-pending = यह अनुरोध अब लंबित नहीं है।
code-requests-wrong-decision = यह फ़ैसला इस अनुरोध पर लागू नहीं होता।
code-requests-outdated = अनुरोध के बाद उत्पाद बदल गया या हटा दिया गया। अनुरोध अस्वीकार करें, ताकि विक्रेता नया भेज सके।
code-requests-own-company = आप उस कंपनी के सदस्य हैं जिससे यह अनुरोध जुड़ा है। किसी और को फ़ैसला करना होगा।
code-requests-company-stopped = यह अनुरोध करने वाली कंपनी निलंबित है। अनुरोध अस्वीकार करें, या कंपनी के बहाल होने पर फ़ैसला करें।
code-requests-prefix-reserved = यह GTIN ऐसे GS1 कंपनी प्रीफ़िक्स से शुरू होता है जो दूसरी कंपनी के लिए आरक्षित है। दावा अस्वीकार करें, या पहले प्रीफ़िक्स वापस लें।
code-requests-gtin-free = यह GTIN किसी उत्पाद के पास नहीं है। अपना उत्पाद इससे लिस्ट करें।
code-requests-own-gtin = यह GTIN पहले से आपकी कंपनी के सँभाले उत्पाद का है।
code-requests-already-claimed = आपकी कंपनी इस उत्पाद के GTIN पर पहले ही दावा कर चुकी है। फ़ैसले का इंतज़ार करें, या दावा वापस लें।

catalog-prefixes = GS1 कंपनी प्रीफ़िक्स
catalog-prefixes-text = अपनी कंपनी के GS1 कंपनी प्रीफ़िक्स बताएँ। हमारी टीम के पुष्टि करने के बाद कोई दूसरी कंपनी उस प्रीफ़िक्स के GTIN वाला नया उत्पाद लिस्ट नहीं कर सकती। पहले से लिस्ट उत्पाद बने रहते हैं; आप उनके GTIN का दावा कर सकते हैं।
catalog-prefixes-none = कोई कंपनी प्रीफ़िक्स नहीं
catalog-prefixes-none-text = आपकी कंपनी के बताए प्रीफ़िक्स यहाँ दिखते हैं।
catalog-prefix-state = प्रीफ़िक्स बताएँ
catalog-prefix = कंपनी प्रीफ़िक्स
catalog-prefix-hint = { LIMIT("prefix-least") } से { LIMIT("prefix-most") } अंक, जिनसे आपके GTIN-13 शुरू होते हैं। U.P.C. प्रीफ़िक्स के आगे 0 लगाएँ।
catalog-prefix-evidence-hint = हम इसे कहाँ जाँच सकते हैं, जैसे आपका GS1 लाइसेंस।
catalog-prefix-go = प्रीफ़िक्स भेजें
catalog-prefix-give-up = छोड़ें…
catalog-prefix-give-up-text = दूसरी कंपनियाँ इस प्रीफ़िक्स के GTIN वाले उत्पाद फिर से लिस्ट कर सकेंगी।
catalog-prefix-give-up-go = प्रीफ़िक्स छोड़ें
catalog-staff-prefixes-text = पुष्टि किया गया प्रीफ़िक्स आरक्षित होता है: कोई दूसरी कंपनी उसके GTIN वाला नया उत्पाद लिस्ट नहीं कर सकती। पुष्टि से पहले GS1 लाइसेंस जाँचें।
catalog-staff-prefixes-none-text = विक्रेताओं के बताए कंपनी प्रीफ़िक्स यहाँ दिखते हैं।
prefix-state-pending = लंबित
prefix-state-confirmed = पुष्टि हुई
prefix-state-refused = अस्वीकृत
prefix-state-withdrawn = वापस लिया गया
prefix-state-revoked = रद्द
prefix-decision-confirm = पुष्टि करें और आरक्षित करें
prefix-decision-refuse = अस्वीकार करें
prefix-decision-revoke = रद्द करें
flash-prefix-stated = प्रीफ़िक्स भेजा गया।
flash-prefix-withdrawn = प्रीफ़िक्स वापस लिया गया।
code-products-prefix-reserved = इस उत्पाद का GTIN ऐसे GS1 कंपनी प्रीफ़िक्स से शुरू होता है जो दूसरी कंपनी के लिए आरक्षित है। उत्पाद को हटा रहने दें, या पहले प्रीफ़िक्स वापस लें।
code-products-gtin-reserved = यह GTIN ऐसे GS1 कंपनी प्रीफ़िक्स से शुरू होता है जो दूसरी कंपनी के लिए आरक्षित है। अंक जाँचें, उस कंपनी का उत्पाद लिस्ट होने पर उसे ऑफ़र करें, या प्रीफ़िक्स आपका हो तो उसे बताएँ।
code-prefixes-no-such-prefix = कंपनी प्रीफ़िक्स नहीं मिला।
code-prefixes-already-stated = आपकी कंपनी यह प्रीफ़िक्स पहले ही बता चुकी है।
code-prefixes-not-open = यह फ़ैसला इस प्रीफ़िक्स के लिए ठीक नहीं: लंबित की पुष्टि या अस्वीकृति होती है, पुष्टि किया हुआ रद्द होता है।
code-prefixes-overlaps = यह प्रीफ़िक्स दूसरी कंपनी के आरक्षित प्रीफ़िक्स से टकराता है। इसे अस्वीकार करें, या पहले दूसरा रद्द करें।
code-prefixes-company-stopped = जिस कंपनी ने यह प्रीफ़िक्स बताया है वह निलंबित है। इसे अस्वीकार करें, या कंपनी बहाल होने पर फ़ैसला करें।
code-prefixes-own-company = आप उस कंपनी से जुड़े हैं जिससे यह प्रीफ़िक्स संबंधित है। फ़ैसला किसी और को करना होगा।
