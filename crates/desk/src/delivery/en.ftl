board-state-offered = Waits for a rider
board-state-failed = Attempt failed
board-state-assigned = Being fetched
board-state-picked-up = On the way
board-done-today = Delivered today
board-empty = No deliveries
board-empty-text = When the marketplace gives your company a delivery, it appears here and waits for a rider.
board-no-riders = Your company has no riders yet.
board-no-riders-do = To the team
board-about-offered = Choose a rider for each of these.
board-about-failed = The goods are still with the rider. Choose who tries again.
board-about-assigned = A rider is on the way to the vendor.
board-about-picked-up = A rider has the goods.
board-order = Order
board-from = From
board-to = To
board-moved = Last moved
board-at = At
board-assign = Assign
board-choose-rider = Choose a rider
board-rider-for = Rider for { $number }
board-rider =
    { $n ->
        [0] { $name }, free
       *[other] { $name }, { $n } under way
    }
delivery-title = Order { $number }
delivery-where = Where
delivery-failure = Why it failed
delivery-assign = Choose a rider
delivery-history = What happened
said-rider-assigned = The rider has it now.
rides-empty = Nothing to do now
rides-empty-text = When your dispatcher gives you a delivery, it appears here.
rides-picked-up = To bring
rides-assigned = To fetch
rides-failed = Waits for your dispatcher
rides-open-picked-up = Hand over
rides-open-assigned = Fetch the goods
rides-open-failed = Details
rides-done =
    { $n ->
        [one] One delivered today
       *[other] { $n } delivered today
    }
ride-fetch = Fetch from
ride-then = Then bring to
ride-bring = Bring to
ride-copy = Copy the address
ride-have = I have the goods
ride-hand-over = Hand over
ride-code = Code from the shop
ride-code-hint = Ask for the six digits once the goods are in their hands.
ride-code-wrong =
    { $n ->
        [0] This is not the shop's code, and no try is left.
        [one] This is not the shop's code. One try is left: let them read it out again.
       *[other] This is not the shop's code. { $n } tries are left: let them read it out again.
    }
ride-code-blocked = No more codes are taken
ride-code-blocked-text = Call your dispatcher: the marketplace makes a new code for the shop. Keep the goods until then.
ride-done = Handed over
ride-failed = Could not deliver
ride-why = Why?
ride-reason-closed = The shop was closed
ride-reason-nobody = Nobody was there to take the goods
ride-reason-refused = The goods were refused
ride-reason-address = The address could not be found
ride-reason-damaged = The goods were damaged on the way
ride-reason-other = Something else
ride-reason = In your words
ride-reason-hint = Needed for “something else”.
ride-failed-go = Report the failed attempt
ride-waits = The attempt is reported
ride-waits-text = Keep the goods. Your dispatcher says who tries again.
ride-over = Delivered
ride-all = All my rides
said-picked-up = You have the goods. Now bring them.
said-delivered = Handed over. Well done.
said-attempt-failed = The failed attempt is reported.
