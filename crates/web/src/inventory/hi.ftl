in-stock-plenty = स्टॉक में है
in-stock-few = स्टॉक कम है
in-stock-nothing = स्टॉक में नहीं

inventory-city = शहर
inventory-free = { $n ->
    [one] { $n } पैक उपलब्ध
   *[other] { $n } पैक उपलब्ध
    }
inventory-free-packs = उपलब्ध
inventory-levels = स्टॉक की मात्रा
inventory-low = कम स्टॉक
inventory-low-from = कम स्टॉक की चेतावनी
inventory-low-from-at = { $place }: कम स्टॉक की सूचना इतने पैक पर
inventory-move-go = सहेजें
inventory-move-stock = स्टॉक समायोजित करें
inventory-movement = प्रकार

movement-adjusted = दोबारा गिनती
movement-allocated = ऑर्डर के लिए आरक्षित
movement-damaged = क्षतिग्रस्त
movement-received = प्राप्त
movement-released = आरक्षण हटाया गया
movement-shipped = भेजा गया

inventory-movements = स्टॉक की आवाजाही
inventory-movements-none = अभी स्टॉक की कोई आवाजाही नहीं
inventory-movements-none-text = प्राप्त, आरक्षित या भेजा गया हर पैक यहाँ दर्ज होता है।
inventory-no-stock-yet = अभी कोई स्टॉक नहीं।
inventory-note = नोट
inventory-nothing-low = किसी का स्टॉक कम नहीं है।
inventory-of-there = { $there } मौजूद, { $promised } आरक्षित
inventory-on-hand = मौजूद
inventory-packs = पैक
inventory-packs-moved-hint = कितने पैक का बदलाव है। दोबारा गिनती: स्टॉक घटाने के लिए ऋण चिह्न लगाएँ, जैसे -3। क्षतिग्रस्त पैक हमेशा घटाए जाते हैं।
inventory-place = गोदाम
inventory-place-add = गोदाम जोड़ें
inventory-place-first = स्टॉक दर्ज करने से पहले नीचे एक गोदाम जोड़ें।
inventory-place-name = गोदाम का नाम
inventory-places = गोदाम
inventory-places-none = अभी कोई गोदाम नहीं।
inventory-promised = आरक्षित
inventory-none = अभी कोई स्टॉक नहीं है
inventory-none-text = प्राप्त स्टॉक दर्ज करने के लिए कोई उत्पाद खोलें, या स्टॉक की गिनती अपलोड करें।

flash-stock-moved = स्टॉक अपडेट हुआ।
flash-location-added = गोदाम जोड़ा गया।

code-stock-changed-meanwhile = आपके गिनने के बाद स्टॉक बदल गया है। मौजूदा मात्रा देखें और फिर गिनें।
code-stock-kind-not-by-hand = यह ऑर्डर से अपने आप दर्ज होता है। आप स्टॉक की प्राप्ति, समायोजन या क्षति दर्ज कर सकते हैं।
code-stock-location-name-taken = इस नाम का गोदाम आपके पास पहले से है।
code-stock-no-such-offer-or-location = ऑफ़र या गोदाम नहीं मिला।
code-stock-promised = इस स्टॉक का कुछ भाग ऑर्डर के लिए आरक्षित है, इसलिए इसे इतना कम नहीं किया जा सकता।
code-stock-wrong-sign = प्राप्त मात्रा धनात्मक और क्षतिग्रस्त मात्रा ऋणात्मक होनी चाहिए।
