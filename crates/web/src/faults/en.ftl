hold-too-far = The price would change by ⁦{ $a }%⁩. Changes above ⁦{ $b }%⁩ need a second person's approval.
hold-too-many = { $a } prices were changed within ten minutes.

order-reason-not-answered = The vendor didn't respond in time.
