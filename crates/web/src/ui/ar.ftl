# What every page says, and words that pages of several subjects share.

skip-to-content = تخطَّ إلى المحتوى

site-description = سوق إلكتروني بين الشركات تطلب فيه المتاجر من بائعين عدة دفعة واحدة.

offline = أنت غير متصل بالإنترنت. لم يُرسل شيء؛ أعد المحاولة عند عودة الاتصال.

foot-api = مرجع API

nav-search = ابحث عن منتجات
nav-label = الرئيسية
nav-menu = القائمة
nav-products = المنتجات
nav-quick-order = طلب سريع
nav-basket = السلة
nav-orders = الطلبات
nav-notices = الإشعارات
nav-team = الفريق
nav-company = الشركة
nav-today = اليوم
nav-own-products = المنتجات
nav-prices = الأسعار
nav-stock = المخزون
nav-imports = الاستيراد
nav-sales = المبيعات
nav-board = لوحة التوزيع
nav-rides = توصيلاتي
nav-overview = نظرة عامة
nav-companies = الشركات
nav-users = المستخدمون
nav-deliveries = عمليات التوصيل
nav-catalog = الكتالوج
nav-requests = طلبات المنتجات
nav-held-prices = اعتماد الأسعار
nav-security = الأمان
nav-limits = حدود الطلبات
nav-cache = الذاكرة المؤقتة
nav-jobs = مهام الخلفية
nav-health = حالة النظام
nav-config = الإعدادات
nav-audit = سجل التدقيق
nav-sign-in = تسجيل الدخول
nav-sign-out = تسجيل الخروج
nav-register = سجّل شركتك
nav-profile = ملفي الشخصي
nav-settings = اللغة والمظهر

settings-language = اللغة
settings-theme = المظهر
settings-theme-system = مطابق للنظام
settings-theme-light = فاتح
settings-theme-dark = داكن
settings-save = تطبيق

close = إغلاق

shortcuts-title = اختصارات لوحة المفاتيح
shortcuts-search = الانتقال إلى البحث
shortcuts-help = عرض هذه القائمة
shortcuts-on = تفعيل اختصارات المفتاح الواحد

unsaved = هذا الزر لا يحفظ ما كتبته في موضع آخر من هذه الصفحة. هل تريد المتابعة وفقدانه؟
unsaved-go = المتابعة دون حفظ
confirm-no = رجوع

copied = تم النسخ

required = مطلوب

form-errors = تحقق من هذه الحقول

page-newer = الصفحة الأولى
page-older = الصفحة التالية

table-data = عرض كجدول

none = لا يوجد

yes = نعم

no = لا

flash-saved = تم الحفظ.
flash-already-done = تم ذلك من قبل، ربما في علامة تبويب أخرى. لم يتغير شيء.

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

design-title = نظام التصميم

label-actions = إجراءات
label-crumbs = مسار التنقل
label-pages = صفحات القائمة

country-in = الهند
country-ae = الإمارات العربية المتحدة
country-sa = المملكة العربية السعودية
country-qa = قطر
country-bh = البحرين
country-kw = الكويت
country-om = عُمان
country-jo = الأردن
country-pk = باكستان
country-lk = سريلانكا
country-np = نيبال
country-bd = بنغلاديش
country-sg = سنغافورة
country-my = ماليزيا
country-jp = اليابان
country-kr = كوريا الجنوبية
country-vn = فيتنام
country-tn = تونس
country-gb = المملكة المتحدة
country-us = الولايات المتحدة
country-de = ألمانيا
country-fr = فرنسا
country-ie = أيرلندا
country-it = إيطاليا
country-nl = هولندا
country-es = إسبانيا
barrier-currency = السعر بعملة { $priced }، وأنت تشتري بعملة { $yours }
barrier-country = لا توصيل إلى { $country }

label-possible-actions = الإجراءات
label-all = الكل
label-cancel = إلغاء
label-day = اليوم
label-export = تصدير CSV
label-export-excel = تصدير لبرنامج Excel
export-is-cut = هذا الملف غير كامل: ينتهي هنا وما زال هناك المزيد. صدّره بصيغة CSV.
label-pager = الصفحات
label-password = كلمة مرورك
label-save = حفظ
label-show-all = عرض الكل

label-state = الحالة
address-erased = حُذف العنوان لأن الطلب انتهى منذ زمن طويل

label-here = مسار التنقل
label-when = التاريخ
label-filter = تصفية
label-find = بحث
label-show = عرض
label-what-to-do = الإجراءات
label-list-pages = صفحات القائمة
label-by-state = تصفية حسب الحالة
label-trail = سجل التدقيق
label-live-on = تحديث تلقائي
label-live-off = إيقاف التحديث التلقائي
label-reason = السبب
label-reason-hint = يُحفظ في سجل التدقيق. وإن كان عن شركة فيمكن لفريقها قراءته.

label-kind = النوع

label-since = منذ
label-company = الشركة
label-details = التفاصيل
label-product = المنتج
label-order = الطلب
label-from = من
label-sum = المبلغ
label-who = المستخدم
label-what = الحدث
label-times = العدد
label-last = آخر ظهور
label-chart-nothing = لا توجد بيانات لهذه الفترة.
label-export-hint = يضم الملف المُصدَّر كل الصفوف. إذا استغرق التصدير أكثر من { LIMIT("export-minutes") } دقيقة يتوقف التنزيل، ويذكر السطر الأخير في الملف ذلك.
export-too-slow = هذا الملف غير مكتمل: استغرق التصدير أكثر من { LIMIT("export-minutes") } دقيقة. نزّله من جديد.
export-failed = هذا الملف غير مكتمل: حدث خطأ من جانبنا. نزّله من جديد.
code-limits-too-many-exports = عدد عمليات التصدير التي يمكنك تشغيلها معًا: { LIMIT("exports-per-person") }. انتظر حتى تنتهي إحداها.
