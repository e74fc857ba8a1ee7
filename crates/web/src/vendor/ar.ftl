# نصوص صفحات البائع.
vendor-accept = قبول
vendor-accept-by = الرد قبل
vendor-accept-part = قبول جزئي
vendor-accept-part-go = قبول هذه الكميات
vendor-accept-part-text = أدخل عدد العبوات التي يمكنك توفيرها من كل صنف، ثم يقرر المشتري قبولها أو عدمه.
vendor-accept-whole = قبول الطلب
vendor-accepted = المقبول
vendor-actions = الإجراءات
vendor-active-text = يمكن للمشترين رؤية هذا العرض وطلبه.
vendor-agree = قبول الإلغاء
vendor-all = الكل
vendor-answer = الرد
vendor-answer-text = إن لم يرد أحد في الموعد يُرفض الطلب تلقائيًا ويصبح مخزونه متاحًا من جديد.
vendor-answer-title = هذا الطلب بحاجة إلى ردك
vendor-archive = أرشفة
vendor-archive-go = أرشفة العرض
vendor-archive-text = لا يمكن استعادة العرض المؤرشف. لا تتأثر الطلبات المفتوحة.
vendor-asked = طُلب الإلغاء
vendor-asked-text = يريد المشتري إلغاء هذا الطلب. إذا قبلت يصبح مخزونه متاحًا من جديد.
vendor-asked-title = طلب المشتري الإلغاء
vendor-best = الأكثر مبيعًا
vendor-brand = العلامة التجارية
vendor-buyer = المشتري
vendor-cancel = إلغاء
vendor-category = الفئة
vendor-change-price = تغيير السعر
vendor-change-applied = طُبّق
vendor-change-held = بحاجة إلى اعتماد
vendor-change-rejected = رُفض
vendor-change-superseded = حلّ محله تغيير أحدث
vendor-choose = اختر
vendor-city = المدينة
vendor-day = اليوم
vendor-declined = المرفوض
vendor-description = الوصف
vendor-description-hint = ما يحتاج المشترون إلى معرفته. يُحفظ التنسيق البسيط مثل الخط العريض والقوائم ويُحذف ما عداه.
vendor-export = تصدير CSV
vendor-exports = تصدير البيانات الحالية
vendor-exports-text = يمكنك تعديل كل ملف في جدول بيانات ورفعه من جديد. كل ملف مُصدَّر يصلح قالبًا.
vendor-field = الحقل
vendor-find = البحث بالاسم أو العلامة التجارية أو SKU
vendor-find-go = بحث
vendor-free = { $n ->
    [zero] لا عبوات متاحة
    [one] عبوة واحدة متاحة
    [two] عبوتان متاحتان
    [few] { $n } عبوات متاحة
    [many] { $n } عبوة متاحة
   *[other] { $n } عبوة متاحة
    }
vendor-free-packs = المتاح
vendor-gtin = رقم GTIN (الباركود)
vendor-gtin-hint = 8 أو 12 أو 13 أو 14 رقمًا. اتركه فارغًا إن لم يوجد.
vendor-gtin-taken = هذا المنتج مدرج من قبل
vendor-gtin-taken-go = اعرض هذا المنتج
vendor-gtin-taken-text = يمكنك عرض المنتج نفسه بسعرك إلى جانب البائعين الآخرين.
vendor-guard-text = تنتظر هنا تغييرات الأسعار الكبيرة أو الكثيرة دفعة واحدة حتى تُعتمد، ويبقى السعر القديم ساريًا حتى ذلك الحين.
vendor-held = أسعار بانتظار الاعتماد
vendor-held-confirm = اعتماد السعر الجديد
vendor-held-own = أنت من أجرى هذا التغيير، لذا يجب أن يعتمده شخص آخر في شركتك. إن كنت المعتمِد الوحيد فستُطلب كلمة مرورك.
vendor-held-refuse = رفض
vendor-history = السجل
vendor-import-apply = { $n ->
    [zero] لا تغييرات للتطبيق
    [one] تطبيق تغيير واحد
    [two] تطبيق تغييرين
    [few] تطبيق { $n } تغييرات
    [many] تطبيق { $n } تغييرًا
   *[other] تطبيق { $n } تغيير
    }
