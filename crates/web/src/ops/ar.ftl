ops-unknown = غير معروف
ops-ago = قبل { $span }
ops-seconds = { $n ->
    [zero] { $n } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
  }
ops-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
  }
ops-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة واحدة
    [two] ساعتين
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
  }
ops-days = { $n ->
    [zero] { $n } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
  }
ops-chart-summary = { $title } عبر الوقت: من { $low } إلى { $high }
ops-waiting = بحاجة إلى اهتمام
ops-companies-waiting = شركات للمراجعة
ops-to-approve = بانتظار الموافقة
ops-deliveries-waiting = عمليات توصيل للإسناد
ops-without-partner = بحاجة إلى شريك توصيل
ops-held-delta = بانتظار موافقة البائع
ops-dead-jobs = مهام فاشلة
ops-failed-jobs = استُنفدت محاولاتها
ops-none-waits = لا شيء بحاجة إلى اهتمام.
ops-latest-orders = أحدث الطلبات
ops-last-hour = الساعة الأخيرة
ops-health-line = زمن الاستجابة p95: { $took } · أخطاء الخادم: { $failed } · قاعدة البيانات: { $database }.
ops-health-quiet = لا طلبات في الدقيقة الأخيرة · قاعدة البيانات: { $database }.

job-state-dead = فاشلة
job-state-ready = في الانتظار

ops-work = المهمة
ops-attempts = المحاولات
ops-not-before = المحاولة التالية
ops-last-error = آخر خطأ
ops-retry = إعادة المحاولة
ops-dead-empty = لا توجد مهام فاشلة
ops-dead-empty-text = تظهر هنا المهام التي فشلت اثنتي عشرة مرة مع آخر خطأ، ويمكنك إعادة محاولتها.
ops-ready-empty = لا توجد مهام في الانتظار
ops-ready-empty-text = اكتملت كل مهام الخلفية.

flash-job-requeued = أُعيدت المهمة إلى قائمة الانتظار.

ops-limiter = محدِّد الطلبات

store-mode-shared = مشترك عبر Redis
store-mode-alone = Redis غير متاح
store-mode-one-node = عقدة واحدة
store-mode-off = متوقف
store-mode-cut-off = Redis غير متاح
store-mode-alone-title = Redis غير متاح
store-mode-alone-text = تطبّق هذه العقدة حدودًا خاصة بها أشد صرامة حتى يعود Redis.

ops-admitted = مسموح
ops-refused = محظور
ops-remembered = { $n } من الذاكرة المحلية
ops-nodes = العقد
ops-counters = العدّادات
ops-redis-failures = أخطاء Redis
ops-decided-locally = قرارات محلية: { $n }
ops-overflowing = امتلأت ذاكرة العدّادات، ويُقدَّر العملاء الجدد.
ops-caller = العميل
ops-known-by = التعريف حسب

caller-kind-address = عنوان IP
caller-kind-user = مستخدم
caller-kind-company = شركة
caller-kind-account = حساب

ops-value = القيمة
ops-value-hint = عنوان IP أو معرّف usr_… أو cmp_… أو بريد إلكتروني
ops-tried-from = عنوان IP المستخدَم
ops-look-up = استعلام
ops-nothing-used = لم يستخدم هذا العميل أيًا من حدوده.
ops-limit = الحد
ops-remaining = المتبقي
ops-of = الحصة
ops-within = النافذة الزمنية
ops-back-in = إعادة الضبط بعد
ops-reset = إعادة ضبط الحد…
ops-reset-text = تُمسح عدّادات هذا العميل في كل العقد، ويمكنه المتابعة فورًا.
ops-reset-go = إعادة ضبط الحد

flash-limits-reset = أُعيد ضبط الحد.

ops-offenders = أكثر العملاء حظرًا
ops-offenders-empty = لم يبلغ أحد أي حد منذ تشغيل هذه العقدة.
ops-monitor-only = حدود للمراقبة فقط
ops-monitor-only-empty = لا يوجد. كل الحدود مطبَّقة.
ops-monitor-only-text = تسجّل هذه الحدود ما كانت ستحظره، ولا تحظر شيئًا.
ops-all-monitor-only = كل الحدود للمراقبة فقط
ops-served-from-cache = نسبة إصابة الذاكرة المؤقتة
ops-cached-values = القيم المخزّنة
ops-memory = الذاكرة
ops-at-most = من أصل { $size } كحد أقصى
ops-dropped = أُبطلت
ops-invalidations-received = { $n } وردت من عقد أخرى
ops-redis-losses = انقطاعات Redis
ops-cache-bypassed = تجاوزت الذاكرة المؤقتة: { $n }
ops-cache-empty = لا توجد قراءات بعد
ops-cache-empty-text = تظهر كل ذاكرة مؤقتة هنا بعد أول قراءة منها.
ops-families = الذواكر المؤقتة
ops-family = الذاكرة المؤقتة
ops-hits-here = إصابات محلية
ops-hits-redis = إصابات Redis
ops-loads = إخفاقات
ops-load-mean = متوسط زمن التحميل

