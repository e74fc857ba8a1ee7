role-owner = Owner
role-viewer = Viewer
role-catalog-manager = Catalogue manager
role-inventory-manager = Inventory manager
role-order-manager = Order manager

role-vendor-finance = Finance

role-buyer = Buyer
role-approver = Approver
role-retailer-finance = Finance
role-receiver = Goods receiver
role-fleet-dispatcher = Dispatcher
role-rider = Rider
role-partner-finance = Finance
role-super-admin = Administrator
role-ops-admin = Operations
role-catalog-moderator = Catalogue moderator
role-kyc-reviewer = KYC reviewer
role-finance-maker = Finance (maker)
role-finance-checker = Finance (checker)
role-dispatcher = Dispatcher
role-support-agent = Support
role-security-officer = Security officer
role-auditor = Auditor

me-about = Your details
me-name = Name

password-title = Change password
password-own = Set your own password
password-own-text = An administrator set your password. Choose one that only you know; until then you can do nothing else here.
password-text = You'll be signed out on all other devices and stay signed in here.
password-current = Current password
password-new = New password
password-go = Change password

flash-password-changed = Your password was changed and you were signed out on all other devices.

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
team-remove-text = { $name } is removed from your company permanently, and the invitations they made are revoked. The account itself is kept and may belong to other companies.
team-invitations = Pending invitations
team-no-invitations = No pending invitations.
team-until = Expires
team-withdraw = Revoke
team-invite = Invite a team member
team-invite-text = You'll get a code to share. We don't send it by email.
team-invite-password-hint = Needed to invite an owner or administrator.
team-invite-go = Create invitation
team-invited = Invitation created for { $whom }
team-invited-text = Share this code. It's shown only once, works once, and is entered on the “Accept an invitation” page.
team-invited-until = Expires
team-copy-code = Copy code

flash-invitation-withdrawn = Invitation revoked.

flash-member-changed = Role updated. It applies immediately.
flash-member-suspended = Team member suspended.
flash-member-resumed = Access restored.
flash-member-removed = Team member removed.

accounts-staff-person = User
accounts-staff-email = Email address

user-state-active = Active
user-state-locked = Blocked

accounts-staff-empty = No user found
accounts-staff-empty-text = Enter the full email address the user signs in with.
accounts-staff-lock = Block…
accounts-staff-lock-text = { $name } is signed out everywhere immediately and can't sign in again. Their pending invitations are revoked.
accounts-staff-lock-go = Block user
accounts-staff-unlock = Unblock…
accounts-staff-unlock-text = { $name } can sign in again with the same password.
accounts-staff-unlock-go = Unblock user

flash-user-locked = User blocked and signed out everywhere.
flash-user-unlocked = User unblocked.

code-accounts-kind-not-joinable = Only vendors, retailers and delivery partners can register.
code-accounts-weak-password = Choose a stronger password: { LIMIT("password-least") } to { LIMIT("password-most") } characters, hard to guess, and not based on your name, your company's name, your email address or ours.
code-accounts-wrong-password = Wrong password.
code-accounts-same-password = Choose a password other than the one that was set for you.
code-team-changed-meanwhile = Someone changed this person's role since you opened it.
code-team-invitation-not-valid = This invitation is no longer valid. Ask for a new one.
code-team-last-owner = The last owner can't be removed or given another role.
code-team-no-such-member = Team member or invitation not found.
code-team-not-in-charge = You can no longer manage this team.
code-team-not-oneself = Only another owner can change your role.
code-team-password-needed = This role can manage the whole company. Enter your password to give it.
code-team-role-not-of-this-company = This role isn't available for this type of company.
code-users-already = The user already has this status.
code-users-last-admin = The platform's last administrator can't be blocked. Make someone else an administrator first.
code-users-no-such-user = User not found.
code-users-not-oneself = You can't block yourself.

team-sign-out = Sign out everywhere…
team-sign-out-text = { $name } is signed out of your company on all devices and can sign in again. Enter your password to confirm.
team-sign-out-all = Sign everybody out
team-sign-out-all-text = Ends all sessions in your company except this one. Everybody can sign in again. Enter your password to confirm.
team-awaits-approval = Needs approval
team-approve = Approve…
team-approve-text = { $whom } becomes an administrator with every permission. Enter your password to confirm.
team-invited-approval = A second administrator has to approve it before the code works.
flash-member-signed-out = Signed out on all devices.
flash-company-signed-out = Everybody was signed out.
flash-promotion-asked = A second administrator has to approve this. It is listed under pending invitations.
flash-administrator-approved = Approved.
flash-user-signed-out = User signed out everywhere.
accounts-staff-sign-out = Sign out…
accounts-staff-sign-out-text = { $name } is signed out on all devices and can sign in again. Enter your password to confirm.
code-team-needs-approval = A second administrator has to approve an administrator.
code-team-awaits-approval = A second administrator has to approve this first.
code-team-second-administrator = You asked for this or would gain by it. Another administrator has to approve it.
code-team-already-administrator = This team member is an administrator already.
code-sessions-nobody = No such user, team member or company.
