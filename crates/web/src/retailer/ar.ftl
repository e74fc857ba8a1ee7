basket-see = عرض السلة
basket-undo = تراجع
basket-update = تحديث الكميات
basket-subtotal = المجموع الفرعي
basket-product = المنتج
basket-packs = العبوات
basket-packs-of = عبوات { $title }
basket-sum = المبلغ
basket-remove = إزالة
basket-remove-of = إزالة { $title }
basket-was = كان
basket-is = الآن
basket-total = الإجمالي
basket-lines = { $n ->
    [zero] لا أصناف
    [one] صنف واحد
    [two] صنفان
    [few] { $n } أصناف
    [many] { $n } صنفًا
   *[other] { $n } صنف
  }
basket-checkout = إتمام الطلب
basket-cannot = لا يمكن طلب بعض الأصناف كما هي. غيّر الأصناف المميّزة أو أزلها.
basket-bare = سلتك فارغة
basket-bare-text = تبقى الأصناف هنا مجمّعة حسب البائع حتى تطلبها أو تزيلها. لا يرى سلتك غيرك.
basket-bare-go = تصفّح المنتجات
basket-moved = تغيّرت الأسعار
basket-moved-text = الأسعار القديمة مشطوبة. ستدفع أسعار اليوم.
basket-accept-prices = قبول الأسعار الجديدة
basket-only = { $n ->
    [zero] لا عبوات متاحة
    [one] عبوة واحدة متاحة فقط
    [two] عبوتان متاحتان فقط
    [few] { $n } عبوات متاحة فقط
    [many] { $n } عبوة متاحة فقط
   *[other] { $n } عبوة متاحة فقط
  }
basket-not-sellable = غير متوفر حاليًا
basket-does-not-fit = الكمية غير مسموحة
basket-bad-quantity = { $title }: كمية الطلب { $bounds }
basket-missing = لم تُضف بعض الأصناف

quick-pad = رموز SKU والكميات
quick-pad-hint = رمز SKU أو GTIN في كل سطر، يليه عدد العبوات. يمكنك اللصق مباشرة من جدول بيانات.
quick-file = أو ارفع ملفًا
quick-file-hint = CSV أو نص بترميز UTF-8، حتى 100 سطر.
quick-check = تحقق من الأصناف
quick-check-again = تحقق مرة أخرى
quick-found = { $n ->
    [zero] لم يُعثر على أصناف
    [one] عُثر على صنف واحد
    [two] عُثر على صنفين
    [few] عُثر على { $n } أصناف
    [many] عُثر على { $n } صنفًا
   *[other] عُثر على { $n } صنف
  }
quick-lines = أصناف الطلب السريع
quick-line = السطر
quick-number = السطر { $n }
quick-from = البائع
quick-from-of = البائع للسطر { $n }
quick-packs-of = عبوات السطر { $n }
quick-state = الحالة
quick-leave-out = تخطٍّ
quick-take = أضف إلى السلة
quick-unknown = لا يعرضه أي بائع حاليًا
quick-too-long = هذا السطر طويل جدًا
quick-too-many = قُرئت أول 100 سطر فقط
quick-no-sku = رمز SKU مفقود
quick-bad-sku = رمز SKU غير صالح
quick-bad-quantity = يجب أن تكون الكمية عددًا صحيحًا من العبوات
quick-too-many-fields = عدد الأعمدة كبير جدًا
quick-bad-quotes = علامة اقتباس غير مغلقة
quick-nothing = أدخل أو الصق سطرًا واحدًا على الأقل، أو اختر ملفًا.
quick-nothing-chosen = لم يُحدَّد أي صنف.

checkout-title = إتمام الطلب
checkout-to = التوصيل إلى
checkout-elsewhere = استخدام عنوان آخر
checkout-elsewhere-hint = اتركه فارغًا لاستخدام عنوان شركتك، وإلا فاملأ كل الحقول.
checkout-name = اسم المستلم
checkout-line = عنوان الشارع
checkout-city = المدينة
checkout-postcode = الرمز البريدي
checkout-country = البلد
checkout-country-hint = رمز من حرفين، مثل IN أو AE.
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

terms-prepaid = دفع مسبق
terms-cash-on-delivery = الدفع نقدًا عند التسليم
terms-net-30 = صافي 30 يومًا
terms-bank-transfer = تحويل بنكي (بفاتورة)

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
order-ordered = المطلوب
order-taken = المقبول
order-sum = قيمة المطلوب
order-declined = { $n } مرفوض
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
order-particulars = التفاصيل

said-basket-added = أُضيف إلى السلة.
said-basket-undone = أُعيد إلى السلة.
said-basket-removed = تمت الإزالة.
said-basket-updated = تم تحديث الكميات.
said-basket-reordered = أُضيفت الأصناف بأسعار اليوم.
said-prices-accepted = تم قبول الأسعار الجديدة.
said-quick-added = أُضيفت الأصناف إلى السلة.
said-order-placed = أُرسل طلبك، وأبلغنا البائعين.
said-part-cancelled = أُلغي طلب هذا البائع.
said-part-cancel-asked = أُرسل طلب الإلغاء.
said-part-confirmed = تم قبول الطلب المخفّض.
