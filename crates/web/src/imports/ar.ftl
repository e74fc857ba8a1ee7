imports-exports = تصدير البيانات الحالية
imports-exports-text = يضم كل ملف مُصدَّر جميع الصفوف، ويمكن رفعه من جديد بصيغة CSV، حتى { LIMIT("import-rows") } صف في كل ملف. الأسعار والمخزون: غيّر ما اختلف. المنتجات: أضف صفوفًا للمنتجات الجديدة؛ تُتجاوز الصفوف المعروضة للبيع التي لم تتغير، وتُرفض المتغيرة. احفظ مصنّف الجداول بصيغة CSV (UTF-8) أولًا.
imports-apply = { $n ->
    [zero] لا تغييرات للتطبيق
    [one] تطبيق تغيير واحد
    [two] تطبيق تغييرين
    [few] تطبيق { $n } تغييرات
    [many] تطبيق { $n } تغييرًا
   *[other] تطبيق { $n } تغيير
    }
imports-changes = التغييرات
imports-columns = أسماء الأعمدة
imports-errors = الأخطاء
imports-failed = لم تُطبَّق
imports-file = الملف
imports-file-hint = ملف CSV بترميز UTF-8 حتى { LIMIT("import-mib") } ميغابايت و{ LIMIT("import-rows") } صف. يجب أن يحتوي الصف الأول على أسماء الأعمدة.
imports-filter = الصفوف
imports-go = معاينة التغييرات
imports-held = بحاجة إلى اعتماد
imports-history = سجل الاستيراد
imports-holds = { $n ->
    [zero] لا تغييرات أسعار كبيرة.
    [one] سيحتاج تغيير سعر كبير واحد إلى اعتماد.
    [two] سيحتاج تغييرا سعر كبيران إلى اعتماد.
    [few] ستحتاج { $n } تغييرات أسعار كبيرة إلى اعتماد.
    [many] سيحتاج { $n } تغييرًا كبيرًا في الأسعار إلى اعتماد.
   *[other] سيحتاج { $n } تغيير كبير في الأسعار إلى اعتماد.
    }

import-state-applied = طُبّق
import-state-applying = قيد التطبيق
import-state-partly = طُبّق جزئيًا
import-state-previewed = جاهز للتطبيق
import-state-undoing = قيد التراجع
import-state-undone = تم التراجع عنه

imports-kind = نوع الاستيراد

imports-leave = يمكنك مغادرة هذه الصفحة. يستمر الاستيراد في الخلفية.
imports-line = السطر
imports-more = { $n ->
    [zero] لا صفوف أخرى.
    [one] صف آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [two] صفان آخران. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [few] { $n } صفوف أخرى. استخدم عامل التصفية أعلاه لتضييق القائمة.
    [many] { $n } صفًا آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
   *[other] { $n } صف آخر. استخدم عامل التصفية أعلاه لتضييق القائمة.
    }
imports-new = رفع ملف
imports-none = لم يُرفع أي ملف بعد.
imports-nothing = لن يغيّر هذا الملف شيئًا. صحّحه ثم ارفعه من جديد.
imports-password = يغيّر هذا الاستيراد أسعارًا كثيرة دفعة واحدة، لذا تلزم كلمة مرورك.
imports-pasted = أو الصق المحتوى

import-kind-prices = الأسعار
import-kind-products = منتجات جديدة

imports-reload = تحديث التقدّم
imports-rows = الصفوف
imports-skips = { $n ->
    [zero] لن يُتخطّى أي صف.
    [one] سيُتخطّى صف واحد فيه خطأ.
    [two] سيُتخطّى صفان فيهما أخطاء.
    [few] ستُتخطّى { $n } صفوف فيها أخطاء.
    [many] سيُتخطّى { $n } صفًا فيها أخطاء.
   *[other] سيُتخطّى { $n } صف فيها أخطاء.
    }
imports-so-far = الصفوف: { $done } من { $all }

import-kind-stock = جرد المخزون

