# نصوص مكتب السوق نفسه.
admin-all = الكل
admin-filter = تصفية
admin-find = بحث
admin-show = عرض
admin-show-all = عرض الكل
admin-open = فتح
admin-choose = اختر
admin-actions = ما يمكنك فعله
admin-crumbs = الطريق إلى هنا
admin-pages = صفحات القائمة
admin-by-state = حسب الحالة
admin-by-window = المدة السابقة
admin-trail = سجل التدقيق
admin-live-on = إبقاء الصفحة محدّثة
admin-live-off = إيقاف التحديث
admin-reason = السبب
admin-reason-hint = يُحفظ في سجل التدقيق، وإن كان عن شركة فيقرؤه العاملون فيها.
admin-unknown = غير معروف
admin-system = النظام

admin-kind = النوع
admin-state = الحالة
admin-since = منذ
admin-place = المكان
admin-company = الشركة
admin-person = الشخص
admin-email = البريد الإلكتروني
admin-legal-name = الاسم المسجّل
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
admin-sum = المجموع
admin-price = السعر
admin-when = متى
admin-who = الفاعل
admin-what = ماذا
admin-about = الموضوع
admin-times = المرات
admin-last = آخر مرة
admin-request = الطلب البرمجي

admin-ago = قبل { $span }
admin-seconds = { $n ->
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $n } ثوانٍ
   *[other] { $n } ثانية
  }
admin-minutes = { $n ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
   *[other] { $n } دقيقة
  }
admin-hours = { $n ->
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
   *[other] { $n } ساعة
  }
admin-days = { $n ->
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
   *[other] { $n } يومًا
  }
admin-chart-summary = { $title } عبر الوقت: بين { $low } و{ $high }
admin-chart-nothing = لا شيء في هذه المدة.

admin-waiting = ما ينتظر
admin-companies-waiting = شركات تنتظر
admin-to-approve = للقبول أو الرفض
admin-deliveries-waiting = توصيلات تنتظر
admin-without-partner = بلا شريك توصيل
admin-held-delta = القرار لبائعيها
admin-dead-jobs = مهام متوقفة
admin-laid-aside = نُحّيت بعد محاولات كثيرة
admin-none-waits = لا شيء ينتظر. أحسنت.
admin-latest-orders = أحدث الطلبات
admin-last-hour = في الساعة الأخيرة
admin-seen-all = المرفوض في الساعة الأخيرة: { $total }
admin-health-line = 95 من كل 100 طلب استغرقت { $took } على الأكثر؛ فشل { $failed } من جهتنا؛ قاعدة البيانات تجيب في { $database }.
admin-health-quiet = لم يطلب أحد شيئًا في الدقيقة الماضية؛ تجيب قاعدة البيانات خلال { $database }.

admin-companies-empty = لا توجد شركة كهذه
admin-companies-empty-text = تظهر الشركات هنا بعد أن تطلب الانضمام. جرّب نوعًا أو حالة أخرى.
admin-decide = القرار
admin-decide-text = طلبت الشركة الانضمام. راجع تفاصيلها؛ بعد قرارك يستطيع العاملون فيها العمل، أو يقرؤون سبب المنع.
admin-approve = قبول…
admin-approve-text = تستطيع الشركة التجارة من الآن، وتُبلَّغ بذلك.
admin-approve-go = قبول الشركة
admin-reject = رفض…
admin-reject-text = لن تستطيع الشركة التجارة، وستقرأ السبب. لا يمكن التراجع عن ذلك.
admin-reject-go = رفض الشركة
admin-suspend = إيقاف…
admin-suspend-about = الشركة تتاجر. إن وجب منعها فأوقفها، ويمكنك السماح لها لاحقًا.
admin-suspend-text = يتوقف كل من في هذه الشركة عند نقرتهم التالية، ولا يُعرض ما تبيعه بعد ذلك.
admin-suspend-go = إيقاف الشركة
admin-reinstate = السماح لها بالمتابعة…
admin-reinstate-text = تستطيع الشركة التجارة فورًا من جديد، ويُعرض ما تبيعه ثانية.
admin-reinstate-go = السماح للشركة بالمتابعة
said-admin-approved = تستطيع الشركة التجارة الآن.
said-admin-rejected = رُفضت الشركة.
said-admin-suspended = أُوقفت الشركة.
said-admin-reinstated = تتابع الشركة عملها.

