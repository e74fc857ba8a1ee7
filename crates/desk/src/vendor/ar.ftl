# نصوص صفحات البائع.
vendor-accept = قبول
vendor-accept-by = الرد قبل
vendor-accept-part = قبول جزئي
vendor-accept-part-go = قبول هذه الكميات
vendor-accept-part-text = اذكر عدد العبوات التي يمكنك توفيرها من كل بند، ثم يقرر المشتري قبولها أو لا.
vendor-accept-whole = قبول الطلب كاملًا
vendor-accepted = المقبول
vendor-actions = الإجراءات
vendor-active-text = يجد المشترون هذا العرض ويمكنهم طلبه.
vendor-agree = الموافقة والإلغاء
vendor-all = الكل
vendor-answer = الرد
vendor-answer-text = إن لم يرد أحد في الموعد يُرفض الطلب تلقائيًا ويعود مخزونه إلى البيع.
vendor-answer-title = هذا الطلب ينتظر ردك
vendor-archive = إزالة نهائية
vendor-archive-go = إزالته
vendor-archive-text = لا يمكن إعادة العرض، وتبقى الطلبات الجارية كما هي.
vendor-asked = طُلب إلغاؤها
vendor-asked-text = يرغب المشتري في إلغاء هذا الطلب. إذا وافقت يعود مخزونه إلى البيع.
vendor-asked-title = المشتري يطلب الإلغاء
vendor-best = الأكثر مبيعًا
vendor-brand = العلامة التجارية
vendor-buyer = المشتري
vendor-cancel = تراجع
vendor-category = الفئة
vendor-change-price = تغيير السعر
vendor-change-applied = طُبّق
vendor-change-held = ينتظر مراجعة ثانية
vendor-change-rejected = رُفض
vendor-change-superseded = حلّ محله تغيير لاحق
vendor-choose = اختر
vendor-city = المدينة
vendor-day = اليوم
vendor-declined = المرفوض
vendor-description = الوصف
vendor-description-hint = ما يحتاج المشترون إلى معرفته. تبقى الوسوم البسيطة مثل الخط العريض والقوائم ويُحذف ما عداها.
vendor-export = تنزيل بصيغة CSV
vendor-exports = تنزيل الموجود
vendor-exports-text = يمكن تعديل كل ملف في جدول بيانات ورفعه من جديد، فهو قالب لنوعه.
vendor-field = الحقل
vendor-find = البحث بالاسم أو العلامة أو رمز SKU
vendor-find-go = بحث
vendor-free = { $n ->
    [zero] لا عبوات متاحة
    [one] عبوة واحدة متاحة
    [two] عبوتان متاحتان
    [few] { $n } عبوات متاحة
   *[other] { $n } عبوة متاحة
    }
vendor-free-packs = العبوات المتاحة
vendor-gtin = رقم GTIN (الباركود)
vendor-gtin-hint = 8 أو 12 أو 13 أو 14 رقمًا؛ اتركه فارغًا إن لم يوجد.
vendor-gtin-taken = هذا المنتج مدرج من قبل
vendor-gtin-taken-go = اعرض ذلك المنتج
vendor-gtin-taken-text = يمكنك عرض المنتج نفسه بسعرك إلى جانب البائعين الآخرين.
vendor-guard-text = التغييرات الكبيرة أو الكثيرة دفعة واحدة تنتظر هنا حتى يراجعها أحد، ويبقى السعر القديم ساريًا.
vendor-held = أسعار موقوفة
vendor-held-confirm = تأكيد السعر الجديد
vendor-held-own = أنت من أجرى هذا التغيير، ويؤكده شخص آخر من شركتك. إن كنت وحدك فستُطلب كلمة مرورك.
vendor-held-refuse = رفضه
vendor-history = ما حدث
vendor-import-apply = { $n ->
    [one] تطبيق تغيير واحد
    [two] تطبيق تغييرين
    [few] تطبيق { $n } تغييرات
   *[other] تطبيق { $n } تغييرًا
    }
vendor-import-changes = التغييرات
vendor-import-columns = أسماء الأعمدة
vendor-import-errors = الأخطاء
vendor-import-failed = لم تُنفّذ
vendor-import-file = الملف
vendor-import-file-hint = ملف CSV بترميز UTF-8 حتى 1 ميغابايت و2000 صف. السطر الأول لأسماء الأعمدة.
vendor-import-filter = الصفوف
vendor-import-go = معاينة ما سيتغير
vendor-import-held = ستوقف للمراجعة
vendor-import-history = الملفات السابقة
vendor-import-holds = { $n ->
    [one] سعر واحد يتغير كثيرًا وسينتظر التأكيد.
    [two] سعران يتغيران كثيرًا وسينتظران التأكيد.
    [few] { $n } أسعار تتغير كثيرًا وستنتظر التأكيد.
   *[other] { $n } سعرًا تتغير كثيرًا وستنتظر التأكيد.
    }
