# نصوص مكتب السوق نفسه.
admin-all = الكل
admin-filter = تصفية
admin-find = بحث
admin-show = عرض
admin-show-all = عرض الكل
admin-open = فتح
admin-choose = اختر
admin-actions = الإجراءات
admin-crumbs = مسار التنقل
admin-pages = صفحات القائمة
admin-by-state = تصفية حسب الحالة
admin-by-window = الفترة الزمنية
admin-trail = سجل التدقيق
admin-live-on = تحديث تلقائي
admin-live-off = إيقاف التحديث التلقائي
admin-reason = السبب
admin-reason-hint = يُحفظ في سجل التدقيق. وإن كان عن شركة فيمكن لفريقها قراءته.
admin-unknown = غير معروف
admin-system = النظام

admin-kind = النوع
admin-state = الحالة
admin-since = منذ
admin-place = الموقع
admin-company = الشركة
admin-person = المستخدم
admin-email = البريد الإلكتروني
admin-legal-name = الاسم القانوني
admin-address = العنوان
admin-currency = العملة
admin-zone = المنطقة الزمنية
admin-id = المعرّف
admin-particulars = التفاصيل
admin-product = المنتج
admin-order = الطلب
admin-partner = شريك التوصيل
admin-from = من
admin-to = إلى
admin-from-to = من وإلى
admin-sum = المبلغ
admin-price = السعر
admin-when = التاريخ
admin-who = المستخدم
admin-what = الحدث
admin-about = الموضوع
admin-times = العدد
admin-last = آخر ظهور
admin-request = معرّف الطلب

admin-ago = قبل { $span }
admin-seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
  }
admin-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
  }
admin-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
  }
admin-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
  }
admin-chart-summary = { $title } عبر الوقت: من { $low } إلى { $high }
admin-chart-nothing = لا توجد بيانات لهذه الفترة.

admin-waiting = بحاجة إلى اهتمام
admin-companies-waiting = شركات للمراجعة
admin-to-approve = بانتظار الموافقة
admin-deliveries-waiting = عمليات توصيل للإسناد
admin-without-partner = بحاجة إلى شريك توصيل
admin-held-delta = بانتظار موافقة البائع
admin-dead-jobs = مهام فاشلة
admin-laid-aside = استُنفدت محاولاتها
admin-none-waits = لا شيء بحاجة إلى اهتمام.
admin-latest-orders = أحدث الطلبات
admin-last-hour = الساعة الأخيرة
admin-seen-all = المحظور في الساعة الأخيرة: { $total }
admin-health-line = زمن الاستجابة p95: { $took } · أخطاء الخادم: { $failed } · قاعدة البيانات: { $database }.
admin-health-quiet = لا طلبات في الدقيقة الأخيرة · قاعدة البيانات: { $database }.

admin-companies-empty = لم يُعثر على شركات
admin-companies-empty-text = تظهر الشركات هنا عند تسجيلها. جرّب نوعًا آخر أو حالة أخرى.
admin-decide = المراجعة
admin-decide-text = طلبت هذه الشركة الانضمام. راجع بياناتها. بعد قرارك يستطيع فريقها بدء التعامل، أو معرفة السبب إن رُفضت.
admin-approve = موافقة…
admin-approve-text = تستطيع الشركة بدء التعامل فورًا، وسنبلغها بذلك.
admin-approve-go = الموافقة على الشركة
admin-reject = رفض…
admin-reject-text = لن تستطيع الشركة التعامل، وسترى السبب. لا يمكن التراجع عن ذلك.
admin-reject-go = رفض الشركة
admin-suspend = تعليق…
admin-suspend-about = هذه الشركة نشطة. علّقها لإيقاف كل نشاطها، ويمكنك إعادة تفعيلها لاحقًا.
admin-suspend-text = يفقد كل من في هذه الشركة إمكانية الوصول فورًا، وتُخفى عروضها.
admin-suspend-go = تعليق الشركة
admin-reinstate = إعادة التفعيل…
admin-reinstate-text = تستطيع الشركة التعامل فورًا من جديد، وتظهر عروضها مرة أخرى.
admin-reinstate-go = إعادة تفعيل الشركة
said-admin-approved = تمت الموافقة على الشركة.
said-admin-rejected = رُفضت الشركة.
said-admin-suspended = تم تعليق الشركة.
said-admin-reinstated = أُعيد تفعيل الشركة.

