flash-signed-out = سجّلت خروجك.

sign-in-title = تسجيل الدخول
sign-in-email = البريد الإلكتروني
sign-in-password = كلمة المرور
sign-in-go = سجّل الدخول
sign-in-new = جديد هنا؟
sign-in-invited = لديك دعوة؟
sign-in-keeps = انتهت جلستك وأنت تكتب. سجّل الدخول من جديد: ما أدخلته محفوظ ويمكنك إرساله بعد ذلك.
flash-oldest-session-ended = كنت مسجّلاً على أجهزة كثيرة، لذا أُنهيت أقدم جلسة لك.
sign-in-ended-too-many = تم تسجيل خروجك لأنك سجّلت الدخول على أجهزة أخرى كثيرة. سجّل الدخول من جديد للمتابعة هنا.
sign-in-ended-ended-by-owner = أنهيت هذه الجلسة من جهاز آخر. سجّل الدخول من جديد للمتابعة هنا.
sign-in-ended-account-changed = تم تسجيل خروجك لأن كلمة المرور أو الحساب تغيّر. يرجى تسجيل الدخول من جديد.

step-up-start = لاحظنا محاولات دخول فاشلة متكررة إلى هذا الحساب. أدخل كلمة مرورك من جديد بينما نجري تحققًا أمنيًا سريعًا في متصفحك.
step-up-working = أدخل كلمة مرورك من جديد. التحقق الأمني: اكتمل {"{n}"}%.
step-up-worked = اكتمل التحقق الأمني. أدخل كلمة مرورك وسجّل الدخول.
step-up-without = لاحظنا محاولات دخول فاشلة متكررة إلى هذا الحساب. فعّل JavaScript لإكمال تحقق أمني سريع، أو سجّل الدخول من جهاز استخدمته من قبل.
step-up-wait =
    { $minutes ->
        [zero] أو حاول مرة أخرى الآن.
        [one] أو انتظر دقيقة واحدة ثم حاول مرة أخرى.
        [two] أو انتظر دقيقتين ثم حاول مرة أخرى.
        [few] أو انتظر { $minutes } دقائق ثم حاول مرة أخرى.
        [many] أو انتظر { $minutes } دقيقة ثم حاول مرة أخرى.
       *[other] أو انتظر { $minutes } دقيقة ثم حاول مرة أخرى.
    }

resume-title = سجّلت الدخول من جديد
resume-text = ما أدخلته ما زال هنا ولم يُرسل بعد.
resume-go = إرسال الآن
resume-drop = تجاهل

register-title = سجّل شركتك
register-steps = الخطوات
register-step-1 = نوع الشركة
register-step-2 = الشركة
register-step-3 = حسابك

register-kind-text = ماذا ستفعل شركتك في السوق؟ لكل شركة نوع واحد.

register-about-retailer = تدير متاجر أو مطاعم أو مكاتب، وتشتري من بائعين كثيرين في طلب واحد.
register-about-vendor = تصنع البضائع أو تستوردها، وتبيعها للمتاجر بالعبوات.
register-about-delivery-partner = لديك سائقون، وتوصل البضائع من البائعين إلى المتاجر.
register-as-retailer = سجّل للشراء
register-as-vendor = سجّل للبيع
register-as-delivery-partner = سجّل للتوصيل
register-known = لديك حساب؟
register-other-kind = اختر نوعًا آخر
register-legal-name = الاسم القانوني
register-legal-name-hint = كما في السجل التجاري. لا يمكن تغييره بعد الموافقة.
register-display-name = اسم العرض
register-display-name-hint = يظهر للشركات الأخرى. يمكنك تغييره لاحقًا.
register-line = عنوان الشارع
register-city = المدينة
register-postcode = الرمز البريدي
register-country = البلد
register-country-hint = البلد الذي سُجلت فيه شركتك.
register-currency = العملة
register-currency-hint = تُستخدم لكل أسعارك وطلباتك.
register-choose = اختر
register-next = التالي: حسابك
register-back = رجوع إلى الشركة
register-name = اسمك
register-name-hint = ستكون مالك الحساب، ويمكنك دعوة زملائك.
register-go = إرسال التسجيل

