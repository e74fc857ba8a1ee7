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
basket-less = المتوفر أقل من هذه الكمية
basket-unconfirmed = سيتأكد توفر هذه الكمية عند تقديم الطلب
basket-not-sellable = غير متوفر حاليًا
basket-does-not-fit = الكمية غير مسموحة
basket-bad-quantity = { $title }: كمية الطلب { $bounds }
basket-missing = لم تُضف بعض الأصناف

quick-pad = رموز SKU والكميات
quick-pad-hint = رمز SKU أو GTIN في كل سطر، يليه عدد العبوات. يمكنك اللصق مباشرة من جدول بيانات.
quick-file = أو ارفع ملفًا
quick-file-hint = CSV أو نص بترميز UTF-8، حتى { LIMIT("basket-lines") } سطر.
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
quick-packs-of = عبوات السطر { $n }، { $sku }

quick-state = الحالة

quick-leave-out = تخطٍّ
quick-take = أضف إلى السلة
quick-unknown = لا يعرضه أي بائع حاليًا
quick-several = توجد منتجات مختلفة بهذا الرمز؛ اختر واحدًا
quick-too-long = هذا السطر طويل جدًا
quick-too-many = قُرئت أول { LIMIT("basket-lines") } سطر فقط
quick-no-sku = رمز SKU مفقود
quick-bad-sku = رمز SKU غير صالح
quick-bad-quantity = يجب أن تكون الكمية عددًا صحيحًا من العبوات
quick-too-many-fields = أكثر من رمز SKU وكمية. احذف الفواصل داخل الأرقام، أو ضعها بين علامتي اقتباس.
quick-bad-quotes = علامة اقتباس غير مغلقة
quick-nothing = أدخل أو الصق سطرًا واحدًا على الأقل، أو اختر ملفًا.
quick-nothing-chosen = لم يُحدَّد أي صنف.
quick-list-changed = لقد غيّرت القائمة. راجع سطورها أدناه ثم أضفها إلى سلتك.
quick-added-some = { $n ->
    [zero] لم يُضف أي سطر إلى سلتك. هذه السطور لم تُضف:
    [one] أُضيف سطر واحد إلى سلتك. هذه السطور لم تُضف:
    [two] أُضيف سطران إلى سلتك. هذه السطور لم تُضف:
    [few] أُضيفت { $n } سطور إلى سلتك. هذه السطور لم تُضف:
    [many] أُضيف { $n } سطرًا إلى سلتك. هذه السطور لم تُضف:
   *[other] أُضيف { $n } سطر إلى سلتك. هذه السطور لم تُضف:
  }
quick-in-total = { $title }: مع السطور الأخرى وسلتك، اطلب { $bounds } إجمالًا

flash-basket-added = أُضيف إلى السلة.
flash-basket-undone = أُعيد إلى السلة.
flash-basket-removed = تمت الإزالة.
flash-basket-updated = تم تحديث الكميات.
flash-basket-changed-elsewhere = تغيّرت سلتك في مكان آخر أيضًا، كما في علامة تبويب أخرى. راجعها قبل إتمام الطلب.
flash-prices-accepted = تم قبول الأسعار الجديدة.
flash-quick-added = أُضيفت الأصناف إلى السلة.

code-baskets-bad-quantity = هذه الكمية لا تناسب الحد الأدنى أو الأقصى أو مضاعف الطلب لهذا العرض.
code-baskets-full = سلتك ممتلئة. اطلب بعض الأصناف أو أزلها أولًا.
code-baskets-not-sellable = بعض الأصناف غير متوفرة حاليًا.
code-baskets-other-currency = هذا العرض مسعّر بعملة غير عملتك. اختر عرضًا بعملة شركتك.
