order-state-open = In progress
order-state-delivered = Delivered
order-state-completed = Completed
order-state-cancelled = Cancelled

vendor-order-state-placed = Placed
vendor-order-state-partially-accepted = Partially accepted
vendor-order-state-accepted = Accepted
vendor-order-state-cancel-requested = Cancellation requested
vendor-order-state-preparing = Packing
vendor-order-state-ready = Ready for pickup
vendor-order-state-shipped = Out for delivery
vendor-order-state-delivered = Delivered
vendor-order-state-completed = Completed
vendor-order-state-rejected = Rejected
vendor-order-state-cancelled = Cancelled

find-number = Order number
find-go = Find
find-none = No order found with number { $number }
find-none-text = Enter the full order number exactly as shown on the order.

checkout-title = Checkout
checkout-to = Deliver to
checkout-address = Address
checkout-own-address = Our company's address
checkout-elsewhere = Another address
checkout-elsewhere-fields = Enter another address
checkout-elsewhere-hint = Used only if you choose another address. Fill in all fields.
checkout-name = Receiver's name
checkout-line = Street address
checkout-city = City
checkout-postcode = Postcode
checkout-country = Country
checkout-country-hint = Enter a country by its name or two-letter code, such as IN or AE.
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
checkout-undelivered = Some items aren't delivered to { $country }. Enter another address, or remove them from your basket.
checkout-packs = Quantity: { $n }
checkout-came-in = was added to the basket and wasn't on this page
checkout-went-out = { $n ->
    [one] { $n } item is no longer in the basket
   *[other] { $n } items are no longer in the basket
  }

payment-terms-prepaid = Prepaid
payment-terms-cash-on-delivery = Cash on delivery
payment-terms-net-30 = Net 30
payment-terms-bank-transfer = Bank transfer (invoice)

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
order-code-blocked = The delivery code is blocked after too many wrong attempts. The code you had is no longer valid. You'll get a new one here: we'll notify you.
order-code-renewed = This is a new code. The previous one is no longer valid.
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
order-details = Details

flash-basket-reordered = Items added at today's prices.
flash-order-placed = Order placed. We've notified the vendors.

flash-vendor-order-cancelled = This vendor's order was cancelled.

flash-cancellation-requested = Cancellation requested.

flash-vendor-order-confirmed = Reduced order accepted.

orders-vendor-accept = Accept
orders-vendor-accept-by = Respond by
orders-vendor-accept-go = Accept these quantities
orders-vendor-accept-text = All of it is accepted unless you change a quantity. If you can supply less, the buyer decides whether to accept that.
orders-line-accepted = Accepted
orders-vendor-agree = Accept cancellation
orders-vendor-answer = Respond
orders-vendor-answer-text = If no one responds in time, the order is rejected automatically and its stock becomes available again.
orders-vendor-answer-title = This order needs your response
orders-vendor-asked = Cancellation requested
orders-vendor-asked-text = The buyer wants to cancel this order. If you accept, its stock becomes available again.
orders-vendor-asked-title = The buyer requested cancellation
orders-vendor-best = Best sellers
orders-vendor-buyer = Buyer
orders-line-cancelled = Cancelled
orders-line-declined = Declined
orders-vendor-history = History
orders-vendor-last-days = { $n ->
    [one] Today
   *[other] Last { $n } days
    }
orders-vendor-late = late by { "{h}" } h { "{m}" } min
orders-vendor-left = { "{h}" } h { "{m}" } min left
orders-vendor-lines = Items
orders-line-sum = Amount
orders-amount-ordered = Ordered:
orders-amount-accepted = To pay:
orders-vendor-next = Next step
orders-vendor-nothing-to-accept = You've responded to every order. New orders appear here automatically.
orders-vendor-nothing-to-pack = Nothing to pack.
orders-vendor-of-ordered = { $n ->
    [one] { $n } pack ordered.
   *[other] { $n } packs ordered.
    }
orders-vendor-order = Order
orders-vendor-title = Order { $number }
orders-line-ordered = Ordered
orders-vendor-by-day = Orders by day
orders-vendor-by-state = Orders by status
orders-vendor-none = No orders
orders-vendor-none-text = Orders appear here automatically as soon as a shop buys from you.
orders-vendor-pack = Mark ready
orders-vendor-pack-text = When everything is packed, mark the order ready and we'll send a delivery partner.
orders-vendor-packs-sold = { $n ->
    [one] { $n } pack
   *[other] { $n } packs
    }
