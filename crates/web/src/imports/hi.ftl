imports-exports = मौजूदा डेटा एक्सपोर्ट करें
imports-exports-text = हर एक्सपोर्ट में सभी पंक्तियाँ होती हैं, और उसकी फ़ाइल CSV के रूप में फिर अपलोड की जा सकती है, हर फ़ाइल में { LIMIT("import-rows") } पंक्तियों तक। कीमतें और स्टॉक: जो अलग है उसे बदलें। उत्पाद: नए उत्पादों की पंक्तियाँ जोड़ें; जो पहले से बिक्री में हैं और नहीं बदली गईं वे छोड़ दी जाती हैं, और बदली हुई अस्वीकार होती हैं। वर्कबुक को पहले CSV (UTF-8) के रूप में सहेजें।
imports-apply = { $n ->
    [one] { $n } बदलाव लागू करें
   *[other] { $n } बदलाव लागू करें
    }
imports-changes = बदलाव
imports-columns = कॉलम के नाम
imports-errors = त्रुटियाँ
imports-failed = लागू नहीं हुए
imports-file = फ़ाइल
imports-file-hint = UTF-8 में CSV, { LIMIT("import-mib") } MiB और { LIMIT("import-rows") } पंक्तियों तक। पहली पंक्ति में कॉलम के नाम हों।
imports-filter = पंक्तियाँ
imports-go = बदलावों का प्रीव्यू देखें
imports-held = मंज़ूरी चाहिए
imports-history = आयात का इतिहास
imports-holds = { $n ->
    [one] कीमत के { $n } बड़े बदलाव को मंज़ूरी चाहिए होगी।
   *[other] कीमत के { $n } बड़े बदलावों को मंज़ूरी चाहिए होगी।
    }

import-state-applied = लागू हुआ
import-state-applying = लागू हो रहा है
import-state-partly = आंशिक रूप से लागू
import-state-previewed = लागू करने को तैयार
import-state-undoing = पूर्ववत हो रहा है
import-state-undone = पूर्ववत हुआ

imports-kind = आयात का प्रकार

imports-leave = आप यह पेज छोड़ सकते हैं। आयात बैकग्राउंड में जारी रहेगा।
imports-line = पंक्ति
imports-more = { $n ->
    [one] { $n } और पंक्ति। सूची छोटी करने के लिए ऊपर का फ़िल्टर इस्तेमाल करें।
   *[other] { $n } और पंक्तियाँ। सूची छोटी करने के लिए ऊपर का फ़िल्टर इस्तेमाल करें।
    }
imports-new = फ़ाइल अपलोड करें
imports-none = अभी तक कोई फ़ाइल अपलोड नहीं हुई।
imports-nothing = इस फ़ाइल से कुछ नहीं बदलेगा। इसे ठीक करके फिर अपलोड करें।
imports-password = यह आयात एक साथ बहुत-सी कीमतें बदलता है, इसलिए आपका पासवर्ड ज़रूरी है।
imports-pasted = या सामग्री पेस्ट करें

import-kind-prices = कीमतें
import-kind-products = नए उत्पाद

imports-reload = प्रगति रीफ़्रेश करें
imports-rows = पंक्तियाँ
imports-skips = { $n ->
    [one] त्रुटि वाली { $n } पंक्ति छोड़ दी जाएगी।
   *[other] त्रुटि वाली { $n } पंक्तियाँ छोड़ दी जाएँगी।
    }
imports-so-far = पंक्तियाँ: { $all } में से { $done }

import-kind-stock = स्टॉक की गिनती

imports-text = अभी कुछ नहीं बदलेगा। पहले आपको हर पंक्ति का प्रीव्यू दिखेगा।
imports-title = आयात
imports-undo = पूर्ववत करें
imports-undo-go = आयात पूर्ववत करें
imports-undo-text = जहाँ बाद में किसी ने बदलाव नहीं किया, वहाँ कीमतें और स्टॉक पहले जैसे हो जाएँगे। कीमत के जिन बदलावों को अभी मंज़ूरी चाहिए, वे वापस ले लिए जाएँगे। नए ऑफ़र रोक दिए जाएँगे।
imports-verdict = प्रीव्यू
imports-withdrawn = { $n ->
    [one] कीमत का { $n } बदलाव, जिसे मंज़ूरी चाहिए थी, वापस लिया गया।
   *[other] कीमत के { $n } बदलाव, जिन्हें मंज़ूरी चाहिए थी, वापस लिए गए।
    }
