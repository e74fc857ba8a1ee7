team-people = Team members
team-role = Role
team-role-of = Role of { $name }
team-state = Status
team-since = Joined
team-you = You
team-save = Save
team-active = Active
team-suspended = Suspended
team-suspend = Suspend
team-suspend-text = { $name } loses access to your company immediately, until you restore it.
team-resume = Restore access
team-remove = Remove
team-remove-text = { $name } is removed from your company permanently. The account itself is kept and may belong to other companies.
team-invitations = Pending invitations
team-no-invitations = No pending invitations.
team-until = Expires
team-withdraw = Revoke
team-invite = Invite a team member
team-invite-text = You'll get a code to share. We don't send it by email.
team-invite-go = Create invitation
team-invited = Invitation created for { $whom }
team-invited-text = Share this code. It's shown only once, works once, and is entered on the “Accept an invitation” page.
team-invited-until = Expires
team-copy-code = Copy code
said-invitation-withdrawn = Invitation revoked.
said-member-changed = Role updated. It applies immediately.
said-member-suspended = Team member suspended.
said-member-resumed = Access restored.
said-member-removed = Team member removed.
company-fixed = Verified details
company-fixed-text = These can't be changed. If something is wrong, contact support.
company-own = Editable details
company-since = Registered
company-zone = Time zone
company-zone-hint = All times on your pages are shown in this time zone, and your business day starts and ends in it.
company-save = Save
company-now = Current value: { $value }
notices-mark = Mark all as read
notices-unread =
    { $n ->
        [0] No unread notifications.
        [one] { $n } unread notification.
       *[other] { $n } unread notifications.
    }
notices-empty = No notifications yet
notices-empty-text = Updates about your orders, prices and deliveries appear here.
notices-text = Notification
notices-at = Date
notices-new = New
notices-seen = Read
notice-company-may-trade = Your company is approved.
notice-price-changed = Price changed from { $old } to { $new }.
notice-price-held = A price change needs approval: { $why }
notice-price-refused = A pending price change was rejected.
notice-import-ended = Import finished: { $done ->
        [one] { $done } row processed
       *[other] { $done } rows processed
    }, { $failed ->
        [0] no failures
        [one] { $failed } failed
       *[other] { $failed } failed
    }.
notice-order-placed = New order { $number }: respond by { $until }.
notice-order-moved = Order { $number }: { $state }
notice-delivery-offered = A delivery needs a rider.
said-notices-read = All notifications marked as read.
