# What every page says, and words that pages of several subjects share.

skip-to-content = Skip to content

site-description = The B2B marketplace where shops order from many vendors at once.

offline = You're offline. Nothing was sent; try again when connected.

foot-api = API reference

nav-search = Search products
nav-label = Main
nav-menu = Menu
nav-products = Products
nav-quick-order = Quick order
nav-basket = Basket
nav-orders = Orders
nav-notices = Notifications
nav-team = Team
nav-company = Company
nav-today = Today
nav-own-products = Products
nav-prices = Prices
nav-stock = Stock
nav-imports = Imports
nav-sales = Sales
nav-board = Dispatch board
nav-rides = My deliveries
nav-overview = Overview
nav-companies = Companies
nav-users = Users
nav-deliveries = Deliveries
nav-catalog = Catalogue
nav-requests = Product requests
nav-held-prices = Price approvals
nav-security = Security
nav-limits = Rate limits
nav-cache = Cache
nav-jobs = Background jobs
nav-health = System health
nav-config = Configuration
nav-audit = Audit log
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-register = Register your company
nav-profile = My profile
nav-settings = Language and theme

settings-language = Language
settings-theme = Theme
settings-theme-system = Match system
settings-theme-light = Light
settings-theme-dark = Dark
settings-save = Apply

close = Close

shortcuts-title = Keyboard shortcuts
shortcuts-search = Focus search
shortcuts-help = Show this list
shortcuts-on = Enable single-key shortcuts

unsaved = This button doesn't save what you typed elsewhere on this page. Continue and lose it?
unsaved-go = Continue without saving
confirm-no = Go back

copied = Copied

required = required

form-errors = Check these fields

page-newer = First page
page-older = Next page

table-data = Show as table

none = None

yes = Yes

no = No

flash-saved = Saved.
flash-already-done = This was already done, perhaps in another tab. Nothing changed.

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

design-title = Design system

label-actions = Actions
label-crumbs = Breadcrumb
label-pages = Pagination

country-in = India
country-ae = United Arab Emirates
country-sa = Saudi Arabia
country-qa = Qatar
country-bh = Bahrain
country-kw = Kuwait
country-om = Oman
country-jo = Jordan
country-pk = Pakistan
country-lk = Sri Lanka
country-np = Nepal
country-bd = Bangladesh
country-sg = Singapore
country-my = Malaysia
country-jp = Japan
country-kr = South Korea
country-vn = Vietnam
country-tn = Tunisia
country-gb = United Kingdom
country-us = United States
country-de = Germany
country-fr = France
country-ie = Ireland
country-it = Italy
country-nl = Netherlands
country-es = Spain
barrier-currency = Priced in { $priced }; you buy in { $yours }
barrier-country = Doesn't deliver to { $country }

label-possible-actions = Actions
label-all = All
label-cancel = Cancel
label-day = Day
label-export = Export CSV
label-export-excel = Export for Excel
export-is-cut = This file is not whole: it ends here, and there is more. Export it as CSV.
label-pager = Pagination
label-password = Your password
label-save = Save
label-show-all = Show all

label-state = Status
address-erased = Address deleted, because the order ended long ago

label-here = Breadcrumb
label-when = Date
label-filter = Filter
label-find = Find
label-show = Show
label-what-to-do = Actions
label-list-pages = Pagination
label-by-state = Filter by status
label-trail = Audit log
label-live-on = Refresh automatically
label-live-off = Stop refreshing
label-reason = Reason
label-reason-hint = Saved in the audit log. For a company, its team can read it.

label-kind = Type

label-since = Since
label-company = Company
label-details = Details
label-product = Product
label-order = Order
label-from = From
label-sum = Amount
label-who = User
label-what = Event
label-times = Count
label-last = Last seen
label-chart-nothing = No data for this period.
label-export-hint = An export has every row. If it takes longer than { LIMIT("export-minutes") } minutes, the download breaks off, and the last line of the file says so.
export-too-slow = This file is incomplete: the export took longer than { LIMIT("export-minutes") } minutes. Download it again.
export-failed = This file is incomplete: something went wrong on our side. Download it again.
code-limits-too-many-exports = You can run { LIMIT("exports-per-person") } exports at once. Wait until one of them is finished.
