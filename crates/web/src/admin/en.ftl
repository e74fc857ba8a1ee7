# Texts of the staff pages.
admin-all = All
admin-filter = Filter
admin-find = Find
admin-show = Show
admin-show-all = Show all
admin-open = Open
admin-choose = Choose
admin-actions = Actions
admin-crumbs = Breadcrumb
admin-pages = Pagination
admin-by-state = Filter by status
admin-by-window = Time range
admin-trail = Audit log
admin-live-on = Refresh automatically
admin-live-off = Stop refreshing
admin-reason = Reason
admin-reason-hint = Saved in the audit log. For a company, its team can read it.
admin-unknown = Unknown
admin-system = System

admin-kind = Type
admin-state = Status
admin-since = Since
admin-place = Location
admin-company = Company
admin-person = User
admin-email = Email address
admin-legal-name = Legal name
admin-address = Address
admin-currency = Currency
admin-zone = Time zone
admin-id = ID
admin-particulars = Details
admin-product = Product
admin-order = Order
admin-partner = Delivery partner
admin-from = From
admin-to = To
admin-from-to = From and to
admin-sum = Amount
admin-price = Price
admin-when = Date
admin-who = User
admin-what = Event
admin-about = Subject
admin-times = Count
admin-last = Last seen
admin-request = Request ID

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
admin-chart-summary = { $title } over time: from { $low } to { $high }
admin-chart-nothing = No data for this period.

admin-waiting = Needs attention
admin-companies-waiting = Companies to review
admin-to-approve = Pending approval
admin-deliveries-waiting = Deliveries to assign
admin-without-partner = Needs a delivery partner
admin-held-delta = Awaiting vendor approval
admin-dead-jobs = Failed jobs
admin-laid-aside = Out of retries
admin-none-waits = Nothing needs attention. You're all caught up.
admin-latest-orders = Latest orders
admin-last-hour = Last hour
admin-seen-all = Blocked in the last hour: { $total }
admin-health-line = p95 latency { $took } · server errors { $failed } · database { $database }.
admin-health-quiet = No requests in the last minute · database { $database }.

admin-companies-empty = No companies found
admin-companies-empty-text = Companies appear here when they register. Try another type or status.
admin-decide = Review
admin-decide-text = This company has applied to join. Check its details. After your decision its team can start trading, or see why it can't.
admin-approve = Approve…
admin-approve-text = The company can start trading right away. We'll notify it.
admin-approve-go = Approve company
admin-reject = Reject…
admin-reject-text = The company won't be able to trade and will see your reason. This can't be undone.
admin-reject-go = Reject company
admin-suspend = Suspend…
admin-suspend-about = This company is trading. Suspend it to stop all its activity; you can reinstate it later.
admin-suspend-text = Everyone at this company loses access immediately, and its offers are hidden.
admin-suspend-go = Suspend company
admin-reinstate = Reinstate…
admin-reinstate-text = The company can trade again right away, and its offers become visible again.
admin-reinstate-go = Reinstate company
said-admin-approved = Company approved.
said-admin-rejected = Company rejected.
said-admin-suspended = Company suspended.
said-admin-reinstated = Company reinstated.

admin-user-active = Active
admin-user-locked = Blocked
admin-users-empty = No user found
admin-users-empty-text = Enter the full email address the user signs in with.
admin-lock = Block…
admin-lock-text = { $name } is signed out everywhere immediately and can't sign in again.
admin-lock-go = Block user
admin-unlock = Unblock…
admin-unlock-text = { $name } can sign in again with the same password.
admin-unlock-go = Unblock user
said-admin-locked = User blocked and signed out everywhere.
said-admin-unlocked = User unblocked.

admin-orders-empty = No orders yet
admin-orders-empty-text = Retailers' orders appear here, newest first.
admin-orders-sums = Total for this page, excluding cancelled orders
admin-placed = Placed
admin-parts = Vendors
admin-purchase = Order
admin-reference = Buyer's PO number
admin-ship-to = Ship to
admin-money = Amount
admin-terms = Payment
admin-accept-by = Respond by
admin-ordered = Ordered
admin-accepted = Accepted
admin-declined = Declined
admin-line-sum = Ordered amount
admin-pack = { $pieces ->
    [one] Sold singly
   *[other] Pack of { $pieces }
  }