vendor-import-is-applied = اكتمل
vendor-import-is-applying = قيد التطبيق
vendor-import-is-partly = اكتمل جزئيًا
vendor-import-is-previewed = ينتظرك
vendor-import-is-undoing = قيد التراجع
vendor-import-is-undone = تم التراجع عنه
vendor-import-kind = ما الذي يغيّره
vendor-import-leave = يمكنك مغادرة الصفحة، فالعمل مستمر.
vendor-import-line = السطر
vendor-import-more = { $n ->
    [one] صف آخر: اختر أعلاه الصفوف التي تريد رؤيتها.
    [few] { $n } صفوف أخرى: اختر أعلاه ما تريد رؤيته.
   *[other] { $n } صفًا آخر: اختر أعلاه ما تريد رؤيته.
    }
vendor-import-new = رفع ملف
vendor-import-none = لم يُرفع أي ملف بعد.
vendor-import-nothing = لن يغيّر هذا الملف شيئًا. صحّحه ثم ارفعه من جديد.
vendor-import-password = يغيّر هذا عددًا من الأسعار أكبر مما يُسمح به دون سؤال خلال عشر دقائق.
vendor-import-pasted = أو الصق نصه
vendor-import-prices = الأسعار
vendor-import-products = منتجات جديدة
vendor-import-reload = عرض التقدم
vendor-import-rows = الصفوف
vendor-import-skips = { $n ->
    [one] يُترك صف واحد فيه خطأ.
    [two] يُترك صفان فيهما خطأ.
    [few] تُترك { $n } صفوف فيها أخطاء.
   *[other] يُترك { $n } صفًا فيه أخطاء.
    }
vendor-import-so-far = { $done } من { $all } صفوف
vendor-import-stock = المخزون المعدود
vendor-import-text = لا يتغير شيء الآن: سترى أولًا صفًا بصف ما سيفعله الملف.
vendor-import-title = ملف
vendor-import-undo = التراجع عنه
vendor-import-undo-go = التراجع عنه كله
vendor-import-undo-text = تعود الأسعار والمخزون كما كانت حيث لم يغيّرها أحد بعدها، وتوقف العروض الجديدة.
vendor-import-verdict = ما سيحدث
vendor-import-would = { $n ->
    [one] صف واحد سيغيّر شيئًا.
    [two] صفان سيغيّران شيئًا.
    [few] { $n } صفوف ستغيّر شيئًا.
   *[other] { $n } صفًا ستغيّر شيئًا.
    }
vendor-last-days = { $n ->
    [one] اليوم
    [two] يومان
    [few] { $n } أيام
   *[other] { $n } يومًا
    }
vendor-late = متأخر { "{h}" } س { "{m}" } د
vendor-latest-prices = أحدث التغييرات
vendor-left = بقي { "{h}" } س { "{m}" } د
vendor-levels = الموجود
vendor-lines = البنود
vendor-line-sum = مجموع المطلوب
vendor-list-go = إدراج
vendor-list-product = إدراج منتج
vendor-low = مخزون منخفض
vendor-low-from = منخفض ابتداءً من
vendor-max-quantity = أقصى عدد عبوات للطلب
vendor-min-quantity = أدنى عدد عبوات للطلب
vendor-move-go = تسجيل
vendor-move-stock = حركة مخزون
vendor-movement = ما حدث
vendor-movement-adjusted = أُعيد العد
vendor-movement-allocated = حُجز لطلب
vendor-movement-damaged = تلف
vendor-movement-received = استُلم
vendor-movement-released = أُلغي الحجز
vendor-movement-shipped = شُحن مع طلب
vendor-movements = الحركات
vendor-movements-none = لا حركات بعد
vendor-movements-none-text = كل عبوة تدخل أو تخرج أو تُحجز تُسجّل هنا.
vendor-next = الخطوة التالية
vendor-no-stock-yet = لا مخزون منه بعد.
vendor-note = ملاحظة
vendor-nothing-held = لا أسعار موقوفة
vendor-nothing-low = لا شيء منخفض.
vendor-nothing-to-accept = رُدّ على كل الطلبات. تظهر الجديدة هنا تلقائيًا.
vendor-nothing-to-pack = لا شيء ينتظر التعبئة.
vendor-now = الآن
vendor-of-ordered = { $n ->
    [one] طُلبت عبوة واحدة.
    [two] طُلبت عبوتان.
    [few] طُلبت { $n } عبوات.
   *[other] طُلبت { $n } عبوة.
    }
