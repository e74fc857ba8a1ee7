role-owner = मालिक
role-viewer = दर्शक
role-catalog-manager = कैटलॉग मैनेजर
role-inventory-manager = इन्वेंटरी मैनेजर
role-order-manager = ऑर्डर मैनेजर

role-vendor-finance = फ़ाइनेंस

role-buyer = खरीदार
role-approver = अप्रूवर
role-retailer-finance = फ़ाइनेंस
role-receiver = माल प्राप्तकर्ता
role-fleet-dispatcher = डिस्पैचर
role-rider = राइडर
role-partner-finance = फ़ाइनेंस
role-super-admin = एडमिनिस्ट्रेटर
role-ops-admin = ऑपरेशंस
role-catalog-moderator = कैटलॉग मॉडरेटर
role-kyc-reviewer = KYC समीक्षक
role-finance-maker = फ़ाइनेंस (मेकर)
role-finance-checker = फ़ाइनेंस (चेकर)
role-dispatcher = डिस्पैचर
role-support-agent = सपोर्ट
role-security-officer = सुरक्षा अधिकारी
role-auditor = ऑडिटर

me-about = आपकी जानकारी
me-name = नाम

password-title = पासवर्ड बदलें
password-own = अपना पासवर्ड सेट करें
password-own-text = आपका पासवर्ड किसी एडमिन ने सेट किया है। ऐसा पासवर्ड चुनें जो केवल आप जानते हों; तब तक आप यहाँ और कुछ नहीं कर सकते।
password-text = आप बाकी सभी डिवाइस पर साइन आउट हो जाएँगे और यहाँ साइन इन रहेंगे।
password-current = मौजूदा पासवर्ड
password-new = नया पासवर्ड
password-go = पासवर्ड बदलें

flash-password-changed = आपका पासवर्ड बदल गया और आप बाकी सभी डिवाइस पर साइन आउट हो गए।

team-people = टीम के सदस्य
team-role = भूमिका
team-role-of = { $name } की भूमिका

team-state = स्थिति

team-since = कब जुड़े
team-you = आप
team-save = सहेजें
team-active = सक्रिय
team-suspended = निलंबित
team-suspend = निलंबित करें
team-suspend-text = { $name } की आपकी कंपनी तक पहुँच तुरंत बंद हो जाएगी, जब तक आप उसे बहाल न करें।
team-resume = पहुँच बहाल करें
team-remove = हटाएँ
team-remove-text = { $name } आपकी कंपनी से हमेशा के लिए हट जाएँगे और उनके बनाए निमंत्रण रद्द हो जाएँगे। खाता बना रहेगा और दूसरी कंपनियों का हो सकता है।
team-invitations = लंबित निमंत्रण
team-no-invitations = कोई निमंत्रण लंबित नहीं।
team-until = समाप्ति
team-withdraw = रद्द करें
team-invite = टीम के सदस्य को आमंत्रित करें
team-invite-text = आपको साझा करने के लिए एक कोड मिलेगा। हम इसे ईमेल से नहीं भेजते।
team-invite-password-hint = मालिक या एडमिन को आमंत्रित करने के लिए ज़रूरी।
team-invite-go = निमंत्रण बनाएँ
team-invited = { $whom } के लिए निमंत्रण बन गया
team-invited-text = यह कोड साझा करें। यह केवल एक बार दिखता है, एक बार काम करता है और “निमंत्रण स्वीकार करें” पेज पर डाला जाता है।
team-invited-until = समाप्ति
team-copy-code = कोड कॉपी करें

flash-invitation-withdrawn = निमंत्रण रद्द हुआ।

flash-member-changed = भूमिका अपडेट हुई। यह तुरंत लागू है।
flash-member-suspended = टीम का सदस्य निलंबित हुआ।
flash-member-resumed = पहुँच बहाल हुई।
flash-member-removed = टीम का सदस्य हटाया गया।

accounts-staff-person = यूज़र
accounts-staff-email = ईमेल पता

user-state-active = सक्रिय
user-state-locked = ब्लॉक

accounts-staff-empty = कोई यूज़र नहीं मिला
accounts-staff-empty-text = वह पूरा ईमेल पता लिखें जिससे यूज़र साइन इन करता है।
accounts-staff-lock = ब्लॉक करें…
accounts-staff-lock-text = { $name } तुरंत हर जगह साइन आउट हो जाएँगे और फिर साइन इन नहीं कर सकेंगे। उनके लंबित निमंत्रण रद्द हो जाएँगे।
accounts-staff-lock-go = यूज़र ब्लॉक करें
accounts-staff-unlock = अनब्लॉक करें…
accounts-staff-unlock-text = { $name } उसी पासवर्ड से फिर साइन इन कर सकेंगे।
accounts-staff-unlock-go = यूज़र अनब्लॉक करें

