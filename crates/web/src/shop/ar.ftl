shop-title = المنتجات
shop-all = الكل
shop-category = الفئة
shop-brand = العلامة التجارية
shop-sort = الترتيب
shop-go = بحث
shop-popular = الأكثر رواجًا
shop-categories = الفئات
shop-path = مسار التنقل
shop-pages = صفحات المنتجات
shop-from = من { $price }
shop-vendors = { $n ->
    [zero] لا بائعين
    [one] بائع واحد
    [two] بائعان
    [few] { $n } بائعين
    [many] { $n } بائعًا
   *[other] { $n } بائع
  }
shop-found = { $n ->
    [zero] لا نتائج
    [one] منتج واحد
    [two] منتجان
    [few] { $n } منتجات
    [many] { $n } منتجًا
   *[other] { $n } منتج
  }
shop-found-more = أكثر من { $n } منتج
shop-nothing = لم يُعثر على منتجات
shop-nothing-text = جرّب كلمات أقل أو تهجئة أخرى. يمكنك البحث أيضًا برمز SKU أو GTIN.
shop-nothing-go = عرض كل المنتجات
shop-bare = لا توجد منتجات بعد
shop-bare-text = تظهر المنتجات هنا فور أن يدرجها البائعون.

sort-newest = الأحدث
sort-name = الاسم
sort-price-asc = السعر: من الأقل إلى الأعلى
sort-price-desc = السعر: من الأعلى إلى الأقل

pack-of = { $n ->
    [zero] بلا قطع
    [one] بالقطعة
    [two] عبوة من قطعتين
    [few] عبوة من { $n } قطع
    [many] عبوة من { $n } قطعة
   *[other] عبوة من { $n } قطعة
  }
packs-from-to = من { $min } إلى { $max } عبوة
packs-in-steps = من { $min } إلى { $max } عبوة، بمضاعفات { $step }
price-a-piece = { $price } للقطعة
price-a-piece-about = نحو { $price } للقطعة

instock-plenty = متوفر
instock-few = مخزون منخفض
instock-nothing = غير متوفر

product-vendors = العروض
product-sign-in = سجّل الدخول كتاجر تجزئة للطلب
product-pack = العبوة
product-price = سعر العبوة
product-bounds = كمية الطلب
product-stock = التوفر
product-add = أضف إلى السلة
product-quantity-of = العبوات من { $vendor }
product-about = الوصف
product-facts = التفاصيل
product-tax = الضريبة
product-no-vendor = غير متوفر حاليًا
product-no-vendor-text = يمكنك طلب هذا المنتج عندما يعرضه بائع من جديد.
shop-less = تقليل الكمية
shop-more = زيادة الكمية

tax-gst-0 = GST ‎0%
tax-gst-5 = GST ‎5%
tax-gst-12 = GST ‎12%
tax-gst-18 = GST ‎18%
tax-vat-5 = ضريبة القيمة المضافة 5%

seller-place = الموقع
seller-money = العملة
seller-products = المنتجات
seller-search = البحث في منتجات هذا البائع
seller-bare = لا توجد منتجات حاليًا
seller-bare-text = لا يعرض هذا البائع أي منتجات حاليًا.

brands-title = العلامات التجارية
brands-begin = اسم العلامة يبدأ بـ
brands-none = لم يُعثر على علامات تجارية
brands-none-text = جرّب حروفًا أقل.
brands-all = عرض كل العلامات التجارية
brands-products = { $n ->
    [zero] لا منتجات
    [one] منتج واحد
    [two] منتجان
    [few] { $n } منتجات
    [many] { $n } منتجًا
   *[other] { $n } منتج
  }