vendor-import-changes = التغييرات
vendor-import-columns = أسماء الأعمدة
vendor-import-errors = الأخطاء
vendor-import-failed = لم تُطبَّق
vendor-import-file = الملف
vendor-import-file-hint = ملف CSV بترميز UTF-8 حتى 1 ميغابايت و2000 صف. يجب أن يحتوي الصف الأول على أسماء الأعمدة.
vendor-import-filter = الصفوف
vendor-import-go = معاينة التغييرات
vendor-import-held = بحاجة إلى اعتماد
vendor-import-history = سجل الاستيراد
vendor-import-holds = { $n ->
    [zero] لا تغييرات أسعار كبيرة.
    [one] سيحتاج تغيير سعر كبير واحد إلى اعتماد.
    [two] سيحتاج تغييرا سعر كبيران إلى اعتماد.
    [few] ستحتاج { $n } تغييرات أسعار كبيرة إلى اعتماد.
    [many] سيحتاج { $n } تغييرًا كبيرًا في الأسعار إلى اعتماد.
   *[other] سيحتاج { $n } تغيير كبير في الأسعار إلى اعتماد.
    }
vendor-import-is-applied = طُبّق
vendor-import-is-applying = قيد التطبيق
vendor-import-is-partly = طُبّق جزئيًا
vendor-import-is-previewed = جاهز للتطبيق
vendor-import-is-undoing = قيد التراجع
vendor-import-is-undone = تم التراجع عنه
vendor-import-kind = نوع الاستيراد
vendor-import-leave = يمكنك مغادرة هذه الصفحة. يستمر الاستيراد في الخلفية.
vendor-import-line = السطر
vendor-import-more = { $n ->
    [zero] لا صفوف أخرى.
    [one] صف آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [two] صفان آخران. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [few] { $n } صفوف أخرى. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [many] { $n } صفًا آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
   *[other] { $n } صف آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
    }
vendor-import-new = رفع ملف
vendor-import-none = لم يُرفع أي ملف بعد.
vendor-import-nothing = لن يغيّر هذا الملف شيئًا. صحّحه ثم ارفعه من جديد.
vendor-import-password = يغيّر هذا الاستيراد أسعارًا كثيرة دفعة واحدة، لذا تلزم كلمة مرورك.
vendor-import-pasted = أو الصق المحتوى
vendor-import-prices = الأسعار
vendor-import-products = منتجات جديدة
vendor-import-reload = تحديث التقدّم
vendor-import-rows = الصفوف
vendor-import-skips = { $n ->
    [zero] لن يُتخطّى أي صف.
    [one] سيُتخطّى صف واحد فيه خطأ.
    [two] سيُتخطّى صفان فيهما أخطاء.
    [few] ستُتخطّى { $n } صفوف فيها أخطاء.
    [many] سيُتخطّى { $n } صفًا فيها أخطاء.
   *[other] سيُتخطّى { $n } صف فيها أخطاء.
    }
vendor-import-so-far = الصفوف: { $done } من { $all }
vendor-import-stock = جرد المخزون
vendor-import-text = لن يتغيّر شيء الآن. سترى أولًا معاينة صفًا بصف.
vendor-import-title = استيراد
vendor-import-undo = تراجع
vendor-import-undo-go = التراجع عن الاستيراد
vendor-import-undo-text = تعود الأسعار والمخزون كما كانت حيث لم يغيّرها أحد بعد ذلك، وتوقف العروض الجديدة مؤقتًا.
vendor-import-verdict = المعاينة
vendor-import-would = { $n ->
    [zero] لن يتغيّر أي صف.
    [one] سيتغيّر صف واحد.
    [two] سيتغيّر صفان.
    [few] ستتغيّر { $n } صفوف.
    [many] سيتغيّر { $n } صفًا.
   *[other] سيتغيّر { $n } صف.
    }
