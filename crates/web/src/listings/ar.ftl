listings-choose = اختر
listings-gtin = رقم GTIN (الباركود)
listings-gtin-hint = 8 أو 12 أو 13 أو 14 رقمًا. اتركه فارغًا إن لم يوجد.
listings-gtin-reserved = رقم GTIN هذا محجوز لشركة أخرى
listings-gtin-reserved-text = إن كانت شركتك تملك بادئة GS1 فأدخلها مع الدليل. وإلا فأدرج المنتج بلا رقم GTIN، أو اعرضه بعد أن تدرجه تلك الشركة.
listings-gtin-reserved-go = إدخال بادئة شركة
listings-gtin-taken = هذا المنتج مدرج من قبل
listings-gtin-taken-go = اعرض هذا المنتج
listings-gtin-taken-text = يمكنك عرض المنتج نفسه بسعرك إلى جانب البائعين الآخرين.
listings-list-go = إدراج المنتج
listings-packs-hint = تُحسب الطلبات والأسعار والمخزون كلها بالعبوات.
listings-sku-hint = حساس لحالة الأحرف.
listings-tax = الضريبة
listings-title-hint = مع الحجم، مثل «أرز بسمتي معتق 5 كغ».
listings-your-offer = عرضك

flash-product-listed = أُدرج المنتج. أضف المخزون ليتمكن المشترون من طلبه.
