category-fresh-food = أغذية طازجة
category-vegetables = خضروات
category-fruits = فواكه
category-herbs-greens = أعشاب وورقيات
category-fish-seafood = أسماك ومأكولات بحرية
category-meat-poultry = لحوم ودواجن
category-beverages = مشروبات
category-tea = شاي
category-coffee = قهوة
category-juices = عصائر ونكتار
category-soft-drinks = مشروبات غازية
category-water = مياه
category-drink-mixes = شراب مركّز وخلطات مشروبات
category-health-beauty = الصحة والجمال
category-hair-care = العناية بالشعر
category-skin-care = العناية بالبشرة
category-oral-care = العناية بالفم
category-bath-body = الاستحمام والجسم
category-grooming = الحلاقة والعناية الشخصية
category-wellness = الصحة والإسعافات الأولية
category-household = مستلزمات منزلية
category-laundry = غسيل الملابس
category-dishwashing = غسيل الأطباق
category-cleaners = منظفات الأرضيات والأسطح
category-paper-tissue = ورق ومناديل
category-wraps-disposables = لفائف ومستلزمات للاستعمال مرة واحدة
category-pooja-needs = مستلزمات البوجا ومعطرات المنزل
category-staples-grains = مواد أساسية وحبوب
category-rice = أرز
category-flours = طحين ودقيق
category-pulses = عدس وبقوليات
category-spices = توابل وبهارات
category-edible-oils = زيوت الطعام
category-sugar-salt = سكر وجاغري وملح
category-snacks-confectionery = وجبات خفيفة وحلويات
category-namkeen = مملحات هندية
category-chips = رقائق البطاطس
category-biscuits = بسكويت وبقسماط
category-chocolate-candy = شوكولاتة وسكاكر
category-indian-sweets = حلويات هندية
category-nuts-dry-fruits = مكسرات وفواكه مجففة
category-dairy-eggs = ألبان وبيض
category-milk = حليب
category-curd-lassi = زبادي ولاسي ولبن رائب
category-paneer-cheese = بانير وأجبان
category-butter-ghee = زبدة وسمن وقشطة
category-eggs = بيض
category-frozen = مجمّدات
category-frozen-vegetables = خضروات وفواكه مجمّدة
category-frozen-snacks = وجبات خفيفة مجمّدة
category-frozen-breads = باراثا وخبز مجمّد
category-frozen-meat-fish = لحوم وأسماك مجمّدة
category-ice-cream = آيس كريم وكولفي
category-baby-kids = الرضّع والأطفال
category-diapers-wipes = حفاضات ومناديل مبللة
category-baby-food = أغذية الرضّع
category-baby-bath = استحمام الرضّع والعناية ببشرتهم
category-feeding = الرضاعة والتغذية
category-toys-learning = ألعاب وتعليم

storefront-title = المنتجات
storefront-all = الكل
storefront-former-vendor = بائع لم يعد يبيع
storefront-category = الفئة
product-first-offers = لا يظهر إلا أول { LIMIT("offers-shown") } عرضًا: المتوفر أولاً ثم الأرخص.
storefront-first-vendors = أول { LIMIT("vendors-to-choose") } بائع حسب الاسم. لتصفية بائع آخر افتح صفحته من أحد منتجاته.
storefront-brand = العلامة التجارية
storefront-sort = الترتيب
storefront-by-price = الأسعار بعملة { $currency } أولًا، ثم العملات الأخرى تباعًا. لا تظهر المنتجات التي لا يمكن طلبها الآن.
storefront-go = بحث
storefront-popular = الأكثر رواجًا
storefront-categories = الفئات
storefront-path = مسار التنقل
storefront-pages = صفحات المنتجات
storefront-from = من { $price }
storefront-vendors = { $n ->
    [zero] لا بائعين
    [one] بائع واحد
    [two] بائعان
    [few] { $n } بائعين
    [many] { $n } بائعًا
   *[other] { $n } بائع
  }
