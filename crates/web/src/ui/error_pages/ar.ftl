# Error pages; refusals by their code (`code-`); sentences of the market (`sentence-`), with `n` for each
# number in them, which are $a, $b, $c in their order.

error-title-400 = طلب غير صالح
error-advice-400 = ارجع وأعد تحميل الصفحة ثم حاول مرة أخرى.
error-title-403 = ليس لديك صلاحية الوصول
error-advice-403 = إن كنت تحتاج إلى الوصول لعملك، فاطلب من مالك شركتك تغيير دورك.
error-title-404 = الصفحة غير موجودة
error-advice-404 = ربما حُذفت أو كُتب عنوانها خطأ. لم يتغيّر شيء.
error-title-405 = هذا الإجراء غير متاح هنا
error-advice-405 = ارجع واستخدم الأزرار الموجودة في الصفحة.
error-title-409 = أجرى شخص آخر تغييرًا
error-advice-409 = ارجع وراجع آخر نسخة ثم حاول مرة أخرى. لم يتغيّر شيء.
error-title-412 = تغيّر هذا بعد أن فتحته
error-advice-412 = ارجع وراجع آخر نسخة ثم حاول مرة أخرى. لم تُحفظ تغييراتك.
error-title-413 = الحجم كبير جدًا
error-advice-413 = قسّمه إلى أجزاء أصغر ثم حاول مرة أخرى.
error-title-422 = تحقق من بياناتك
error-advice-422 = ارجع وصحّحها. ما أدخلته ما زال موجودًا.
error-title-429 = طلبات كثيرة جدًا
error-advice-429 = لم يُرسل شيء.
error-title-503 = الخدمة غير متاحة
error-advice-503 = لم يُفقد شيء. انتظر قليلًا ثم حاول مرة أخرى.
error-title-500 = حدث خطأ ما
error-advice-500 = المشكلة من جانبنا. حاول مرة أخرى، وإن استمرت فتواصل معنا مع ذكر الرمز المرجعي أدناه.
error-request = الرمز المرجعي للدعم: { $id }
error-home = الصفحة الرئيسية

sentence-does-not-match-the-selected-type = لا يطابق النوع المحدد. اختر النوع وأدخل القيمة كاملة.

code-access-company-not-approved = شركتك غير معتمدة للتعامل حاليًا. انظر السبب في صفحة شركتك.
code-access-cross-site = ورد هذا الطلب من موقع آخر. افتح الصفحة هنا وحاول مرة أخرى.
code-access-no-right = دورك لا يسمح بهذا.
code-access-password-change-required = عيّن أحد المسؤولين كلمة مرورك. عيّن كلمة مرورك أولًا.
code-access-standing-changed = تغيّر للتو دورك أو حسابك أو حالة شركتك، فلم يُحفظ شيء. أعد تحميل الصفحة وحاول مرة أخرى.
code-access-staff-network = يمكن للموظفين تسجيل الدخول والعمل من شبكات الشركة فقط.
code-access-tls-required = استخدم عنوان https لهذا الموقع.
code-form-invalid = تحقق من الحقول المميّزة.
code-form-no-key = هذا النموذج غير مكتمل. أعد تحميل الصفحة وحاول مرة أخرى.
code-form-not-ours = هذا النموذج تابع لجلسة أخرى. أعد تحميل الصفحة وحاول مرة أخرى.
code-form-not-utf8 = الملف ليس نصًا بترميز UTF-8.
code-form-other-type = أُرسل هذا النموذج بصيغة غير مدعومة.
code-form-unreadable = تعذّرت قراءة النموذج. أعد تحميل الصفحة وحاول مرة أخرى.
code-idempotency-key-reused = أُرسل هذا النموذج من قبل ببيانات مختلفة، وذلك الإرسال ساري المفعول. أعد تحميل الصفحة للبدء من جديد.
code-page-bad-cursor = هذا الرابط يخص قائمة أخرى. ابدأ من الصفحة الأولى.
code-request-address-too-long = هذا الرابط طويل جدًا.
code-request-bad-body = الطلب ليس بالصيغة المتوقعة.
code-request-bad-query = هذا الرابط غير صالح.
code-request-body-not-expected = لا يقبل هذا الطلب أي محتوى.
code-request-body-too-slow = استغرق الرفع وقتًا طويلًا. حاول مرة أخرى.
code-request-broken-off = انقطع الاتصال أثناء الرفع. حاول مرة أخرى.
code-request-headers-too-large = أصبحت ملفات تعريف الارتباط الخاصة بهذا الموقع في متصفحك كبيرة جدًا، فحذفناها. أعد تحميل الصفحة وسجّل الدخول من جديد.
code-request-headers-too-slow = استغرق وصول الطلب وقتًا طويلًا. حاول مرة أخرى.
code-request-malformed = تعذّرت قراءة الطلب.
code-request-misdirected = هذا العنوان لا يخص هذا الموقع. تحقق من الرابط.
code-request-method-not-allowed = هذا الإجراء غير متاح هنا.
code-request-no-such-path = الصفحة غير موجودة.
code-request-no-such-thing = غير موجود.
code-request-not-acceptable = لا يقبل متصفحك الصيغ التي نوفرها.
code-request-too-large = الملف المرفوع كبير جدًا.
code-service-busy = الضغط شديد الآن. حاول مرة أخرى بعد قليل.
code-service-error = حدث خطأ من جانبنا.
code-service-full = الاتصالات كثيرة جدًا الآن. حاول مرة أخرى بعد قليل.
code-service-too-slow = انتهت مهلة الطلب. حاول مرة أخرى بعد قليل.
code-service-unavailable = الخدمة غير متاحة مؤقتًا. حاول مرة أخرى بعد قليل.

