team-people = أعضاء الفريق
team-role = الدور
team-role-of = دور { $name }
team-state = الحالة
team-since = تاريخ الانضمام
team-you = أنت
team-save = حفظ
team-active = نشط
team-suspended = معلّق
team-suspend = تعليق
team-suspend-text = يفقد { $name } الوصول إلى شركتك فورًا حتى تعيده إليه.
team-resume = استعادة الوصول
team-remove = إزالة
team-remove-text = يُزال { $name } من شركتك نهائيًا. ويبقى الحساب نفسه، وقد يكون عضوًا في شركات أخرى.
team-invitations = الدعوات المعلّقة
team-no-invitations = لا توجد دعوات معلّقة.
team-until = تنتهي في
team-withdraw = إلغاء الدعوة
team-invite = دعوة عضو إلى الفريق
team-invite-text = ستحصل على رمز لمشاركته. لا نرسله بالبريد الإلكتروني.
team-invite-go = إنشاء دعوة
team-invited = أُنشئت دعوة إلى { $whom }
team-invited-text = شارك هذا الرمز. يُعرض مرة واحدة فقط، ويُستخدم مرة واحدة، ويُدخل في صفحة «قبول دعوة».
team-invited-until = تنتهي في
team-copy-code = نسخ الرمز
said-invitation-withdrawn = أُلغيت الدعوة.
said-member-changed = تم تحديث الدور، ويسري فورًا.
said-member-suspended = تم تعليق عضو الفريق.
said-member-resumed = تمت استعادة الوصول.
said-member-removed = أُزيل عضو الفريق.
company-fixed = البيانات الموثّقة
company-fixed-text = لا يمكن تغييرها. إن كان فيها خطأ فتواصل مع الدعم.
company-own = البيانات القابلة للتعديل
company-since = مسجّلة منذ
company-zone = المنطقة الزمنية
company-zone-hint = تُعرض كل الأوقات في صفحاتك بهذه المنطقة الزمنية، وبها يبدأ يوم عملك وينتهي.
company-save = حفظ
company-now = القيمة الحالية: { $value }
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
notices-empty = لا توجد إشعارات بعد
notices-empty-text = تظهر هنا مستجدات طلباتك وأسعارك وعمليات التوصيل.
notices-text = الإشعار
notices-at = التاريخ
notices-new = جديد
notices-seen = مقروء
notice-company-may-trade = تمت الموافقة على شركتك.
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
said-notices-read = تم تحديد كل الإشعارات كمقروءة.
