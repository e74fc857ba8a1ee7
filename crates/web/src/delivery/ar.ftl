board-state-offered = بحاجة إلى سائق
board-state-failed = فشلت المحاولة
board-state-assigned = بانتظار الاستلام
board-state-picked-up = خرج للتوصيل
board-done-today = تم تسليمها اليوم
board-empty = لا توجد عمليات توصيل
board-empty-text = تظهر هنا عمليات التوصيل المسندة إلى شركتك لتحديد سائقيها.
board-no-riders = ليس لدى شركتك سائقون بعد.
board-no-riders-do = إلى الفريق
board-about-offered = حدد سائقًا لكل عملية توصيل.
board-about-failed = ما زالت البضائع مع السائق. اختر من سيعيد المحاولة.
board-about-assigned = السائق في طريقه إلى البائع.
board-about-picked-up = البضائع مع السائق.
board-order = الطلب
board-from = من
board-to = إلى
board-moved = آخر تحديث
board-at = آخر تحديث
board-assign = إسناد
board-choose-rider = اختر سائقًا
board-rider-for = سائق { $number }
board-rider =
    { $n ->
        [0] { $name } (متاح)
       *[other] { $name } (قيد التنفيذ: { $n })
    }
delivery-title = الطلب { $number }
delivery-where = العناوين
delivery-failure = سبب الفشل
delivery-assign = تحديد السائق
delivery-history = السجل
said-rider-assigned = تم تحديد السائق.
rides-empty = لا توجد عمليات توصيل الآن
rides-empty-text = تظهر هنا عمليات التوصيل المسندة إليك.
rides-picked-up = التسليم
rides-assigned = الاستلام
rides-failed = بانتظار المنسّق
rides-open-picked-up = إتمام التسليم
rides-open-assigned = بدء الاستلام
rides-open-failed = عرض التفاصيل
rides-done =
    { $n ->
        [zero] لم يتم أي تسليم اليوم
        [one] تم تسليم واحد اليوم
        [two] تم تسليمان اليوم
        [few] تم { $n } تسليمات اليوم
        [many] تم { $n } تسليمًا اليوم
       *[other] تم { $n } تسليم اليوم
    }
ride-fetch = استلم من
ride-then = ثم أوصل إلى
ride-bring = أوصل إلى
ride-copy = انسخ العنوان
ride-have = تأكيد الاستلام
ride-hand-over = إتمام التسليم
ride-code = رمز التسليم
ride-code-hint = اطلب من المتجر الرمز المكوّن من ستة أرقام بعد استلامه البضائع.
ride-code-wrong =
    { $n ->
        [zero] الرمز غير صحيح. لم تبقَ أي محاولة.
        [one] الرمز غير صحيح. بقيت محاولة واحدة: اطلب من المتجر قراءته مرة أخرى.
        [two] الرمز غير صحيح. بقيت محاولتان: اطلب من المتجر قراءته مرة أخرى.
        [few] الرمز غير صحيح. بقيت { $n } محاولات: اطلب من المتجر قراءته مرة أخرى.
        [many] الرمز غير صحيح. بقيت { $n } محاولة: اطلب من المتجر قراءته مرة أخرى.
       *[other] الرمز غير صحيح. بقيت { $n } محاولة: اطلب من المتجر قراءته مرة أخرى.
    }
ride-code-blocked = تم حظر الرمز
ride-code-blocked-text = اتصل بالمنسّق للحصول على رمز جديد للمتجر. أبقِ البضائع معك حتى ذلك الحين.
ride-done = تأكيد التسليم
ride-failed = تعذّر التسليم
ride-why = ما المشكلة؟
ride-reason-closed = كان المتجر مغلقًا
ride-reason-nobody = لم يكن هناك من يستلم البضائع
ride-reason-refused = رفض المتجر البضائع
ride-reason-address = لم يُعثر على العنوان
ride-reason-damaged = تضررت البضائع أثناء النقل
ride-reason-other = سبب آخر
ride-reason = التفاصيل
ride-reason-hint = مطلوب عند اختيار «سبب آخر».
ride-failed-go = الإبلاغ عن محاولة فاشلة
ride-waits = تم الإبلاغ عن المحاولة الفاشلة
ride-waits-text = أبقِ البضائع معك. سيخبرك المنسّق بالخطوة التالية.
ride-over = تم التسليم
ride-all = كل توصيلاتي
said-picked-up = تم تأكيد الاستلام. الخطوة التالية: توصيل البضائع.
said-delivered = تم التسليم. أحسنت!
said-attempt-failed = تم الإبلاغ عن المحاولة الفاشلة.
