basket-see = See the basket
basket-undo = Undo
basket-update = Save quantities
basket-subtotal = Subtotal
basket-product = Product
basket-packs = Packs
basket-packs-of = Packs of { $title }
basket-sum = Sum
basket-remove = Remove
basket-remove-of = Remove { $title }
basket-was = was
basket-is = now
basket-total = Total
basket-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
  }
basket-checkout = To the checkout
basket-cannot = Some lines cannot be ordered as they are. Change or remove those that are marked.
basket-bare = Your basket is empty
basket-bare-text = What you put in stays here until you order it or take it out, sorted by vendor. Only you see it.
basket-bare-go = Look for products
basket-moved = Prices moved since you put these in
basket-moved-text = The old price is struck out. You pay the price of now.
basket-accept-prices = Use the prices of now
basket-only = { $n ->
    [one] Only { $n } pack left
   *[other] Only { $n } packs left
  }
basket-not-sellable = Cannot be bought at present
basket-does-not-fit = This quantity is not sold
basket-bad-quantity = { $title }: you can order { $bounds }
basket-missing = Some lines are not in the basket

quick-pad = Article numbers and packs
quick-pad-hint = One article number or GTIN on each line, then the packs. Paste it from a spreadsheet as it is.
quick-file = Or a file
quick-file-hint = CSV or text in UTF-8, at most 100 lines.
quick-check = Check the lines
quick-check-again = Check again
quick-found = { $n ->
    [0] No line was found
    [one] { $n } line was found
   *[other] { $n } lines were found
  }
quick-lines = Lines of the quick order
quick-line = Line
quick-number = Line { $n }
quick-from = From
quick-from-of = Vendor for line { $n }
quick-packs-of = Packs of line { $n }
quick-state = State
quick-leave-out = Leave it out
quick-take = Put into the basket
quick-unknown = Nobody sells this at present
quick-too-long = This line is too long
quick-too-many = Only the first 100 lines were read
quick-no-sku = The article number is missing
quick-bad-sku = This is no article number
quick-bad-quantity = The packs must be a whole number
quick-too-many-fields = Too many columns
quick-bad-quotes = A quotation mark is not closed
quick-nothing = Write or paste at least one line, or choose a file.
quick-nothing-chosen = No line is chosen.

checkout-title = Checkout
checkout-to = Deliver to
checkout-elsewhere = To another address
checkout-elsewhere-hint = Used if you fill it in; all of it is needed then.
checkout-name = Who takes it in
checkout-line = Street and number
checkout-city = City
checkout-postcode = Postcode
checkout-country = Country
checkout-country-hint = Two letters, such as IN or AE.
checkout-terms = Payment
checkout-reference = Your reference
checkout-reference-hint = Yours alone, such as the number of your own order.
checkout-place = Place the order
checkout-back = Back to the basket
checkout-bare = There is nothing to order
checkout-bare-text = Your basket is empty. What you ordered stands under Orders.
checkout-bare-go = See your orders
checkout-changed = This changed since you looked
checkout-changed-text = Nothing was ordered. If it suits you as it is now, place the order again.
checkout-packs = { $n } packs
checkout-came-in = is in the basket now, and was not on this page
checkout-went-out = { $n ->
    [one] { $n } line is no longer in the basket
   *[other] { $n } lines are no longer in the basket
  }

terms-prepaid = Prepaid, before dispatch
terms-cash-on-delivery = In cash at the door
terms-net-30 = 30 days after delivery
terms-bank-transfer = By bank transfer against an invoice

orders-export = Download as CSV
orders-bare = You have not ordered yet
orders-bare-text = Every order stands here with how far each vendor is with it.
orders-number = Order
orders-state = State
orders-date = Placed
orders-vendors = Vendors
orders-pages = Pages of orders

order-heading = Order { $number }
order-again = Order again
order-delivery = Delivery:
order-failure = The last attempt failed:
order-code = Your code for the rider:
order-code-hint = Tell it only when the goods are in your hands.
order-ordered = Ordered
order-taken = Accepted
order-sum = Sum ordered
order-declined = { $n } not accepted
order-steps = Steps of the order with { $vendor }
order-accept-by = The vendor answers by { $at }
order-short = The vendor can bring less than you ordered.
order-confirm = Take what can be brought
order-cancel = Call this part off
order-cancel-text = The vendor is told at once, and nothing of this part is delivered.
order-ask-cancel = Ask to call this part off
order-ask-cancel-text = The vendor has accepted already and decides about it.
order-reason = Reason
order-cancel-go = Call it off
order-particulars = Particulars

said-basket-added = It is in the basket.
said-basket-undone = It is back in the basket.
said-basket-removed = It was taken out of the basket.
said-basket-updated = The quantities are saved.
said-basket-reordered = The same again is in the basket, at the prices of now.
said-prices-accepted = The prices of now are taken.
said-quick-added = The lines are in the basket.
said-order-placed = Your order is placed. The vendors are told.
said-part-cancelled = The part is called off.
said-part-cancel-asked = The vendor was asked to call it off.
said-part-confirmed = The vendor was told to bring what it can.