orders-vendor-payment = Payment
orders-vendor-placed-at = Order date
orders-vendor-prepare = Start packing
orders-vendor-prepare-text = Start packing to let the buyer know their order is in progress.
orders-vendor-ready = Ready for pickup
orders-vendor-refuse = Decline cancellation
orders-vendor-reject = Reject
orders-vendor-reject-go = Reject order
orders-vendor-reject-hint = Shown to the buyer.
orders-vendor-reject-reason = Reason
orders-vendor-sales-average = Average order value
orders-vendor-sales-by-day = Sales by day
orders-vendor-sales-none = No sales in this period.
orders-vendor-sales-summary = By day, { $total } in total
orders-vendor-sales-total = Total sales
orders-vendor-see-all = View all
orders-vendor-ship-to = Ship to
orders-vendor-span = Time range
orders-vendor-sum = Amount
orders-vendor-to-accept = To accept
orders-vendor-to-pack = To pack
orders-line-price = Pack price
orders-vendor-until = until { $at }
orders-vendor-waits-buyer = Waiting for the buyer
orders-vendor-waits-buyer-text = You can supply part of this order. The buyer is deciding whether to accept.
orders-vendor-waits-rider = Ready for pickup
orders-vendor-waits-rider-text = A delivery partner will pick it up. Check that the rider knows the order number before handing it over.

flash-order-accepted = Order accepted.
flash-order-already-accepted = This order was already accepted.
flash-order-partly-accepted = Order partially accepted. The buyer will decide.
flash-order-rejected = Order rejected. Its stock is available again.
flash-order-preparing = Packing started.
flash-order-packed = Order marked ready. A delivery partner will pick it up.
flash-order-cancelled = Order cancelled.
flash-order-kept = Cancellation declined.

orders-staff-cancel = Cancel this vendor order
orders-staff-cancel-text = The stock goes back on sale. The vendor and the buyer are told why.
orders-staff-empty = No orders yet
orders-staff-empty-text = Retailers' orders appear here, newest first.
orders-staff-sums = Total for this page, without what was declined or cancelled
orders-staff-placed = Placed
orders-staff-vendor-orders = Vendors
orders-staff-order = Order
orders-staff-reference = Buyer's PO number
orders-staff-ship-to = Ship to
orders-staff-money = Amount
orders-staff-terms = Payment
orders-staff-accept-by = Respond by
orders-staff-history = History

code-checkout-basket-changed = Your basket has changed since you opened this page. Review it and place your order again.
code-orders-bad-lines = Each item must belong to this order, appear once and not exceed the ordered quantity.
code-orders-bad-quantity = An item's quantity doesn't match the offer's minimum, maximum and order multiple.
code-orders-cannot-be-bought = Some items are priced in another currency, or their vendors don’t deliver to this address. Remove them, or enter another address.
code-orders-duplicate-line = The same offer appears twice. Combine the quantities into one item.
code-orders-line-count = An order has between one and { LIMIT("order-lines") } lines.
code-orders-no-such-order = Order not found.
code-orders-not-sellable = Some items aren't available right now.
code-orders-nothing-accepted = No items would be accepted. Reject the order instead.
code-orders-other-currency = All items and the total must be in one currency.
code-orders-out-of-stock = Not enough stock for this quantity.
code-orders-price-changed = The total has changed. Review the items and place your order again.
code-orders-too-many-unaccepted-packs = Until the vendor accepts, your company can hold only part of the stock of an offer. Order fewer packs, or order again once the vendor has accepted.
code-orders-too-much-unaccepted-value = Until the vendor accepts, your company's open orders there can only be worth so much. Order less, or order again once the vendor has accepted.
code-orders-too-large = The order total is too large.
code-orders-retailer-stopped = The buyer's company can't buy right now. The goods stay with the vendor.
code-orders-wrong-state = This isn't possible in the order's current status.

# Why an order moved by itself.
order-reason-not-answered = The vendor didn't respond in time.
order-reason-retailer-suspended = The buyer’s company was suspended.