store-mode-cut-off-title = Redis غير متاح
store-mode-cut-off-text = تذهب كل القراءات إلى قاعدة البيانات حتى يعود Redis: أبطأ، لكنها صحيحة دائمًا.

ops-clear-title = مسح الذاكرة المؤقتة
ops-clear-about = لا حاجة إليه في التشغيل المعتاد. استخدمه بعد تغيير قاعدة البيانات يدويًا.
ops-clear = مسح الذاكرة المؤقتة…
ops-clear-text = تُزال كل القيم المخزّنة من كل العقد، وتكون القراءات التالية أبطأ.
ops-clear-go = مسح الذاكرة المؤقتة

flash-cache-cleared = مُسحت الذاكرة المؤقتة.

ops-now = الآن
ops-rate = الطلبات
ops-last-minute = الدقيقة الأخيرة
ops-latency = زمن الاستجابة p95
ops-p50-p99 = p50: { $half } · p99: { $most }
ops-error-rate = أخطاء الخادم
ops-refused-share = أخطاء العملاء { $share }
ops-connections = الاتصالات المفتوحة
ops-cpu = المعالج (هذه العملية)
ops-cpu-machine = الإجمالي: { $share }
ops-memory-left = المتاح { $size }
ops-database = قاعدة البيانات
ops-round-trip = زمن الوصول إلى قاعدة البيانات
ops-redis-limits = Redis (حدود الطلبات)
ops-redis-cache = Redis (الذاكرة المؤقتة)

redis-state-none = غير مُعدّ
redis-state-up = متصل
redis-state-down = غير متاح

ops-backlog = مهام في الانتظار
ops-events-waiting = { $n ->
    [zero] لا أحداث معلّقة
    [one] حدث واحد معلّق
    [two] حدثان معلّقان
    [few] { $n } أحداث معلّقة
    [many] { $n } حدثًا معلّقًا
   *[other] { $n } حدث معلّق
  }
ops-no-metrics = جارٍ بدء التشغيل
ops-no-metrics-text = تظهر المقاييس خلال ثوانٍ. تتحدّث هذه الصفحة تلقائيًا.
ops-requests-minute = الطلبات في الدقيقة
ops-errors-minute = الأخطاء في الدقيقة
ops-errors-theirs = أخطاء العملاء (4xx)
ops-errors-ours = أخطاء الخادم (5xx)
ops-latency-p50 = زمن الاستجابة p50
ops-latency-p99 = زمن الاستجابة p99
ops-cpu-all = المعالج (الجهاز كله)
ops-config-text = الإعدادات التي بدأت بها هذه العقدة. لا تُعرض كلمات المرور والمفاتيح أبدًا. غيّر الإعدادات في ملف الإعدادات أو متغيرات البيئة، وبعضها يتطلب إعادة التشغيل.
ops-config-general = عام
ops-setting = الإعداد
ops-setting-value = القيمة
ops-changed = معدَّل
ops-blank = فارغ
ops-secret = سرّي
ops-config-empty = لا توجد إعدادات معدَّلة
ops-config-empty-text = كل الإعدادات بقيمها الافتراضية.

code-cache-only-here = مُسحت الذاكرة المؤقتة لهذا الخادم فقط. تتبعه الخوادم الأخرى عند عودة Redis.
code-jobs-no-dead-job = لم يُعثر على المهمة الفاشلة.
code-limits-not-oneself = لا يمكنك إعادة ضبط حدودك بنفسك. اطلب ذلك من شخص آخر.
code-limits-only-here = أُعيد ضبط الحد في هذا الخادم فقط. حاول مرة أخرى عند عودة Redis.
code-limits-too-many-connections = الاتصالات من عنوان IP الخاص بك كثيرة جدًا. أغلق بعضها وحاول مرة أخرى.
code-limits-too-many-requests = الطلبات كثيرة جدًا. حاول مرة أخرى لاحقًا.
code-limits-which-caller = أدخل عميلًا واحدًا: عنوان IP أو معرّف مستخدم أو بريدًا إلكترونيًا.
ops-redis-memory = ذاكرة Redis
ops-redis-keys = مفاتيح Redis
ops-redis-evicted = المُزالة: { $n }
ops-redis-no-limit = لا حد محدد
