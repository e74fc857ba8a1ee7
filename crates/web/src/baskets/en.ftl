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
basket-less = Less than this quantity is in stock
basket-unconfirmed = Your order will confirm whether this quantity is in stock
basket-not-sellable = Currently unavailable
basket-does-not-fit = Quantity not allowed
basket-bad-quantity = { $title }: order { $bounds }
basket-missing = Some items were not added

quick-pad = SKUs and quantities
quick-pad-hint = One SKU or GTIN per line, followed by the number of packs. You can paste straight from a spreadsheet.
quick-file = Or upload a file
quick-file-hint = CSV or text in UTF-8, up to { LIMIT("basket-lines") } lines.
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
quick-packs-of = Packs of line { $n }, { $sku }

quick-state = Status

quick-leave-out = Skip
quick-take = Add to basket
quick-unknown = No vendor offers this now
quick-several = Different products have this SKU; select one
quick-too-long = This line is too long
quick-too-many = Only the first { LIMIT("basket-lines") } lines were read
quick-no-sku = SKU missing
quick-bad-sku = Not a valid SKU
quick-bad-quantity = Quantity must be a whole number of packs
quick-too-many-fields = More than a SKU and a quantity. Leave out commas within numbers, or put them in quotation marks.
quick-bad-quotes = Unclosed quotation mark
quick-nothing = Enter or paste at least one line, or choose a file.
quick-nothing-chosen = No items selected.
quick-list-changed = You changed the list. Check its lines below, then add them to your basket.
quick-added-some = { $n ->
    [one] { $n } line was added to your basket. These lines were not:
   *[other] { $n } lines were added to your basket. These lines were not:
  }
quick-in-total = { $title }: with the other lines and your basket, order { $bounds } in total

flash-basket-added = Added to basket.
flash-basket-undone = Added back to basket.
flash-basket-removed = Removed.
flash-basket-updated = Quantities updated.
flash-basket-changed-elsewhere = Your basket was also changed elsewhere, such as in another tab. Check it before checkout.
flash-prices-accepted = New prices accepted.
flash-quick-added = Items added to basket.

code-baskets-bad-quantity = This quantity doesn't match the offer's minimum, maximum and order multiple.
code-baskets-full = Your basket is full. Order or remove some items first.
code-baskets-not-sellable = Some items aren't available right now.
code-baskets-other-currency = This offer is priced in another currency than yours. Choose one in your company’s currency.