storefront-found = { $n ->
    [zero] لا نتائج
    [one] منتج واحد
    [two] منتجان
    [few] { $n } منتجات
    [many] { $n } منتجًا
   *[other] { $n } منتج
  }
storefront-found-more = أكثر من { $n } منتج
storefront-nothing = لم يُعثر على منتجات
storefront-nothing-text = جرّب كلمات أقل أو تهجئة أخرى. يمكنك البحث أيضًا برقم GTIN.
storefront-nothing-go = عرض كل المنتجات
storefront-bare = لا توجد منتجات بعد
storefront-bare-text = تظهر المنتجات هنا فور أن يدرجها البائعون.

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

product-vendors = العروض
product-sign-in = سجّل الدخول كتاجر تجزئة للطلب
product-pack = العبوة
product-price = سعر العبوة
product-bounds = كمية الطلب
product-stock = التوفر
product-add = أضف إلى السلة
product-quantity-of = العبوات من { $vendor }
product-about = الوصف
product-details = التفاصيل
product-tax = الضريبة
product-no-vendor = غير متوفر حاليًا
product-no-vendor-text = يمكنك طلب هذا المنتج عندما يعرضه بائع من جديد.

storefront-less = تقليل الكمية
storefront-more = زيادة الكمية

tax-gst-0 = GST ‎0%
tax-gst-5 = GST ‎5%
tax-gst-12 = GST ‎12%
tax-gst-18 = GST ‎18%
tax-vat-5 = ضريبة القيمة المضافة 5%

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

catalog-vendor-active-text = يمكن للمشترين رؤية هذا العرض وطلبه.
catalog-vendor-archive = أرشفة
catalog-vendor-archive-go = أرشفة العرض
catalog-vendor-archive-text = لا يمكن استعادة العرض المؤرشف. لا تتأثر الطلبات المفتوحة.
catalog-vendor-brand = العلامة التجارية
catalog-vendor-category = الفئة
catalog-vendor-description = الوصف
catalog-vendor-description-hint = ما يحتاج المشترون إلى معرفته. يُحفظ التنسيق البسيط مثل الخط العريض والقوائم ويُحذف ما عداه.
catalog-vendor-field = الحقل
catalog-vendor-find = البحث بالاسم أو العلامة التجارية أو SKU
catalog-vendor-find-go = بحث
catalog-vendor-list-product = إدراج منتج
catalog-vendor-max-quantity = الحد الأقصى للعبوات في الطلب
catalog-vendor-min-quantity = الحد الأدنى للعبوات في الطلب
catalog-vendor-current-value = القيمة الحالية

offer-state-active = نشط
offer-state-archived = مؤرشف
offer-state-paused = موقوف مؤقتًا

catalog-vendor-offer-product = عرض منتج موجود
catalog-vendor-pack-size = عدد القطع في العبوة
catalog-vendor-pause = إيقاف مؤقت
catalog-vendor-paused-text = لا يمكن للمشترين طلب هذا العرض حتى تستأنف البيع.
catalog-vendor-per-pack = { $n ->
    [zero] للعبوة
    [one] للقطعة
    [two] لعبوة من قطعتين
    [few] لعبوة من { $n } قطع
    [many] لعبوة من { $n } قطعة
   *[other] لعبوة من { $n } قطعة
    }
catalog-vendor-price = السعر
catalog-vendor-price-trend = اتجاه السعر
catalog-vendor-price-waits = سعر جديد بحاجة إلى اعتماد
catalog-vendor-product = المنتج
catalog-vendor-product-text = وصف المنتج
catalog-vendor-product-text-hint = تتولى شركتك هذا المنتج. ما دام لا يبيعه أحد غيرك ولم يُطلب من قبل، تسري التغييرات فورًا؛ وبعد ذلك يراجعها فريقنا.
catalog-vendor-none = لا توجد منتجات بعد
catalog-vendor-none-text = أدرج منتجًا بسعرك وحجم عبوته، أو ارفع ملفًا لإضافة منتجات كثيرة.
catalog-vendor-not-found = لم يُعثر على منتجات
catalog-vendor-not-found-text = لا يطابق أي من عروضك هذا البحث وهذه الحالة.
catalog-vendor-quantity-step = مضاعف الطلب
catalog-vendor-conflict = أجرى شخص آخر تغييرًا
catalog-vendor-conflict-text = ما أدخلته ما زال في النموذج. احفظ مرة أخرى للكتابة فوق القيم الحالية.
catalog-vendor-resume = استئناف البيع
catalog-vendor-selling = البيع
catalog-vendor-sku = رمز SKU
catalog-vendor-terms = الشروط
catalog-vendor-title = اسم المنتج
catalog-vendor-your-value = ما أدخلته