vendor-last-days = { $n ->
    [zero] اليوم
    [one] اليوم
    [two] آخر يومين
    [few] آخر { $n } أيام
    [many] آخر { $n } يومًا
   *[other] آخر { $n } يوم
    }
vendor-late = متأخر { "{h}" } س { "{m}" } د
vendor-latest-prices = أحدث التغييرات
vendor-left = بقي { "{h}" } س { "{m}" } د
vendor-levels = كميات المخزون
vendor-lines = الأصناف
vendor-line-sum = قيمة المطلوب
vendor-list-go = إدراج المنتج
vendor-list-product = إدراج منتج
vendor-low = مخزون منخفض
vendor-low-from = تنبيه انخفاض المخزون عند
vendor-max-quantity = الحد الأقصى للعبوات في الطلب
vendor-min-quantity = الحد الأدنى للعبوات في الطلب
vendor-move-go = حفظ
vendor-move-stock = تعديل المخزون
vendor-movement = النوع
vendor-movement-adjusted = إعادة جرد
vendor-movement-allocated = حجز لطلب
vendor-movement-damaged = تالف
vendor-movement-received = استلام
vendor-movement-released = إلغاء حجز
vendor-movement-shipped = شحن
vendor-movements = حركات المخزون
vendor-movements-none = لا توجد حركات مخزون بعد
vendor-movements-none-text = تُسجَّل هنا كل عبوة تُستلم أو تُحجز أو تُشحن.
vendor-next = الخطوة التالية
vendor-no-stock-yet = لا يوجد مخزون بعد.
vendor-note = ملاحظة
vendor-nothing-held = لا توجد أسعار بانتظار الاعتماد
vendor-nothing-low = لا يوجد مخزون منخفض.
vendor-nothing-to-accept = رددت على كل الطلبات. تظهر الطلبات الجديدة هنا تلقائيًا.
vendor-nothing-to-pack = لا يوجد ما يُعبَّأ.
vendor-now = القيمة الحالية
vendor-of-ordered = { $n ->
    [zero] لم تُطلب أي عبوة.
    [one] طُلبت عبوة واحدة.
    [two] طُلبت عبوتان.
    [few] طُلبت { $n } عبوات.
    [many] طُلبت { $n } عبوة.
   *[other] طُلبت { $n } عبوة.
    }
vendor-of-there = { $there } موجودة، { $promised } محجوزة
vendor-offer-active = نشط
vendor-offer-archived = مؤرشف
vendor-offer-paused = موقوف مؤقتًا
vendor-offer-product = عرض منتج موجود
vendor-on-hand = الموجود
vendor-order = الطلب
vendor-order-title = الطلب { $number }
vendor-ordered = المطلوب
vendor-orders-by-day = الطلبات حسب اليوم
vendor-orders-by-state = الطلبات حسب الحالة
vendor-orders-none = لا توجد طلبات
vendor-orders-none-text = تظهر الطلبات هنا تلقائيًا فور شراء متجر منك.
vendor-pack = تحديد كجاهز
vendor-pack-size = عدد القطع في العبوة
vendor-pack-text = عند اكتمال التعبئة حدّد الطلب كجاهز وسنرسل شريك توصيل.
vendor-packs = العبوات
vendor-packs-hint = تُحسب الطلبات والأسعار والمخزون كلها بالعبوات.
vendor-packs-moved-hint = مقدار التغيير بالعبوات. استخدم إشارة ناقص لخفض المخزون، مثل -3.
vendor-packs-sold = { $n ->
    [zero] لا عبوات
    [one] عبوة واحدة
    [two] عبوتان
    [few] { $n } عبوات
    [many] { $n } عبوة
   *[other] { $n } عبوة
    }