sentence-must-not-be-empty = هذا الحقل مطلوب.
sentence-is-too-long = طويل جدًا.
sentence-is-too-short = قصير جدًا.
sentence-contains-a-character-that-is-not-allowed = يحتوي على حرف غير مسموح به.
sentence-must-be-a-whole-number = يجب أن يكون عددًا صحيحًا.
sentence-must-be-a-whole-number-n-or-more = يجب أن يكون عددًا صحيحًا لا يقل عن { $a }.
sentence-must-be-a-whole-number-between-n-and-n = يجب أن يكون عددًا صحيحًا بين { $a } و{ $b }.
sentence-must-be-a-whole-number-between-n-and-n-other-than-n = يجب أن يكون عددًا صحيحًا من { $a } إلى { $b }، غير { $c }.
sentence-must-be-between-n-and-n-minor-units = يجب أن يكون المبلغ بين { $a } و{ $b } من أصغر وحدات العملة.
sentence-must-be-an-amount-such-as-n = أدخل مبلغًا، مثل { $a }.
sentence-can-be-read-as-two-different-numbers = يمكن قراءة هذا كرقمين مختلفين. اكتبه دون فواصل للآلاف، مثل 1250 أو 1250.50.
sentence-must-have-at-most-n-decimals = أدخل { $a } من الأرقام على الأكثر بعد الفاصلة العشرية.
sentence-must-be-in-the-currency-of-the-offer = هذا المبلغ بعملة أخرى. أدخله بالعملة المعروضة.
sentence-must-be-between-n-and-n = يجب أن يكون بين { $a } و{ $b }.
sentence-must-be-an-email-address-such-as-name-company-example = أدخل بريدًا إلكترونيًا، مثل name@company.example.
sentence-must-be-n-to-n-digits = يجب أن يتكوّن من { $a } إلى { $b } رقمًا.
sentence-is-in-a-range-that-no-company-is-assigned = يقع في نطاق لا يُخصَّص لأي شركة.
sentence-must-be-n-n-n-or-n-digits-with-a-valid-check-digit = يجب أن يتكوّن من { $a } أو { $b } أو { $c } أو { $d } رقمًا مع رقم تحقق صحيح.
sentence-must-be-the-name-of-a-time-zone-such-as-asia-kolkata = أدخل منطقة زمنية، مثل Asia/Kolkata.
sentence-must-name-n-to-n-countries-each-once = اختر بلدًا واحدًا على الأقل.
sentence-must-be-an-rfc-n-date-and-time = أدخل تاريخًا ووقتًا.
sentence-must-have-n-to-n-lowercase-letters-digits-underscores-full-stops-or-hyphens = يجب أن يتكوّن من { $a } إلى { $b } من الأحرف اللاتينية الصغيرة أو الأرقام أو الشرطات السفلية أو النقاط أو الواصلات.
sentence-must-have-at-least-n-characters-a-phrase-of-several-words-is-easy-to-remember = يجب ألا يقل عدد الأحرف عن { $a }. عبارة من عدة كلمات يسهل تذكّرها.
sentence-must-have-at-most-n-characters = يجب ألا يزيد عدد الأحرف على { $a }.
sentence-is-too-easy-to-guess-avoid-patterns-and-repetition = يسهل تخمينها. تجنّب الأنماط والتكرار.
sentence-must-not-be-based-on-your-name-your-company-s-name-your-email-address-or-ours = يجب ألا تُبنى على اسمك أو اسم شركتك أو بريدك الإلكتروني أو اسمنا.
sentence-is-not-a-supported-currency = هذه العملة غير مدعومة.
sentence-the-amount-is-too-large = المبلغ كبير جدًا.
sentence-amounts-in-different-currencies-cannot-be-added = لا يمكن جمع مبالغ بعملات مختلفة.
sentence-the-file-is-not-utf-n-text = الملف ليس نصًا بترميز UTF-{ $a }.
sentence-this-file-is-a-workbook-not-text-save-it-as-csv-utf-n-and-choose-that-file = هذا الملف مصنّف جداول وليس نصًا. احفظه بصيغة CSV (UTF-{ $a }) واختر ذلك الملف.
sentence-this-file-is-not-text-in-utf-n-save-it-as-csv-utf-n-and-choose-that-file = هذا الملف ليس نصًا بترميز UTF-{ $a }. احفظه بصيغة CSV (UTF-{ $b }) واختر ذلك الملف.
sentence-could-not-read-the-file-it-is-larger-than-n-mib = تعذّرت قراءة هذا الملف: حجمه أكبر من { $a } MiB.
sentence-could-not-read-the-file-it-has-more-than-n-rows-split-it-into-several-files = تعذّرت قراءة هذا الملف: عدد صفوفه أكثر من { $a }. قسّمه إلى عدة ملفات.
sentence-could-not-read-the-file-it-is-not-utf-n-at-byte-n-save-it-as-csv-utf-n = تعذّرت قراءة هذا الملف: ليس بترميز UTF-{ $a } (عند البايت { $b }). احفظه بصيغة CSV UTF-{ $c }.
sentence-could-not-read-the-file-it-contains-a-control-character-on-line-n-remove-it-or-save-the-file-as-csv-utf-n-again = تعذّرت قراءة هذا الملف: في السطر { $a } حرف تحكم. احذفه، أو احفظ الملف من جديد بصيغة CSV UTF-{ $b }.
sentence-could-not-read-the-file-a-quotation-mark-is-never-closed-the-last-row-starts-on-line-n = تعذّرت قراءة هذا الملف: علامة اقتباس لم تُغلق. يبدأ الصف الأخير في السطر { $a }.
sentence-must-be-selected = اختر أحد الخيارات.
sentence-must-be-the-retailer-s-six-digit-code = أدخل رمز تاجر التجزئة المكوّن من ستة أرقام.
sentence-choose-a-file-or-paste-its-contents-below = اختر ملفًا أو الصق محتواه أدناه.
sentence-must-be-text = أدخل نصًا.
sentence-must-be-true-or-false = يجب أن تكون القيمة true أو false.
sentence-must-be-a-number = يجب أن يكون رقمًا.
sentence-must-be-a-list = يجب أن يكون قائمة.
sentence-must-be-an-object = يجب أن يكون كائنًا.
sentence-must-be-a-whole-number-in-the-allowed-range = يجب أن يكون عددًا صحيحًا ضمن النطاق المسموح.
sentence-is-not-a-cursor-of-this-list = هذا الرابط يخص قائمة أخرى. ابدأ من الصفحة الأولى.
sentence-must-be-an-id = هذا الخيار غير متاح. أعد تحميل الصفحة.
sentence-must-be = اختر أحد الخيارات المتاحة.
sentence-must-be-one-of = اختر أحد الخيارات المتاحة.
sentence-must-be-an-ip-address = يجب أن يكون عنوان IP.
sentence-has-the-wrong-type = هذه القيمة غير صالحة هنا.
sentence-choose-where-to-deliver = أُدخل عنوان آخر. اختر مكان التوصيل، أو أفرغ تلك الحقول.
sentence-must-be-a-country-by-its-name-or-two-letter-code = اختر بلدًا من القائمة، أو اكتب رمزه من حرفين.

