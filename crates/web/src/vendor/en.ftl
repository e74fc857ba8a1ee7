# Texts of the vendor pages.
vendor-accept = Accept
vendor-accept-by = Respond by
vendor-accept-part = Accept partially
vendor-accept-part-go = Accept these quantities
vendor-accept-part-text = Enter how many packs of each item you can supply. The buyer then decides whether to accept.
vendor-accept-whole = Accept order
vendor-accepted = Accepted
vendor-actions = Actions
vendor-active-text = Buyers can see and order this offer.
vendor-agree = Accept cancellation
vendor-all = All
vendor-answer = Respond
vendor-answer-text = If no one responds in time, the order is rejected automatically and its stock becomes available again.
vendor-answer-title = This order needs your response
vendor-archive = Archive
vendor-archive-go = Archive offer
vendor-archive-text = An archived offer can't be restored. Open orders are not affected.
vendor-asked = Cancellation requested
vendor-asked-text = The buyer wants to cancel this order. If you accept, its stock becomes available again.
vendor-asked-title = The buyer requested cancellation
vendor-best = Best sellers
vendor-brand = Brand
vendor-buyer = Buyer
vendor-cancel = Cancel
vendor-category = Category
vendor-change-price = Change price
vendor-change-applied = Applied
vendor-change-held = Needs approval
vendor-change-rejected = Rejected
vendor-change-superseded = Replaced by a newer change
vendor-choose = Choose
vendor-city = City
vendor-day = Day
vendor-declined = Declined
vendor-description = Description
vendor-description-hint = What buyers need to know. Basic formatting such as bold and lists is kept; everything else is removed.
vendor-export = Export CSV
vendor-exports = Export current data
vendor-exports-text = You can edit each file in a spreadsheet and upload it again. Each export doubles as a template.
vendor-field = Field
vendor-find = Search by name, brand or SKU
vendor-find-go = Search
vendor-free = { $n ->
    [one] { $n } pack available
   *[other] { $n } packs available
    }
vendor-free-packs = Available
vendor-gtin = GTIN (barcode)
vendor-gtin-hint = 8, 12, 13 or 14 digits. Leave empty if there is none.
vendor-gtin-taken = This product is already listed
vendor-gtin-taken-go = Offer this product
vendor-gtin-taken-text = You can offer the same product at your own price alongside other vendors.
vendor-guard-text = Large price changes, or many at once, wait here for approval. The old price stays in effect until then.
vendor-held = Prices to approve
vendor-held-confirm = Approve new price
vendor-held-own = You made this change, so someone else at your company must approve it. If you're the only approver, you'll be asked for your password.
vendor-held-refuse = Reject
vendor-history = History
vendor-import-apply = { $n ->
    [one] Apply { $n } change
   *[other] Apply { $n } changes
    }
vendor-import-changes = Changes
vendor-import-columns = Column names
vendor-import-errors = Errors
vendor-import-failed = Not applied
vendor-import-file = File
vendor-import-file-hint = CSV in UTF-8, up to 1 MiB and 2,000 rows. The first row must contain the column names.
vendor-import-filter = Rows
vendor-import-go = Preview changes
vendor-import-held = Needs approval
vendor-import-history = Import history
vendor-import-holds = { $n ->
    [one] { $n } large price change will need approval.
   *[other] { $n } large price changes will need approval.
    }
vendor-import-is-applied = Applied
vendor-import-is-applying = Applying
vendor-import-is-partly = Partially applied
vendor-import-is-previewed = Ready to apply
vendor-import-is-undoing = Undoing
vendor-import-is-undone = Undone
vendor-import-kind = Import type
vendor-import-leave = You can leave this page. The import continues in the background.
vendor-import-line = Line
vendor-import-more = { $n ->
    [one] { $n } more row. Use the filter above to narrow the list.
   *[other] { $n } more rows. Use the filter above to narrow the list.
    }
vendor-import-new = Upload a file
vendor-import-none = No files uploaded yet.
vendor-import-nothing = This file wouldn't change anything. Fix it and upload it again.
vendor-import-password = This import changes many prices at once, so your password is required.
vendor-import-pasted = Or paste the contents
vendor-import-prices = Prices
vendor-import-products = New products
vendor-import-reload = Refresh progress
vendor-import-rows = Rows
vendor-import-skips = { $n ->
    [one] { $n } row with an error will be skipped.
   *[other] { $n } rows with errors will be skipped.
    }