admin-user-active = نشط
admin-user-locked = محظور
admin-users-empty = لم يُعثر على مستخدم
admin-users-empty-text = أدخل البريد الإلكتروني الكامل الذي يسجّل به المستخدم الدخول.
admin-lock = حظر…
admin-lock-text = يُسجَّل خروج { $name } من كل الأجهزة فورًا، ولا يمكنه تسجيل الدخول مرة أخرى.
admin-lock-go = حظر المستخدم
admin-unlock = رفع الحظر…
admin-unlock-text = يمكن لـ{ $name } تسجيل الدخول من جديد بكلمة المرور نفسها.
admin-unlock-go = رفع الحظر عن المستخدم
said-admin-locked = حُظر المستخدم وسُجّل خروجه من كل الأجهزة.
said-admin-unlocked = رُفع الحظر عن المستخدم.

admin-orders-empty = لا توجد طلبات بعد
admin-orders-empty-text = تظهر هنا طلبات تجار التجزئة، الأحدث أولًا.
admin-orders-sums = إجمالي هذه الصفحة باستثناء الطلبات الملغاة
admin-placed = تاريخ الطلب
admin-parts = البائعون
admin-purchase = الطلب
admin-reference = رقم أمر الشراء لدى المشتري
admin-ship-to = عنوان التوصيل
admin-money = المبلغ
admin-terms = الدفع
admin-accept-by = الرد قبل
admin-ordered = المطلوب
admin-accepted = المقبول
admin-declined = المرفوض
admin-line-sum = قيمة المطلوب
admin-pack = { $pieces ->
    [zero] بلا قطع
    [one] بالقطعة
    [two] عبوة من قطعتين
    [few] عبوة من { $pieces } قطع
    [many] عبوة من { $pieces } قطعة
   *[other] عبوة من { $pieces } قطعة
  }
admin-history = السجل

admin-deliveries-empty = لا توجد عمليات توصيل
admin-deliveries-empty-text = تظهر عملية التوصيل هنا بعد أن يعبّئ البائع الطلب. أسندها إلى شريك توصيل ليستلمها أحد سائقيه.
admin-moved = آخر تحديث
admin-delivery-of = توصيل { $number }
admin-give = إسناد إلى شريك توصيل
admin-offer = إسناد
admin-partner-of = شريك التوصيل للطلب { $number }
admin-no-partners = لا يوجد شريك توصيل بعد
admin-no-partners-text = وافق على شريك توصيل أولًا، ثم أسند إليه عمليات التوصيل.
admin-last-failure = فشلت المحاولة الأخيرة
admin-code = رمز التسليم
admin-code-text = يعطي تاجر التجزئة السائق رمزًا عند التسليم. يُحظر الرمز بعد محاولات خاطئة كثيرة.
admin-code-renew = رمز جديد…
admin-code-renew-text = يرى تاجر التجزئة الرمز الجديد فورًا، ويتوقف الرمز القديم عن العمل، وتُمسح المحاولات الفاشلة.
admin-code-renew-go = إنشاء رمز جديد
said-admin-offered = أُسندت عملية التوصيل إلى الشريك.
said-admin-code-renewed = أُنشئ رمز جديد، ويمكن لتاجر التجزئة رؤيته الآن.

admin-retire-title = إزالة منتج
admin-words = البحث عن منتجات
admin-words-hint = الاسم أو العلامة التجارية أو SKU أو GTIN
admin-products-empty = لم يُعثر على منتجات
admin-products-empty-text = جرّب كلمات أقل أو الأحرف الأولى فقط.
admin-category = الفئة
admin-offers = العروض
admin-from-price = ابتداءً من
admin-retire = إزالة…
admin-retire-text = لن يظهر المنتج ولن يُباع لدى أي بائع. لا تتأثر الطلبات الحالية.
admin-retire-go = إزالة المنتج
admin-categories = الفئات
admin-categories-empty = لا توجد فئات بعد. أضف أول فئة.
admin-category-add = إضافة فئة
admin-category-name = الاسم
admin-category-slug = المعرّف في الرابط (slug)
admin-category-slug-hint = حروف لاتينية صغيرة وأرقام وشرطات، مثل fresh-fruit
admin-category-parent = الفئة الأم
admin-category-top = بدون (المستوى الأعلى)
admin-category-go = إضافة فئة
said-admin-category-added = أُضيفت الفئة.
said-admin-product-retired = أُزيل المنتج.

admin-held-text = يوقف حارس الأسعار التغييرات التي تبدو أخطاء. لا يعتمدها أو يرفضها إلا فريق البائع. يمكنك رؤيتها هنا والتواصل مع البائع.
admin-held-empty = لا توجد أسعار بانتظار الاعتماد
admin-held-empty-text = عندما يغيّر البائع سعرًا تغييرًا كبيرًا أو أسعارًا كثيرة دفعة واحدة، تنتظر التغييرات هنا موافقته.
admin-price-now = السعر الحالي
admin-price-wanted = السعر الجديد
admin-change = التغيير
admin-why-held = سبب المراجعة