flash-offer-resumed = استُؤنف البيع.
flash-offer-paused = أُوقف العرض مؤقتًا.
flash-offer-archived = تمت أرشفة العرض.

catalog-staff-retire-title = إزالة منتج
catalog-staff-words = البحث عن منتجات
catalog-staff-words-hint = الاسم أو العلامة التجارية أو GTIN
catalog-staff-empty = لم يُعثر على منتجات
catalog-staff-empty-text = جرّب كلمات أقل أو الأحرف الأولى فقط.
catalog-staff-category = الفئة
catalog-staff-offers = العروض
catalog-staff-from-price = ابتداءً من
catalog-staff-retire = إزالة…
catalog-staff-retire-text = لن يظهر المنتج ولن يُباع لدى أي بائع. لا تتأثر الطلبات الحالية.
catalog-staff-retire-go = إزالة المنتج
catalog-staff-categories = الفئات
catalog-staff-categories-empty = لا توجد فئات بعد. أضف أول فئة.
catalog-staff-category-add = إضافة فئة
catalog-staff-category-name = الاسم
catalog-staff-category-slug = المعرّف في الرابط (slug)
catalog-staff-category-slug-hint = حروف لاتينية صغيرة وأرقام وشرطات، مثل fresh-fruit
catalog-staff-category-parent = الفئة الأم
catalog-staff-category-parent-hint = الفئة التي فيها منتجات، ولو مُزالة، لا تقبل فئات فرعية ولا تظهر هنا.
catalog-staff-category-top = بدون (المستوى الأعلى)
catalog-staff-category-go = إضافة فئة

flash-category-added = أُضيفت الفئة.
flash-product-retired = أُزيل المنتج.

code-brands-no-such-brand = لم يُعثر على العلامة التجارية.
code-catalog-too-many-skus = عدد رموز SKU كبير جدًا. ابحث عنها على دفعات أصغر.
code-categories-bad-parent = يجب أن تكون الفئة الأم فئة موجودة في المستوى الأعلى.
code-categories-has-products = في الفئة الأم منتجات، فلا تقبل فئات فرعية. اختر فئة بلا منتجات، أو أضف فئة رئيسية.
code-categories-slug-taken = هذا المعرّف في الرابط مستخدم من قبل.
code-offers-archived = لا يمكن استعادة العروض المؤرشفة. أنشئ عرضًا جديدًا.
code-offers-changed-meanwhile = غيّر شخص آخر هذا العرض بعد أن فتحته.
code-offers-no-such-offer = لم يُعثر على العرض.
code-offers-other-currency = يُباع هذا المنتج بعملة أخرى.
code-offers-quantities-do-not-fit = يجب أن يكون الحدان الأدنى والأقصى من مضاعفات الطلب، وألا يتجاوز الأدنى الأقصى.
code-offers-sku-taken = أنت تستخدم رمز SKU هذا أو تعرض هذا المنتج من قبل.
code-products-changed-meanwhile = غيّر شخص آخر هذا المنتج بعد أن فتحته.
code-products-gtin-taken = هذا الرقم GTIN مُدرج بالفعل. أضف عرضًا إلى ذلك المنتج، أو طالب بالرقم إن كان لك.
code-products-no-such-category = لم يُعثر على الفئة، أو أن لها فئات فرعية. اختر واحدة منها.
code-products-no-such-product = لم يُعثر على المنتج.

