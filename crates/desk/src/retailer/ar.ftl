basket-see = عرض السلة
basket-undo = تراجع
basket-update = حفظ الكميات
basket-subtotal = المجموع الفرعي
basket-product = المنتج
basket-packs = العبوات
basket-packs-of = عبوات { $title }
basket-sum = المبلغ
basket-remove = إزالة
basket-remove-of = إزالة { $title }
basket-was = كان
basket-is = الآن
basket-total = الإجمالي
basket-lines = { $n ->
    [one] سطر واحد
    [two] سطران
    [few] { $n } أسطر
   *[other] { $n } سطرًا
  }
basket-checkout = إلى إتمام الطلب
basket-cannot = لا يمكن طلب بعض الأسطر كما هي. غيّر الأسطر المعلّمة أو أزلها.
basket-bare = سلتك فارغة
basket-bare-text = ما تضعه يبقى هنا حتى تطلبه أو تزيله، مرتبًا حسب البائع. لا يراه غيرك.
basket-bare-go = ابحث عن منتجات
basket-moved = تغيّرت الأسعار منذ أن أضفتها
basket-moved-text = السعر القديم مشطوب. أنت تدفع سعر الآن.
basket-accept-prices = استخدم أسعار الآن
basket-only = { $n ->
    [one] بقيت عبوة واحدة فقط
    [two] بقيت عبوتان فقط
    [few] بقيت { $n } عبوات فقط
   *[other] بقيت { $n } عبوة فقط
  }
basket-not-sellable = لا يمكن شراؤه حاليًا
basket-does-not-fit = هذه الكمية لا تُباع
basket-bad-quantity = { $title }: يمكنك طلب { $bounds }
basket-missing = بعض الأسطر ليست في السلة

quick-pad = أرقام الأصناف والعبوات
quick-pad-hint = في كل سطر رقم صنف أو GTIN ثم عدد العبوات. الصقه من جدول كما هو.
quick-file = أو ملف
quick-file-hint = CSV أو نص بترميز UTF-8، بحد أقصى 100 سطر.
quick-check = تحقق من الأسطر
quick-check-again = تحقق مرة أخرى
quick-found = { $n ->
    [zero] لم يُعثر على أي سطر
    [one] عُثر على سطر واحد
    [two] عُثر على سطرين
    [few] عُثر على { $n } أسطر
   *[other] عُثر على { $n } سطرًا
  }
quick-lines = أسطر الطلب السريع
quick-line = السطر
quick-number = السطر { $n }
quick-from = من
quick-from-of = البائع للسطر { $n }
quick-packs-of = عبوات السطر { $n }
quick-state = الحالة
quick-leave-out = اتركه
quick-take = ضعها في السلة
quick-unknown = لا أحد يبيعه حاليًا
quick-too-long = هذا السطر طويل جدًا
quick-too-many = قُرئت أول 100 سطر فقط
quick-no-sku = رقم الصنف ناقص
quick-bad-sku = هذا ليس رقم صنف
quick-bad-quantity = يجب أن يكون عدد العبوات عددًا صحيحًا
quick-too-many-fields = أعمدة أكثر من اللازم
quick-bad-quotes = علامة اقتباس غير مغلقة
quick-nothing = اكتب أو الصق سطرًا واحدًا على الأقل، أو اختر ملفًا.
quick-nothing-chosen = لم يُختر أي سطر.

checkout-title = إتمام الطلب
checkout-to = التوصيل إلى
checkout-elsewhere = إلى عنوان آخر
checkout-elsewhere-hint = يُستخدم إذا ملأته، وعندها يلزم ملؤه كله.
checkout-name = من يستلم
checkout-line = الشارع والرقم
checkout-city = المدينة
checkout-postcode = الرمز البريدي
checkout-country = البلد
checkout-country-hint = حرفان، مثل IN أو AE.
checkout-terms = الدفع
checkout-reference = مرجعك
checkout-reference-hint = لك وحدك، مثل رقم طلبك الداخلي.
checkout-place = أرسل الطلب
checkout-back = العودة إلى السلة
checkout-bare = لا شيء للطلب
checkout-bare-text = سلتك فارغة. ما طلبته موجود تحت الطلبات.
checkout-bare-go = عرض طلباتك
checkout-changed = تغيّر هذا منذ أن نظرت
checkout-changed-text = لم يُطلب شيء. إن ناسبك كما هو الآن فأرسل الطلب مرة أخرى.
checkout-packs = { $n } عبوة
checkout-came-in = موجود الآن في السلة ولم يكن في هذه الصفحة
checkout-went-out = { $n ->
    [one] سطر واحد لم يعد في السلة
    [two] سطران لم يعودا في السلة
    [few] { $n } أسطر لم تعد في السلة
   *[other] { $n } سطرًا لم يعد في السلة
  }

terms-prepaid = قبل خروج البضاعة
terms-cash-on-delivery = نقدًا عند الباب
terms-net-30 = بعد 30 يومًا من التسليم
terms-bank-transfer = بتحويل بنكي مقابل فاتورة

orders-export = تنزيل CSV
orders-bare = لم تطلب شيئًا بعد
orders-bare-text = كل طلب يظهر هنا مع مدى تقدّم كل بائع فيه.
orders-number = الطلب
orders-state = الحالة
orders-date = تاريخ الطلب
orders-vendors = البائعون
orders-pages = صفحات الطلبات

order-heading = الطلب { $number }
order-again = اطلب مرة أخرى
order-delivery = التوصيل:
order-failure = فشلت المحاولة الأخيرة:
order-code = رمزك للسائق:
order-code-hint = لا تقله إلا والبضاعة في يدك.
order-ordered = المطلوب
order-taken = المقبول
order-sum = مجموع المطلوب
order-declined = { $n } غير مقبول
order-steps = خطوات الطلب مع { $vendor }
order-accept-by = يجيب البائع قبل { $at }
order-short = يستطيع البائع إحضار أقل مما طلبت.
order-confirm = خذ ما يمكن إحضاره
order-cancel = إلغاء هذا الجزء
order-cancel-text = يُبلَّغ البائع فورًا، ولا يُسلَّم شيء من هذا الجزء.
order-ask-cancel = اطلب إلغاء هذا الجزء
order-ask-cancel-text = البائع قبله بالفعل وهو من يقرر.
order-reason = السبب
order-cancel-go = إلغاء
order-particulars = التفاصيل

said-basket-added = أصبح في السلة.
said-basket-undone = عاد إلى السلة.
said-basket-removed = أُزيل من السلة.
said-basket-updated = حُفظت الكميات.
said-basket-reordered = الأصناف نفسها في السلة بأسعار الآن.
said-prices-accepted = اعتُمدت أسعار الآن.
said-quick-added = الأسطر في السلة.
said-order-placed = أُرسل طلبك وأُبلغ البائعون.
said-part-cancelled = أُلغي هذا الجزء.
said-part-cancel-asked = طُلب من البائع إلغاؤه.
said-part-confirmed = أُبلغ البائع بأن يحضر ما يستطيع.
