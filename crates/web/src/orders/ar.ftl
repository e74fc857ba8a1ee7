order-state-open = قيد التنفيذ
order-state-delivered = تم التسليم
order-state-completed = مكتمل
order-state-cancelled = ملغى

vendor-order-state-placed = تم تقديمه
vendor-order-state-partially-accepted = مقبول جزئيًا
vendor-order-state-accepted = مقبول
vendor-order-state-cancel-requested = طُلب الإلغاء
vendor-order-state-preparing = قيد التعبئة
vendor-order-state-ready = جاهز للاستلام
vendor-order-state-shipped = خرج للتوصيل
vendor-order-state-delivered = تم التسليم
vendor-order-state-completed = مكتمل
vendor-order-state-rejected = مرفوض
vendor-order-state-cancelled = ملغى

find-number = رقم الطلب
find-go = بحث
find-none = لم يُعثر على طلب برقم { $number }
find-none-text = أدخل رقم الطلب كاملًا كما يظهر على الطلب.

checkout-title = إتمام الطلب
checkout-to = التوصيل إلى
checkout-address = العنوان
checkout-own-address = عنوان شركتنا
checkout-elsewhere = عنوان آخر
checkout-elsewhere-fields = أدخل عنوانًا آخر
checkout-elsewhere-hint = يُستخدم فقط إذا اخترت عنوانًا آخر. املأ كل الحقول.
checkout-name = اسم المستلم
checkout-line = عنوان الشارع
checkout-city = المدينة
checkout-postcode = الرمز البريدي
checkout-country = البلد
checkout-country-hint = اكتب اسم البلد أو رمزه من حرفين، مثل IN أو AE.
checkout-terms = الدفع
checkout-reference = رقم أمر الشراء لديك
checkout-reference-hint = اختياري. لسجلاتك الخاصة.
checkout-place = إرسال الطلب
checkout-back = العودة إلى السلة
checkout-bare = لا يوجد ما يمكن طلبه
checkout-bare-text = سلتك فارغة. ستجد طلباتك السابقة في صفحة الطلبات.
checkout-bare-go = عرض طلباتك
checkout-changed = تغيّر طلبك
checkout-changed-text = لم يُطلب شيء. راجع التغييرات ثم أرسل طلبك مرة أخرى.
checkout-undelivered = بعض الأصناف لا تُوصَّل إلى { $country }. أدخل عنوانًا آخر أو احذفها من السلة.
checkout-packs = الكمية: { $n }
checkout-came-in = أُضيف إلى السلة ولم يكن في هذه الصفحة
checkout-went-out = { $n ->
    [zero] لم يُزل أي صنف من السلة
    [one] صنف واحد لم يعد في السلة
    [two] صنفان لم يعودا في السلة
    [few] { $n } أصناف لم تعد في السلة
    [many] { $n } صنفًا لم يعد في السلة
   *[other] { $n } صنف لم يعد في السلة
  }

payment-terms-prepaid = دفع مسبق
payment-terms-cash-on-delivery = الدفع نقدًا عند التسليم
payment-terms-net-30 = صافي 30 يومًا
payment-terms-bank-transfer = تحويل بنكي (بفاتورة)

orders-export = تصدير CSV
orders-bare = لا توجد طلبات بعد
orders-bare-text = تظهر طلباتك هنا مع تقدّم كل بائع فيها.
orders-number = الطلب

orders-state = الحالة

orders-date = تاريخ الطلب
orders-vendors = البائعون
orders-pages = صفحات الطلبات

order-heading = الطلب { $number }
order-again = اطلب مرة أخرى
order-delivery = التوصيل:
order-failure = فشلت المحاولة الأخيرة:
order-code = رمز التسليم:
order-code-hint = لا تشاركه إلا بعد استلام البضائع.
order-code-blocked = حُظر رمز التسليم بعد محاولات خاطئة كثيرة، ولم يعد الرمز الذي لديك صالحًا. سيظهر لك رمز جديد هنا، وسنُبلغك به.
order-code-renewed = هذا رمز جديد. لم يعد الرمز السابق صالحًا.
order-steps = تقدّم الطلب: { $vendor }
order-accept-by = يرد البائع قبل { $at }
order-short = يستطيع البائع توفير أقل مما طلبت.
order-confirm = قبول الطلب المخفّض
order-cancel = إلغاء طلب هذا البائع
order-cancel-text = سنبلغ البائع فورًا، ولن يُسلَّم أي من هذه الأصناف.
order-ask-cancel = طلب الإلغاء
order-ask-cancel-text = قبل البائع هذا الطلب من قبل، وهو من يقرر بشأن طلبك.
order-reason = السبب
order-cancel-go = تأكيد الإلغاء
order-details = التفاصيل