vendor-import-so-far = Rows: { $done } of { $all }
vendor-import-stock = Stock count
vendor-import-text = Nothing changes yet. You'll see a row-by-row preview first.
vendor-import-title = Import
vendor-import-undo = Undo
vendor-import-undo-go = Undo import
vendor-import-undo-text = Prices and stock are restored wherever no one has changed them since. New offers are paused.
vendor-import-verdict = Preview
vendor-import-would = { $n ->
    [one] { $n } row will be changed.
   *[other] { $n } rows will be changed.
    }
vendor-last-days = { $n ->
    [one] Today
   *[other] Last { $n } days
    }
vendor-late = late by { "{h}" } h { "{m}" } min
vendor-latest-prices = Recent changes
vendor-left = { "{h}" } h { "{m}" } min left
vendor-levels = Stock levels
vendor-lines = Items
vendor-line-sum = Ordered amount
vendor-list-go = List product
vendor-list-product = List a product
vendor-low = Low stock
vendor-low-from = Low-stock alert at
vendor-max-quantity = Maximum packs per order
vendor-min-quantity = Minimum packs per order
vendor-move-go = Save
vendor-move-stock = Adjust stock
vendor-movement = Type
vendor-movement-adjusted = Recount
vendor-movement-allocated = Reserved for an order
vendor-movement-damaged = Damaged
vendor-movement-received = Received
vendor-movement-released = Reservation released
vendor-movement-shipped = Shipped
vendor-movements = Stock movements
vendor-movements-none = No stock movements yet
vendor-movements-none-text = Every pack that is received, reserved or shipped is recorded here.
vendor-next = Next step
vendor-no-stock-yet = No stock yet.
vendor-note = Note
vendor-nothing-held = No prices to approve
vendor-nothing-low = No low stock.
vendor-nothing-to-accept = You've responded to every order. New orders appear here automatically.
vendor-nothing-to-pack = Nothing to pack.
vendor-now = Current value
vendor-of-ordered = { $n ->
    [one] { $n } pack ordered.
   *[other] { $n } packs ordered.
    }
vendor-of-there = { $there } on hand, { $promised } reserved
vendor-offer-active = Active
vendor-offer-archived = Archived
vendor-offer-paused = Paused
vendor-offer-product = Offer an existing product
vendor-on-hand = On hand
vendor-order = Order
vendor-order-title = Order { $number }
vendor-ordered = Ordered
vendor-orders-by-day = Orders by day
vendor-orders-by-state = Orders by status
vendor-orders-none = No orders
vendor-orders-none-text = Orders appear here automatically as soon as a shop buys from you.
vendor-pack = Mark ready
vendor-pack-size = Pieces per pack
vendor-pack-text = When everything is packed, mark the order ready and we'll send a delivery partner.
vendor-packs = Packs
vendor-packs-hint = Orders, prices and stock are all counted in packs.
vendor-packs-moved-hint = The change in packs. Use a minus sign to reduce stock, such as -3.
vendor-packs-sold = { $n ->
    [one] { $n } pack
   *[other] { $n } packs
    }
vendor-pages = Pagination
vendor-password = Your password
vendor-pause = Pause
vendor-paused-text = Buyers can't order this offer until you resume selling.
vendor-payment = Payment
vendor-per-pack = { $n ->
    [one] sold singly
   *[other] pack of { $n } pieces
    }
