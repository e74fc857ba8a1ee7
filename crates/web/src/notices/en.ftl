notices-mark = Mark all as read
notices-unread =
    { $n ->
        [0] No unread notifications.
        [one] { $n } unread notification.
       *[other] { $n } unread notifications.
    }
notices-unread-many = { $n } or more unread notifications.
notices-empty = No notifications yet
notices-empty-text = Updates about your orders, prices and deliveries appear here.
notices-text = Notification
notices-at = Date
notices-new = New
notices-seen = Read

notice-company-may-trade = Your company is approved.
notice-company-renamed = Your company's name is now { $name }.
notice-name-change-refused = Your company's new name was rejected: { $why }
notice-price-changed = Price changed from { $old } to { $new }.
notice-price-held = A price change needs approval: { $why }
notice-price-refused = A pending price change was rejected.
notice-import-ended = Import finished: { $done ->
        [one] { $done } row processed
       *[other] { $done } rows processed
    }, { $failed ->
        [0] no failures
        [one] { $failed } failed
       *[other] { $failed } failed
    }.
notice-order-placed = New order { $number }: respond by { $until }.
notice-order-moved = Order { $number }: { $state }
notice-delivery-offered = A delivery needs a rider.
notice-delivery-cancelled = A delivery was cancelled. Don’t pick it up.
notice-delivery-code-blocked = The delivery code of order { $number } is blocked after too many wrong attempts. The code you have is no longer valid. We'll notify you as soon as there is a new one.
notice-delivery-code-blocked-partner = The delivery code of order { $number } is blocked after too many wrong attempts. The marketplace's dispatchers have been notified and can generate a new one.
notice-delivery-code-blocked-platform = The delivery code of order { $number } is blocked after too many wrong attempts. Generate a new one.
notice-delivery-code-renewed = Order { $number } has a new delivery code. The previous one is no longer valid.
notice-delivery-code-renewed-partner = Order { $number } has a new delivery code. The rider can ask the shop for it.
notice-request-decided = Your request about "{ $title }": { $state }.
notice-prefix-decided = Your company prefix { $prefix }: { $state }.
notice-product-changed = "{ $title }" changed after a review. Check that it is still what you sell.

flash-notices-read = All notifications marked as read.
