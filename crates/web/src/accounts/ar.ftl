role-owner = المالك
role-viewer = مشاهد
role-catalog-manager = مدير الكتالوج
role-inventory-manager = مدير المخزون
role-order-manager = مدير الطلبات

role-vendor-finance = المالية

role-buyer = مشترٍ
role-approver = مسؤول الاعتماد
role-retailer-finance = المالية
role-receiver = مستلم البضاعة
role-fleet-dispatcher = منسق التوصيل
role-rider = سائق
role-partner-finance = المالية
role-super-admin = مدير النظام
role-ops-admin = العمليات
role-catalog-moderator = مشرف الكتالوج
role-kyc-reviewer = مراجع التحقق من الشركات
role-finance-maker = المالية (إعداد)
role-finance-checker = المالية (اعتماد)
role-dispatcher = منسق التوصيل
role-support-agent = الدعم
role-security-officer = مسؤول الأمن
role-auditor = مدقق

me-about = بياناتك
me-name = الاسم

password-title = تغيير كلمة المرور
password-own = عيّن كلمة مرورك
password-own-text = عيّن أحد المسؤولين كلمة مرورك. اختر كلمة لا يعرفها سواك، ولا يمكنك حتى ذلك الحين فعل أي شيء آخر هنا.
password-text = سيُسجَّل خروجك من كل الأجهزة الأخرى، وتبقى مسجّلًا هنا.
password-current = كلمة المرور الحالية
password-new = كلمة المرور الجديدة
password-go = غيّر كلمة المرور

flash-password-changed = تغيّرت كلمة مرورك وسُجّل خروجك من كل الأجهزة الأخرى.

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
team-remove-text = يُزال { $name } من شركتك نهائيًا، وتُلغى الدعوات التي أنشأها. ويبقى الحساب نفسه، وقد يكون عضوًا في شركات أخرى.
team-invitations = الدعوات المعلّقة
team-no-invitations = لا توجد دعوات معلّقة.
team-until = تنتهي في
team-withdraw = إلغاء الدعوة
team-invite = دعوة عضو إلى الفريق
team-invite-text = ستحصل على رمز لمشاركته. لا نرسله بالبريد الإلكتروني.
team-invite-password-hint = مطلوبة لدعوة مالك أو مدير.
team-invite-go = إنشاء دعوة
team-invited = أُنشئت دعوة إلى { $whom }
team-invited-text = شارك هذا الرمز. يُعرض مرة واحدة فقط، ويُستخدم مرة واحدة، ويُدخل في صفحة «قبول دعوة».
team-invited-until = تنتهي في
team-copy-code = نسخ الرمز

flash-invitation-withdrawn = أُلغيت الدعوة.

flash-member-changed = تم تحديث الدور، ويسري فورًا.
flash-member-suspended = تم تعليق عضو الفريق.
flash-member-resumed = تمت استعادة الوصول.
flash-member-removed = أُزيل عضو الفريق.

accounts-staff-person = المستخدم
accounts-staff-email = البريد الإلكتروني

user-state-active = نشط
user-state-locked = محظور

accounts-staff-empty = لم يُعثر على مستخدم
accounts-staff-empty-text = أدخل البريد الإلكتروني الكامل الذي يسجّل به المستخدم الدخول.
accounts-staff-lock = حظر…
accounts-staff-lock-text = يُسجَّل خروج { $name } من كل الأجهزة فورًا، ولا يمكنه تسجيل الدخول مرة أخرى، وتُلغى دعواته المعلّقة.
accounts-staff-lock-go = حظر المستخدم
accounts-staff-unlock = رفع الحظر…
accounts-staff-unlock-text = يمكن لـ{ $name } تسجيل الدخول من جديد بكلمة المرور نفسها.
accounts-staff-unlock-go = رفع الحظر عن المستخدم