admin-user-active = يمكنه الدخول
admin-user-locked = مقفل
admin-users-empty = لا أحد بهذا العنوان
admin-users-empty-text = يلزم العنوان كاملًا كما يُستعمل في الدخول.
admin-lock = قفل…
admin-lock-text = تنتهي فورًا كل جلسات { $name }، ولا يمكن الدخول بعد ذلك.
admin-lock-go = قفل الحساب
admin-unlock = فتح القفل…
admin-unlock-text = يمكن لـ{ $name } الدخول من جديد بكلمة المرور نفسها.
admin-unlock-go = السماح بالدخول
said-admin-locked = قُفل الحساب وانتهت كل جلساته.
said-admin-unlocked = يمكن الدخول من جديد.

admin-orders-empty = لا طلبات بعد
admin-orders-empty-text = يظهر هنا ما يطلبه تجار التجزئة، الأحدث أولًا، مع قيمته.
admin-orders-sums = مجموع هذه الصفحة دون ما أُلغي
admin-placed = وقت الطلب
admin-parts = البائعون
admin-purchase = عملية الشراء
admin-reference = مرجع المشتري
admin-ship-to = يُرسل إلى
admin-money = المبالغ
admin-terms = الدفع
admin-accept-by = يُقبل حتى
admin-ordered = المطلوب
admin-accepted = المقبول
admin-declined = المرفوض
admin-line-sum = مجموع المطلوب
admin-pack = { $pieces ->
    [one] قطعة واحدة
   *[other] عبوة من { $pieces }
  }
admin-history = ما حدث

admin-deliveries-empty = لا توصيلات هنا
admin-deliveries-empty-text = يظهر التوصيل عندما يحزم البائع الطلب. أعطه لشريك توصيل، فيأتي أحد سائقيه لأخذه.
admin-moved = آخر حركة
admin-delivery-of = توصيل { $number }
admin-give = إعطاؤه لشريك
admin-offer = إسناد
admin-partner-of = شريك التوصيل للطلب { $number }
admin-no-partners = لا يوجد شريك توصيل بعد
admin-no-partners-text = اقبل شريك توصيل أولًا، ثم يمكن إعطاؤه التوصيلات.
admin-last-failure = فشلت المحاولة الأخيرة
admin-code = رمز التسليم
admin-code-text = يقول التاجر للسائق رمزًا عند وصول البضاعة. بعد محاولات خاطئة كثيرة يُغلق.
admin-code-renew = رمز جديد…
admin-code-renew-text = يتغير الرمز الذي يراه التاجر فورًا، ولا قيمة للقديم، وتُنسى المحاولات الخاطئة.
admin-code-renew-go = إنشاء رمز جديد
said-admin-offered = التوصيل لدى الشريك.
said-admin-code-renewed = يوجد رمز جديد، والتاجر يراه.

admin-retire-title = سحب منتج
admin-words = كلمات من المنتج
admin-words-hint = الاسم أو العلامة أو SKU أو GTIN
admin-products-empty = لا يوجد منتج كهذا
admin-products-empty-text = جرّب كلمات أقل أو بداياتها فقط.
admin-category = الفئة
admin-offers = العروض
admin-from-price = ابتداءً من
admin-retire = سحب…
admin-retire-text = لا يُعثر على المنتج ولا يُباع بعد ذلك أيًا كان بائعه. الطلبات السابقة تبقى.
admin-retire-go = سحب المنتج
admin-categories = الفئات
admin-categories-empty = لا فئات بعد. أضف الأولى.
admin-category-add = إضافة فئة
admin-category-name = الاسم
admin-category-slug = الاسم في العناوين
admin-category-slug-hint = حروف لاتينية صغيرة وأرقام وشرطات، مثل fresh-fruit
admin-category-parent = الفئة الأم
admin-category-top = في الأعلى
admin-category-go = إضافة
said-admin-category-added = أُضيفت الفئة.
said-admin-product-retired = سُحب المنتج.

admin-held-text = يوقف حارس الأسعار التغييرات التي تبدو خطأ. لا يقبلها أو يلغيها إلا شخص من البائع؛ يمكنك رؤيتها والاتصال بالبائع.
admin-held-empty = لا سعر موقوف
admin-held-empty-text = عندما يغيّر بائع سعرًا كثيرًا أو أسعارًا كثيرة معًا ينتظر التغيير هنا حتى يؤكده البائع.
admin-price-now = الحالي
admin-price-wanted = المطلوب
admin-change = التغيير
admin-why-held = سبب الإيقاف