flash-user-locked = यूज़र ब्लॉक हुआ और हर जगह साइन आउट हो गया।
flash-user-unlocked = यूज़र अनब्लॉक हुआ।

code-accounts-kind-not-joinable = केवल विक्रेता, रिटेलर और डिलीवरी पार्टनर रजिस्टर कर सकते हैं।
code-accounts-weak-password = मज़बूत पासवर्ड चुनें: { LIMIT("password-least") } से { LIMIT("password-most") } अक्षर, जिसका अनुमान लगाना मुश्किल हो और जो आपके नाम, कंपनी के नाम, ईमेल पते या हमारे नाम से न बना हो।
code-accounts-wrong-password = पासवर्ड गलत है।
code-accounts-same-password = वह पासवर्ड न चुनें जो आपके लिए सेट किया गया था, कोई और चुनें।
code-team-changed-meanwhile = आपके खोलने के बाद किसी ने इस व्यक्ति की भूमिका बदली है।
code-team-invitation-not-valid = निमंत्रण अब मान्य नहीं है। नया निमंत्रण माँगें।
code-team-last-owner = आख़िरी मालिक को हटाया नहीं जा सकता और न ही उसकी भूमिका बदली जा सकती है।
code-team-no-such-member = टीम का सदस्य या निमंत्रण नहीं मिला।
code-team-not-in-charge = आप अब इस टीम का प्रबंधन नहीं कर सकते।
code-team-not-oneself = आपकी भूमिका केवल कोई दूसरा मालिक बदल सकता है।
code-team-password-needed = यह भूमिका पूरी कंपनी का प्रबंधन कर सकती है। इसे देने के लिए अपना पासवर्ड डालें।
code-team-role-not-of-this-company = इस प्रकार की कंपनी में यह भूमिका नहीं होती।
code-users-already = यूज़र की स्थिति पहले से यही है।
code-users-last-admin = प्लेटफ़ॉर्म के आख़िरी एडमिन को ब्लॉक नहीं किया जा सकता। पहले किसी और को एडमिन बनाएँ।
code-users-no-such-user = यूज़र नहीं मिला।
code-users-not-oneself = आप खुद को ब्लॉक नहीं कर सकते।

team-sign-out = हर जगह से साइन आउट करें…
team-sign-out-text = { $name } आपकी कंपनी से सभी डिवाइस पर साइन आउट हो जाएँगे और फिर से साइन इन कर सकेंगे। पुष्टि के लिए अपना पासवर्ड डालें।
team-sign-out-all = सभी को साइन आउट करें
team-sign-out-all-text = इस सेशन को छोड़कर आपकी कंपनी के सभी सेशन समाप्त हो जाते हैं। सभी फिर से साइन इन कर सकते हैं। पुष्टि के लिए अपना पासवर्ड डालें।
team-awaits-approval = मंज़ूरी चाहिए
team-approve = मंज़ूरी दें…
team-approve-text = { $whom } को सभी अनुमतियों वाला एडमिन बनाया जाएगा। पुष्टि के लिए अपना पासवर्ड डालें।
team-invited-approval = कोड के काम करने से पहले किसी दूसरे एडमिन की मंज़ूरी ज़रूरी है।
flash-member-signed-out = सभी डिवाइस पर साइन आउट किया गया।
flash-company-signed-out = सभी को साइन आउट किया गया।
flash-promotion-asked = इसे किसी दूसरे एडमिन की मंज़ूरी चाहिए। यह लंबित निमंत्रणों में दिखता है।
flash-administrator-approved = मंज़ूरी दी गई।
flash-user-signed-out = यूज़र को हर जगह से साइन आउट किया गया।
accounts-staff-sign-out = साइन आउट करें…
accounts-staff-sign-out-text = { $name } सभी डिवाइस पर साइन आउट हो जाएँगे और फिर से साइन इन कर सकेंगे। पुष्टि के लिए अपना पासवर्ड डालें।
code-team-needs-approval = एडमिन बनाने के लिए किसी दूसरे एडमिन की मंज़ूरी चाहिए।
code-team-awaits-approval = पहले किसी दूसरे एडमिन की मंज़ूरी चाहिए।
code-team-second-administrator = यह आपने माँगा है या इससे आपको लाभ होगा। किसी दूसरे एडमिन को मंज़ूरी देनी होगी।
code-team-already-administrator = यह सदस्य पहले से एडमिन है।
code-sessions-nobody = ऐसा कोई यूज़र, सदस्य या कंपनी नहीं है।
