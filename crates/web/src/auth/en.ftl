flash-signed-out = You've signed out.

sign-in-title = Sign in
sign-in-email = Email address
sign-in-password = Password
sign-in-go = Sign in
sign-in-new = New here?
sign-in-invited = Have an invitation?
sign-in-keeps = Your session ended while you were typing. Sign in again: your entries are saved and you can submit them afterwards.
flash-oldest-session-ended = You were signed in on too many devices, so your oldest session was ended.
sign-in-ended-too-many = You were signed out because you signed in on too many other devices. Sign in again to continue here.
sign-in-ended-ended-by-owner = You ended this session from another device. Sign in again to continue here.
sign-in-ended-account-changed = You were signed out because your password or your account changed. Sign in again.

step-up-start = We've noticed repeated failed sign-ins to this account. Enter your password again while we run a quick security check in your browser.
step-up-working = Enter your password again. Security check: {"{n}"}% complete.
step-up-worked = Security check complete. Enter your password and sign in.
step-up-without = We've noticed repeated failed sign-ins to this account. Turn on JavaScript to complete a quick security check, or sign in from a device you've used before.
step-up-wait =
    { $minutes ->
        [one] Or wait { $minutes } minute and try again.
       *[other] Or wait { $minutes } minutes and try again.
    }

resume-title = You're signed in again
resume-text = Your entries are still here and haven't been submitted yet.
resume-go = Submit now
resume-drop = Discard

register-title = Register your company
register-steps = Steps
register-step-1 = Company type
register-step-2 = Company
register-step-3 = Your account

register-kind-text = What will your company do on the marketplace? Each company has one type.

register-about-retailer = You run shops, restaurants or offices, and buy from many vendors in one order.
register-about-vendor = You make or import goods, and sell them to shops by the pack.
register-about-delivery-partner = You have riders, and deliver goods from vendors to shops.
register-as-retailer = Register to buy
register-as-vendor = Register to sell
register-as-delivery-partner = Register to deliver
register-known = Already have an account?
register-other-kind = Choose another type
register-legal-name = Legal name
register-legal-name-hint = As in the commercial register. It can't be changed after approval.
register-display-name = Display name
register-display-name-hint = Shown to other companies. You can change it later.
register-line = Street address
register-city = City
register-postcode = Postcode
register-country = Country
register-country-hint = Where your company is registered.
register-currency = Currency
register-currency-hint = Used for all your prices and orders.
register-choose = Choose
register-next = Next: your account
register-back = Back to company
register-name = Your name
register-name-hint = You'll be the account owner and can invite colleagues.
register-go = Submit registration

password-hint = At least { LIMIT("password-least") } characters. A phrase of several words is easy to remember.

registered-title = Thank you
registered-thanks = We've received your registration.
registered-same = If this email address is new here, your company is now pending approval. If it already has an account, nothing was changed: sign in to that account instead.
registered-next = What happens next
registered-next-1 = Sign in to check your application status.
registered-next-2 = Our team checks your details against the commercial register.
registered-next-3 = You can start trading as soon as you're approved.
registered-sign-in = Sign in to check status

join-title = Accept an invitation
join-text = Someone at your company invited you and gave you an invitation code.
join-code = Invitation code
join-code-hint = Can be used once, within seven days.
join-name = Your name
join-name-hint = Only needed if your email address doesn't have an account yet.
join-password = Password
join-password-hint = Choose a new password of at least { LIMIT("password-least") } characters or, if your email address already has an account, enter that account's password.
join-go = Join

flash-joined = Sign in to get started. If you already had an account and entered a different password, you haven't joined yet: accept the invitation again with your account's password.

me-kind = Company type

me-state = Company status

sessions-title = Active sessions
sessions-text = The devices where you're signed in. If you don't recognise one, sign it out and change your password.
sessions-device = Device
sessions-address = IP address
sessions-since = Signed in
sessions-used = Last active
sessions-until = Expires
sessions-this = This device
sessions-program = API client
sessions-unknown = Unknown device
sessions-unnoted = Not recorded
sessions-end = Sign out
sessions-end-others = Sign out all other sessions
sessions-end-others-text = Anyone using these sessions will have to sign in again. You stay signed in here.

flash-session-ended = That session was signed out.
flash-sessions-ended = All other sessions were signed out.

switch-company-title = Your companies
switch-company-change = Switch company
switch-company-text = You work for one company at a time. Switching signs you out of this company and in to the other.
switch-company-here = Current company
switch-company-stay = Continue here
switch-company-go = Switch to { $name }

flash-resume-dropped = The unsent entries belonged to another session and were discarded.

code-auth-bad-credentials = Wrong email address or password.
code-auth-no-such-session = Session not found.
code-auth-refresh-not-valid = Your session is no longer valid. Please sign in again.
code-auth-required = Please sign in first.
code-auth-session-over = Your session has ended. Please sign in again.
code-auth-step-up-required = We've noticed repeated failed sign-ins to this account. Complete a quick security check to sign in.
code-auth-token-not-valid = Your session is invalid or has expired. Please sign in again.