admin-jobs-dead = متوقفة
admin-jobs-ready = تنتظر
admin-work = المهمة
admin-attempts = المحاولات
admin-not-before = ليس قبل
admin-last-error = آخر خطأ
admin-retry = إعادة المحاولة
admin-dead-empty = لم يُنحَّ شيء
admin-dead-empty-text = ما يفشل اثنتي عشرة مرة يظهر هنا مع آخر خطأ، ويمكن إعادة محاولته.
admin-ready-empty = لا شيء ينتظر
admin-ready-empty-text = أُنجز كل العمل في الخلفية.
said-admin-job-revived = ستُعاد المحاولة.

admin-subject = عن شيء واحد
admin-subject-hint = معرّف مثل org_… أو usr_… أو pur_…
admin-trail-empty = لم يحدث له شيء
admin-trail-empty-text = يترك كل تغيير سطرًا هنا: ماذا ومتى ومن. تحقق من المعرّف.

admin-window-1h = ساعة
admin-window-24h = يوم
admin-window-7d = أسبوع
admin-kinds = حسب النوع
admin-seen-login-failed = محاولات دخول فاشلة
admin-seen-login-refused-by-limit = محاولات دخول لم تُفحص
admin-seen-authz-refused = حقوق مرفوضة
admin-seen-token-refused = رموز مرفوضة
admin-seen-limit-violation = طلبات كثيرة جدًا
admin-seen-cross-site = من مواقع أخرى
admin-seen-suspicious = طلبات مريبة
admin-seen-csp-violation = ممنوع في صفحة
admin-seen-server-error = فشل من جهتنا
admin-seen-trend = { $kind } عبر الوقت: { $total } في المجموع
admin-seen-empty = لم يُرفض شيء
admin-seen-empty-text = تُعدّ هنا دقيقة بدقيقة محاولات الدخول الفاشلة والحقوق المرفوضة وتجاوز الحدود والطلبات الغريبة.
admin-over-time = عبر الوقت
admin-top-endpoints = أين رُفض الأكثر
admin-top-addresses = من أين جاء الأكثر
admin-endpoint = نقطة الوصول
admin-no-endpoint = بلا نقطة وصول
admin-caller-address = العنوان
admin-at-least = على الأقل
admin-samples = السجلات
admin-samples-text = سطر لكل متصل ونقطة وصول ورمز في الدقيقة، الأحدث أولًا. إذا كثر المتصلون معًا يُحفظ بعضهم فقط. اختر نوعًا أو نقطة وصول أو عنوانًا لترى ما يخصه وحده.
admin-answer = الجواب

admin-limiter = المحدِّد
admin-mode-shared = مشترك عبر Redis
admin-mode-alone = Redis لا يجيب
admin-mode-one-node = عقدة واحدة
admin-mode-off = متوقف
admin-mode-cut-off = Redis لا يجيب
admin-mode-alone-title = Redis لا يجيب
admin-mode-alone-text = تعدّ هذه العقدة وحدها وبحذر أكبر حتى يعود Redis.
admin-admitted = مقبول
admin-refused = مرفوض
admin-remembered = { $n } من الذاكرة
admin-nodes = العقد
admin-counters = العدّادات
admin-redis-failures = إخفاقات Redis
admin-decided-alone = { $n } قُررت منفردة
admin-overflowing = امتلأت ذاكرة العدّادات، ويُقدَّر القادمون الجدد.
admin-caller = المتصل
admin-known-by = يُعرف بـ
admin-known-address = عنوان
admin-known-user = شخص
admin-known-company = شركة
admin-known-account = حساب
admin-value = من هو
admin-value-hint = عنوان IP أو معرّف usr_… أو org_… أو بريد إلكتروني
admin-tried-from = حاول من
admin-look-up = استعلام
admin-nothing-used = لم يستعمل هذا المتصل شيئًا من أي حد.
admin-limit = الحد
admin-remaining = المتبقي
admin-of = من أصل
admin-within = خلال
admin-back-in = يعود بعضه بعد
admin-reset = إعفاء…
admin-reset-text = يُنسى ما عُدّ على هذا المتصل في كل العقد، ويمكنه المتابعة فورًا.
admin-reset-go = إعفاء المتصل
said-admin-limits-reset = أُعفي المتصل.
admin-offenders = الأكثر رفضًا
admin-offenders-empty = لم يبلغ أحد حدًا منذ بدأت هذه العقدة.
admin-shadows = حدود في الظل
admin-shadows-empty = لا شيء: كل حد يمنع.
admin-shadow-text = تحكم وتسجل ما كانت ستمنعه، ولا تمنع شيئًا.
admin-all-shadow = كل الحدود تراقب فقط

