company-kind-vendor = بائع
company-kind-retailer = تاجر تجزئة
company-kind-delivery-partner = شريك توصيل
company-kind-platform = السوق

company-state-submitted = بانتظار الموافقة
company-state-approved = معتمدة
company-state-rejected = مرفوضة
company-state-suspended = معلّقة

welcome-title = أهلًا، { $name }
welcome-progress = حالة الطلب
welcome-step-asked = تم التسجيل
welcome-step-looked-at = قيد المراجعة
welcome-step-approved = تمت الموافقة
welcome-step-rejected = رُفضت
welcome-step-suspended = معلّقة
welcome-submitted = شركتك قيد المراجعة
welcome-submitted-text = يمكنك التصفح، لكن لا يمكنك التعامل بعد. ستُحدَّث هذه الصفحة عند تغيّر ذلك.
welcome-rejected = رُفضت شركتك
welcome-rejected-text = انظر السبب أدناه. يمكنك التصفح، لكن لا يمكنك التعامل.
welcome-suspended = شركتك معلّقة
welcome-suspended-text = انظر السبب أدناه. لا يستطيع أحد في شركتك التعامل حتى يُعاد تفعيلها.
welcome-approved = تمت الموافقة على شركتك
welcome-first = ابدأ من هنا
welcome-meanwhile = في هذه الأثناء
welcome-check-company = راجع بيانات شركتك
welcome-check-me = راجع ملفك الشخصي
welcome-look-around = تصفّح المنتجات
welcome-retailer-browse = تصفّح المنتجات واملأ سلتك
welcome-retailer-quick = اطلب بسرعة برمز SKU
welcome-retailer-orders = تابع طلباتك

welcome-vendor-products = أضف منتجك الأول
welcome-vendor-imports = استورد منتجات من ملف
welcome-vendor-stock = أضف مخزونك
welcome-vendor-today = اعرض مهام اليوم

welcome-partner-riders = ادعُ سائقيك
welcome-partner-board = افتح لوحة التوزيع
welcome-partner-rides = اعرض توصيلاتك
welcome-every-team = ادعُ زملاءك
welcome-every-company = حدّد المنطقة الزمنية لشركتك

company-fixed = البيانات الموثّقة
company-fixed-text = لا تتغير الأسماء إلا بعد مراجعتنا. لتصحيح غير ذلك تواصل مع الدعم.
company-own = البيانات القابلة للتعديل
company-since = مسجّلة منذ
company-zone = المنطقة الزمنية
company-zone-hint = تُعرض كل الأوقات في صفحاتك بهذه المنطقة الزمنية، وبها يبدأ يوم عملك وينتهي.
company-delivers-to = بلدان التوصيل
company-delivers-to-hint = لا يمكن للمشترين الطلب إلا للتوصيل إلى هذه البلدان، ويُخبَر الآخرون بأنك لا توصّل إلى بلدانهم.
company-save = حفظ
company-now = القيمة الحالية: { $value }

company-names = تغيير الأسماء
company-names-text = نراجع كل اسم جديد قبل أن يظهر. حتى ذلك الحين تبقى أسماؤك الحالية.
company-names-go = طلب التغيير
company-names-open = قيد المراجعة
company-names-withdraw = سحب الطلب
company-names-refused = رُفض طلبك الأخير

flash-name-change-asked = أُرسل طلب تغيير الاسم. سنخبرك عند البت فيه.
flash-name-change-withdrawn = سُحب الطلب.

vendor-profile-place = الموقع
vendor-profile-money = العملة
vendor-profile-products = المنتجات
vendor-profile-search = البحث في منتجات هذا البائع
vendor-profile-bare = لا توجد منتجات حاليًا
vendor-profile-bare-text = لا يعرض هذا البائع أي منتجات حاليًا.

companies-staff-place = الموقع
companies-staff-legal-name = الاسم القانوني
companies-staff-bulk = حد الملفات الكبيرة
companies-staff-bulk-on = لملفات هذا البائع حدود أعلى للمنتجات والأسعار وجرد المخزون.
companies-staff-bulk-off = تُحتسب المنتجات والأسعار وجرد المخزون في ملفات هذا البائع ضمن الحدود المعتادة.
companies-staff-bulk-approve = اعتماد حد الملفات الكبيرة
companies-staff-bulk-withdraw = سحب حد الملفات الكبيرة
companies-staff-address = العنوان
companies-staff-currency = العملة
companies-staff-zone = المنطقة الزمنية
companies-staff-id = المعرّف
companies-staff-empty = لم يُعثر على شركات
companies-staff-empty-text = تظهر الشركات هنا عند تسجيلها. جرّب نوعًا آخر أو حالة أخرى.
companies-staff-decide = المراجعة
companies-staff-decide-text = طلبت هذه الشركة الانضمام. راجع بياناتها. بعد قرارك يستطيع فريقها بدء التعامل، أو معرفة السبب إن رُفضت.
companies-staff-approve = موافقة…
companies-staff-approve-text = تستطيع الشركة بدء التعامل فورًا، وسنبلغها بذلك.
companies-staff-approve-similar = { $count ->
    [zero] تستطيع الشركة بدء التعامل فورًا، وسنبلغها بذلك.
    [one] لشركة أخرى اسم يشبه هذا الاسم. تستطيع الشركة بدء التعامل به فورًا. هل توافق عليها مع ذلك؟
    [two] لشركتين أخريين اسمان يشبهان هذا الاسم. تستطيع الشركة بدء التعامل به فورًا. هل توافق عليها مع ذلك؟
    [few] لـ{ $count } شركات أخرى أسماء تشبه هذا الاسم. تستطيع الشركة بدء التعامل به فورًا. هل توافق عليها مع ذلك؟
    [many] لـ{ $count } شركة أخرى أسماء تشبه هذا الاسم. تستطيع الشركة بدء التعامل به فورًا. هل توافق عليها مع ذلك؟
   *[other] لـ{ $count } شركة أخرى أسماء تشبه هذا الاسم. تستطيع الشركة بدء التعامل به فورًا. هل توافق عليها مع ذلك؟
}
companies-staff-approve-go = الموافقة على الشركة
companies-staff-reject = رفض…
companies-staff-reject-text = لن تستطيع الشركة التعامل، وسترى السبب. لا يمكن التراجع عن ذلك.
companies-staff-reject-go = رفض الشركة
companies-staff-suspend = تعليق…
companies-staff-suspend-about = هذه الشركة نشطة. علّقها لإيقاف كل نشاطها، ويمكنك إعادة تفعيلها لاحقًا.
companies-staff-suspend-text = يفقد كل من في هذه الشركة إمكانية الوصول فورًا، وتُخفى عروضها.
companies-staff-suspend-go = تعليق الشركة
companies-staff-reinstate = إعادة التفعيل…
companies-staff-reinstate-text = تستطيع الشركة التعامل فورًا من جديد، وتظهر عروضها مرة أخرى.
companies-staff-reinstate-go = إعادة تفعيل الشركة