vendor-pages = الصفحات
vendor-password = كلمة مرورك
vendor-pause = إيقاف مؤقت
vendor-paused-text = لا يمكن للمشترين طلب هذا العرض حتى تستأنف البيع.
vendor-payment = الدفع
vendor-per-pack = { $n ->
    [zero] للعبوة
    [one] للقطعة
    [two] لعبوة من قطعتين
    [few] لعبوة من { $n } قطع
    [many] لعبوة من { $n } قطعة
   *[other] لعبوة من { $n } قطعة
    }
vendor-place = المستودع
vendor-place-add = إضافة مستودع
vendor-place-first = أضف مستودعًا أدناه قبل تسجيل المخزون.
vendor-place-name = اسم المستودع
vendor-placed-at = تاريخ الطلب
vendor-places = المستودعات
vendor-places-none = لا توجد مستودعات بعد.
vendor-prepare = بدء التعبئة
vendor-prepare-text = ابدأ التعبئة ليعلم المشتري أن طلبه قيد التنفيذ.
vendor-price = السعر
vendor-price-at-once = يسري هذا السعر فور تأكيدك.
vendor-price-confirm = تطبيق
vendor-price-delta = الفرق
vendor-price-history = سجل الأسعار
vendor-price-look = معاينة
vendor-price-new = السعر الجديد
vendor-price-nothing = لا توجد تغييرات أسعار بعد.
vendor-price-now = السعر الحالي: { $price }.
vendor-price-of = سعر
vendor-price-of-pack = سعر العبوة
vendor-price-old = السعر القديم
vendor-price-preview = معاينة تغيير السعر
vendor-price-steps = كل تغييرات السعر
vendor-price-summary = سعر هذا العرض عبر الزمن
vendor-price-trend = اتجاه السعر
vendor-price-undo = التراجع
vendor-price-waits = سعر جديد بحاجة إلى اعتماد
vendor-price-would-wait = هذا التغيير بحاجة إلى اعتماد
vendor-price-would-wait-text = يبقى السعر القديم ساريًا حتى يعتمد أحد التغيير في صفحة الأسعار.
vendor-product = المنتج
vendor-product-text = وصف المنتج
vendor-product-text-hint = كانت شركتك أول من أدرج هذا المنتج، لذا يظهر هذا الوصف مع عروض كل البائعين.
vendor-products-none = لا توجد منتجات بعد
vendor-products-none-text = أدرج منتجًا بسعرك وحجم عبوته، أو ارفع ملفًا لإضافة منتجات كثيرة.
vendor-products-not-found = لم يُعثر على منتجات
vendor-products-not-found-text = لا يطابق أي من عروضك هذا البحث وهذه الحالة.
vendor-promised = المحجوز
vendor-quantity-step = مضاعف الطلب
vendor-quicker = أجرى شخص آخر تغييرًا
vendor-quicker-text = ما أدخلته ما زال في النموذج. احفظ مرة أخرى للكتابة فوق القيم الحالية.
vendor-ready = جاهز للاستلام
vendor-refuse = رفض الإلغاء
vendor-reject = رفض
vendor-reject-go = رفض الطلب
vendor-reject-hint = يظهر للمشتري.
vendor-reject-reason = السبب
vendor-resume = استئناف البيع
vendor-row-characters = يحتوي على أحرف غير مسموح بها
vendor-row-empty = فارغ
vendor-row-gtin-taken = مدرج من قبل؛ أضف عرضًا إلى ذلك المنتج
vendor-row-is-applied = طُبّق
vendor-row-is-conflict = تغيّر بعد المعاينة
vendor-row-is-held = بحاجة إلى اعتماد
vendor-row-is-refused = رُفض
vendor-row-is-undone = تم التراجع عنه
vendor-row-no-such-category = ليس فئة يمكن إدراج منتجات فيها
vendor-row-no-such-location = ليس من مستودعاتك
vendor-row-no-such-sku = ليس من رموز SKU لديك
vendor-row-no-such-tax-class = ليس فئة ضريبية صالحة
vendor-row-not-a-gtin = ليس رقم GTIN صالحًا
vendor-row-not-a-price = ليس سعرًا صالحًا، مثل 120.50
vendor-row-not-a-quantity = ليس عددًا صحيحًا ضمن النطاق المسموح
vendor-row-promised = أقل من المخزون المحجوز للطلبات
vendor-row-quantities-do-not-fit = الحد الأدنى والأقصى ومضاعف الطلب غير متوافقة
vendor-row-sku-taken = رمز SKU مستخدم لديك من قبل
vendor-row-too-long = طويل جدًا
vendor-row-twice = مكرر من صف سابق
vendor-row-width = عدد أعمدة هذا الصف لا يطابق صف العناوين
vendor-rows-changes = التغييرات
vendor-rows-errors = الأخطاء
vendor-rows-failed = لم تُطبَّق
vendor-rows-held = بحاجة إلى اعتماد
vendor-rows-same = لا تغيير
vendor-sales-average = متوسط قيمة الطلب
vendor-sales-by-day = المبيعات حسب اليوم
vendor-sales-none = لا توجد مبيعات في هذه الفترة.
vendor-sales-summary = حسب اليوم، الإجمالي { $total }
vendor-sales-total = إجمالي المبيعات
vendor-save = حفظ
vendor-see-all = عرض الكل
vendor-selling = البيع
vendor-ship-to = عنوان التوصيل
vendor-show-all = عرض الكل
vendor-sku = رمز SKU
vendor-sku-hint = حساس لحالة الأحرف.
vendor-span = الفترة الزمنية
vendor-state = الحالة
vendor-stock-none = لا يوجد مخزون بعد
vendor-stock-none-text = افتح منتجًا لتسجيل المخزون المستلَم، أو ارفع جردًا للمخزون.
vendor-sum = المبلغ
vendor-tax = الضريبة
vendor-terms = الشروط
vendor-title = اسم المنتج
vendor-title-hint = مع الحجم، مثل «أرز بسمتي معتق 5 كغ».
vendor-to-accept = بانتظار القبول
vendor-to-pack = بانتظار التعبئة
vendor-unit-price = سعر العبوة
vendor-until = حتى { $at }
vendor-waits-buyer = بانتظار المشتري
vendor-waits-buyer-text = يمكنك توفير جزء من هذا الطلب، والمشتري يقرر قبوله.
vendor-waits-rider = جاهز للاستلام
vendor-waits-rider-text = سيستلمه شريك توصيل. تأكد من أن السائق يعرف رقم الطلب قبل تسليمه.
vendor-way = مسار التنقل
vendor-when = التاريخ
vendor-your-offer = عرضك
vendor-yours = ما أدخلته
said-vendor-order-accepted = تم قبول الطلب.
said-vendor-order-accepted-partly = قُبل الطلب جزئيًا. القرار الآن للمشتري.
said-vendor-order-rejected = رُفض الطلب، وأصبح مخزونه متاحًا من جديد.
said-vendor-order-preparing = بدأت التعبئة.
said-vendor-order-packed = حُدّد الطلب كجاهز، وسيستلمه شريك توصيل.
said-vendor-order-cancelled = أُلغي الطلب.
said-vendor-order-kept = رُفض طلب الإلغاء.
said-vendor-product-listed = أُدرج المنتج. أضف المخزون ليتمكن المشترون من طلبه.
said-vendor-offer-resumed = استُؤنف البيع.
said-vendor-offer-paused = أُوقف العرض مؤقتًا.
said-vendor-offer-archived = تمت أرشفة العرض.
said-vendor-price-changed = تم تحديث السعر.
said-vendor-price-held = السعر الجديد بحاجة إلى اعتماد. يبقى السعر القديم ساريًا حتى ذلك الحين.
said-vendor-price-confirmed = اعتُمد السعر الجديد وطُبّق.
said-vendor-price-refused = رُفض السعر الجديد. يبقى السعر القديم ساريًا.
said-vendor-stock-moved = تم تحديث المخزون.
said-vendor-place-added = أُضيف المستودع.