admin-jobs-dead = فاشلة
admin-jobs-ready = في الانتظار
admin-work = المهمة
admin-attempts = المحاولات
admin-not-before = المحاولة التالية
admin-last-error = آخر خطأ
admin-retry = إعادة المحاولة
admin-dead-empty = لا توجد مهام فاشلة
admin-dead-empty-text = تظهر هنا المهام التي فشلت اثنتي عشرة مرة مع آخر خطأ، ويمكنك إعادة محاولتها.
admin-ready-empty = لا توجد مهام في الانتظار
admin-ready-empty-text = اكتملت كل مهام الخلفية.
said-admin-job-revived = أُعيدت المهمة إلى قائمة الانتظار.

admin-subject = تصفية حسب المعرّف
admin-subject-hint = معرّف مثل org_… أو usr_… أو pur_…
admin-trail-empty = لم يُعثر على أحداث
admin-trail-empty-text = يُسجَّل هنا كل تغيير: ماذا حدث ومتى ومن أجراه. تحقق من المعرّف.

admin-window-1h = الساعة الأخيرة
admin-window-24h = آخر 24 ساعة
admin-window-7d = آخر 7 أيام
admin-kinds = تصفية حسب النوع
admin-seen-login-failed = محاولات دخول فاشلة
admin-seen-login-refused-by-limit = محاولات دخول حظرها حد الطلبات
admin-seen-authz-refused = صلاحية مرفوضة
admin-seen-token-refused = رموز وصول غير صالحة
admin-seen-limit-violation = تجاوز حد الطلبات
admin-seen-cross-site = طلبات من مواقع أخرى
admin-seen-suspicious = طلبات مشبوهة
admin-seen-csp-violation = مخالفات CSP
admin-seen-server-error = أخطاء الخادم
admin-seen-trend = { $kind } عبر الوقت: الإجمالي { $total }
admin-seen-empty = لم يُحظر شيء
admin-seen-empty-text = تُحسب هنا كل دقيقة محاولات الدخول الفاشلة والصلاحيات المرفوضة وتجاوز حدود الطلبات والطلبات المشبوهة.
admin-over-time = عبر الوقت
admin-top-endpoints = أكثر نقاط الوصول حظرًا
admin-top-addresses = أكثر عناوين المصدر
admin-endpoint = نقطة الوصول
admin-no-endpoint = بلا نقطة وصول
admin-caller-address = عنوان IP
admin-at-least = على الأقل
admin-samples = الأحداث
admin-samples-text = صف واحد لكل عميل ونقطة وصول ورمز حالة في كل دقيقة، الأحدث أولًا. عند الضغط الشديد تُحفظ عيّنة فقط. اختر نوعًا أو نقطة وصول أو عنوانًا للتصفية.
admin-answer = الاستجابة

admin-limiter = محدِّد الطلبات
admin-mode-shared = مشترك عبر Redis
admin-mode-alone = Redis غير متاح
admin-mode-one-node = عقدة واحدة
admin-mode-off = متوقف
admin-mode-cut-off = Redis غير متاح
admin-mode-alone-title = Redis غير متاح
admin-mode-alone-text = تطبّق هذه العقدة حدودًا خاصة بها أشد صرامة حتى يعود Redis.
admin-admitted = مسموح
admin-refused = محظور
admin-remembered = { $n } من الذاكرة المحلية
admin-nodes = العقد
admin-counters = العدّادات
admin-redis-failures = أخطاء Redis
admin-decided-alone = قرارات محلية: { $n }
admin-overflowing = امتلأت ذاكرة العدّادات، ويُقدَّر العملاء الجدد.
admin-caller = العميل
admin-known-by = التعريف حسب
admin-known-address = عنوان IP
admin-known-user = مستخدم
admin-known-company = شركة
admin-known-account = حساب
admin-value = القيمة
admin-value-hint = عنوان IP أو معرّف usr_… أو org_… أو بريد إلكتروني
admin-tried-from = عنوان IP المستخدَم
admin-look-up = استعلام
admin-nothing-used = لم يستخدم هذا العميل أيًا من حدوده.
admin-limit = الحد
admin-remaining = المتبقي
admin-of = الحصة
admin-within = النافذة الزمنية
admin-back-in = إعادة الضبط بعد
admin-reset = إعادة ضبط الحد…
admin-reset-text = تُمسح عدّادات هذا العميل في كل العقد، ويمكنه المتابعة فورًا.
admin-reset-go = إعادة ضبط الحد
said-admin-limits-reset = أُعيد ضبط الحد.
admin-offenders = أكثر العملاء حظرًا
admin-offenders-empty = لم يبلغ أحد أي حد منذ تشغيل هذه العقدة.
admin-shadows = حدود للمراقبة فقط
admin-shadows-empty = لا يوجد. كل الحدود مطبَّقة.
admin-shadow-text = تسجّل هذه الحدود ما كانت ستحظره، ولا تحظر شيئًا.
admin-all-shadow = كل الحدود للمراقبة فقط

