# What the vendor's desk says.
vendor-accept = Accept
vendor-accept-by = Answer by
vendor-accept-part = Accept in part
vendor-accept-part-go = Accept these quantities
vendor-accept-part-text = Say how many packs of each line you can bring. The buyer then decides whether to take that.
vendor-accept-whole = Accept all of it
vendor-accepted = Accepted
vendor-actions = Actions
vendor-active-text = Buyers find this offer and can order it.
vendor-agree = Agree and call it off
vendor-all = All
vendor-answer = Answer
vendor-answer-text = If nobody answers in time, the order is refused by itself and its stock goes back on sale.
vendor-answer-title = This order waits for your answer
vendor-archive = Take out for good
vendor-archive-go = Take it out
vendor-archive-text = The offer cannot come back. Open orders stay as they are.
vendor-asked = Cancellation asked for
vendor-asked-text = The buyer would like to call this order off. If you agree, its stock goes back on sale.
vendor-asked-title = The buyer asks to call this off
vendor-best = Best sellers
vendor-brand = Brand
vendor-buyer = Buyer
vendor-cancel = Cancel
vendor-category = Category
vendor-change-price = Change the price
vendor-change-applied = Applied
vendor-change-held = Waits for a second look
vendor-change-rejected = Refused
vendor-change-superseded = Replaced by a later one
vendor-choose = Choose
vendor-city = City
vendor-day = Day
vendor-declined = Declined
vendor-description = Description
vendor-description-hint = What buyers need to know. Simple tags such as bold and lists are kept; all others are taken out.
vendor-export = Download as CSV
vendor-exports = Download what is here now
vendor-exports-text = Each file can be changed in a spreadsheet and handed in again: it is the template for its kind.
vendor-field = Field
vendor-find = Find by name, brand or SKU
vendor-find-go = Find
vendor-free = { $n ->
    [one] { $n } pack free
   *[other] { $n } packs free
    }
vendor-free-packs = Free packs
vendor-gtin = GTIN (barcode)
vendor-gtin-hint = 8, 12, 13 or 14 digits; leave it empty if there is none.
vendor-gtin-taken = Somebody has listed this product already
vendor-gtin-taken-go = Offer that product
vendor-gtin-taken-text = You can offer the same product at your own price, beside the other vendors.
vendor-guard-text = Changes that go too far, or too many at once, wait here until somebody has looked at them. The old price holds until then.
vendor-held = Held prices
vendor-held-confirm = Confirm the new price
vendor-held-own = You made this change: somebody else of your company confirms it. If you are alone, your password is asked for.
vendor-held-refuse = Refuse it
vendor-history = What happened
vendor-import-apply = { $n ->
    [one] Apply { $n } change
   *[other] Apply { $n } changes
    }
vendor-import-changes = Changes
vendor-import-columns = What the columns are called
vendor-import-errors = Errors
vendor-import-failed = Not done
vendor-import-file = File
vendor-import-file-hint = CSV in UTF-8, up to 1 MiB and 2,000 rows. The first line names the columns.
vendor-import-filter = Rows
vendor-import-go = Look at what it would do
vendor-import-held = Would wait at the guard
vendor-import-history = Files so far
vendor-import-holds = { $n ->
    [one] { $n } price goes far and will wait to be confirmed.
   *[other] { $n } prices go far and will wait to be confirmed.
    }
vendor-import-is-applied = Done
vendor-import-is-applying = Being applied
vendor-import-is-partly = Done in part
vendor-import-is-previewed = Waits for you
vendor-import-is-undoing = Being taken back
vendor-import-is-undone = Taken back
vendor-import-kind = What it changes
vendor-import-leave = You can leave this page: the work goes on.
vendor-import-line = Line
vendor-import-more = { $n ->
    [one] { $n } more row: choose above which rows to see.
   *[other] { $n } more rows: choose above which rows to see.
    }
vendor-import-new = Upload a file
vendor-import-none = No file was handed in yet.
vendor-import-nothing = Nothing of this file would change anything. Mend it, and hand it in again.
vendor-import-password = This changes more prices than go unasked within ten minutes.
vendor-import-pasted = Or paste its text
vendor-import-prices = Prices
vendor-import-products = New products
vendor-import-reload = Show how far it is
vendor-import-rows = Rows
vendor-import-skips = { $n ->
    [one] { $n } row with an error is left out.
   *[other] { $n } rows with errors are left out.
    }
