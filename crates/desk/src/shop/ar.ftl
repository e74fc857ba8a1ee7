shop-title = المنتجات
shop-all = الكل
shop-category = الفئة
shop-brand = العلامة التجارية
shop-sort = الترتيب
shop-go = بحث
shop-popular = الأكثر شراءً
shop-categories = الفئات
shop-path = موقع هذه الصفحة
shop-pages = صفحات المنتجات
shop-from = من { $price }
shop-vendors = { $n ->
    [zero] لا يوجد بائع حاليًا
    [one] بائع واحد
    [two] بائعان
    [few] { $n } بائعين
   *[other] { $n } بائعًا
  }
shop-found = { $n ->
    [zero] لم يُعثر على شيء
    [one] منتج واحد
    [two] منتجان
    [few] { $n } منتجات
   *[other] { $n } منتجًا
  }
shop-found-more = { $n } منتجًا، وهناك المزيد
shop-nothing = لا يوجد منتج مطابق
shop-nothing-text = جرّب كلمات أقل أو تهجئة أخرى. يمكن البحث أيضًا برقم الصنف أو GTIN.
shop-nothing-go = عرض كل المنتجات
shop-bare = الرفوف فارغة
shop-bare-text = ما يضيفه البائعون يظهر هنا فورًا.

sort-newest = الأحدث أولًا
sort-name = حسب الاسم
sort-price-asc = الأرخص أولًا
sort-price-desc = الأغلى أولًا

pack-of = { $n ->
    [1] قطعة واحدة
   *[other] عبوة من { $n }
  }
packs-from-to = من { $min } إلى { $max } عبوة
packs-in-steps = من { $min } إلى { $max } عبوة، بمضاعفات { $step }
price-a-piece = { $price } للقطعة
price-a-piece-about = نحو { $price } للقطعة

instock-plenty = متوفر
instock-few = بقي القليل
instock-nothing = غير متوفر

product-vendors = من يبيعه
product-sign-in = سجّل الدخول كمتجر للطلب
product-pack = العبوة
product-price = سعر العبوة
product-bounds = يمكنك طلب
product-stock = المخزون
product-add = أضف إلى السلة
product-quantity-of = العبوات من { $vendor }
product-about = وصف المنتج
product-facts = التفاصيل
product-tax = الضريبة
product-no-vendor = لا أحد يبيعه حاليًا
product-no-vendor-text = عندما يعرضه بائع من جديد يمكن طلبه هنا.
shop-less = أقل
shop-more = أكثر

tax-gst-0 = معفى من GST
tax-gst-5 = GST ‎5 %
tax-gst-12 = GST ‎12 %
tax-gst-18 = GST ‎18 %
tax-vat-5 = ضريبة القيمة المضافة 5 %

seller-place = المكان
seller-money = عملة البيع
seller-products = منتجاته
seller-search = ابحث في منتجاته
seller-bare = لا منتجات حاليًا
seller-bare-text = لا يعرض هذا البائع شيئًا الآن.

brands-title = العلامات التجارية
brands-begin = الاسم يبدأ بـ
brands-none = لا علامة تبدأ هكذا
brands-none-text = جرّب حروفًا أقل.
brands-all = عرض كل العلامات
brands-products = { $n ->
    [one] منتج واحد
    [two] منتجان
    [few] { $n } منتجات
   *[other] { $n } منتجًا
  }