# Limits, sentence by sentence.
sentence-too-many-requests-at-most-n-in-n-second-are-allowed = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $b } ثوانٍ
    [many] { $b } ثانية
   *[other] { $b } ثانية
  }.
sentence-too-many-requests-at-most-n-in-n-second-are-allowed-and-n-are-left = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $b } ثوانٍ
    [many] { $b } ثانية
   *[other] { $b } ثانية
  }، وبقي منها { $c }.
sentence-try-again-in-n-second = حاول مرة أخرى بعد { $a ->
    [zero] { $a } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $a } ثوانٍ
    [many] { $a } ثانية
   *[other] { $a } ثانية
  }.
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $b } ثوانٍ
    [many] { $b } ثانية
   *[other] { $b } ثانية
  }.
sentence-too-many-requests-at-most-n-in-n-seconds-are-allowed-and-n-are-left = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $b } ثوانٍ
    [many] { $b } ثانية
   *[other] { $b } ثانية
  }، وبقي منها { $c }.
sentence-try-again-in-n-seconds = حاول مرة أخرى بعد { $a ->
    [zero] { $a } ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $a } ثوانٍ
    [many] { $a } ثانية
   *[other] { $a } ثانية
  }.
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $b } دقائق
    [many] { $b } دقيقة
   *[other] { $b } دقيقة
  }.