vendor-import-so-far = { $done } of { $all } rows
vendor-import-stock = Counted stock
vendor-import-text = Nothing changes yet: you first see row by row what the file would do.
vendor-import-title = File
vendor-import-undo = Take it back
vendor-import-undo-go = Take all of it back
vendor-import-undo-text = Prices and stock become as they were, where nobody changed them since. New offers are paused.
vendor-import-verdict = What it would do
vendor-import-would = { $n ->
    [one] { $n } row would change something.
   *[other] { $n } rows would change something.
    }
vendor-last-days = { $n ->
    [one] Today
   *[other] { $n } days
    }
vendor-late = late by { "{h}" } h { "{m}" } min
vendor-latest-prices = Latest changes
vendor-left = { "{h}" } h { "{m}" } min left
vendor-levels = Stock levels
vendor-lines = Lines
vendor-line-sum = Sum ordered
vendor-list-go = List it
vendor-list-product = List a product
vendor-low = Low stock
vendor-low-from = Low from
vendor-max-quantity = Maximum packs per order
vendor-min-quantity = Minimum packs per order
vendor-move-go = Record it
vendor-move-stock = Move stock
vendor-movement = What happened
vendor-movement-adjusted = Counted anew
vendor-movement-allocated = Promised to an order
vendor-movement-damaged = Spoilt
vendor-movement-received = Received
vendor-movement-released = No longer promised
vendor-movement-shipped = Left with an order
vendor-movements = Movements
vendor-movements-none = Nothing has moved yet
vendor-movements-none-text = Every packet that comes, goes or is promised is written down here.
vendor-next = What comes next
vendor-no-stock-yet = There is no stock of this yet.
vendor-note = Note
vendor-nothing-held = No price waits
vendor-nothing-low = Nothing runs low.
vendor-nothing-to-accept = Every order is answered. New ones appear here by themselves.
vendor-nothing-to-pack = Nothing waits to be packed.
vendor-now = Now
vendor-of-ordered = { $n ->
    [one] { $n } pack was ordered.
   *[other] { $n } packs were ordered.
    }
vendor-of-there = { $there } there, { $promised } promised
vendor-offer-active = On sale
vendor-offer-archived = Taken out
vendor-offer-paused = Paused
vendor-offer-product = Offer a listed product
vendor-on-hand = There
vendor-order = Order
vendor-order-title = Order { $number }
vendor-ordered = Ordered
vendor-orders-by-day = Orders by day
vendor-orders-by-state = Orders by state
vendor-orders-none = No orders here
vendor-orders-none-text = Orders appear here by themselves as soon as a shop buys from you.
vendor-pack = Packed, ready to be fetched
vendor-pack-size = Pieces in a pack
vendor-pack-text = When everything is packed, a delivery partner is sent to fetch it.
vendor-packs = Packs
vendor-packs-hint = Packs are what is ordered, priced and kept in stock.
vendor-packs-moved-hint = By how many. A count that found fewer is written with a minus, such as -3.
vendor-packs-sold = { $n ->
    [one] { $n } pack
   *[other] { $n } packs
    }
vendor-pages = Pages
vendor-password = Your password
vendor-pause = Pause it
vendor-paused-text = Nobody can order this offer until you take it up again.
vendor-payment = Payment
vendor-per-pack = { $n ->
    [one] a pack of { $n } piece
   *[other] a pack of { $n } pieces
    }
