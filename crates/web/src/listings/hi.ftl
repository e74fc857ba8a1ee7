listings-choose = चुनें
listings-gtin = GTIN (बारकोड)
listings-gtin-hint = 8, 12, 13 या 14 अंक। न हो तो खाली छोड़ें।
listings-gtin-reserved = यह GTIN दूसरी कंपनी के लिए आरक्षित है
listings-gtin-reserved-text = अगर GS1 कंपनी प्रीफ़िक्स आपकी कंपनी का है, तो प्रमाण के साथ बताएँ। नहीं तो उत्पाद बिना GTIN के लिस्ट करें, या उस कंपनी के लिस्ट करने पर ऑफ़र करें।
listings-gtin-reserved-go = कंपनी प्रीफ़िक्स बताएँ
listings-gtin-taken = यह उत्पाद पहले से लिस्ट है
listings-gtin-taken-go = यह उत्पाद ऑफ़र करें
listings-gtin-taken-text = आप वही उत्पाद अपनी कीमत पर दूसरे विक्रेताओं के साथ ऑफ़र कर सकते हैं।
listings-list-go = उत्पाद लिस्ट करें
listings-packs-hint = ऑर्डर, कीमतें और स्टॉक सभी पैक में गिने जाते हैं।
listings-sku-hint = छोटे-बड़े अक्षर अलग माने जाते हैं।
listings-tax = कर
listings-title-hint = माप सहित, जैसे “बासमती चावल, पुराना, 5 किग्रा”।
listings-your-offer = आपका ऑफ़र

flash-product-listed = उत्पाद लिस्ट हुआ। स्टॉक जोड़ें, ताकि खरीदार ऑर्डर कर सकें।