imports-would = { $n ->
    [one] { $n } पंक्ति बदलेगी।
   *[other] { $n } पंक्तियाँ बदलेंगी।
    }

import-row-code-characters = में ऐसे अक्षर हैं जिनकी अनुमति नहीं है
import-row-code-empty = खाली है
import-row-code-gtin-reserved = दूसरी कंपनी के लिए आरक्षित GS1 कंपनी प्रीफ़िक्स में आता है
import-row-code-gtin-taken = पहले से लिस्ट है; उसी उत्पाद पर ऑफ़र जोड़ें
import-row-state-applied = लागू हुआ
import-row-state-conflict = प्रीव्यू के बाद बदल गया
import-row-state-held = मंज़ूरी चाहिए
import-row-state-refused = अस्वीकृत
import-row-state-undone = पूर्ववत हुआ
import-row-code-no-such-category = ऐसी श्रेणी नहीं है जिसमें उत्पाद लिस्ट हो सकें
import-row-code-no-such-location = आपका कोई गोदाम नहीं है
import-row-code-no-such-sku = आपका कोई SKU नहीं है
import-row-code-no-such-tax-class = मान्य कर वर्ग नहीं है
import-row-code-not-a-gtin = मान्य GTIN नहीं है
import-row-code-not-a-price = मान्य कीमत नहीं है, जैसे 120.50
import-row-code-unclear-number = दो अलग संख्याओं के रूप में पढ़ी जा सकती है; हज़ार के विभाजक के बिना लिखें
import-row-code-other-currency = किसी दूसरी मुद्रा में राशि है
import-row-code-not-a-quantity = तय सीमा के भीतर पूर्ण संख्या नहीं है
import-row-code-promised = ऑर्डर के लिए आरक्षित स्टॉक से कम है
import-row-code-quantities-do-not-fit = न्यूनतम, अधिकतम और ऑर्डर गुणक मेल नहीं खाते
import-row-code-sku-taken = पहले से आपका SKU है
import-row-code-too-long = बहुत लंबा है
import-row-code-twice = ऊपर की पंक्ति का दोहराव है
import-row-code-width = इस पंक्ति में कॉलम की संख्या शीर्षक पंक्ति से मेल नहीं खाती
import-rows-changes = बदलाव
import-rows-errors = त्रुटियाँ
import-rows-failed = लागू नहीं हुए
import-rows-held = मंज़ूरी चाहिए
import-rows-same = कोई बदलाव नहीं

code-imports-too-many-changes = इस फ़ाइल में आपकी कंपनी की एक बार की सीमा से अधिक कीमतें या स्टॉक की गिनतियाँ बदलती हैं। फ़ाइल बाँटें, या मार्केटप्लेस से थोक सीमा की मंज़ूरी माँगें।
code-imports-too-many-listings = इस फ़ाइल में आपकी कंपनी की एक बार की सीमा से अधिक उत्पाद हैं। फ़ाइल बाँटें, या मार्केटप्लेस से थोक सीमा की मंज़ूरी माँगें।
code-imports-interrupted = एक पंक्ति अभी प्रोसेस नहीं हो सकी। हम फिर कोशिश करेंगे।
code-imports-no-right = आपकी भूमिका में इसकी अनुमति नहीं है।
code-imports-no-rows = फ़ाइल में केवल शीर्षक पंक्ति है, डेटा की कोई पंक्ति नहीं।
code-imports-no-such-import = आयात नहीं मिला।
code-imports-not-applied = इस आयात में पूर्ववत करने के लिए कुछ नहीं है।
code-imports-not-waiting = यह आयात अब मंज़ूरी की प्रतीक्षा में नहीं है।
code-imports-nothing-to-do = इस आयात से कुछ नहीं बदलेगा।
code-imports-password-needed = यह आयात एक साथ बहुत-सी कीमतें बदलता है। मंज़ूर करने के लिए अपना पासवर्ड डालें।
code-imports-unreadable = यह फ़ाइल पढ़ी नहीं जा सकी। देखें कि यह UTF-8 में CSV फ़ाइल हो और इसमें उदाहरण वाले कॉलम हों।