vendor-place = Place
vendor-place-add = Add a place
vendor-place-first = Add a place below first: stock is always somewhere.
vendor-place-name = Its name
vendor-placed-at = Ordered on
vendor-places = Places for stock
vendor-places-none = There is no place for stock yet.
vendor-prepare = Begin packing
vendor-prepare-text = Begin packing, so that the buyer sees that it is under way.
vendor-price = Price
vendor-price-at-once = This price holds as soon as you confirm it.
vendor-price-confirm = Change it to this
vendor-price-delta = Difference
vendor-price-history = Price history
vendor-price-look = Look at the change
vendor-price-new = New price
vendor-price-nothing = No price was changed yet.
vendor-price-now = It is { $price } now.
vendor-price-of = Price of
vendor-price-of-pack = Price of one pack
vendor-price-old = Old price
vendor-price-preview = What would change
vendor-price-steps = Every step of the price
vendor-price-summary = The price of this offer over time
vendor-price-trend = How the price went
vendor-price-undo = Change it back
vendor-price-waits = A new price waits for a second look
vendor-price-would-wait = This change would wait for a second look
vendor-price-would-wait-text = Until somebody confirms it under Prices, the old price holds.
vendor-product = Product
vendor-product-text = Product description
vendor-product-text-hint = Your company listed this product first. What you write here is shown beside the offers of all vendors.
vendor-products-none = Nothing is on sale yet
vendor-products-none-text = List a product with your price and packs, or hand in a file with many.
vendor-products-not-found = Nothing fits
vendor-products-not-found-text = No offer of yours has these words in this state.
vendor-promised = Promised
vendor-quantity-step = In steps of
vendor-quicker = Somebody was quicker
vendor-quicker-text = What you typed is still in the form. Save again to put it in place of what is there now.
vendor-ready = Ready to be fetched
vendor-refuse = Keep the order
vendor-reject = Reject it
vendor-reject-go = Reject the order
vendor-reject-hint = The buyer reads it.
vendor-reject-reason = Why
vendor-resume = Take it up again
vendor-row-characters = has characters that may not be there
vendor-row-empty = is empty
vendor-row-gtin-taken = is listed already; offer that product by hand
vendor-row-is-applied = Done
vendor-row-is-conflict = Changed meanwhile
vendor-row-is-held = Waits at the guard
vendor-row-is-refused = Refused
vendor-row-is-undone = Taken back
vendor-row-no-such-category = is no category that products may stand in
vendor-row-no-such-location = is no place of yours
vendor-row-no-such-sku = is no SKU that you offer
vendor-row-no-such-tax-class = is no tax class
vendor-row-not-a-gtin = has wrong digits
vendor-row-not-a-price = is no price, such as 120.50
vendor-row-not-a-quantity = is no whole number within bounds
vendor-row-promised = is less than is promised to orders
vendor-row-quantities-do-not-fit = fewest, step and most do not fit together
vendor-row-sku-taken = is an SKU that you use already
vendor-row-too-long = is too long
vendor-row-twice = stands further up already
vendor-row-width = The row has more or fewer cells than the first line
vendor-rows-changes = Changes
vendor-rows-errors = Errors
vendor-rows-failed = Not done
vendor-rows-held = Would wait
vendor-rows-same = As it is already
vendor-sales-average = Average order
vendor-sales-by-day = Sales by day
vendor-sales-none = Nothing was sold in this time.
vendor-sales-summary = By day, { $total } in all
vendor-sales-total = Sold
vendor-save = Save
vendor-see-all = See all
vendor-selling = Selling
vendor-ship-to = Where it goes
vendor-show-all = Show all
vendor-sku = SKU (your article number)
vendor-sku-hint = Letter case counts.
vendor-span = How far back
vendor-state = State
vendor-stock-none = There is no stock yet
vendor-stock-none-text = Open a product and record what you received, or hand in a file with what you counted.
vendor-sum = Sum
vendor-tax = Tax
vendor-terms = Terms
vendor-title = Name of the product
vendor-title-hint = With the size, such as "Basmati rice, aged, 5 kg".
vendor-to-accept = To accept
vendor-to-pack = To pack
vendor-unit-price = Price of a pack
vendor-until = until { $at }
vendor-waits-buyer = The buyer decides now
vendor-waits-buyer-text = You can bring a part of it. The buyer is asked whether to take that.
vendor-waits-rider = Packed and ready
vendor-waits-rider-text = A delivery partner fetches it. Hand it over to the rider who names its number.
vendor-way = You are here
vendor-when = When
vendor-your-offer = Your offer
vendor-yours = In your form
said-vendor-order-accepted = The order is accepted.
said-vendor-order-accepted-partly = Accepted in part. The buyer decides about the rest.
said-vendor-order-rejected = The order is rejected. Its stock is back on sale.
said-vendor-order-preparing = Packing has begun.
said-vendor-order-packed = Packed. A delivery partner will fetch it.
said-vendor-order-cancelled = The order is called off.
said-vendor-order-kept = The order stays as it was.
said-vendor-product-listed = It is listed. Record stock, so that it can be ordered.
said-vendor-offer-resumed = It is on sale again.
said-vendor-offer-paused = It is paused.
said-vendor-offer-archived = It is taken out.
said-vendor-price-changed = The new price holds.
said-vendor-price-held = The new price waits for a second look. The old one holds until then.
said-vendor-price-confirmed = The new price is confirmed and holds.
said-vendor-price-refused = The new price is refused. The old one holds.
said-vendor-stock-moved = The stock is recorded.
said-vendor-place-added = The place is added.
