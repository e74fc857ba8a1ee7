in-stock-plenty = In stock
in-stock-few = Low stock
in-stock-nothing = Out of stock

inventory-city = City
inventory-free = { $n ->
    [one] { $n } pack available
   *[other] { $n } packs available
    }
inventory-free-packs = Available
inventory-levels = Stock levels
inventory-low = Low stock
inventory-low-from = Low-stock alert at
inventory-low-from-at = Low-stock alert in { $place }
inventory-move-go = Save
inventory-move-stock = Adjust stock
inventory-movement = Type

movement-adjusted = Recount
movement-allocated = Reserved for an order
movement-damaged = Damaged
movement-received = Received
movement-released = Reservation released
movement-shipped = Shipped

inventory-movements = Stock movements
inventory-movements-none = No stock movements yet
inventory-movements-none-text = Every pack that is received, reserved or shipped is recorded here.
inventory-no-stock-yet = No stock yet.
inventory-note = Note
inventory-nothing-low = No low stock.
inventory-of-there = { $there } on hand, { $promised } reserved
inventory-on-hand = On hand
inventory-packs = Packs
inventory-packs-moved-hint = The change in packs. Recount: use a minus sign to reduce stock, such as -3. Damaged packs are always taken off.
inventory-place = Warehouse
inventory-place-add = Add warehouse
inventory-place-first = Add a warehouse below before recording stock.
inventory-place-name = Warehouse name
inventory-places = Warehouses
inventory-places-none = No warehouses yet.
inventory-promised = Reserved
inventory-none = No stock yet
inventory-none-text = Open a product to record received stock, or upload a stock count.

flash-stock-moved = Stock updated.
flash-location-added = Warehouse added.

code-stock-changed-meanwhile = Stock has changed since you counted it. Check the current quantity and count again.
code-stock-kind-not-by-hand = Orders record this automatically. You can record stock as received, adjusted or damaged.
code-stock-location-name-taken = You already have a warehouse with this name.
code-stock-no-such-offer-or-location = Offer or warehouse not found.
code-stock-promised = Some of this stock is reserved for orders, so you can't reduce it this far.
code-stock-wrong-sign = Received quantities must be positive and damaged quantities negative.
