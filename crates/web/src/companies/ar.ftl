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
company-fixed-text = لا يمكن تغييرها. إن كان فيها خطأ فتواصل مع الدعم.
company-own = البيانات القابلة للتعديل
company-since = مسجّلة منذ
company-zone = المنطقة الزمنية
company-zone-hint = تُعرض كل الأوقات في صفحاتك بهذه المنطقة الزمنية، وبها يبدأ يوم عملك وينتهي.
company-save = حفظ
company-now = القيمة الحالية: { $value }

vendor-profile-place = الموقع
vendor-profile-money = العملة
vendor-profile-products = المنتجات
vendor-profile-search = البحث في منتجات هذا البائع
vendor-profile-bare = لا توجد منتجات حاليًا
vendor-profile-bare-text = لا يعرض هذا البائع أي منتجات حاليًا.

companies-staff-place = الموقع
companies-staff-legal-name = الاسم القانوني
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
flash-company-suspended = تم تعليق الشركة.
flash-company-reinstated = أُعيد تفعيل الشركة.

code-companies-changed-meanwhile = غيّر شخص آخر بيانات هذه الشركة بعد أن فتحتها.
code-companies-no-such-company = لم يُعثر على الشركة.
code-companies-not-decidable = لا يمكن الموافقة على شركة السوق نفسها أو رفضها أو تعليقها.
code-companies-wrong-state = هذا غير ممكن في حالة الشركة الحالية.
