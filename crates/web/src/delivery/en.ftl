delivery-state-unassigned = Needs a courier
delivery-state-offered = Courier assigned
delivery-state-assigned = Rider assigned
delivery-state-picked-up = Out for delivery
delivery-state-failed = Delivery attempt failed
delivery-state-delivered = Delivered
delivery-state-cancelled = Delivery cancelled

board-state-offered = Needs a rider
board-state-failed = Attempt failed
board-state-assigned = Awaiting pickup
board-state-picked-up = Out for delivery

board-done-today = Delivered today
board-empty = No deliveries
board-empty-text = Deliveries assigned to your company appear here, ready for a rider.
board-no-riders = Your company doesn't have any riders yet.
board-no-riders-do = Go to team
board-about-offered = Assign a rider to each delivery.
board-about-failed = The rider still has the goods. Choose who will try again.
board-about-assigned = The rider is on the way to the vendor.
board-about-picked-up = The rider has the goods.
board-order = Order
board-from = From
board-to = To
board-moved = Last updated
board-at = Updated
board-assign = Assign
board-choose-rider = Choose rider
board-former-rider = No longer a rider
board-rider-for = Rider for { $number }
board-rider =
    { $n ->
        [0] { $name } (available)
       *[other] { $name } ({ $n } in progress)
    }

delivery-title = Order { $number }
delivery-where = Addresses
delivery-failure = Failure reason
delivery-assign = Assign a rider
delivery-history = History

flash-rider-assigned = Rider assigned.

rides-empty = No deliveries right now
rides-empty-text = Deliveries assigned to you appear here.
rides-picked-up = Drop-offs
rides-assigned = Pickups
rides-failed = Waiting for your dispatcher
rides-open-picked-up = Complete delivery
rides-open-assigned = Start pickup
rides-open-failed = View details
rides-done =
    { $n ->
        [one] { $n } delivered today
       *[other] { $n } delivered today
    }

ride-fetch = Pick up from
ride-then = Then deliver to
ride-bring = Deliver to
ride-copy = Copy address
ride-have = Confirm pickup
ride-hand-over = Complete delivery
ride-code = Delivery code
ride-code-hint = Ask the shop for its six-digit code after it has received the goods.
ride-code-wrong =
    { $n ->
        [0] Wrong code. No attempts left.
        [one] Wrong code. { $n } attempt left: ask the shop to read it out again.
       *[other] Wrong code. { $n } attempts left: ask the shop to read it out again.
    }
ride-code-blocked = Code blocked
ride-code-blocked-text = Too many wrong codes. Your dispatcher and the marketplace have been notified, and the shop will get a new code. Call your dispatcher if it takes too long. Keep the goods until then.
ride-code-renewed = The shop has a new code
ride-code-renewed-text = Ask the shop for its new code. The previous one is no longer valid.
delivery-code-blocked-text = Too many wrong codes were entered. Only the marketplace's dispatchers can generate a new code: they have been notified. Contact them if it's urgent. The rider keeps the goods until then.
delivery-staff-code-blocked-text = The rider entered too many wrong codes and can't complete the delivery. Generate a new code: the retailer and the delivery partner are notified.
ride-done = Confirm delivery
ride-failed = Couldn't deliver
ride-why = What went wrong?
ride-reason-closed = The shop was closed
ride-reason-nobody = No one was there to receive the goods
ride-reason-refused = The shop refused the goods
ride-reason-address = The address couldn't be found
ride-reason-damaged = The goods were damaged in transit
ride-reason-other = Other
ride-reason = Details
ride-reason-hint = Required if you chose “Other”.
ride-failed-go = Report failed attempt
ride-waits = Failed attempt reported
ride-waits-text = Keep the goods. Your dispatcher will tell you what to do next.
ride-over = Delivered
ride-cancelled = Cancelled
ride-cancelled-text = The order was cancelled. There is nothing to pick up.
ride-all = All my deliveries

flash-picked-up = Pickup confirmed. Next: deliver the goods.
flash-delivered = Delivered. Well done!
flash-attempt-failed = Failed attempt reported.

delivery-staff-choose = Choose
delivery-staff-partner = Delivery partner
delivery-staff-to = To
delivery-staff-from-to = From and to
delivery-staff-deliveries-empty = No deliveries
delivery-staff-deliveries-empty-text = A delivery appears here once a vendor has packed an order. Assign it to a delivery partner, and one of their riders will pick it up.
delivery-staff-moved = Last updated
delivery-staff-of = Delivery of { $number }
delivery-staff-give = Assign a delivery partner
delivery-staff-offer = Assign
delivery-staff-partner-of = Delivery partner for { $number }
delivery-staff-no-partners = No delivery partners yet
delivery-staff-no-partners-text = Approve a delivery partner first, then assign deliveries to it.
delivery-staff-last-failure = Last attempt failed
delivery-staff-code = Delivery code
delivery-staff-code-text = The retailer gives the rider a code on delivery. It is blocked after too many wrong attempts.
delivery-staff-code-renew = New code…
delivery-staff-code-renew-text = The retailer sees the new code right away. The old one stops working, and failed attempts are cleared.
delivery-staff-code-renew-go = Generate new code

flash-delivery-offered = Delivery assigned to the partner.
flash-code-renewed = New code generated. The retailer can see it now.

code-deliveries-code-blocked = Too many wrong codes. Ask your dispatcher for a new one.
code-deliveries-no-such-delivery = Delivery not found.
code-deliveries-no-such-partner = This isn't an approved delivery partner.
code-deliveries-no-such-rider = This isn't an active rider at your company.
code-deliveries-wrong-code = Wrong code. Only a few attempts are left.
code-deliveries-wrong-state = This isn't possible in the delivery's current status.
board-more = Only the oldest { LIMIT("board-open") } open deliveries are shown. Finish some of them to see the rest.