flash-company-approved = تمت الموافقة على الشركة.
flash-company-rejected = رُفضت الشركة.
flash-company-bulk-approved = اعتُمد حد الملفات الكبيرة.
flash-company-bulk-withdrawn = سُحب حد الملفات الكبيرة.
flash-company-suspended = تم تعليق الشركة.
flash-company-reinstated = أُعيد تفعيل الشركة.

code-companies-not-a-vendor = البائعون وحدهم يدرجون المنتجات.
code-companies-only-vendors-deliver = البائعون وحدهم يختارون بلدان التوصيل.
companies-staff-similar = لشركات أخرى أسماء مشابهة
companies-staff-mixed = في كلمة واحدة حروف من أبجديتين، أو حروف لا تُكتب بها الأسماء
companies-staff-names = تغييرات الأسماء
companies-staff-names-text = شركات تريد اسمًا آخر. تبقى أسماؤها الحالية حتى تقبل الطلب.
companies-staff-names-empty = لا توجد تغييرات أسماء
companies-staff-names-empty-text = تظهر الطلبات هنا عندما تطلب شركة اسمًا آخر.
companies-staff-names-old = الأسماء الحالية
companies-staff-names-new = الأسماء المطلوبة
companies-staff-names-similar = أسماء مشابهة
companies-staff-names-none = لا يوجد
companies-staff-names-accept = قبول
companies-staff-names-accept-text = تظهر الشركة بهذا الاسم من الآن فصاعدًا.
companies-staff-names-accept-similar = { $count ->
    [zero] لا توجد شركات أخرى باسم مشابه. هل تقبله؟
    [one] لشركة أخرى اسم مشابه. هل تقبله مع ذلك؟
    [two] لشركتين أخريين اسمان مشابهان. هل تقبله مع ذلك؟
    [few] لـ{ $count } شركات أخرى أسماء مشابهة. هل تقبله مع ذلك؟
    [many] لـ{ $count } شركة أخرى أسماء مشابهة. هل تقبله مع ذلك؟
   *[other] لـ{ $count } شركة أخرى أسماء مشابهة. هل تقبله مع ذلك؟
}
companies-staff-names-refuse = رفض…
companies-staff-names-refuse-text = تحتفظ الشركة بأسمائها الحالية وتقرأ سببك.
companies-staff-names-refuse-go = رفض الأسماء

name-change-state-open = قيد المراجعة
name-change-state-accepted = مقبول
name-change-state-refused = مرفوض
name-change-state-withdrawn = مسحوب

flash-names-accepted = قُبلت الأسماء.
flash-names-refused = رُفضت الأسماء.

code-companies-changed-meanwhile = غيّر شخص آخر بيانات هذه الشركة بعد أن فتحتها.
code-companies-conflict-of-interest = أنت عضو في الشركة المعنية، أو كنت عضوًا فيها خلال آخر { LIMIT("cooling-off-days") } يومًا. يجب أن يقرر شخص آخر.
code-companies-no-such-company = لم يُعثر على الشركة.
code-companies-name-change-not-open = لم يعد تغيير الاسم هذا قيد المراجعة.
code-companies-name-change-of-stopped = هذه الشركة غير معتمدة حاليًا. ارفض أسماءها الجديدة، أو اقبلها بعد إعادة تفعيل الشركة.
code-companies-name-change-open = يوجد تغيير اسم قيد المراجعة. اسحبه قبل طلب آخر.
code-companies-name-needs-review = تمت الموافقة على اسم شركتك. اطلب تغييره بدلًا من ذلك.
code-companies-name-same = هذه هي أسماء شركتك الآن.
code-companies-names-changed-meanwhile = تغيرت الأسماء منذ تقديم الطلب. ارفضه ليُطلب من جديد.
code-companies-names-similar = لشركات أخرى أسماء تشبه هذه. تحقق منها ثم قرر مرة أخرى.
code-companies-no-such-name-change = لم يُعثر على تغيير الاسم.
code-companies-reason-needed = اذكر سبب رفض الأسماء؛ ستقرأه الشركة.
code-companies-not-decidable = لا يمكن الموافقة على شركة السوق نفسها أو رفضها أو تعليقها.
code-companies-wrong-state = هذا غير ممكن في حالة الشركة الحالية.

companies-staff-sign-out = تسجيل خروج الجميع
companies-staff-sign-out-text = يُسجَّل خروج كل من في هذه الشركة من كل الأجهزة، ويمكنهم تسجيل الدخول مجددًا. أدخل كلمة مرورك للتأكيد.
