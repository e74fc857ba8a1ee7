delivery-state-unassigned = بحاجة إلى شركة توصيل
delivery-state-offered = حُددت شركة التوصيل
delivery-state-assigned = حُدد السائق
delivery-state-picked-up = خرج للتوصيل
delivery-state-failed = فشلت محاولة التوصيل
delivery-state-delivered = تم التسليم
delivery-state-cancelled = أُلغي التوصيل

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
board-former-rider = لم يعد من السائقين
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

flash-rider-assigned = تم تحديد السائق.

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
ride-code-blocked-text = رموز خاطئة كثيرة. أُبلغ المنسّق والسوق بذلك، وسيحصل المتجر على رمز جديد. اتصل بالمنسّق إن طال الانتظار. أبقِ البضائع معك حتى ذلك الحين.
ride-code-renewed = لدى المتجر رمز جديد
ride-code-renewed-text = اطلب من المتجر رمزه الجديد. لم يعد الرمز السابق صالحًا.
delivery-code-blocked-text = أُدخلت رموز خاطئة كثيرة. لا ينشئ رمزًا جديدًا إلا منسّقو السوق، وقد أُبلغوا بذلك. تواصل معهم إن كان الأمر عاجلًا. يحتفظ السائق بالبضائع حتى ذلك الحين.
delivery-staff-code-blocked-text = أدخل السائق رموزًا خاطئة كثيرة ولا يمكنه إتمام التسليم. أنشئ رمزًا جديدًا، وسيُبلَّغ تاجر التجزئة وشريك التوصيل.
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
ride-cancelled = أُلغي
ride-cancelled-text = أُلغي الطلب، ولا شيء لاستلامه.
ride-all = كل توصيلاتي

flash-picked-up = تم تأكيد الاستلام. الخطوة التالية: توصيل البضائع.
flash-delivered = تم التسليم. أحسنت!
flash-attempt-failed = تم الإبلاغ عن المحاولة الفاشلة.

delivery-staff-choose = اختر
delivery-staff-partner = شريك التوصيل
delivery-staff-to = إلى
delivery-staff-from-to = من وإلى
delivery-staff-deliveries-empty = لا توجد عمليات توصيل
delivery-staff-deliveries-empty-text = تظهر عملية التوصيل هنا بعد أن يعبّئ البائع الطلب. أسندها إلى شريك توصيل ليستلمها أحد سائقيه.
delivery-staff-moved = آخر تحديث
delivery-staff-of = توصيل { $number }
delivery-staff-give = إسناد إلى شريك توصيل
delivery-staff-offer = إسناد
delivery-staff-partner-of = شريك التوصيل للطلب { $number }
delivery-staff-no-partners = لا يوجد شريك توصيل بعد
delivery-staff-no-partners-text = وافق على شريك توصيل أولًا، ثم أسند إليه عمليات التوصيل.
delivery-staff-last-failure = فشلت المحاولة الأخيرة
delivery-staff-code = رمز التسليم
delivery-staff-code-text = يعطي تاجر التجزئة السائق رمزًا عند التسليم. يُحظر الرمز بعد محاولات خاطئة كثيرة.
delivery-staff-code-renew = رمز جديد…
delivery-staff-code-renew-text = يرى تاجر التجزئة الرمز الجديد فورًا، ويتوقف الرمز القديم عن العمل، وتُمسح المحاولات الفاشلة.
delivery-staff-code-renew-go = إنشاء رمز جديد

flash-delivery-offered = أُسندت عملية التوصيل إلى الشريك.
flash-code-renewed = أُنشئ رمز جديد، ويمكن لتاجر التجزئة رؤيته الآن.

code-deliveries-code-blocked = رموز خاطئة كثيرة. اطلب رمزًا جديدًا من المنسّق.
code-deliveries-no-such-delivery = لم يُعثر على عملية التوصيل.
code-deliveries-no-such-partner = هذا ليس شريك توصيل معتمدًا.
code-deliveries-no-such-rider = هذا ليس سائقًا نشطًا في شركتك.
code-deliveries-wrong-code = الرمز غير صحيح. بقيت محاولات قليلة.
code-deliveries-wrong-state = هذا غير ممكن في حالة التوصيل الحالية.
board-more = لا يظهر إلا أقدم التوصيلات المفتوحة، وعددها { LIMIT("board-open") }. أنهِ بعضها لتظهر البقية.
