company-kind-vendor = Vendor
company-kind-retailer = Retailer
company-kind-delivery-partner = Delivery partner
company-kind-platform = Marketplace

company-state-submitted = Pending approval
company-state-approved = Approved
company-state-rejected = Rejected
company-state-suspended = Suspended

welcome-title = Welcome, { $name }
welcome-progress = Application status
welcome-step-asked = Registered
welcome-step-looked-at = Under review
welcome-step-approved = Approved
welcome-step-rejected = Rejected
welcome-step-suspended = Suspended
welcome-submitted = Your company is under review
welcome-submitted-text = You can look around, but you can't trade yet. We'll update this page when that changes.
welcome-rejected = Your company was rejected
welcome-rejected-text = See the reason below. You can still look around, but you can't trade.
welcome-suspended = Your company is suspended
welcome-suspended-text = See the reason below. No one at your company can trade until it is reinstated.
welcome-approved = Your company is approved
welcome-first = Getting started
welcome-meanwhile = In the meantime
welcome-check-company = Review your company details
welcome-check-me = Review your profile
welcome-look-around = Browse products
welcome-retailer-browse = Browse products and fill your basket
welcome-retailer-quick = Order quickly by SKU
welcome-retailer-orders = Track your orders

welcome-vendor-products = List your first product
welcome-vendor-imports = Import products from a file
welcome-vendor-stock = Add your stock
welcome-vendor-today = See today's tasks

welcome-partner-riders = Invite your riders
welcome-partner-board = Open the dispatch board
welcome-partner-rides = See your deliveries
welcome-every-team = Invite colleagues
welcome-every-company = Set your company's time zone

company-fixed = Verified details
company-fixed-text = Your names change only after our review. To correct anything else, contact support.
company-own = Editable details
company-since = Registered
company-zone = Time zone
company-zone-hint = All times on your pages are shown in this time zone, and your business day starts and ends in it.
company-delivers-to = Delivers to
company-delivers-to-hint = Buyers can only order for delivery to these countries. Others are told that you don’t deliver there.
company-save = Save
company-now = Current value: { $value }

company-names = Change your names
company-names-text = We check every new name before it appears. Until then your current names stay.
company-names-go = Request change
company-names-open = Under review
company-names-withdraw = Withdraw request
company-names-refused = Your last request was rejected

flash-name-change-asked = Name change requested. We will tell you when it is decided.
flash-name-change-withdrawn = Request withdrawn.

vendor-profile-place = Location
vendor-profile-money = Currency
vendor-profile-products = Products
vendor-profile-search = Search this vendor's products
vendor-profile-bare = No products right now
vendor-profile-bare-text = This vendor isn't offering any products right now.

companies-staff-place = Location
companies-staff-legal-name = Legal name
companies-staff-bulk = Bulk allowance
companies-staff-bulk-on = This vendor’s files have larger limits, for products, prices and stock counts.
companies-staff-bulk-off = Products, prices and stock counts in this vendor’s files count against the usual limits.
companies-staff-bulk-approve = Approve bulk allowance
companies-staff-bulk-withdraw = Withdraw bulk allowance
companies-staff-address = Address
companies-staff-currency = Currency
companies-staff-zone = Time zone
companies-staff-id = ID
companies-staff-empty = No companies found
companies-staff-empty-text = Companies appear here when they register. Try another type or status.
companies-staff-decide = Review
companies-staff-decide-text = This company has applied to join. Check its details. After your decision its team can start trading, or see why it can't.
companies-staff-approve = Approve…
companies-staff-approve-text = The company can start trading right away. We'll notify it.
companies-staff-approve-similar = { $count ->
    [one] One other company has a name like this one. The company can start trading right away, under this name. Approve it all the same?
   *[other] { $count } other companies have names like this one. The company can start trading right away, under this name. Approve it all the same?
}
companies-staff-approve-go = Approve company
companies-staff-reject = Reject…
companies-staff-reject-text = The company won't be able to trade and will see your reason. This can't be undone.
companies-staff-reject-go = Reject company
companies-staff-suspend = Suspend…
companies-staff-suspend-about = This company is trading. Suspend it to stop all its activity; you can reinstate it later.
companies-staff-suspend-text = Everyone at this company loses access immediately, and its offers are hidden.
companies-staff-suspend-go = Suspend company
companies-staff-reinstate = Reinstate…
companies-staff-reinstate-text = The company can trade again right away, and its offers become visible again.
companies-staff-reinstate-go = Reinstate company

flash-company-approved = Company approved.
flash-company-rejected = Company rejected.
flash-company-bulk-approved = Bulk allowance approved.
flash-company-bulk-withdrawn = Bulk allowance withdrawn.
flash-company-suspended = Company suspended.
flash-company-reinstated = Company reinstated.

code-companies-not-a-vendor = Only vendors list products.
code-companies-only-vendors-deliver = Only vendors choose the countries they deliver to.
companies-staff-similar = Other companies have similar names
companies-staff-mixed = Has letters of two alphabets in one word, or letters that names aren't written with
companies-staff-names = Name changes
companies-staff-names-text = Companies that want to be called something else. Until you accept, their current names stay.
companies-staff-names-empty = No name changes
companies-staff-names-empty-text = Requests appear here when a company asks for another name.
companies-staff-names-old = Current names
companies-staff-names-new = Requested names
companies-staff-names-similar = Similar names
companies-staff-names-none = None
companies-staff-names-accept = Accept
companies-staff-names-accept-text = The company is shown under this name from now on.
companies-staff-names-accept-similar = { $count ->
    [one] One other company has a name like this. Accept it all the same?
   *[other] { $count } other companies have names like this. Accept it all the same?
}
companies-staff-names-refuse = Reject…
companies-staff-names-refuse-text = The company keeps its current names and reads your reason.
companies-staff-names-refuse-go = Reject names

name-change-state-open = Under review
name-change-state-accepted = Accepted
name-change-state-refused = Rejected
name-change-state-withdrawn = Withdrawn

flash-names-accepted = Names accepted.
flash-names-refused = Names rejected.

code-companies-changed-meanwhile = Someone changed this company since you opened it.
code-companies-conflict-of-interest = You are, or were in the last { LIMIT("cooling-off-days") } days, a member of the company this is about. Someone else must decide.
code-companies-no-such-company = Company not found.
code-companies-name-change-not-open = This name change is no longer under review.
code-companies-name-change-of-stopped = This company isn't approved at present. Reject its new names, or accept them once the company is reinstated.
code-companies-name-change-open = A name change is already under review. Withdraw it before you request another.
code-companies-name-needs-review = The name of your company was approved. Request a change instead.
code-companies-name-same = These are already the names of your company.
code-companies-names-changed-meanwhile = The names have changed since this was requested. Reject it, so that it is requested again.
code-companies-names-similar = Other companies have names that look like these. Check them, then decide again.
code-companies-no-such-name-change = Name change not found.
code-companies-reason-needed = Say why the names are rejected; the company reads it.
code-companies-not-decidable = The platform's own company can't be approved, rejected or suspended.
code-companies-wrong-state = This isn't possible in the company's current status.

companies-staff-sign-out = Sign everybody out
companies-staff-sign-out-text = Everybody of this company is signed out on all devices and can sign in again. Enter your password to confirm.