flash-basket-reordered = أُضيفت الأصناف بأسعار اليوم.
flash-order-placed = أُرسل طلبك، وأبلغنا البائعين.

flash-vendor-order-cancelled = أُلغي طلب هذا البائع.

flash-cancellation-requested = أُرسل طلب الإلغاء.

flash-vendor-order-confirmed = تم قبول الطلب المخفّض.

orders-vendor-accept = قبول
orders-vendor-accept-by = الرد قبل
orders-vendor-accept-go = قبول هذه الكميات
orders-vendor-accept-text = يُقبل الطلب كاملًا ما لم تغيّر كمية. وإن كان ما يمكنك توفيره أقل، يقرر المشتري قبوله أو عدمه.
orders-line-accepted = المقبول
orders-vendor-agree = قبول الإلغاء
orders-vendor-answer = الرد
orders-vendor-answer-text = إن لم يرد أحد في الموعد يُرفض الطلب تلقائيًا ويصبح مخزونه متاحًا من جديد.
orders-vendor-answer-title = هذا الطلب بحاجة إلى ردك
orders-vendor-asked = طُلب الإلغاء
orders-vendor-asked-text = يريد المشتري إلغاء هذا الطلب. إذا قبلت يصبح مخزونه متاحًا من جديد.
orders-vendor-asked-title = طلب المشتري الإلغاء
orders-vendor-best = الأكثر مبيعًا
orders-vendor-buyer = المشتري
orders-line-cancelled = الملغى
orders-line-declined = المرفوض
orders-vendor-history = السجل
orders-vendor-last-days = { $n ->
    [zero] اليوم
    [one] اليوم
    [two] آخر يومين
    [few] آخر { $n } أيام
    [many] آخر { $n } يومًا
   *[other] آخر { $n } يوم
    }
orders-vendor-late = متأخر { "{h}" } س { "{m}" } د
orders-vendor-left = بقي { "{h}" } س { "{m}" } د
orders-vendor-lines = الأصناف
orders-line-sum = المبلغ
orders-amount-ordered = المطلوب:
orders-amount-accepted = المستحق:
orders-vendor-next = الخطوة التالية
orders-vendor-nothing-to-accept = رددت على كل الطلبات. تظهر الطلبات الجديدة هنا تلقائيًا.
orders-vendor-nothing-to-pack = لا يوجد ما يُعبَّأ.
orders-vendor-of-ordered = { $n ->
    [zero] لم تُطلب أي عبوة.
    [one] طُلبت عبوة واحدة.
    [two] طُلبت عبوتان.
    [few] طُلبت { $n } عبوات.
    [many] طُلبت { $n } عبوة.
   *[other] طُلبت { $n } عبوة.
    }
orders-vendor-order = الطلب
orders-vendor-title = الطلب { $number }
orders-line-ordered = المطلوب
orders-vendor-by-day = الطلبات حسب اليوم
orders-vendor-by-state = الطلبات حسب الحالة
orders-vendor-none = لا توجد طلبات
orders-vendor-none-text = تظهر الطلبات هنا تلقائيًا فور شراء متجر منك.
orders-vendor-pack = تحديد كجاهز
orders-vendor-pack-text = عند اكتمال التعبئة حدّد الطلب كجاهز وسنرسل شريك توصيل.
orders-vendor-packs-sold = { $n ->
    [zero] لا عبوات
    [one] عبوة واحدة
    [two] عبوتان
    [few] { $n } عبوات
    [many] { $n } عبوة
   *[other] { $n } عبوة
    }
orders-vendor-payment = الدفع
orders-vendor-placed-at = تاريخ الطلب
orders-vendor-prepare = بدء التعبئة
orders-vendor-prepare-text = ابدأ التعبئة ليعلم المشتري أن طلبه قيد التنفيذ.
orders-vendor-ready = جاهز للاستلام
orders-vendor-refuse = رفض الإلغاء
orders-vendor-reject = رفض
orders-vendor-reject-go = رفض الطلب
orders-vendor-reject-hint = يظهر للمشتري.
orders-vendor-reject-reason = السبب
orders-vendor-sales-average = متوسط قيمة الطلب
orders-vendor-sales-by-day = المبيعات حسب اليوم
orders-vendor-sales-none = لا توجد مبيعات في هذه الفترة.
orders-vendor-sales-summary = حسب اليوم، الإجمالي { $total }
orders-vendor-sales-total = إجمالي المبيعات
orders-vendor-see-all = عرض الكل
orders-vendor-ship-to = عنوان التوصيل
orders-vendor-span = الفترة الزمنية
orders-vendor-sum = المبلغ
orders-vendor-to-accept = بانتظار القبول
orders-vendor-to-pack = بانتظار التعبئة
orders-line-price = سعر العبوة
orders-vendor-until = حتى { $at }
orders-vendor-waits-buyer = بانتظار المشتري
orders-vendor-waits-buyer-text = يمكنك توفير جزء من هذا الطلب، والمشتري يقرر قبوله.
orders-vendor-waits-rider = جاهز للاستلام
orders-vendor-waits-rider-text = سيستلمه شريك توصيل. تأكد من أن السائق يعرف رقم الطلب قبل تسليمه.

