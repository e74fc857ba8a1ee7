notices-mark = تحديد الكل كمقروء
notices-unread =
    { $n ->
        [zero] لا توجد إشعارات غير مقروءة.
        [one] إشعار واحد غير مقروء.
        [two] إشعاران غير مقروءين.
        [few] { $n } إشعارات غير مقروءة.
        [many] { $n } إشعارًا غير مقروء.
       *[other] { $n } إشعار غير مقروء.
    }
notices-unread-many = { $n } إشعار غير مقروء أو أكثر.
notices-empty = لا توجد إشعارات بعد
notices-empty-text = تظهر هنا مستجدات طلباتك وأسعارك وعمليات التوصيل.
notices-text = الإشعار
notices-at = التاريخ
notices-new = جديد
notices-seen = مقروء

notice-company-may-trade = تمت الموافقة على شركتك.
notice-company-renamed = أصبح اسم شركتك { $name }.
notice-name-change-refused = رُفض الاسم الجديد لشركتك: { $why }
notice-price-changed = تغيّر السعر من { $old } إلى { $new }.
notice-price-held = تغيير سعر بحاجة إلى اعتماد: { $why }
notice-price-refused = رُفض تغيير سعر معلّق.
notice-import-ended = اكتمل الاستيراد: { $done ->
        [zero] لم يُعالَج أي صف
        [one] عولج صف واحد
        [two] عولج صفان
        [few] عولجت { $done } صفوف
        [many] عولج { $done } صفًا
       *[other] عولج { $done } صف
    }، { $failed ->
        [zero] دون إخفاقات
        [one] أخفق صف واحد
        [two] أخفق صفان
        [few] أخفقت { $failed } صفوف
        [many] أخفق { $failed } صفًا
       *[other] أخفق { $failed } صف
    }.
notice-order-placed = طلب جديد { $number }: الرد قبل { $until }.
notice-order-moved = الطلب { $number }: { $state }
notice-delivery-offered = عملية توصيل بحاجة إلى سائق.
notice-delivery-cancelled = أُلغيت عملية توصيل. لا تستلم بضاعتها.
notice-delivery-code-blocked = حُظر رمز تسليم الطلب { $number } بعد محاولات خاطئة كثيرة، ولم يعد الرمز الذي لديك صالحًا. سنُبلغك فور إنشاء رمز جديد.
notice-delivery-code-blocked-partner = حُظر رمز تسليم الطلب { $number } بعد محاولات خاطئة كثيرة. أُبلغ منسّقو السوق، ويمكنهم إنشاء رمز جديد.
notice-delivery-code-blocked-platform = حُظر رمز تسليم الطلب { $number } بعد محاولات خاطئة كثيرة. أنشئ رمزًا جديدًا.
notice-delivery-code-renewed = للطلب { $number } رمز تسليم جديد. لم يعد الرمز السابق صالحًا.
notice-delivery-code-renewed-partner = للطلب { $number } رمز تسليم جديد. يمكن للسائق أن يطلبه من المتجر.
notice-request-decided = طلبك بشأن "{ $title }": { $state }.
notice-prefix-decided = بادئة شركتك { $prefix }: { $state }.
notice-product-changed = تغيّر "{ $title }" بعد مراجعة. تحقق من أنه لا يزال ما تبيعه.

flash-notices-read = تم تحديد كل الإشعارات كمقروءة.