password-hint = { LIMIT("password-least") } حرفًا على الأقل. عبارة من عدة كلمات يسهل تذكّرها.

registered-title = شكرًا لك
registered-thanks = استلمنا تسجيلك.
registered-same = إذا كان هذا البريد الإلكتروني جديدًا هنا فشركتك الآن بانتظار الموافقة. وإذا كان له حساب من قبل فلم يتغيّر شيء: سجّل الدخول بذلك الحساب.
registered-next = الخطوات التالية
registered-next-1 = سجّل الدخول لمتابعة حالة طلب الانضمام.
registered-next-2 = يتحقق فريقنا من بياناتك بمقارنتها بالسجل التجاري.
registered-next-3 = يمكنك بدء التعامل فور الموافقة.
registered-sign-in = سجّل الدخول لمتابعة الحالة

join-title = قبول دعوة
join-text = دعاك أحد في شركتك وأعطاك رمز دعوة.
join-code = رمز الدعوة
join-code-hint = يُستخدم مرة واحدة خلال سبعة أيام.
join-name = اسمك
join-name-hint = مطلوب فقط إذا لم يكن لبريدك الإلكتروني حساب بعد.
join-password = كلمة المرور
join-password-hint = اختر كلمة مرور جديدة من { LIMIT("password-least") } حرفًا على الأقل، أو أدخل كلمة مرور حسابك إذا كان لبريدك الإلكتروني حساب.
join-go = انضمام

flash-joined = سجّل الدخول لتبدأ. إن كان لديك حساب من قبل وأدخلت كلمة مرور أخرى فلم تنضم بعد: اقبل الدعوة مرة أخرى بكلمة مرور حسابك.

me-kind = نوع الشركة

me-state = حالة الشركة

sessions-title = الجلسات النشطة
sessions-text = الأجهزة التي سجّلت الدخول منها. إن لم تعرف أحدها فسجّل الخروج منه وغيّر كلمة مرورك.
sessions-device = الجهاز
sessions-address = عنوان IP
sessions-since = تسجيل الدخول
sessions-used = آخر نشاط
sessions-until = تنتهي في
sessions-this = هذا الجهاز
sessions-program = تطبيق API
sessions-unknown = جهاز غير معروف
sessions-unnoted = غير مسجّل
sessions-end = تسجيل الخروج
sessions-end-others = تسجيل الخروج من كل الجلسات الأخرى
sessions-end-others-text = على من يستخدم هذه الجلسات تسجيل الدخول من جديد. وتبقى أنت مسجّلًا هنا.

flash-session-ended = سُجّل الخروج من تلك الجلسة.
flash-sessions-ended = سُجّل الخروج من كل الجلسات الأخرى.

switch-company-title = شركاتك
switch-company-change = تبديل الشركة
switch-company-text = تعمل لشركة واحدة في كل مرة. عند التبديل يُسجَّل خروجك من هذه الشركة ودخولك إلى الأخرى.
switch-company-here = الشركة الحالية
switch-company-stay = متابعة هنا
switch-company-go = التبديل إلى { $name }

flash-resume-dropped = البيانات غير المرسلة كانت لجلسة أخرى وتم تجاهلها.

code-auth-bad-credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
code-auth-no-such-session = لم يُعثر على الجلسة.
code-auth-refresh-not-valid = لم تعد جلستك صالحة. يرجى تسجيل الدخول من جديد.
code-auth-required = يرجى تسجيل الدخول أولًا.
code-auth-session-over = انتهت جلستك. يرجى تسجيل الدخول من جديد.
code-auth-step-up-required = لاحظنا محاولات دخول فاشلة متكررة إلى هذا الحساب. أكمل تحققًا أمنيًا سريعًا لتسجيل الدخول.
code-auth-token-not-valid = جلستك غير صالحة أو انتهت مدتها. يرجى تسجيل الدخول من جديد.
