# Texts of the marketplace's own desk.
admin-all = All
admin-filter = Filter
admin-find = Find
admin-show = Show
admin-show-all = Show all
admin-open = Open
admin-choose = Choose
admin-actions = What you can do
admin-crumbs = The way here
admin-pages = Pages of the list
admin-by-state = By state
admin-by-window = How far back
admin-trail = Audit trail
admin-live-on = Keep this page up to date
admin-live-off = Stop updating
admin-reason = Reason
admin-reason-hint = It is kept in the audit trail; of a company, its people read it.
admin-unknown = Unknown
admin-system = The system

admin-kind = Type
admin-state = State
admin-since = Since
admin-place = Place
admin-company = Company
admin-person = Person
admin-email = E-mail address
admin-legal-name = Registered name
admin-address = Address
admin-currency = Currency
admin-zone = Time zone
admin-id = Id
admin-particulars = Particulars
admin-product = Product
admin-order = Order
admin-partner = Delivery partner
admin-from = From
admin-to = To
admin-from-to = From and to
admin-sum = Sum
admin-price = Price
admin-when = When
admin-who = Who
admin-what = What
admin-about = About
admin-times = Times
admin-last = Last
admin-request = Request

admin-ago = { $span } ago
admin-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
  }
admin-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
admin-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
  }
admin-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
admin-chart-summary = { $title }, over time: between { $low } and { $high }
admin-chart-nothing = Nothing in this time.

admin-waiting = What waits
admin-companies-waiting = Companies waiting
admin-to-approve = To be approved or refused
admin-deliveries-waiting = Deliveries waiting
admin-without-partner = Without a delivery partner
admin-held-delta = For their vendors to decide
admin-dead-jobs = Failed jobs
admin-laid-aside = Laid aside after many tries
admin-none-waits = Nothing waits. Well done.
admin-latest-orders = Latest orders
admin-last-hour = In the last hour
admin-seen-all = Refused in the last hour: { $total }
admin-health-line = 95 of 100 requests took at most { $took }; { $failed } failed on our side; the database answers in { $database }.
admin-health-quiet = Nobody asked for anything in the last minute; the database answers in { $database }.

admin-companies-empty = No such company
admin-companies-empty-text = Companies stand here once they asked to join. Try another sort or state.
admin-decide = Decide
admin-decide-text = The company asked to join. Look at its particulars; from your decision on, its people can work, or read why they cannot.
admin-approve = Approve…
admin-approve-text = The company can trade from now on. It is told so.
admin-approve-go = Approve the company
admin-reject = Refuse…
admin-reject-text = The company cannot trade. It reads your reason. This cannot be taken back.
admin-reject-go = Refuse the company
admin-suspend = Suspend…
admin-suspend-about = The company trades. If it must not go on, stop it; you can let it go on later.
admin-suspend-text = Everybody in this company is stopped at their next click, and what it offers is not shown any more.
admin-suspend-go = Stop the company
admin-reinstate = Let it go on…
admin-reinstate-text = The company can trade again at once, and what it offers is shown again.
admin-reinstate-go = Let the company go on
said-admin-approved = The company can trade now.
said-admin-rejected = The company was refused.
said-admin-suspended = The company was stopped.
said-admin-reinstated = The company goes on.

admin-user-active = May sign in
admin-user-locked = Locked out
admin-users-empty = Nobody with this address
admin-users-empty-text = The whole address is needed, as they sign in with it.
admin-lock = Lock…
admin-lock-text = All sign-ins of { $name } end at once, and they cannot sign in any more.
admin-lock-go = Lock them out
admin-unlock = Unlock…
admin-unlock-text = { $name } can sign in again, with the same password.
admin-unlock-go = Let them in again
said-admin-locked = Locked out; all their sign-ins ended.
said-admin-unlocked = They can sign in again.

admin-orders-empty = No orders yet
admin-orders-empty-text = What retailers order stands here, newest first, with what it comes to.
admin-orders-sums = Sum of this page, without what was called off
admin-placed = Placed
admin-parts = Vendors
admin-purchase = Purchase
admin-reference = Reference of the buyer
admin-ship-to = Goes to
admin-money = Money
admin-terms = Payment
admin-accept-by = To be accepted until
admin-ordered = Ordered
admin-accepted = Accepted
admin-declined = Declined
admin-line-sum = Sum ordered
admin-pack = { $pieces ->
    [one] single piece
   *[other] pack of { $pieces }
  }
