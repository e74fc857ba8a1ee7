basket-see = View basket
basket-undo = Undo
basket-update = Update quantities
basket-subtotal = Subtotal
basket-product = Product
basket-packs = Packs
basket-packs-of = Packs of { $title }
basket-sum = Amount
basket-remove = Remove
basket-remove-of = Remove { $title }
basket-was = was
basket-is = now
basket-total = Total
basket-lines = { $n ->
    [one] { $n } item
   *[other] { $n } items
  }
basket-checkout = Checkout
basket-cannot = Some items can't be ordered as they are. Change or remove the highlighted ones.
basket-bare = Your basket is empty
basket-bare-text = Items stay here, grouped by vendor, until you order or remove them. Only you can see your basket.
basket-bare-go = Browse products
basket-moved = Prices have changed
basket-moved-text = Old prices are struck through. You'll pay today's prices.
basket-accept-prices = Accept new prices
basket-only = { $n ->
    [one] Only { $n } pack available
   *[other] Only { $n } packs available
  }
basket-not-sellable = Currently unavailable
basket-does-not-fit = Quantity not allowed
basket-bad-quantity = { $title }: order { $bounds }
basket-missing = Some items were not added

quick-pad = SKUs and quantities
quick-pad-hint = One SKU or GTIN per line, followed by the number of packs. You can paste straight from a spreadsheet.
quick-file = Or upload a file
quick-file-hint = CSV or text in UTF-8, up to 100 lines.
quick-check = Check items
quick-check-again = Check again
quick-found = { $n ->
    [0] No items found
    [one] { $n } item found
   *[other] { $n } items found
  }
quick-lines = Quick order items
quick-line = Line
quick-number = Line { $n }
quick-from = Vendor
quick-from-of = Vendor for line { $n }
quick-packs-of = Packs of line { $n }
quick-state = Status
quick-leave-out = Skip
quick-take = Add to basket
quick-unknown = No vendor offers this now
quick-too-long = This line is too long
quick-too-many = Only the first 100 lines were read
quick-no-sku = SKU missing
quick-bad-sku = Not a valid SKU
quick-bad-quantity = Quantity must be a whole number of packs
quick-too-many-fields = Too many columns
quick-bad-quotes = Unclosed quotation mark
quick-nothing = Enter or paste at least one line, or choose a file.
quick-nothing-chosen = No items selected.

checkout-title = Checkout
checkout-to = Deliver to
checkout-elsewhere = Use another address
checkout-elsewhere-hint = Leave blank to use your company's address. Otherwise fill in all fields.
checkout-name = Receiver's name
checkout-line = Street address
checkout-city = City
checkout-postcode = Postcode
checkout-country = Country
checkout-country-hint = Two-letter code, such as IN or AE.
checkout-terms = Payment
checkout-reference = Your PO number
checkout-reference-hint = Optional. For your own records.
checkout-place = Place order
checkout-back = Back to basket
checkout-bare = Nothing to check out
checkout-bare-text = Your basket is empty. You'll find your past orders under Orders.
checkout-bare-go = View your orders
checkout-changed = Your order has changed
checkout-changed-text = Nothing was ordered. Review the changes and place your order again.
checkout-packs = Quantity: { $n }
checkout-came-in = was added to the basket and wasn't on this page
checkout-went-out = { $n ->
    [one] { $n } item is no longer in the basket
   *[other] { $n } items are no longer in the basket
  }

terms-prepaid = Prepaid
terms-cash-on-delivery = Cash on delivery
terms-net-30 = Net 30
terms-bank-transfer = Bank transfer (invoice)

orders-export = Export CSV
orders-bare = No orders yet
orders-bare-text = Your orders appear here, with each vendor's progress.
orders-number = Order
orders-state = Status
orders-date = Placed
orders-vendors = Vendors
orders-pages = Order pages

order-heading = Order { $number }
order-again = Order again
order-delivery = Delivery:
order-failure = Last attempt failed:
order-code = Delivery code:
order-code-hint = Share it only after you receive the goods.
order-ordered = Ordered
order-taken = Accepted
order-sum = Ordered amount
order-declined = { $n } declined
order-steps = Order progress: { $vendor }
order-accept-by = Vendor responds by { $at }
order-short = The vendor can supply less than you ordered.
order-confirm = Accept the reduced order
order-cancel = Cancel this vendor's order
order-cancel-text = We'll notify the vendor right away. None of these items will be delivered.
order-ask-cancel = Request cancellation
order-ask-cancel-text = The vendor has already accepted this order and will decide on your request.
order-reason = Reason
order-cancel-go = Confirm cancellation
order-particulars = Details

said-basket-added = Added to basket.
said-basket-undone = Added back to basket.
said-basket-removed = Removed.
said-basket-updated = Quantities updated.
said-basket-reordered = Items added at today's prices.
said-prices-accepted = New prices accepted.
said-quick-added = Items added to basket.
said-order-placed = Order placed. We've notified the vendors.
said-part-cancelled = This vendor's order was cancelled.
said-part-cancel-asked = Cancellation requested.
said-part-confirmed = Reduced order accepted.
