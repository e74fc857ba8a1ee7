pricing-vendor-change-price = تغيير السعر

price-change-state-applied = طُبّق
price-change-state-held = بحاجة إلى اعتماد
price-change-state-rejected = رُفض
price-change-state-superseded = حلّ محله تغيير أحدث

pricing-vendor-guard-text = تنتظر هنا تغييرات الأسعار الكبيرة، والصغيرة التي يصبح مجموعها كبيرًا خلال يوم أو أسبوع، والكثيرة دفعة واحدة حتى تُعتمد، ويبقى السعر القديم ساريًا حتى ذلك الحين.
pricing-vendor-held = أسعار بانتظار الاعتماد
pricing-vendor-held-confirm = اعتماد السعر الجديد
pricing-vendor-held-refuse = رفض
pricing-vendor-latest-prices = أحدث التغييرات
pricing-vendor-nothing-held = لا توجد أسعار بانتظار الاعتماد
pricing-vendor-at-once = يسري هذا السعر فور تأكيدك.
pricing-vendor-confirm = تطبيق
pricing-vendor-delta = الفرق
pricing-vendor-history = سجل الأسعار
pricing-vendor-history-none = لا توجد تغييرات أسعار لعرضها
pricing-vendor-history-none-text = تظهر هنا كل تغييرات سعر هذا العرض، الأحدث أولًا.
pricing-vendor-look = معاينة
pricing-vendor-new = السعر الجديد
pricing-vendor-nothing = لا توجد تغييرات أسعار بعد.
pricing-vendor-now = السعر الحالي: { $price }.
pricing-vendor-of = سعر
pricing-vendor-of-pack = سعر العبوة
pricing-vendor-old = السعر القديم
pricing-vendor-preview = معاينة تغيير السعر
pricing-vendor-steps = كل تغييرات السعر
pricing-vendor-summary = سعر هذا العرض عبر الزمن
pricing-vendor-undo = التراجع
pricing-vendor-would-wait = هذا التغيير بحاجة إلى اعتماد
pricing-vendor-would-wait-text = يبقى السعر القديم ساريًا حتى يعتمد أحد التغيير في صفحة الأسعار.

flash-price-changed = تم تحديث السعر.
flash-price-held = السعر الجديد بحاجة إلى اعتماد. يبقى السعر القديم ساريًا حتى ذلك الحين.
flash-price-confirmed = اعتُمد السعر الجديد وطُبّق.
flash-price-rejected = رُفض السعر الجديد. يبقى السعر القديم ساريًا.

pricing-staff-held-text = يوقف حارس الأسعار التغييرات التي تبدو أخطاء. لا يعتمدها أو يرفضها إلا فريق البائع. يمكنك رؤيتها هنا والتواصل مع البائع.
pricing-staff-held-empty = لا توجد أسعار بانتظار الاعتماد
pricing-staff-held-empty-text = عندما يغيّر البائع سعرًا تغييرًا كبيرًا أو أسعارًا كثيرة دفعة واحدة، تنتظر التغييرات هنا موافقته.
pricing-staff-now = السعر الحالي
pricing-staff-wanted = السعر الجديد
pricing-staff-change = التغيير
pricing-staff-why-held = سبب المراجعة

code-prices-changed-meanwhile = تغيّر هذا السعر بعد أن فتحته.
code-prices-no-such-offer = لم يُعثر على العرض أو تغيير السعر.
code-prices-new-approver = يستطيع آخرون في شركتك اعتماد الأسعار قبلك. يجب أن يعتمد أحدهم هذا التغيير، أو انتظر حتى تمر { LIMIT("approver-days") } أيام على حصولك على هذا الحق.
code-prices-not-alone-long-enough = كان بوسع شخص آخر في شركتك اعتماد تغييرات الأسعار خلال الأيام { LIMIT("approver-days") } الماضية. يجب أن يقرّر معتمِد آخر، أو يمكنك اعتماد هذا التغيير بنفسك بعد انقضاء تلك الأيام.
code-prices-not-held = لم يعد تغيير السعر هذا بانتظار الاعتماد.
code-prices-password-needed = لا أحد غيرك في شركتك يستطيع اعتماد هذا التغيير. أدخل كلمة مرورك لاعتماده.
code-prices-same = هذا هو السعر الحالي.
code-prices-let-in-lately = انضم الزميل الذي أجرى هذا التغيير قبل أقل من { LIMIT("approver-days") } أيام بدعوة منك أو من شخص دعوته. يجب أن يعتمده شخص آخر في شركتك.
code-prices-second-person = يجب أن يعتمد هذا التغيير شخص آخر في شركتك.

# Why the price guard holds a change.
hold-too-far = سيتغيّر السعر بنسبة ⁦{ $a }%⁩. التغييرات التي تزيد على ⁦{ $b }%⁩ تحتاج إلى اعتماد شخص آخر.
hold-too-far-in-a-day = سيتغيّر السعر بنسبة ⁦{ $a }%⁩ خلال 24 ساعة. التغييرات التي تزيد على ⁦{ $b }%⁩ تحتاج إلى اعتماد شخص آخر.
hold-too-far-in-a-week = سيتغيّر السعر بنسبة ⁦{ $a }%⁩ خلال 7 أيام. التغييرات التي تزيد على ⁦{ $b }%⁩ تحتاج إلى اعتماد شخص آخر.
hold-too-many = عدد الأسعار التي غُيّرت خلال عشر دقائق: { $a }.