sentence-too-many-requests-at-most-n-in-n-minute-are-allowed-and-n-are-left = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $b } دقائق
    [many] { $b } دقيقة
   *[other] { $b } دقيقة
  }، وبقي منها { $c }.
sentence-try-again-in-n-minute = حاول مرة أخرى بعد { $a ->
    [zero] { $a } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $a } دقائق
    [many] { $a } دقيقة
   *[other] { $a } دقيقة
  }.
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $b } دقائق
    [many] { $b } دقيقة
   *[other] { $b } دقيقة
  }.
sentence-too-many-requests-at-most-n-in-n-minutes-are-allowed-and-n-are-left = طلبات كثيرة جدًا: يُسمح بما لا يزيد على { $a } خلال { $b ->
    [zero] { $b } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $b } دقائق
    [many] { $b } دقيقة
   *[other] { $b } دقيقة
  }، وبقي منها { $c }.
sentence-try-again-in-n-minutes = حاول مرة أخرى بعد { $a ->
    [zero] { $a } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $a } دقائق
    [many] { $a } دقيقة
   *[other] { $a } دقيقة
  }.
sentence-too-many-sign-in-attempts = محاولات تسجيل الدخول كثيرة جدًا.

# Refusals with what they name, filled in by name.
detailed-baskets-bad-quantity = اطلب من { $min_quantity } إلى { $max_quantity } عبوة من { $title }، بمضاعفات { $quantity_step }؛ سيصبح لديك { $wanted }.
detailed-baskets-full = تتسع السلة لما لا يزيد على { $most } من الأصناف.
detailed-baskets-other-currency = تشتري شركتك بعملة { $buyer } وهذا العرض مسعّر بعملة { $offer }؛ اختر عرضًا بعملة { $buyer }.
detailed-companies-names-similar = عدد الشركات الأخرى التي تشبه أسماؤها هذه: { $similar }. اطّلع عليها وأكّد كم شركة رأيت.
detailed-deliveries-wrong-code = الرمز غير صحيح. المحاولات المتبقية: { $tries_left }.
detailed-imports-too-many-changes = عدد الصفوف التي يغيّرها هذا الملف { $rows }، ويمكن لشركتك تغيير { $most } في المرة الواحدة. قسّم الملف، أو اطلب من السوق حدًا للملفات الكبيرة.
detailed-imports-too-many-listings = عدد المنتجات التي يدرجها هذا الملف { $rows }، ويمكن لشركتك إدراج { $most } في المرة الواحدة. قسّم الملف، أو اطلب من السوق حدًا للملفات الكبيرة.
detailed-offers-other-currency = يُباع هذا المنتج بعملة { $currency }.
detailed-orders-price-changed = أصبح الإجمالي { $total } بدلًا من { $expected_total }. راجع الأصناف وأرسل طلبك مرة أخرى.
detailed-orders-too-many-unaccepted-packs = إلى أن يقبل البائع، يمكن لشركتك حجز { $max_packs } عبوة من هذا العرض على الأكثر؛ منها { $open_packs } في طلبات منتظرة، لذا يمكن طلب { $can_order } الآن.
detailed-orders-too-much-unaccepted-value = إلى أن يقبل هذا البائع، يمكن أن تبلغ طلبات شركتك لديه { $max_value } على الأكثر؛ وتنتظر طلبات بقيمة { $open_value }.
detailed-stock-changed-meanwhile = تغيّر المخزون بعد أن عددته. العبوات الموجودة الآن: { $on_hand }.
detailed-stock-promised = من أصل { $on_hand } عبوة، { $allocated } محجوزة لطلبات؛ لا يمكن النزول عن ذلك.