flash-user-locked = حُظر المستخدم وسُجّل خروجه من كل الأجهزة.
flash-user-unlocked = رُفع الحظر عن المستخدم.

code-accounts-kind-not-joinable = التسجيل متاح للبائعين وتجار التجزئة وشركاء التوصيل فقط.
code-accounts-weak-password = اختر كلمة مرور أقوى: من { LIMIT("password-least") } إلى { LIMIT("password-most") } حرفًا، يصعب تخمينها، وغير مبنية على اسمك أو اسم شركتك أو بريدك الإلكتروني أو اسمنا.
code-accounts-wrong-password = كلمة المرور غير صحيحة.
code-accounts-same-password = اختر كلمة مرور غير التي عُيّنت لك.
code-team-changed-meanwhile = غيّر شخص آخر دور هذا العضو بعد أن فتحته.
code-team-invitation-not-valid = لم تعد هذه الدعوة صالحة. اطلب دعوة جديدة.
code-team-last-owner = لا يمكن إزالة المالك الأخير أو تغيير دوره.
code-team-no-such-member = لم يُعثر على عضو الفريق أو الدعوة.
code-team-not-in-charge = لم يعد بإمكانك إدارة هذا الفريق.
code-team-not-oneself = لا يمكن أن يغيّر دورك إلا مالك آخر.
code-team-password-needed = يستطيع صاحب هذا الدور إدارة الشركة كلها. أدخل كلمة مرورك لمنحه.
code-team-role-not-of-this-company = هذا الدور غير متاح لهذا النوع من الشركات.
code-users-already = المستخدم في هذه الحالة من قبل.
code-users-last-admin = لا يمكن حظر آخر مدير للمنصة. عيّن مديرًا آخر أولًا.
code-users-no-such-user = لم يُعثر على المستخدم.
code-users-not-oneself = لا يمكنك حظر نفسك.

team-sign-out = تسجيل الخروج من كل الأجهزة…
team-sign-out-text = يُسجَّل خروج { $name } من شركتك على كل الأجهزة ويمكنه تسجيل الدخول مجددًا. أدخل كلمة مرورك للتأكيد.
team-sign-out-all = تسجيل خروج الجميع
team-sign-out-all-text = تنتهي كل الجلسات في شركتك ما عدا هذه، ويمكن للجميع تسجيل الدخول مجددًا. أدخل كلمة مرورك للتأكيد.
team-awaits-approval = بانتظار الموافقة
team-approve = موافقة…
team-approve-text = يصبح { $whom } مسؤولًا بكل الصلاحيات. أدخل كلمة مرورك للتأكيد.
team-invited-approval = يجب أن يوافق عليها مسؤول ثانٍ قبل أن يعمل الرمز.
flash-member-signed-out = سُجّل الخروج من كل الأجهزة.
flash-company-signed-out = سُجّل خروج الجميع.
flash-promotion-asked = يجب أن يوافق مسؤول ثانٍ على ذلك. تجده ضمن الدعوات المعلّقة.
flash-administrator-approved = تمت الموافقة.
flash-user-signed-out = سُجّل خروج المستخدم من كل الأجهزة.
accounts-staff-sign-out = تسجيل الخروج…
accounts-staff-sign-out-text = يُسجَّل خروج { $name } من كل الأجهزة ويمكنه تسجيل الدخول مجددًا. أدخل كلمة مرورك للتأكيد.
code-team-needs-approval = يجب أن يوافق مسؤول ثانٍ على تعيين أي مسؤول.
code-team-awaits-approval = يجب أن يوافق مسؤول ثانٍ على ذلك أولًا.
code-team-second-administrator = أنت من طلب ذلك أو من يستفيد منه، ويجب أن يوافق عليه مسؤول آخر.
code-team-already-administrator = عضو الفريق هذا مسؤول بالفعل.
code-sessions-nobody = لا يوجد مستخدم أو عضو فريق أو شركة بهذا الوصف.