admin-history = What happened

admin-deliveries-empty = No deliveries here
admin-deliveries-empty-text = A delivery appears when a vendor has packed an order. Give it to a delivery partner, and one of its riders will fetch it.
admin-moved = Last moved
admin-delivery-of = Delivery of { $number }
admin-give = Give it to a partner
admin-offer = Assign
admin-partner-of = Delivery partner for { $number }
admin-no-partners = There is no delivery partner yet
admin-no-partners-text = Approve a delivery partner first; then deliveries can be given to it.
admin-last-failure = The last attempt failed
admin-code = Proof code
admin-code-text = The retailer tells the rider a code when the goods are there. After too many wrong tries it is closed.
admin-code-renew = New code…
admin-code-renew-text = The code that the retailer sees changes at once; the old one is worth nothing, and wrong tries are forgotten.
admin-code-renew-go = Make a new code
said-admin-offered = The partner has the delivery.
said-admin-code-renewed = There is a new code; the retailer sees it.

admin-retire-title = Take a product out
admin-words = Words of the product
admin-words-hint = Title, brand, SKU or GTIN
admin-products-empty = No such product
admin-products-empty-text = Try fewer words, or only their beginnings.
admin-category = Category
admin-offers = Offers
admin-from-price = From
admin-retire = Take out…
admin-retire-text = The product is not found or sold any more, whoever offers it. Orders that were placed stay.
admin-retire-go = Take the product out
admin-categories = Categories
admin-categories-empty = There are none yet. Add the first one.
admin-category-add = Add a category
admin-category-name = Name
admin-category-slug = Name in addresses
admin-category-slug-hint = Small letters, digits and hyphens, such as fresh-fruit
admin-category-parent = Under
admin-category-top = At the top
admin-category-go = Add
said-admin-category-added = The category is there.
said-admin-product-retired = The product was taken out.

admin-held-text = The price guard holds changes that look like a mistake. Only somebody of the vendor lets them go through or drops them; you can see them, and ring the vendor up.
admin-held-empty = No price is held
admin-held-empty-text = When a vendor changes a price by much, or many prices at once, the change waits here until the vendor confirms it.
admin-price-now = Now
admin-price-wanted = Wanted
admin-change = Change
admin-why-held = Why it is held

admin-jobs-dead = Laid aside
admin-jobs-ready = Waiting
admin-work = Work
admin-attempts = Tries
admin-not-before = Not before
admin-last-error = Last error
admin-retry = Try again
admin-dead-empty = Nothing was laid aside
admin-dead-empty-text = Work that fails twelve times stands here, with its last error, and can be tried again.
admin-ready-empty = Nothing waits
admin-ready-empty-text = All background work is done.
said-admin-job-revived = The work is tried again.

admin-subject = About one thing
admin-subject-hint = An id, such as org_…, usr_… or pur_…
admin-trail-empty = Nothing happened to it
admin-trail-empty-text = Each change leaves a row here: what, when, by whom. Check the id.

admin-window-1h = One hour
admin-window-24h = One day
admin-window-7d = One week
admin-kinds = By kind
admin-seen-login-failed = Failed sign-ins
admin-seen-login-refused-by-limit = Sign-ins not looked at
admin-seen-authz-refused = Refused rights
admin-seen-token-refused = Refused tokens
admin-seen-limit-violation = Too many requests
admin-seen-cross-site = From other sites
admin-seen-suspicious = Suspicious requests
admin-seen-csp-violation = Forbidden on a page
admin-seen-server-error = Failed on our side
admin-seen-trend = { $kind }, over time: { $total } in all
admin-seen-empty = Nothing was refused
admin-seen-empty-text = Failed sign-ins, refused rights, limits and odd requests are counted here, minute by minute.
admin-over-time = Over time
admin-top-endpoints = Where most was refused
admin-top-addresses = From where most came
admin-endpoint = Endpoint
admin-no-endpoint = No endpoint
admin-caller-address = Address
admin-at-least = At least
admin-samples = One by one
admin-samples-text = One row for each caller, endpoint and code within a minute, newest first. Of many callers at once only some are kept. Choose a kind, an endpoint or an address to see only those.
admin-answer = Answer

