pricing-vendor-change-price = Change price

price-change-state-applied = Applied
price-change-state-held = Needs approval
price-change-state-rejected = Rejected
price-change-state-superseded = Replaced by a newer change

pricing-vendor-guard-text = Large price changes, small ones that add up to a large one within a day or a week, and many at once wait here for approval. The old price stays in effect until then.
pricing-vendor-held = Prices to approve
pricing-vendor-held-confirm = Approve new price
pricing-vendor-held-refuse = Reject
pricing-vendor-latest-prices = Recent changes
pricing-vendor-nothing-held = No prices to approve
pricing-vendor-at-once = This price applies as soon as you confirm.
pricing-vendor-confirm = Apply
pricing-vendor-delta = Difference
pricing-vendor-history = Price history
pricing-vendor-history-none = No price changes to show
pricing-vendor-history-none-text = Every price change of this offer appears here, newest first.
pricing-vendor-look = Preview
pricing-vendor-new = New price
pricing-vendor-nothing = No price changes yet.
pricing-vendor-now = Current price: { $price }.
pricing-vendor-of = Price of
pricing-vendor-of-pack = Pack price
pricing-vendor-old = Old price
pricing-vendor-preview = Price change preview
pricing-vendor-steps = All price changes
pricing-vendor-summary = Price of this offer over time
pricing-vendor-undo = Revert
pricing-vendor-would-wait = This change needs approval
pricing-vendor-would-wait-text = The old price stays in effect until someone approves the change under Prices.

flash-price-changed = Price updated.
flash-price-held = The new price needs approval. The old price stays in effect until then.
flash-price-confirmed = New price approved and applied.
flash-price-rejected = New price rejected. The old price stays in effect.

pricing-staff-held-text = The price guard holds changes that look like mistakes. Only the vendor's own team can approve or reject them. You can see them here and contact the vendor.
pricing-staff-held-empty = No prices to approve
pricing-staff-held-empty-text = When a vendor makes a large price change, or many at once, the changes wait here for the vendor's approval.
pricing-staff-now = Current price
pricing-staff-wanted = New price
pricing-staff-change = Change
pricing-staff-why-held = Reason for review

code-prices-changed-meanwhile = This price has changed since you opened it.
code-prices-no-such-offer = Offer or price change not found.
code-prices-new-approver = Others at your company have been able to approve prices for longer than you. One of them must approve this change, or wait until you've been an approver for { LIMIT("approver-days") } days.
code-prices-not-alone-long-enough = Someone else at your company could approve price changes within the last { LIMIT("approver-days") } days. Another approver must decide, or you can approve this change yourself once those { LIMIT("approver-days") } days are over.
code-prices-not-held = This price change is no longer waiting for approval.
code-prices-password-needed = Nobody else at your company can approve this change. Enter your password to approve it.
code-prices-same = This is already the current price.
code-prices-let-in-lately = The colleague who made this change joined less than { LIMIT("approver-days") } days ago, invited by you or by someone you invited. Someone else at your company must approve it.
code-prices-second-person = Someone else at your company must approve this change.

# Why the price guard holds a change.
hold-too-far = The price would change by ⁦{ $a }%⁩. Changes above ⁦{ $b }%⁩ need a second person's approval.
hold-too-far-in-a-day = The price would change by ⁦{ $a }%⁩ within 24 hours. Changes above ⁦{ $b }%⁩ need a second person's approval.
hold-too-far-in-a-week = The price would change by ⁦{ $a }%⁩ within 7 days. Changes above ⁦{ $b }%⁩ need a second person's approval.
hold-too-many = { $a } prices were changed within ten minutes.