admin-spared = نسبة إصابة الذاكرة المؤقتة
admin-values = القيم المخزّنة
admin-memory = الذاكرة
admin-at-most = من أصل { $size } كحد أقصى
admin-dropped = أُبطلت
admin-heard = { $n } وردت من عقد أخرى
admin-redis-losses = انقطاعات Redis
admin-without-tiers = تجاوزت الذاكرة المؤقتة: { $n }
admin-cache-empty = لا توجد قراءات بعد
admin-cache-empty-text = تظهر كل ذاكرة مؤقتة هنا بعد أول قراءة منها.
admin-families = الذواكر المؤقتة
admin-family = الذاكرة المؤقتة
admin-hits-here = إصابات محلية
admin-hits-redis = إصابات Redis
admin-loads = إخفاقات
admin-load-mean = متوسط زمن التحميل
admin-mode-cut-off-title = Redis غير متاح
admin-mode-cut-off-text = تذهب كل القراءات إلى قاعدة البيانات حتى يعود Redis: أبطأ، لكنها صحيحة دائمًا.
admin-clear-title = مسح الذاكرة المؤقتة
admin-clear-about = لا حاجة إليه في التشغيل المعتاد. استخدمه بعد تغيير قاعدة البيانات يدويًا.
admin-clear = مسح الذاكرة المؤقتة…
admin-clear-text = تُزال كل القيم المخزّنة من كل العقد، وتكون القراءات التالية أبطأ.
admin-clear-go = مسح الذاكرة المؤقتة
said-admin-cache-cleared = مُسحت الذاكرة المؤقتة.

admin-now = الآن
admin-rate = الطلبات
admin-last-minute = الدقيقة الأخيرة
admin-latency = زمن الاستجابة p95
admin-p50-p99 = p50: { $half } · p99: { $most }
admin-error-rate = أخطاء الخادم
admin-refused-share = أخطاء العملاء { $share }
admin-connections = الاتصالات المفتوحة
admin-cpu = المعالج (هذه العملية)
admin-cpu-machine = الإجمالي: { $share }
admin-memory-left = المتاح { $size }
admin-database = قاعدة البيانات
admin-round-trip = زمن الوصول إلى قاعدة البيانات
admin-redis-limits = Redis (حدود الطلبات)
admin-redis-cache = Redis (الذاكرة المؤقتة)
admin-link-none = غير مُعدّ
admin-link-up = متصل
admin-link-down = غير متاح
admin-backlog = مهام في الانتظار
admin-facts-waiting = { $n ->
    [zero] لا أحداث معلّقة
    [one] حدث واحد معلّق
    [two] حدثان معلّقان
    [few] { $n } أحداث معلّقة
    [many] { $n } حدثًا معلّقًا
   *[other] { $n } حدث معلّق
  }
admin-no-pulse = جارٍ بدء التشغيل
admin-no-pulse-text = تظهر المقاييس خلال ثوانٍ. تتحدّث هذه الصفحة تلقائيًا.
admin-requests-minute = الطلبات في الدقيقة
admin-errors-minute = الأخطاء في الدقيقة
admin-errors-theirs = أخطاء العملاء (4xx)
admin-errors-ours = أخطاء الخادم (5xx)
admin-latency-p50 = زمن الاستجابة p50
admin-latency-p99 = زمن الاستجابة p99
admin-cpu-all = المعالج (الجهاز كله)

admin-config-text = الإعدادات التي بدأت بها هذه العقدة. لا تُعرض كلمات المرور والمفاتيح أبدًا. غيّر الإعدادات في ملف الإعدادات أو متغيرات البيئة، وبعضها يتطلب إعادة التشغيل.
admin-config-general = عام
admin-setting = الإعداد
admin-setting-value = القيمة
admin-changed = معدَّل
admin-blank = فارغ
admin-secret = سرّي
admin-config-empty = لا توجد إعدادات معدَّلة
admin-config-empty-text = كل الإعدادات بقيمها الافتراضية.

fault-does-not-match-the-selected-type = لا يطابق النوع المحدد. اختر النوع وأدخل القيمة كاملة.