flash-order-accepted = تم قبول الطلب.
flash-order-already-accepted = قُبل هذا الطلب من قبل.
flash-order-partly-accepted = قُبل الطلب جزئيًا. القرار الآن للمشتري.
flash-order-rejected = رُفض الطلب، وأصبح مخزونه متاحًا من جديد.
flash-order-preparing = بدأت التعبئة.
flash-order-packed = حُدّد الطلب كجاهز، وسيستلمه شريك توصيل.
flash-order-cancelled = أُلغي الطلب.
flash-order-kept = رُفض طلب الإلغاء.

orders-staff-cancel = إلغاء طلب هذا البائع
orders-staff-cancel-text = يعود المخزون إلى البيع، ويُبلَّغ البائع والمشتري بالسبب.
orders-staff-empty = لا توجد طلبات بعد
orders-staff-empty-text = تظهر هنا طلبات تجار التجزئة، الأحدث أولًا.
orders-staff-sums = إجمالي هذه الصفحة من دون ما رُفض أو أُلغي
orders-staff-placed = تاريخ الطلب
orders-staff-vendor-orders = البائعون
orders-staff-order = الطلب
orders-staff-reference = رقم أمر الشراء لدى المشتري
orders-staff-ship-to = عنوان التوصيل
orders-staff-money = المبلغ
orders-staff-terms = الدفع
orders-staff-accept-by = الرد قبل
orders-staff-history = السجل

code-checkout-basket-changed = تغيّرت سلتك بعد أن فتحت هذه الصفحة. راجعها ثم أرسل طلبك مرة أخرى.
code-orders-bad-lines = يجب أن يكون كل صنف من هذا الطلب، وأن يرد مرة واحدة، وألا يتجاوز الكمية المطلوبة.
code-orders-bad-quantity = كمية أحد الأصناف لا تناسب الحد الأدنى أو الأقصى أو مضاعف الطلب للعرض.
code-orders-cannot-be-bought = بعض الأصناف مسعّرة بعملة أخرى، أو لا يوصّلها البائع إلى هذا العنوان. احذفها أو أدخل عنوانًا آخر.
code-orders-duplicate-line = ورد العرض نفسه مرتين. اجمع الكميتين في صنف واحد.
code-orders-line-count = يضم الطلب من سطر واحد إلى { LIMIT("order-lines") } سطر.
code-orders-no-such-order = لم يُعثر على الطلب.
code-orders-not-sellable = بعض الأصناف غير متوفرة حاليًا.
code-orders-nothing-accepted = لن يُقبل أي صنف. ارفض الطلب بدلًا من ذلك.
code-orders-other-currency = يجب أن تكون كل الأصناف والإجمالي بعملة واحدة.
code-orders-out-of-stock = المخزون لا يكفي لهذه الكمية.
code-orders-price-changed = تغيّر الإجمالي. راجع الأصناف وأرسل طلبك مرة أخرى.
code-orders-too-many-unaccepted-packs = إلى أن يقبل البائع، لا يمكن لشركتك حجز سوى جزء من مخزون العرض. اطلب عبوات أقل، أو اطلب مجددًا بعد قبول البائع.
code-orders-too-much-unaccepted-value = إلى أن يقبل البائع، قيمة طلبات شركتك المفتوحة لديه محدودة. اطلب أقل، أو اطلب مجددًا بعد قبول البائع.
code-orders-too-large = إجمالي الطلب كبير جدًا.
code-orders-retailer-stopped = لا يحق لشركة المشتري الشراء الآن، وتبقى البضاعة لدى البائع.
code-orders-wrong-state = هذا غير ممكن في حالة الطلب الحالية.

# Why an order moved by itself.
order-reason-not-answered = لم يرد البائع في الوقت المحدد.
order-reason-retailer-suspended = تم تعليق شركة المشتري.
