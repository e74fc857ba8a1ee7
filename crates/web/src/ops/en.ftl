ops-unknown = Unknown
ops-ago = { $span } ago
ops-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
  }
ops-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
ops-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
  }
ops-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
ops-chart-summary = { $title } over time: from { $low } to { $high }
ops-waiting = Needs attention
ops-companies-waiting = Companies to review
ops-to-approve = Pending approval
ops-deliveries-waiting = Deliveries to assign
ops-without-partner = Needs a delivery partner
ops-held-delta = Awaiting vendor approval
ops-dead-jobs = Failed jobs
ops-failed-jobs = Out of retries
ops-none-waits = Nothing needs attention. You're all caught up.
ops-latest-orders = Latest orders
ops-last-hour = Last hour
ops-health-line = p95 latency { $took } · server errors { $failed } · database { $database }.
ops-health-quiet = No requests in the last minute · database { $database }.

job-state-dead = Failed
job-state-ready = Queued

ops-work = Job
ops-attempts = Attempts
ops-not-before = Next attempt
ops-last-error = Last error
ops-retry = Retry
ops-dead-empty = No failed jobs
ops-dead-empty-text = Jobs that fail twelve times appear here with their last error. You can retry them.
ops-ready-empty = No jobs queued
ops-ready-empty-text = All background jobs are done.

flash-job-requeued = Job queued for retry.

ops-limiter = Rate limiter

store-mode-shared = Shared through Redis
store-mode-alone = Redis unavailable
store-mode-one-node = Single node
store-mode-off = Off
store-mode-cut-off = Redis unavailable
store-mode-alone-title = Redis is unavailable
store-mode-alone-text = This node is applying stricter limits of its own until Redis is back.

ops-admitted = Allowed
ops-refused = Blocked
ops-remembered = { $n } from local memory
ops-nodes = Nodes
ops-counters = Counters
ops-redis-failures = Redis errors
ops-decided-locally = { $n } decided locally
ops-overflowing = Counter memory is full. New clients are estimated.
ops-caller = Client
ops-known-by = Identify by

caller-kind-address = IP address
caller-kind-user = User
caller-kind-company = Company
caller-kind-account = Account

ops-value = Value
ops-value-hint = An IP address, a usr_… or cmp_… ID, or an email address
ops-tried-from = IP address used
ops-look-up = Look up
ops-nothing-used = This client hasn't used any of its limits.
ops-limit = Limit
ops-remaining = Remaining
ops-of = Quota
ops-within = Window
ops-back-in = Resets in
ops-reset = Reset limit…
ops-reset-text = This client's counters are cleared on all nodes, and it can continue right away.
ops-reset-go = Reset limit

flash-limits-reset = Limit reset.

ops-offenders = Most blocked clients
ops-offenders-empty = No one has hit a limit since this node started.
ops-monitor-only = Monitor-only limits
ops-monitor-only-empty = None. All limits are enforced.
ops-monitor-only-text = These limits log what they would block, but don't block anything.
ops-all-monitor-only = All limits are monitor-only
ops-served-from-cache = Cache hit rate
ops-cached-values = Cached values
ops-memory = Memory
ops-at-most = of { $size } maximum
ops-dropped = Invalidated
ops-invalidations-received = { $n } received from other nodes
ops-redis-losses = Redis disconnects
ops-cache-bypassed = Bypassed the cache: { $n }
ops-cache-empty = No reads yet
ops-cache-empty-text = Each cache appears here after its first read.
ops-families = Caches
ops-family = Cache
ops-hits-here = Local hits
ops-hits-redis = Redis hits
ops-loads = Misses
ops-load-mean = Average load time

store-mode-cut-off-title = Redis is unavailable
store-mode-cut-off-text = All reads go to the database until Redis is back: slower, but always correct.

ops-clear-title = Clear the cache
ops-clear-about = Not needed in normal operation. Use it after changing the database by hand.
ops-clear = Clear cache…
ops-clear-text = All cached values are removed on every node. The next reads will be slower.
ops-clear-go = Clear cache

flash-cache-cleared = Cache cleared.

ops-now = Now
ops-rate = Requests
ops-last-minute = Last minute
ops-latency = p95 latency
ops-p50-p99 = p50 { $half } · p99 { $most }
ops-error-rate = Server errors
ops-refused-share = { $share } client errors
ops-connections = Open connections
ops-cpu = CPU (this process)
ops-cpu-machine = total: { $share }
ops-memory-left = { $size } free
ops-database = Database
ops-round-trip = Database round trip
ops-redis-limits = Redis (rate limits)
ops-redis-cache = Redis (cache)

redis-state-none = Not configured
redis-state-up = Connected
redis-state-down = Unavailable

ops-backlog = Jobs queued
ops-events-waiting = { $n ->
    [one] { $n } event pending
   *[other] { $n } events pending
  }
ops-no-metrics = Starting up
ops-no-metrics-text = Metrics appear in a few seconds. This page refreshes by itself.
ops-requests-minute = Requests per minute
ops-errors-minute = Errors per minute
ops-errors-theirs = Client errors (4xx)
ops-errors-ours = Server errors (5xx)
ops-latency-p50 = p50 latency
ops-latency-p99 = p99 latency
ops-cpu-all = CPU (whole machine)
ops-config-text = The settings this node started with. Passwords and keys are never shown. Change settings in the configuration file or environment; some require a restart.
ops-config-general = General
ops-setting = Setting
ops-setting-value = Value
ops-changed = Modified
ops-blank = empty
ops-secret = Secret
ops-config-empty = No modified settings
ops-config-empty-text = All settings have their default values.

code-cache-only-here = Only this server's cache was cleared. The others will follow when Redis is back.
code-jobs-no-dead-job = Failed job not found.
code-limits-not-oneself = You can't reset your own limits. Ask someone else to do it.
code-limits-only-here = The limit was reset on this server only. Try again when Redis is back.
code-limits-too-many-connections = Too many connections from your IP address. Close some and try again.
code-limits-too-many-requests = Too many requests. Try again later.
code-limits-which-caller = Enter one client: an IP address, a user ID or an email address.
ops-redis-memory = Redis memory
ops-redis-keys = Redis keys
ops-redis-evicted = Evicted: { $n }
ops-redis-no-limit = No limit set
