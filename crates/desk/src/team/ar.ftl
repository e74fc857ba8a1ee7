team-people = الأشخاص
team-role = الدور
team-role-of = دور { $name }
team-state = الحالة
team-since = منذ
team-you = أنت
team-save = احفظ
team-active = نشط
team-suspended = موقوف
team-suspend = أوقف
team-suspend-text = لن يستطيع { $name } فعل أي شيء لشركتك منذ الطلب التالي إلى أن تسمح له من جديد.
team-resume = اسمح من جديد
team-remove = أزل
team-remove-text = يغادر { $name } شركتك نهائيًا. ويبقى الحساب نفسه، وقد يكون له مكان في شركات أخرى.
team-invitations = الدعوات المفتوحة
team-no-invitations = لا أحد مدعو الآن.
team-until = حتى
team-withdraw = اسحب
team-invite = ادعُ شخصًا
team-invite-text = تحصل على رمز تسلّمه. ولا تُرسل من هنا أي رسالة.
team-invite-go = أنشئ الدعوة
team-invited = تمت دعوة { $whom }
team-invited-text = سلّم هذا الرمز. لا يُعرض إلا الآن، ويصلح مرة واحدة في صفحة «انضم بدعوة».
team-invited-until = صالح حتى
team-copy-code = انسخ الرمز
said-invitation-withdrawn = سُحبت الدعوة.
said-member-changed = تغيّر الدور، ويسري منذ طلبه التالي.
said-member-suspended = أوقف ذلك الشخص.
said-member-resumed = سُمح لذلك الشخص من جديد.
said-member-removed = غادر ذلك الشخص شركتك.
company-fixed = ما تمت الموافقة عليه
company-fixed-text = تبقى هذه كما هي. إن كان أحدها خاطئًا فأخبر الدعم.
company-own = ما يمكنك تغييره
company-since = مسجّلة منذ
company-zone = المنطقة الزمنية
company-zone-hint = تُذكر بها كل الأوقات في صفحاتك، وفيها تبدأ أيامك وتنتهي.
company-save = احفظ
company-now = كتب شخص آخر: { $value }
notices-mark = اعتبرها كلها مقروءة
notices-unread =
    { $n ->
        [0] لا شيء غير مقروء.
        [one] إشعار واحد غير مقروء.
        [two] إشعاران غير مقروءين.
        [few] { $n } إشعارات غير مقروءة.
       *[other] { $n } إشعارًا غير مقروء.
    }
notices-empty = لا شيء بعد
notices-empty-text = هنا تُخبر بما يحدث لطلباتك وأسعارك وتوصيلاتك وأنت غائب.
notices-text = الإشعار
notices-at = متى
notices-new = جديد
notices-seen = مقروء
notice-company-may-trade = يمكن لشركتك أن تتاجر.
notice-price-changed = تغيّر سعر من { $old } إلى { $new }.
notice-price-held = تغيير سعر ينتظر التأكيد: { $why }
notice-price-refused = رُفض تغيير سعر كان ينتظر.
notice-import-ended = انتهى استيراد: { $done ->
        [one] عولج صف واحد
        [two] عولج صفان
        [few] عولجت { $done } صفوف
       *[other] عولج { $done } صفًا
    }، { $failed ->
        [0] وتغيّرت كلها
        [one] وبقي واحد منها بلا تغيير
        [two] وبقي اثنان منها بلا تغيير
       *[other] وبقي منها { $failed } بلا تغيير
    }.
notice-order-placed = طلب جديد { $number }: اقبله قبل { $until }.
notice-order-moved = الطلب { $number }: { $state }
notice-delivery-offered = توصيلة تنتظر سائقًا.
said-notices-read = اعتُبرت كل الإشعارات مقروءة.