catalog-requests = الطلبات المقدَّمة
catalog-requests-text = يراجع فريقنا التغييرات على المنتجات التي يبيعها بائعون آخرون أو التي طُلبت من قبل، وكذلك المطالبات بأرقام GTIN.
catalog-requests-none = لا طلبات
catalog-requests-none-text = يظهر هنا كل تغيير يحتاج إلى مراجعتنا.
catalog-request-withdraw = سحب الطلب
catalog-request-difference = التغيير المطلوب
catalog-request-old = الآن
catalog-request-new = المطلوب
catalog-request-decide = اتخاذ قرار…
catalog-request-decide-go = حفظ القرار
catalog-request-decision = القرار
catalog-claim-gtin = المطالبة برقم GTIN
catalog-claim-text = إذا أدرجت شركة أخرى منتجًا برقم GTIN يخصك، فأخبرنا لماذا هو لك. يقرر فريقنا: إما أن تتولى شركتك المنتج من الآن، أو يصبح الرقم متاحًا لتدرج به منتجك.
catalog-claim-evidence = الإثبات
catalog-claim-evidence-hint = مثل بادئة شركتك لدى GS1 وأين يمكننا التحقق منها.
catalog-claim-go = إرسال المطالبة
catalog-staff-requests-none = لا طلبات
catalog-staff-requests-none-text = تظهر هنا تغييرات البائعين على المنتجات المشتركة ومطالباتهم بأرقام GTIN.
catalog-staff-retired = المنتجات المُزالة
catalog-staff-retired-text = يتخلى المنتج المُزال عن رقم GTIN، ويستعيده عند إرجاعه ما لم يُدرج منتج آخر بهذا الرقم.
catalog-staff-retired-none = لا منتجات مُزالة
catalog-staff-retired-none-text = تظهر هنا المنتجات التي تزيلها من الكتالوج.
catalog-staff-restore = إرجاع…
catalog-staff-restore-text = يمكن العثور على المنتج وشراؤه من جديد من كل بائع لا يزال يعرضه.
catalog-staff-restore-go = إرجاع المنتج

request-kind-change = تغيير
request-kind-gtin-claim = مطالبة برقم GTIN
request-state-pending = قيد الانتظار
request-state-accepted = مقبول
request-state-transferred = نُقل
request-state-released = أُتيح رقم GTIN
request-state-refused = مرفوض
request-state-withdrawn = مسحوب
request-state-superseded = حلّ محله غيره
request-decision-accept = قبول التغيير
request-decision-transfer = نقل المنتج إلى هذا البائع
request-decision-release = إتاحة رقم GTIN
request-decision-refuse = رفض
product-field-title = اسم المنتج
product-field-brand = العلامة التجارية
product-field-category = الفئة
product-field-description = الوصف

flash-change-requested = يعتمد آخرون على هذا المنتج، لذا يراجع فريقنا التغيير. تجده ضمن الطلبات المقدَّمة.
flash-request-withdrawn = سُحب الطلب.
flash-gtin-claimed = أُرسلت المطالبة.
flash-request-decided = حُفظ القرار.
flash-product-restored = أُرجع المنتج.

code-products-gtin-held = أُدرج منتج آخر برقم GTIN هذا. أزل ذلك المنتج أو أتِح رقمه قبل إرجاع هذا المنتج.
code-requests-no-such-request = لم يُعثر على الطلب.
code-requests-not-pending = لم يعد هذا الطلب قيد الانتظار.
code-requests-wrong-decision = لا يناسب هذا القرار الطلب.
code-requests-outdated = تغيّر المنتج أو أُزيل منذ تقديم الطلب. ارفض الطلب ليتمكن البائع من تقديم طلب جديد.
code-requests-own-company = أنت عضو في شركة يخصها هذا الطلب. يجب أن يقرر شخص آخر.
code-requests-company-stopped = الشركة التي قدمت هذا الطلب موقوفة. ارفض الطلب، أو قرر فيه بعد إعادة تفعيل الشركة.
code-requests-prefix-reserved = يبدأ رقم GTIN ببادئة GS1 محجوزة لشركة أخرى. ارفض المطالبة، أو ألغِ البادئة أولًا.
code-requests-gtin-free = لا يوجد منتج بهذا الرقم. أدرج منتجك به.
code-requests-own-gtin = منتج تتولاه شركتك يحمل رقم GTIN هذا بالفعل.
code-requests-already-claimed = طالبت شركتك برقم GTIN لهذا المنتج من قبل. انتظر القرار أو اسحب المطالبة.

