in-stock-plenty = متوفر
in-stock-few = مخزون منخفض
in-stock-nothing = غير متوفر

inventory-city = المدينة
inventory-free = { $n ->
    [zero] لا عبوات متاحة
    [one] عبوة واحدة متاحة
    [two] عبوتان متاحتان
    [few] { $n } عبوات متاحة
    [many] { $n } عبوة متاحة
   *[other] { $n } عبوة متاحة
    }
inventory-free-packs = المتاح
inventory-levels = كميات المخزون
inventory-low = مخزون منخفض
inventory-low-from = تنبيه انخفاض المخزون عند
inventory-low-from-at = { $place }: تنبيه انخفاض المخزون عند
inventory-move-go = حفظ
inventory-move-stock = تعديل المخزون
inventory-movement = النوع

movement-adjusted = إعادة جرد
movement-allocated = حجز لطلب
movement-damaged = تالف
movement-received = استلام
movement-released = إلغاء حجز
movement-shipped = شحن

inventory-movements = حركات المخزون
inventory-movements-none = لا توجد حركات مخزون بعد
inventory-movements-none-text = تُسجَّل هنا كل عبوة تُستلم أو تُحجز أو تُشحن.
inventory-no-stock-yet = لا يوجد مخزون بعد.
inventory-note = ملاحظة
inventory-nothing-low = لا يوجد مخزون منخفض.
inventory-of-there = { $there } موجودة، { $promised } محجوزة
inventory-on-hand = الموجود
inventory-packs = العبوات
inventory-packs-moved-hint = مقدار التغيير بالعبوات. إعادة الجرد: استخدم إشارة ناقص لخفض المخزون، مثل ⁦-3⁩. تُخصم العبوات التالفة دائمًا.
inventory-place = المستودع
inventory-place-add = إضافة مستودع
inventory-place-first = أضف مستودعًا أدناه قبل تسجيل المخزون.
inventory-place-name = اسم المستودع
inventory-places = المستودعات
inventory-places-none = لا توجد مستودعات بعد.
inventory-promised = المحجوز
inventory-none = لا يوجد مخزون بعد
inventory-none-text = افتح منتجًا لتسجيل المخزون المستلَم، أو ارفع جردًا للمخزون.

flash-stock-moved = تم تحديث المخزون.
flash-location-added = أُضيف المستودع.

code-stock-changed-meanwhile = تغيّر المخزون بعد أن عددته. تحقق من الكمية الحالية وأعد العد.
code-stock-kind-not-by-hand = تُسجَّل هذه الحركة تلقائيًا مع الطلبات. يمكنك تسجيل الاستلام أو التسوية أو التلف.
code-stock-location-name-taken = لديك مستودع بهذا الاسم من قبل.
code-stock-no-such-offer-or-location = لم يُعثر على العرض أو المستودع.
code-stock-promised = بعض هذا المخزون محجوز لطلبات، لذا لا يمكن خفضه إلى هذا الحد.
code-stock-wrong-sign = يجب أن تكون الكميات المستلَمة موجبة والكميات التالفة سالبة.