admin-history = History

admin-deliveries-empty = No deliveries
admin-deliveries-empty-text = A delivery appears here once a vendor has packed an order. Assign it to a delivery partner, and one of their riders will pick it up.
admin-moved = Last updated
admin-delivery-of = Delivery of { $number }
admin-give = Assign a delivery partner
admin-offer = Assign
admin-partner-of = Delivery partner for { $number }
admin-no-partners = No delivery partners yet
admin-no-partners-text = Approve a delivery partner first, then assign deliveries to it.
admin-last-failure = Last attempt failed
admin-code = Delivery code
admin-code-text = The retailer gives the rider a code on delivery. It is blocked after too many wrong attempts.
admin-code-renew = New code…
admin-code-renew-text = The retailer sees the new code right away. The old one stops working, and failed attempts are cleared.
admin-code-renew-go = Generate new code
said-admin-offered = Delivery assigned to the partner.
said-admin-code-renewed = New code generated. The retailer can see it now.

admin-retire-title = Remove a product
admin-words = Search products
admin-words-hint = Title, brand, SKU or GTIN
admin-products-empty = No products found
admin-products-empty-text = Try fewer words, or just the first letters.
admin-category = Category
admin-offers = Offers
admin-from-price = From
admin-retire = Remove…
admin-retire-text = The product can no longer be found or bought from any vendor. Existing orders are not affected.
admin-retire-go = Remove product
admin-categories = Categories
admin-categories-empty = No categories yet. Add the first one.
admin-category-add = Add a category
admin-category-name = Name
admin-category-slug = URL slug
admin-category-slug-hint = Lowercase letters, digits and hyphens, such as fresh-fruit
admin-category-parent = Parent category
admin-category-top = None (top level)
admin-category-go = Add category
said-admin-category-added = Category added.
said-admin-product-retired = Product removed.

admin-held-text = The price guard holds changes that look like mistakes. Only the vendor's own team can approve or reject them. You can see them here and contact the vendor.
admin-held-empty = No prices to approve
admin-held-empty-text = When a vendor makes a large price change, or many at once, the changes wait here for the vendor's approval.
admin-price-now = Current price
admin-price-wanted = New price
admin-change = Change
admin-why-held = Reason for review

admin-jobs-dead = Failed
admin-jobs-ready = Queued
admin-work = Job
admin-attempts = Attempts
admin-not-before = Next attempt
admin-last-error = Last error
admin-retry = Retry
admin-dead-empty = No failed jobs
admin-dead-empty-text = Jobs that fail twelve times appear here with their last error. You can retry them.
admin-ready-empty = No jobs queued
admin-ready-empty-text = All background jobs are done.
said-admin-job-revived = Job queued for retry.

admin-subject = Filter by ID
admin-subject-hint = An ID, such as org_…, usr_… or pur_…
admin-trail-empty = No events found
admin-trail-empty-text = Every change is recorded here: what happened, when and by whom. Check the ID.

admin-window-1h = Last hour
admin-window-24h = Last 24 hours
admin-window-7d = Last 7 days
admin-kinds = Filter by type
admin-seen-login-failed = Failed sign-ins
admin-seen-login-refused-by-limit = Sign-ins blocked by rate limit
admin-seen-authz-refused = Permission denied
admin-seen-token-refused = Invalid tokens
admin-seen-limit-violation = Rate limit exceeded
admin-seen-cross-site = Cross-site requests
admin-seen-suspicious = Suspicious requests
admin-seen-csp-violation = CSP violations
admin-seen-server-error = Server errors
admin-seen-trend = { $kind } over time: { $total } in total
admin-seen-empty = Nothing was blocked
admin-seen-empty-text = Failed sign-ins, denied permissions, rate limits and suspicious requests are counted here by the minute.
admin-over-time = Over time
admin-top-endpoints = Top blocked endpoints
admin-top-addresses = Top source addresses
admin-endpoint = Endpoint
admin-no-endpoint = No endpoint
admin-caller-address = IP address
admin-at-least = At least
admin-samples = Events
admin-samples-text = One row per client, endpoint and status code within each minute, newest first. Under heavy load only a sample is kept. Choose a type, endpoint or address to filter.
admin-answer = Response