vendor-of-there = { $there } موجودة، { $promised } محجوزة
vendor-offer-active = معروض للبيع
vendor-offer-archived = أُزيل
vendor-offer-paused = موقوف
vendor-offer-product = عرض منتج مدرج
vendor-on-hand = الموجود
vendor-order = الطلب
vendor-order-title = الطلب { $number }
vendor-ordered = المطلوب
vendor-orders-by-day = الطلبات حسب اليوم
vendor-orders-by-state = الطلبات حسب الحالة
vendor-orders-none = لا طلبات هنا
vendor-orders-none-text = تظهر الطلبات هنا تلقائيًا ما إن يشتري منك متجر.
vendor-pack = عُبّئ وجاهز للاستلام
vendor-pack-size = القطع في العبوة
vendor-pack-text = عند اكتمال التعبئة يُرسل شريك توصيل لاستلامه.
vendor-packs = العبوات
vendor-packs-hint = العبوة هي وحدة الطلب والسعر والمخزون.
vendor-packs-moved-hint = بكم عبوة. إن وجد العد أقل فاكتبه بإشارة ناقص مثل -3.
vendor-packs-sold = { $n ->
    [one] عبوة واحدة
    [two] عبوتان
    [few] { $n } عبوات
   *[other] { $n } عبوة
    }
vendor-pages = الصفحات
vendor-password = كلمة مرورك
vendor-pause = إيقاف مؤقت
vendor-paused-text = لا يمكن لأحد طلب هذا العرض حتى تستأنفه.
vendor-payment = الدفع
vendor-per-pack = { $n ->
    [one] لعبوة من قطعة واحدة
    [two] لعبوة من قطعتين
    [few] لعبوة من { $n } قطع
   *[other] لعبوة من { $n } قطعة
    }