vendor-place = Warehouse
vendor-place-add = Add warehouse
vendor-place-first = Add a warehouse below before recording stock.
vendor-place-name = Warehouse name
vendor-placed-at = Order date
vendor-places = Warehouses
vendor-places-none = No warehouses yet.
vendor-prepare = Start packing
vendor-prepare-text = Start packing to let the buyer know their order is in progress.
vendor-price = Price
vendor-price-at-once = This price applies as soon as you confirm.
vendor-price-confirm = Apply
vendor-price-delta = Difference
vendor-price-history = Price history
vendor-price-look = Preview
vendor-price-new = New price
vendor-price-nothing = No price changes yet.
vendor-price-now = Current price: { $price }.
vendor-price-of = Price of
vendor-price-of-pack = Pack price
vendor-price-old = Old price
vendor-price-preview = Price change preview
vendor-price-steps = All price changes
vendor-price-summary = Price of this offer over time
vendor-price-trend = Price trend
vendor-price-undo = Revert
vendor-price-waits = A new price needs approval
vendor-price-would-wait = This change needs approval
vendor-price-would-wait-text = The old price stays in effect until someone approves the change under Prices.
vendor-product = Product
vendor-product-text = Product description
vendor-product-text-hint = Your company was the first to list this product, so this description is shown with every vendor's offer.
vendor-products-none = No products yet
vendor-products-none-text = List a product with your price and pack size, or upload a file to add many.
vendor-products-not-found = No products found
vendor-products-not-found-text = None of your offers match this search and status.
vendor-promised = Reserved
vendor-quantity-step = Order multiple
vendor-quicker = Someone else made a change
vendor-quicker-text = Your entries are still in the form. Save again to overwrite the current values.
vendor-ready = Ready for pickup
vendor-refuse = Decline cancellation
vendor-reject = Reject
vendor-reject-go = Reject order
vendor-reject-hint = Shown to the buyer.
vendor-reject-reason = Reason
vendor-resume = Resume selling
vendor-row-characters = contains characters that aren't allowed
vendor-row-empty = is empty
vendor-row-gtin-taken = is already listed; add an offer to that product instead
vendor-row-is-applied = Applied
vendor-row-is-conflict = Changed since preview
vendor-row-is-held = Needs approval
vendor-row-is-refused = Rejected
vendor-row-is-undone = Undone
vendor-row-no-such-category = isn't a category you can list products in
vendor-row-no-such-location = isn't one of your warehouses
vendor-row-no-such-sku = isn't one of your SKUs
vendor-row-no-such-tax-class = isn't a valid tax class
vendor-row-not-a-gtin = isn't a valid GTIN
vendor-row-not-a-price = isn't a valid price, such as 120.50
vendor-row-not-a-quantity = isn't a whole number within the allowed range
vendor-row-promised = is less than the stock reserved for orders
vendor-row-quantities-do-not-fit = the minimum, maximum and order multiple don't match
vendor-row-sku-taken = is already one of your SKUs
vendor-row-too-long = is too long
vendor-row-twice = is a duplicate of an earlier row
vendor-row-width = This row's column count doesn't match the header
vendor-rows-changes = Changes
vendor-rows-errors = Errors
vendor-rows-failed = Not applied
vendor-rows-held = Needs approval
vendor-rows-same = No change
vendor-sales-average = Average order value
vendor-sales-by-day = Sales by day
vendor-sales-none = No sales in this period.
vendor-sales-summary = By day, { $total } in total
vendor-sales-total = Total sales
vendor-save = Save
vendor-see-all = View all
vendor-selling = Selling
vendor-ship-to = Ship to
vendor-show-all = Show all
vendor-sku = SKU
vendor-sku-hint = Case-sensitive.
vendor-span = Time range
vendor-state = Status
vendor-stock-none = No stock yet
vendor-stock-none-text = Open a product to record received stock, or upload a stock count.
vendor-sum = Amount
vendor-tax = Tax
vendor-terms = Terms
vendor-title = Product name
vendor-title-hint = Include the size, for example "Basmati rice, aged, 5 kg".
vendor-to-accept = To accept
vendor-to-pack = To pack
vendor-unit-price = Pack price
vendor-until = until { $at }
vendor-waits-buyer = Waiting for the buyer
vendor-waits-buyer-text = You can supply part of this order. The buyer is deciding whether to accept.
vendor-waits-rider = Ready for pickup
vendor-waits-rider-text = A delivery partner will pick it up. Check that the rider knows the order number before handing it over.
vendor-way = Breadcrumb
vendor-when = Date
vendor-your-offer = Your offer
vendor-yours = Your entry
said-vendor-order-accepted = Order accepted.
said-vendor-order-accepted-partly = Order partially accepted. The buyer will decide.
said-vendor-order-rejected = Order rejected. Its stock is available again.
said-vendor-order-preparing = Packing started.
said-vendor-order-packed = Order marked ready. A delivery partner will pick it up.
said-vendor-order-cancelled = Order cancelled.
said-vendor-order-kept = Cancellation declined.
said-vendor-product-listed = Product listed. Add stock so buyers can order it.
said-vendor-offer-resumed = Selling resumed.
said-vendor-offer-paused = Offer paused.
said-vendor-offer-archived = Offer archived.
said-vendor-price-changed = Price updated.
said-vendor-price-held = The new price needs approval. The old price stays in effect until then.
said-vendor-price-confirmed = New price approved and applied.
said-vendor-price-refused = New price rejected. The old price stays in effect.
said-vendor-stock-moved = Stock updated.
said-vendor-place-added = Warehouse added.