admin-limiter = Rate limiter
admin-mode-shared = Shared through Redis
admin-mode-alone = Redis unavailable
admin-mode-one-node = Single node
admin-mode-off = Off
admin-mode-cut-off = Redis unavailable
admin-mode-alone-title = Redis is unavailable
admin-mode-alone-text = This node is applying stricter limits of its own until Redis is back.
admin-admitted = Allowed
admin-refused = Blocked
admin-remembered = { $n } from local memory
admin-nodes = Nodes
admin-counters = Counters
admin-redis-failures = Redis errors
admin-decided-alone = { $n } decided locally
admin-overflowing = Counter memory is full. New clients are estimated.
admin-caller = Client
admin-known-by = Identify by
admin-known-address = IP address
admin-known-user = User
admin-known-company = Company
admin-known-account = Account
admin-value = Value
admin-value-hint = An IP address, a usr_… or org_… ID, or an email address
admin-tried-from = IP address used
admin-look-up = Look up
admin-nothing-used = This client hasn't used any of its limits.
admin-limit = Limit
admin-remaining = Remaining
admin-of = Quota
admin-within = Window
admin-back-in = Resets in
admin-reset = Reset limit…
admin-reset-text = This client's counters are cleared on all nodes, and it can continue right away.
admin-reset-go = Reset limit
said-admin-limits-reset = Limit reset.
admin-offenders = Most blocked clients
admin-offenders-empty = No one has hit a limit since this node started.
admin-shadows = Monitor-only limits
admin-shadows-empty = None. All limits are enforced.
admin-shadow-text = These limits log what they would block, but don't block anything.
admin-all-shadow = All limits are monitor-only

admin-spared = Cache hit rate
admin-values = Cached values
admin-memory = Memory
admin-at-most = of { $size } maximum
admin-dropped = Invalidated
admin-heard = { $n } received from other nodes
admin-redis-losses = Redis disconnects
admin-without-tiers = Bypassed the cache: { $n }
admin-cache-empty = No reads yet
admin-cache-empty-text = Each cache appears here after its first read.
admin-families = Caches
admin-family = Cache
admin-hits-here = Local hits
admin-hits-redis = Redis hits
admin-loads = Misses
admin-load-mean = Average load time
admin-mode-cut-off-title = Redis is unavailable
admin-mode-cut-off-text = All reads go to the database until Redis is back: slower, but always correct.
admin-clear-title = Clear the cache
admin-clear-about = Not needed in normal operation. Use it after changing the database by hand.
admin-clear = Clear cache…
admin-clear-text = All cached values are removed on every node. The next reads will be slower.
admin-clear-go = Clear cache
said-admin-cache-cleared = Cache cleared.

admin-now = Now
admin-rate = Requests
admin-last-minute = Last minute
admin-latency = p95 latency
admin-p50-p99 = p50 { $half } · p99 { $most }
admin-error-rate = Server errors
admin-refused-share = { $share } client errors
admin-connections = Open connections
admin-cpu = CPU (this process)
admin-cpu-machine = total: { $share }
admin-memory-left = { $size } free
admin-database = Database
admin-round-trip = Database round trip
admin-redis-limits = Redis (rate limits)
admin-redis-cache = Redis (cache)
admin-link-none = Not configured
admin-link-up = Connected
admin-link-down = Unavailable
admin-backlog = Jobs queued
admin-facts-waiting = { $n ->
    [one] { $n } event pending
   *[other] { $n } events pending
  }
admin-no-pulse = Starting up
admin-no-pulse-text = Metrics appear in a few seconds. This page refreshes by itself.
admin-requests-minute = Requests per minute
admin-errors-minute = Errors per minute
admin-errors-theirs = Client errors (4xx)
admin-errors-ours = Server errors (5xx)
admin-latency-p50 = p50 latency
admin-latency-p99 = p99 latency
admin-cpu-all = CPU (whole machine)

admin-config-text = The settings this node started with. Passwords and keys are never shown. Change settings in the configuration file or environment; some require a restart.
admin-config-general = General
admin-setting = Setting
admin-setting-value = Value
admin-changed = Modified
admin-blank = empty
admin-secret = Secret
admin-config-empty = No modified settings
admin-config-empty-text = All settings have their default values.

fault-does-not-match-the-selected-type = Doesn't match the selected type. Choose the type and enter the full value.