admin-limiter = The limiter
admin-mode-shared = Shared through Redis
admin-mode-alone = Redis does not answer
admin-mode-one-node = One node by itself
admin-mode-off = Switched off
admin-mode-cut-off = Redis does not answer
admin-mode-alone-title = Redis does not answer
admin-mode-alone-text = This node counts by itself, more carefully, until Redis is back.
admin-admitted = Admitted
admin-refused = Refused
admin-remembered = { $n } from memory
admin-nodes = Nodes
admin-counters = Counters
admin-redis-failures = Redis failures
admin-decided-alone = { $n } decided alone
admin-overflowing = The memory for counters is used up; newcomers are estimated.
admin-caller = Caller
admin-known-by = Known by
admin-known-address = Address
admin-known-user = Person
admin-known-company = Company
admin-known-account = Account
admin-value = Who
admin-value-hint = An IP address, an id usr_… or org_…, or an e-mail address
admin-tried-from = Tried from
admin-look-up = Look up
admin-nothing-used = This caller has used nothing of any limit.
admin-limit = Limit
admin-remaining = Left
admin-of = Of
admin-within = Within
admin-back-in = Some back in
admin-reset = Let off…
admin-reset-text = What this caller was counted for is forgotten on all nodes. They can go on at once.
admin-reset-go = Let the caller off
said-admin-limits-reset = The caller was let off.
admin-offenders = Refused most
admin-offenders-empty = Nobody ran into a limit since this node started.
admin-shadows = Limits in the shadow
admin-shadows-empty = None: every limit refuses.
admin-shadow-text = They judge and write down what they would refuse, and refuse nothing.
admin-all-shadow = All limits only watch

admin-spared = Reads without the database
admin-values = Values kept
admin-memory = Memory
admin-at-most = of at most { $size }
admin-dropped = Dropped
admin-heard = { $n } heard of from others
admin-redis-losses = Lost connections to Redis
admin-without-tiers = { $n } reads without a cache
admin-cache-empty = Nothing was read yet
admin-cache-empty-text = Each family of values stands here once something of it was asked for.
admin-families = Families of values
admin-family = Family
admin-hits-here = Found here
admin-hits-redis = Found in Redis
admin-loads = Loads
admin-load-mean = One load
admin-mode-cut-off-title = Redis does not answer
admin-mode-cut-off-text = Every read goes to the database until Redis is back: slower, and never wrong.
admin-clear-title = Empty the cache
admin-clear-about = Never needed for what is shown to be right. It helps when the database was changed by hand.
admin-clear = Empty it…
admin-clear-text = Everything that is kept is dropped on all nodes. The next reads are slower.
admin-clear-go = Empty the cache
said-admin-cache-cleared = The cache is empty.

admin-now = Now
admin-rate = Requests
admin-last-minute = In the last minute
admin-latency = Latency, 95 of 100
admin-p50-p99 = median { $half } · 99 of 100: { $most }
admin-error-rate = Failed
admin-refused-share = { $share } refused
admin-connections = Open connections
admin-cpu = Processor, this program
admin-cpu-machine = whole machine: { $share }
admin-memory-left = { $size } left
admin-database = Database
admin-round-trip = Database, one round trip
admin-redis-limits = Redis of the limits
admin-redis-cache = Redis of the cache
admin-link-none = None
admin-link-up = Answers
admin-link-down = Does not answer
admin-backlog = Work that is due
admin-facts-waiting = { $n ->
    [one] { $n } fact waits
   *[other] { $n } facts wait
  }
admin-no-pulse = The first moments
admin-no-pulse-text = A first look at the house is taken a few seconds after the start. This page renews itself.
admin-requests-minute = Requests a minute
admin-errors-minute = Requests a minute that were refused or failed
admin-errors-theirs = Refused (4xx)
admin-errors-ours = Failed (5xx)
admin-latency-p50 = Latency, half of all
admin-latency-p99 = Latency, 99 of 100
admin-cpu-all = Processor, whole machine

admin-config-text = What this node was started with. Passwords and keys are never shown. Changes are made in the file or the environment, and some need a restart.
admin-config-general = General
admin-setting = Setting
admin-setting-value = Value
admin-changed = Changed
admin-blank = empty
admin-secret = Secret
admin-config-empty = Nothing was changed
admin-config-empty-text = Every setting is as the program brings it.

fault-is-not-what-it-is-said-to-be = This is not what it is said to be: choose what the caller is known by, and write it whole.
