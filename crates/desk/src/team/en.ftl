team-people = People
team-role = Role
team-role-of = Role of { $name }
team-state = State
team-since = Since
team-you = You
team-save = Save
team-active = Active
team-suspended = Suspended
team-suspend = Suspend
team-suspend-text = { $name } can do nothing for your company from the next request on, until you let them in again.
team-resume = Let in again
team-remove = Remove
team-remove-text = { $name } leaves your company for good. The account itself stays, and may have places in other companies.
team-invitations = Open invitations
team-no-invitations = Nobody is invited at the moment.
team-until = Until
team-withdraw = Take back
team-invite = Invite somebody
team-invite-text = You get a code to hand over. No message is sent from here.
team-invite-go = Make the invitation
team-invited = { $whom } is invited
team-invited-text = Hand this code over. It is shown only now, and works once, on the page “Join with an invitation”.
team-invited-until = Good until
team-copy-code = Copy the code
said-invitation-withdrawn = The invitation is taken back.
said-member-changed = The role is changed. It holds from their next request on.
said-member-suspended = That person is suspended.
said-member-resumed = That person is let in again.
said-member-removed = That person has left your company.
company-fixed = What was approved
company-fixed-text = These stay as they are. If one of them is wrong, tell our support.
company-own = What you can change
company-since = Registered
company-zone = Time zone
company-zone-hint = All times on your pages are told in it, and your days begin and end there.
company-save = Save
company-now = Somebody else wrote: { $value }
notices-mark = Mark all as read
notices-unread =
    { $n ->
        [0] Nothing is unread.
        [one] One notice is unread.
       *[other] { $n } notices are unread.
    }
notices-empty = Nothing yet
notices-empty-text = Here you are told what happens to your orders, prices and deliveries while you are away.
notices-text = Notice
notices-at = When
notices-new = New
notices-seen = Read
notice-company-may-trade = Your company may trade.
notice-price-changed = A price changed from { $old } to { $new }.
notice-price-held = A price change waits to be confirmed: { $why }
notice-price-refused = A waiting price change was refused.
notice-import-ended = An import has ended: { $done ->
        [one] one row was worked through
       *[other] { $done } rows were worked through
    }, { $failed ->
        [0] all with their change
        [one] one of them without a change
       *[other] { $failed } of them without a change
    }.
notice-order-placed = New order { $number }: accept it by { $until }.
notice-order-moved = Order { $number }: { $state }
notice-delivery-offered = A delivery waits for a rider.
said-notices-read = All notices are marked as read.