catalog-prefixes = بادئات الشركات GS1
catalog-prefixes-text = أدخل بادئات GS1 التي تملكها شركتك. بعد أن يؤكد فريقنا البادئة، لا تستطيع شركة أخرى إدراج منتج جديد برقم GTIN يبدأ بها. تبقى المنتجات المدرجة من قبل، ويمكنك المطالبة بأرقامها.
catalog-prefixes-none = لا بادئات
catalog-prefixes-none-text = تظهر هنا البادئات التي تدخلها شركتك.
catalog-prefix-state = إدخال بادئة
catalog-prefix = بادئة الشركة
catalog-prefix-hint = من { LIMIT("prefix-least") } إلى { LIMIT("prefix-most") } رقمًا تبدأ بها أرقام GTIN-13 لديك. ضع 0 قبل بادئة U.P.C.
catalog-prefix-evidence-hint = أين يمكننا التحقق منها، مثل ترخيص GS1 لديك.
catalog-prefix-go = إرسال البادئة
catalog-prefix-give-up = التخلي…
catalog-prefix-give-up-text = تستطيع الشركات الأخرى من جديد إدراج منتجات بأرقام GTIN تبدأ بهذه البادئة.
catalog-prefix-give-up-go = التخلي عن البادئة
catalog-staff-prefixes-text = البادئة المؤكدة محجوزة: لا تستطيع شركة أخرى إدراج منتج جديد برقم GTIN يبدأ بها. تحقق من ترخيص GS1 قبل التأكيد.
catalog-staff-prefixes-none-text = تظهر هنا البادئات التي يدخلها البائعون.
prefix-state-pending = قيد الانتظار
prefix-state-confirmed = مؤكدة
prefix-state-refused = مرفوضة
prefix-state-withdrawn = مسحوبة
prefix-state-revoked = ملغاة
prefix-decision-confirm = تأكيد وحجز
prefix-decision-refuse = رفض
prefix-decision-revoke = إلغاء التأكيد
flash-prefix-stated = أُرسلت البادئة.
flash-prefix-withdrawn = سُحبت البادئة.
code-products-prefix-reserved = يبدأ رقم GTIN لهذا المنتج ببادئة GS1 محجوزة لشركة أخرى. اترك المنتج محذوفًا، أو ألغِ البادئة أولًا.
code-products-gtin-reserved = يبدأ رقم GTIN هذا ببادئة GS1 محجوزة لشركة أخرى. تحقق من الأرقام، أو اعرض منتج تلك الشركة بعد إدراجه، أو أدخل البادئة إن كانت لك.
code-prefixes-no-such-prefix = البادئة غير موجودة.
code-prefixes-already-stated = أدخلت شركتك هذه البادئة من قبل.
code-prefixes-not-open = لا يناسب هذا القرار البادئة: قيد الانتظار تُؤكد أو تُرفض، والمؤكدة يُلغى تأكيدها.
code-prefixes-overlaps = تتداخل هذه البادئة مع بادئة محجوزة لشركة أخرى. ارفضها، أو ألغِ تأكيد الأخرى أولًا.
code-prefixes-company-stopped = الشركة التي قدّمت هذه البادئة معلّقة. ارفضها، أو اتخذ القرار بعد إعادة تفعيل الشركة.
code-prefixes-own-company = أنت تنتمي إلى شركة تعنيها هذه البادئة. يجب أن يقرر شخص آخر.