vendor-place = المكان
vendor-place-add = إضافة مكان
vendor-place-first = أضف مكانًا في الأسفل أولًا، فالمخزون له مكان دائمًا.
vendor-place-name = اسمه
vendor-placed-at = تاريخ الطلب
vendor-places = أماكن المخزون
vendor-places-none = لا مكان للمخزون بعد.
vendor-prepare = بدء التعبئة
vendor-prepare-text = ابدأ التعبئة ليرى المشتري أن العمل جارٍ.
vendor-price = السعر
vendor-price-at-once = يسري هذا السعر فور تأكيدك.
vendor-price-confirm = تغييره إلى هذا
vendor-price-delta = الفرق
vendor-price-history = سجل السعر
vendor-price-look = معاينة التغيير
vendor-price-new = السعر الجديد
vendor-price-nothing = لم يتغير أي سعر بعد.
vendor-price-now = هو الآن { $price }.
vendor-price-of = سعر
vendor-price-of-pack = سعر العبوة الواحدة
vendor-price-old = السعر القديم
vendor-price-preview = ما سيتغير
vendor-price-steps = سجل تغييرات السعر
vendor-price-summary = سعر هذا العرض عبر الزمن
vendor-price-trend = كيف سار السعر
vendor-price-undo = إعادته كما كان
vendor-price-waits = سعر جديد ينتظر مراجعة ثانية
vendor-price-would-wait = سينتظر هذا التغيير مراجعة ثانية
vendor-price-would-wait-text = يبقى السعر القديم ساريًا حتى يؤكده أحد في صفحة الأسعار.
vendor-product = المنتج
vendor-product-text = وصف المنتج
vendor-product-text-hint = شركتك أول من أدرج هذا المنتج. ما تكتبه هنا يظهر بجانب عروض جميع البائعين.
vendor-products-none = لا شيء معروض للبيع بعد
vendor-products-none-text = أدرج منتجًا بسعرك وعبواتك، أو ارفع ملفًا فيه كثير منها.
vendor-products-not-found = لا نتائج
vendor-products-not-found-text = لا عرض لك بهذه الكلمات في هذه الحالة.
vendor-promised = المحجوز
vendor-quantity-step = بمضاعفات
vendor-quicker = سبقك أحدهم
vendor-quicker-text = ما كتبته ما زال في النموذج. احفظ ثانية ليحل محل الموجود الآن.
vendor-ready = جاهزة للاستلام
vendor-refuse = الإبقاء على الطلب
vendor-reject = رفض الطلب
vendor-reject-go = رفض الطلب
vendor-reject-hint = سيقرؤه المشتري.
vendor-reject-reason = السبب
vendor-resume = استئناف البيع
vendor-row-characters = فيه رموز غير مسموحة
vendor-row-empty = فارغ
vendor-row-gtin-taken = مدرج من قبل؛ اعرض ذلك المنتج يدويًا
vendor-row-is-applied = نُفّذ
vendor-row-is-conflict = تغيّر في الأثناء
vendor-row-is-held = موقوف للمراجعة
vendor-row-is-refused = رُفض
vendor-row-is-undone = تم التراجع عنه
vendor-row-no-such-category = ليس فئة للمنتجات
vendor-row-no-such-location = ليس من أماكنك
vendor-row-no-such-sku = ليس رمز SKU من عروضك
vendor-row-no-such-tax-class = ليس فئة ضريبية
vendor-row-not-a-gtin = أرقامه غير صحيحة
vendor-row-not-a-price = ليس سعرًا، مثل 120.50
vendor-row-not-a-quantity = ليس عددًا صحيحًا ضمن الحدود
vendor-row-promised = أقل مما حُجز للطلبات
vendor-row-quantities-do-not-fit = الأدنى والمضاعف والأقصى غير متوافقة
vendor-row-sku-taken = رمز SKU تستخدمه من قبل
vendor-row-too-long = طويل جدًا
vendor-row-twice = ورد أعلاه من قبل
vendor-row-width = عدد خانات الصف يختلف عن السطر الأول
vendor-rows-changes = التغييرات
vendor-rows-errors = الأخطاء
vendor-rows-failed = لم تُنفّذ
vendor-rows-held = ستوقف
vendor-rows-same = كما هو
vendor-sales-average = متوسط الطلب
vendor-sales-by-day = المبيعات حسب اليوم
vendor-sales-none = لم يُبع شيء في هذه المدة.
vendor-sales-summary = حسب اليوم، المجموع { $total }
vendor-sales-total = المبيعات
vendor-save = حفظ
vendor-see-all = عرض الكل
vendor-selling = البيع
vendor-ship-to = وجهة الشحن
vendor-show-all = عرض الكل
vendor-sku = رمز SKU (رقم الصنف لديك)
vendor-sku-hint = حالة الأحرف مهمة.
vendor-span = المدة
vendor-state = الحالة
vendor-stock-none = لا مخزون بعد
vendor-stock-none-text = افتح منتجًا وسجّل ما استلمته، أو ارفع ملفًا بما عددته.
vendor-sum = المجموع
vendor-tax = الضريبة
vendor-terms = الشروط
vendor-title = اسم المنتج
vendor-title-hint = مع الحجم، مثل «أرز بسمتي معتق 5 كغ».
vendor-to-accept = بانتظار القبول
vendor-to-pack = بانتظار التعبئة
vendor-unit-price = سعر العبوة
vendor-until = حتى { $at }
vendor-waits-buyer = القرار الآن للمشتري
vendor-waits-buyer-text = يمكنك توفير جزء منه، ويُسأل المشتري إن كان يقبله.
vendor-waits-rider = معبأ وجاهز
vendor-waits-rider-text = سيستلمه شريك توصيل. سلّمه للسائق الذي يذكر رقمه.
vendor-way = أنت هنا
vendor-when = متى
vendor-your-offer = عرضك
vendor-yours = في نموذجك
said-vendor-order-accepted = قُبل الطلب.
said-vendor-order-accepted-partly = قُبل جزئيًا، والباقي يقرره المشتري.
said-vendor-order-rejected = رُفض الطلب وعاد مخزونه إلى البيع.
said-vendor-order-preparing = بدأت التعبئة.
said-vendor-order-packed = عُبّئ، وسيستلمه شريك توصيل.
said-vendor-order-cancelled = أُلغي الطلب.
said-vendor-order-kept = بقي الطلب كما كان.
said-vendor-product-listed = أُدرج. سجّل المخزون ليمكن طلبه.
said-vendor-offer-resumed = عاد إلى البيع.
said-vendor-offer-paused = أُوقف مؤقتًا.
said-vendor-offer-archived = أُزيل.
said-vendor-price-changed = السعر الجديد ساري.
said-vendor-price-held = السعر الجديد ينتظر مراجعة ثانية، والقديم ساري حتى ذلك الحين.
said-vendor-price-confirmed = تأكد السعر الجديد وهو ساري.
said-vendor-price-refused = رُفض السعر الجديد، والقديم ساري.
said-vendor-stock-moved = سُجّل المخزون.
said-vendor-place-added = أُضيف المكان.