imports-text = لن يتغيّر شيء الآن. سترى أولًا معاينة صفًا بصف.
imports-title = استيراد
imports-undo = تراجع
imports-undo-go = التراجع عن الاستيراد
imports-undo-text = تعود الأسعار والمخزون كما كانت حيث لم يغيّرها أحد بعد ذلك، وتُسحب تغييرات الأسعار التي لا تزال بانتظار الاعتماد، وتوقف العروض الجديدة مؤقتًا.
imports-verdict = المعاينة
imports-withdrawn = { $n ->
    [zero] لم يُسحب أي تغيير سعر.
    [one] سُحب تغيير سعر واحد كان بانتظار الاعتماد.
    [two] سُحب تغييرا سعر كانا بانتظار الاعتماد.
    [few] سُحبت { $n } تغييرات أسعار كانت بانتظار الاعتماد.
    [many] سُحب { $n } تغيير سعر كان بانتظار الاعتماد.
   *[other] سُحب { $n } تغيير سعر كان بانتظار الاعتماد.
    }
imports-would = { $n ->
    [zero] لن يتغيّر أي صف.
    [one] سيتغيّر صف واحد.
    [two] سيتغيّر صفان.
    [few] ستتغيّر { $n } صفوف.
    [many] سيتغيّر { $n } صفًا.
   *[other] سيتغيّر { $n } صف.
    }

import-row-code-characters = يحتوي على أحرف غير مسموح بها
import-row-code-empty = فارغ
import-row-code-gtin-reserved = يبدأ ببادئة GS1 محجوزة لشركة أخرى
import-row-code-gtin-taken = مدرج من قبل؛ أضف عرضًا إلى ذلك المنتج
import-row-state-applied = طُبّق
import-row-state-conflict = تغيّر بعد المعاينة
import-row-state-held = بحاجة إلى اعتماد
import-row-state-refused = رُفض
import-row-state-undone = تم التراجع عنه
import-row-code-no-such-category = ليس فئة يمكن إدراج منتجات فيها
import-row-code-no-such-location = ليس من مستودعاتك
import-row-code-no-such-sku = ليس من رموز SKU لديك
import-row-code-no-such-tax-class = ليس فئة ضريبية صالحة
import-row-code-not-a-gtin = ليس رقم GTIN صالحًا
import-row-code-not-a-price = ليس سعرًا صالحًا، مثل 120.50
import-row-code-unclear-number = يمكن قراءته كرقمين مختلفين؛ اكتبه دون فواصل للآلاف
import-row-code-other-currency = مبلغ بعملة أخرى
import-row-code-not-a-quantity = ليس عددًا صحيحًا ضمن النطاق المسموح
import-row-code-promised = أقل من المخزون المحجوز للطلبات
import-row-code-quantities-do-not-fit = الحد الأدنى والأقصى ومضاعف الطلب غير متوافقة
import-row-code-sku-taken = رمز SKU مستخدم لديك من قبل
import-row-code-too-long = طويل جدًا
import-row-code-twice = مكرر من صف سابق
import-row-code-width = عدد أعمدة هذا الصف لا يطابق صف العناوين
import-rows-changes = التغييرات
import-rows-errors = الأخطاء
import-rows-failed = لم تُطبَّق
import-rows-held = بحاجة إلى اعتماد
import-rows-same = لا تغيير

code-imports-too-many-changes = يغيّر هذا الملف أسعارًا أو أعداد مخزون أكثر مما يمكن لشركتك تغييره في المرة الواحدة. قسّم الملف، أو اطلب من السوق حدًا للملفات الكبيرة.
code-imports-too-many-listings = يدرج هذا الملف منتجات أكثر مما يمكن لشركتك إدراجه في المرة الواحدة. قسّم الملف، أو اطلب من السوق حدًا للملفات الكبيرة.
code-imports-interrupted = تعذّرت معالجة صف حاليًا. سنعيد المحاولة.
code-imports-no-right = دورك لا يسمح بهذا.
code-imports-no-rows = يحتوي الملف على صف العناوين فقط دون صفوف بيانات.
code-imports-no-such-import = لم يُعثر على الاستيراد.
code-imports-not-applied = لا يوجد ما يمكن التراجع عنه في هذا الاستيراد.
code-imports-not-waiting = لم يعد هذا الاستيراد بانتظار الموافقة.
code-imports-nothing-to-do = لن يغيّر هذا الاستيراد شيئًا.
code-imports-password-needed = يغيّر هذا الاستيراد أسعارًا كثيرة دفعة واحدة. أدخل كلمة مرورك للموافقة عليه.
code-imports-unreadable = تعذّرت قراءة هذا الملف. تأكد من أنه ملف CSV بترميز UTF-8 وبالأعمدة الموضحة في المثال.
