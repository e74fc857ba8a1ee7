board-state-offered = تنتظر سائقًا
board-state-failed = فشلت المحاولة
board-state-assigned = قيد الاستلام
board-state-picked-up = في الطريق
board-done-today = سُلّمت اليوم
board-empty = لا توصيلات
board-empty-text = حين يعطي السوق شركتك توصيلة تظهر هنا وتنتظر سائقًا.
board-no-riders = ليس لدى شركتك سائقون بعد.
board-no-riders-do = إلى الفريق
board-about-offered = اختر سائقًا لكل واحدة منها.
board-about-failed = ما زالت البضائع مع السائق. اختر من يحاول من جديد.
board-about-assigned = السائق في طريقه إلى البائع.
board-about-picked-up = البضائع مع السائق.
board-order = الطلب
board-from = من
board-to = إلى
board-moved = آخر تغيير
board-at = في
board-assign = أسند
board-choose-rider = اختر سائقًا
board-rider-for = سائق { $number }
board-rider =
    { $n ->
        [0] { $name }، متفرّغ
       *[other] { $name }، { $n } جارية
    }
delivery-title = الطلب { $number }
delivery-where = العناوين
delivery-failure = سبب الفشل
delivery-assign = اختر سائقًا
delivery-history = ما حدث
said-rider-assigned = صارت مع السائق.
rides-empty = لا عمل الآن
rides-empty-text = حين يعطيك المنسّق توصيلة تظهر هنا.
rides-picked-up = للتسليم
rides-assigned = للاستلام
rides-failed = تنتظر المنسّق
rides-open-picked-up = سلّم
rides-open-assigned = استلم البضائع
rides-open-failed = عرض
rides-done =
    { $n ->
        [one] واحدة سُلّمت اليوم
        [two] اثنتان سُلّمتا اليوم
        [few] { $n } سُلّمت اليوم
       *[other] { $n } سُلّمت اليوم
    }
ride-fetch = استلم من
ride-then = ثم أوصل إلى
ride-bring = أوصل إلى
ride-copy = انسخ العنوان
ride-have = البضائع معي
ride-hand-over = التسليم
ride-code = الرمز من المتجر
ride-code-hint = اسأل عن الأرقام الستة حين تصير البضائع في أيديهم.
ride-code-wrong =
    { $n ->
        [0] ليس هذا رمز المتجر، ولم تبق محاولة.
        [one] ليس هذا رمز المتجر. بقيت محاولة واحدة: دعهم يقرؤونه من جديد.
        [two] ليس هذا رمز المتجر. بقيت محاولتان: دعهم يقرؤونه من جديد.
        [few] ليس هذا رمز المتجر. بقيت { $n } محاولات: دعهم يقرؤونه من جديد.
       *[other] ليس هذا رمز المتجر. بقيت { $n } محاولة: دعهم يقرؤونه من جديد.
    }
ride-code-blocked = لا تُقبل رموز أخرى
ride-code-blocked-text = اتصل بالمنسّق: ينشئ السوق رمزًا جديدًا للمتجر. أبقِ البضائع معك حتى ذلك الحين.
ride-done = تأكيد التسليم
ride-failed = تعذّر التسليم
ride-why = لماذا؟
ride-reason-closed = كان المتجر مغلقًا
ride-reason-nobody = لم يكن هناك من يستلم
ride-reason-refused = رُفضت البضائع
ride-reason-address = لم يُعثر على العنوان
ride-reason-damaged = تضررت البضائع في الطريق
ride-reason-other = شيء آخر
ride-reason = بكلماتك
ride-reason-hint = مطلوب عند اختيار «شيء آخر».
ride-failed-go = أبلغ عن المحاولة الفاشلة
ride-waits = أُبلغ عن المحاولة
ride-waits-text = أبقِ البضائع معك. يحدد المنسّق من يحاول من جديد.
ride-over = تم التسليم
ride-all = كل رحلاتي
said-picked-up = البضائع معك. أوصلها الآن.
said-delivered = تم التسليم. أحسنت.
said-attempt-failed = أُبلغ عن المحاولة الفاشلة.