admin-spared = قراءات دون قاعدة البيانات
admin-values = قيم محفوظة
admin-memory = الذاكرة
admin-at-most = من { $size } على الأكثر
admin-dropped = أُسقطت
admin-heard = { $n } سُمع بها من غيرها
admin-redis-losses = اتصالات فُقدت مع Redis
admin-without-tiers = { $n } قراءات دون ذاكرة مؤقتة
admin-cache-empty = لم يُقرأ شيء بعد
admin-cache-empty-text = تظهر كل مجموعة قيم هنا بعد أن يُطلب شيء منها.
admin-families = مجموعات القيم
admin-family = المجموعة
admin-hits-here = وُجد هنا
admin-hits-redis = وُجد في Redis
admin-loads = التحميلات
admin-load-mean = تحميل واحد
admin-mode-cut-off-title = Redis لا يجيب
admin-mode-cut-off-text = كل قراءة تذهب إلى قاعدة البيانات حتى يعود Redis: أبطأ، وليست خاطئة أبدًا.
admin-clear-title = إفراغ الذاكرة المؤقتة
admin-clear-about = لا حاجة إليه ليكون المعروض صحيحًا. يفيد إذا غُيّرت قاعدة البيانات باليد.
admin-clear = إفراغ…
admin-clear-text = يُسقط كل ما هو محفوظ في كل العقد، وتكون القراءات التالية أبطأ.
admin-clear-go = إفراغ الذاكرة المؤقتة
said-admin-cache-cleared = أُفرغت الذاكرة المؤقتة.

admin-now = الآن
admin-rate = الطلبات
admin-last-minute = في الدقيقة الأخيرة
admin-latency = زمن الإجابة، 95 من 100
admin-p50-p99 = الوسيط: { $half } · 99 من 100: { $most }
admin-error-rate = نسبة الفشل
admin-refused-share = رُفض { $share }
admin-connections = اتصالات مفتوحة
admin-cpu = المعالج، هذا البرنامج
admin-cpu-machine = الجهاز كله: { $share }
admin-memory-left = بقي { $size }
admin-database = قاعدة البيانات
admin-round-trip = قاعدة البيانات، ذهابًا وإيابًا
admin-redis-limits = Redis الحدود
admin-redis-cache = Redis الذاكرة المؤقتة
admin-link-none = لا يوجد
admin-link-up = يجيب
admin-link-down = لا يجيب
admin-backlog = أعمال متراكمة
admin-facts-waiting = { $n ->
    [one] حدث واحد ينتظر
    [two] حدثان ينتظران
    [few] { $n } أحداث تنتظر
   *[other] { $n } حدثًا ينتظر
  }
admin-no-pulse = اللحظات الأولى
admin-no-pulse-text = تؤخذ أول نظرة بعد ثوانٍ من البداية. تتجدد هذه الصفحة وحدها.
admin-requests-minute = الطلبات في الدقيقة
admin-errors-minute = الطلبات المرفوضة أو الفاشلة في الدقيقة
admin-errors-theirs = مرفوض (4xx)
admin-errors-ours = فاشل (5xx)
admin-latency-p50 = زمن الإجابة، النصف
admin-latency-p99 = زمن الإجابة، 99 من 100
admin-cpu-all = المعالج، الجهاز كله

admin-config-text = ما بدأت به هذه العقدة. لا تُعرض كلمات المرور والمفاتيح أبدًا. تُغيَّر في الملف أو البيئة، وبعضها يحتاج إلى إعادة تشغيل.
admin-config-general = عام
admin-setting = الإعداد
admin-setting-value = القيمة
admin-changed = مُغيَّر
admin-blank = فارغ
admin-secret = سرّي
admin-config-empty = لم يُغيَّر شيء
admin-config-empty-text = كل إعداد كما يأتي مع البرنامج.

fault-is-not-what-it-is-said-to-be = ليس هذا ما قيل عنه: اختر بماذا يُعرف المتصل واكتبه كاملًا.
