category-fresh-food = Fresh Food
category-vegetables = Vegetables
category-fruits = Fruits
category-herbs-greens = Herbs & Leafy Greens
category-fish-seafood = Fish & Seafood
category-meat-poultry = Meat & Poultry
category-beverages = Beverages
category-tea = Tea
category-coffee = Coffee
category-juices = Juices & Nectars
category-soft-drinks = Soft Drinks & Sodas
category-water = Water
category-drink-mixes = Syrups & Drink Mixes
category-health-beauty = Health & Beauty
category-hair-care = Hair Care
category-skin-care = Skin Care
category-oral-care = Oral Care
category-bath-body = Bath & Body
category-grooming = Shaving & Grooming
category-wellness = Wellness & First Aid
category-household = Household
category-laundry = Laundry
category-dishwashing = Dishwashing
category-cleaners = Floor & Surface Cleaners
category-paper-tissue = Paper & Tissue
category-wraps-disposables = Wraps & Disposables
category-pooja-needs = Pooja & Home Fragrance
category-staples-grains = Staples & Grains
category-rice = Rice
category-flours = Atta & Flours
category-pulses = Dals & Pulses
category-spices = Spices & Masalas
category-edible-oils = Edible Oils
category-sugar-salt = Sugar, Jaggery & Salt
category-snacks-confectionery = Snacks & Confectionery
category-namkeen = Namkeen & Farsan
category-chips = Chips & Crisps
category-biscuits = Biscuits & Rusks
category-chocolate-candy = Chocolate & Candy
category-indian-sweets = Indian Sweets
category-nuts-dry-fruits = Nuts & Dry Fruits
category-dairy-eggs = Dairy & Eggs
category-milk = Milk
category-curd-lassi = Curd, Lassi & Buttermilk
category-paneer-cheese = Paneer & Cheese
category-butter-ghee = Butter, Ghee & Cream
category-eggs = Eggs
category-frozen = Frozen
category-frozen-vegetables = Frozen Vegetables & Fruit
category-frozen-snacks = Frozen Snacks
category-frozen-breads = Frozen Parathas & Breads
category-frozen-meat-fish = Frozen Meat & Fish
category-ice-cream = Ice Cream & Kulfi
category-baby-kids = Baby & Kids
category-diapers-wipes = Diapers & Wipes
category-baby-food = Baby Food
category-baby-bath = Baby Bath & Skin
category-feeding = Feeding & Nursing
category-toys-learning = Toys & Learning

storefront-title = Products
storefront-all = All
storefront-former-vendor = A vendor that no longer sells
storefront-category = Category
product-first-offers = Only the first { LIMIT("offers-shown") } offers are shown: those in stock, cheapest first.
storefront-first-vendors = The first { LIMIT("vendors-to-choose") } vendors by name. To filter by another, open its page from one of its products.
storefront-brand = Brand
storefront-sort = Sort by
storefront-by-price = Prices in { $currency } first, then other currencies one by one. Products that can’t be ordered now are left out.
storefront-go = Search
storefront-popular = Popular
storefront-categories = Categories
storefront-path = Breadcrumb
storefront-pages = Product pages
storefront-from = from { $price }
storefront-vendors = { $n ->
    [0] No vendors
    [one] { $n } vendor
   *[other] { $n } vendors
  }
storefront-found = { $n ->
    [0] No results
    [one] { $n } product
   *[other] { $n } products
  }
storefront-found-more = { $n }+ products
storefront-nothing = No products found
storefront-nothing-text = Try fewer words or a different spelling. You can also search by GTIN.
storefront-nothing-go = View all products
storefront-bare = No products yet
storefront-bare-text = Products appear here as soon as vendors list them.

sort-newest = Newest
sort-name = Name
sort-price-asc = Price: low to high
sort-price-desc = Price: high to low

pack-of = { $n ->
    [1] Sold singly
   *[other] Pack of { $n }
  }

packs-from-to = { $min } to { $max } packs
packs-in-steps = { $min } to { $max } packs, in multiples of { $step }

price-a-piece = { $price } per piece
price-a-piece-about = about { $price } per piece

product-vendors = Offers
product-sign-in = Sign in as a retailer to order
product-pack = Pack
product-price = Pack price
product-bounds = Order quantity
product-stock = Availability
product-add = Add to basket
product-quantity-of = Packs from { $vendor }
product-about = Description
product-details = Details
product-tax = Tax
product-no-vendor = Currently unavailable
product-no-vendor-text = Available to order once a vendor offers it again.

storefront-less = Decrease quantity
storefront-more = Increase quantity

tax-gst-0 = GST 0%
tax-gst-5 = GST 5%
tax-gst-12 = GST 12%
tax-gst-18 = GST 18%
tax-vat-5 = VAT 5%

brands-title = Brands
brands-begin = Brand name starts with
brands-none = No brands found
brands-none-text = Try fewer letters.
brands-all = View all brands
brands-products = { $n ->
    [one] { $n } product
   *[other] { $n } products
  }

catalog-vendor-active-text = Buyers can see and order this offer.
catalog-vendor-archive = Archive
catalog-vendor-archive-go = Archive offer
catalog-vendor-archive-text = An archived offer can't be restored. Open orders are not affected.
catalog-vendor-brand = Brand
catalog-vendor-category = Category
catalog-vendor-description = Description
catalog-vendor-description-hint = What buyers need to know. Basic formatting such as bold and lists is kept; everything else is removed.
catalog-vendor-field = Field
catalog-vendor-find = Search by name, brand or SKU
catalog-vendor-find-go = Search
catalog-vendor-list-product = List a product
catalog-vendor-max-quantity = Maximum packs per order
catalog-vendor-min-quantity = Minimum packs per order
catalog-vendor-current-value = Current value

offer-state-active = Active
offer-state-archived = Archived
offer-state-paused = Paused

catalog-vendor-offer-product = Offer an existing product
catalog-vendor-pack-size = Pieces per pack
catalog-vendor-pause = Pause
catalog-vendor-paused-text = Buyers can't order this offer until you resume selling.
catalog-vendor-per-pack = { $n ->
    [one] sold singly
   *[other] pack of { $n } pieces
    }
catalog-vendor-price = Price
catalog-vendor-price-trend = Price trend
catalog-vendor-price-waits = A new price needs approval
catalog-vendor-product = Product
catalog-vendor-product-text = Product description
catalog-vendor-product-text-hint = Your company maintains this product. While nobody else sells it and it has not been ordered, changes apply at once; after that our team reviews them.
catalog-vendor-none = No products yet
catalog-vendor-none-text = List a product with your price and pack size, or upload a file to add many.
catalog-vendor-not-found = No products found
catalog-vendor-not-found-text = None of your offers match this search and status.
catalog-vendor-quantity-step = Order multiple
catalog-vendor-conflict = Someone else made a change
catalog-vendor-conflict-text = Your entries are still in the form. Save again to overwrite the current values.
catalog-vendor-resume = Resume selling
catalog-vendor-selling = Selling
catalog-vendor-sku = SKU
catalog-vendor-terms = Terms
catalog-vendor-title = Product name
catalog-vendor-your-value = Your entry

flash-offer-resumed = Selling resumed.
flash-offer-paused = Offer paused.
flash-offer-archived = Offer archived.

catalog-staff-retire-title = Remove a product
catalog-staff-words = Search products
catalog-staff-words-hint = Title, brand or GTIN
catalog-staff-empty = No products found
catalog-staff-empty-text = Try fewer words, or just the first letters.
catalog-staff-category = Category
catalog-staff-offers = Offers
catalog-staff-from-price = From
catalog-staff-retire = Remove…
catalog-staff-retire-text = The product can no longer be found or bought from any vendor. Existing orders are not affected.
catalog-staff-retire-go = Remove product
catalog-staff-categories = Categories
catalog-staff-categories-empty = No categories yet. Add the first one.
catalog-staff-category-add = Add a category
catalog-staff-category-name = Name
catalog-staff-category-slug = URL slug
catalog-staff-category-slug-hint = Lowercase letters, digits and hyphens, such as fresh-fruit
catalog-staff-category-parent = Parent category
catalog-staff-category-parent-hint = A category with products, also removed ones, can't get subcategories and isn't listed here.
catalog-staff-category-top = None (top level)
catalog-staff-category-go = Add category

flash-category-added = Category added.
flash-product-retired = Product removed.

code-brands-no-such-brand = Brand not found.
code-catalog-too-many-skus = Too many SKUs at once. Look them up in smaller batches.
code-categories-bad-parent = The parent must be an existing top-level category.
code-categories-has-products = The parent category has products, so it can't get subcategories. Choose one without products, or add a top-level category.
code-categories-slug-taken = This URL slug is already in use.
code-offers-archived = Archived offers can't be restored. Create a new offer.
code-offers-changed-meanwhile = Someone changed this offer since you opened it.
code-offers-no-such-offer = Offer not found.
code-offers-other-currency = This product is sold in a different currency.
code-offers-quantities-do-not-fit = The minimum and maximum must be multiples of the order multiple, and the minimum can't exceed the maximum.
code-offers-sku-taken = You already use this SKU, or already offer this product.
code-products-changed-meanwhile = Someone changed this product since you opened it.
code-products-gtin-taken = This GTIN is already listed. Add an offer to that product instead, or claim the GTIN if it is yours.
code-products-no-such-category = Category not found, or it has subcategories. Choose one of those.
code-products-no-such-product = Product not found.

catalog-requests = Requests
catalog-requests-text = Changes to products that other vendors sell or that have been ordered, and GTIN claims, are reviewed by our team.
catalog-requests-none = No requests
catalog-requests-none-text = If a change needs our review, it appears here.
catalog-request-withdraw = Withdraw
catalog-request-difference = Requested change
catalog-request-old = Now
catalog-request-new = Requested
catalog-request-decide = Decide…
catalog-request-decide-go = Save decision
catalog-request-decision = Decision
catalog-claim-gtin = Claim a GTIN
catalog-claim-text = If another company listed a product under your GTIN, tell us why it is yours. Our team decides: your company maintains the product from then on, or the GTIN becomes free for you to list.
catalog-claim-evidence = Evidence
catalog-claim-evidence-hint = For example your GS1 company prefix, and where we can check it.
catalog-claim-go = Submit claim
catalog-staff-requests-none = No requests
catalog-staff-requests-none-text = Vendors' changes to shared products and their GTIN claims appear here.
catalog-staff-retired = Removed products
catalog-staff-retired-text = A removed product gives up its GTIN. It gets it back when you restore it, unless another product has been listed with it.
catalog-staff-retired-none = No removed products
catalog-staff-retired-none-text = Products you remove from the catalogue appear here.
catalog-staff-restore = Restore…
catalog-staff-restore-text = The product can be found and bought again from every vendor that still offers it.
catalog-staff-restore-go = Restore product

request-kind-change = Change
request-kind-gtin-claim = GTIN claim
request-state-pending = Pending
request-state-accepted = Accepted
request-state-transferred = Transferred
request-state-released = GTIN released
request-state-refused = Rejected
request-state-withdrawn = Withdrawn
request-state-superseded = Superseded
request-decision-accept = Accept the change
request-decision-transfer = Transfer the product to this vendor
request-decision-release = Release the GTIN
request-decision-refuse = Reject
product-field-title = Product name
product-field-brand = Brand
product-field-category = Category
product-field-description = Description

flash-change-requested = Others depend on this product, so our team reviews the change. You'll find it under Requests.
flash-request-withdrawn = Request withdrawn.
flash-gtin-claimed = Claim submitted.
flash-request-decided = Decision saved.
flash-product-restored = Product restored.

code-products-gtin-held = Another product has been listed with this GTIN. Remove that product, or release its GTIN, before you restore this one.
code-requests-no-such-request = Request not found.
code-requests-not-pending = This request is no longer pending.
code-requests-wrong-decision = This decision does not fit the request.
code-requests-outdated = The product has changed or was removed since this was requested. Reject the request so that the vendor can make a new one.
code-requests-own-company = You belong to a company that this request concerns. Someone else must decide it.
code-requests-company-stopped = The company that made this request is suspended. Reject the request, or decide it once the company is reinstated.
code-requests-prefix-reserved = The GTIN begins with a GS1 company prefix that is reserved for another company. Reject the claim, or revoke the prefix first.
code-requests-gtin-free = No product holds this GTIN. List your product with it.
code-requests-own-gtin = A product that your company maintains already has this GTIN.
code-requests-already-claimed = Your company has already claimed the GTIN of this product. Wait for the decision, or withdraw the claim.

catalog-prefixes = GS1 company prefixes
catalog-prefixes-text = State the GS1 company prefixes that your company holds. Once our team confirms one, no other company can list a new product with a GTIN under it. Products already listed stay; you can claim their GTINs.
catalog-prefixes-none = No company prefixes
catalog-prefixes-none-text = Prefixes that your company states appear here.
catalog-prefix-state = Add a prefix
catalog-prefix = Company prefix
catalog-prefix-hint = { LIMIT("prefix-least") } to { LIMIT("prefix-most") } digits, as your GTIN-13s begin. Put a 0 before a U.P.C. company prefix.
catalog-prefix-evidence-hint = Where we can check it, such as your GS1 licence.
catalog-prefix-go = Submit prefix
catalog-prefix-give-up = Give up…
catalog-prefix-give-up-text = Other companies can list products with GTINs under this prefix again.
catalog-prefix-give-up-go = Give up prefix
catalog-staff-prefixes-text = A confirmed prefix is reserved: no other company can list a new product with a GTIN under it. Check the GS1 licence before you confirm.
catalog-staff-prefixes-none-text = Company prefixes that vendors state appear here.
prefix-state-pending = Pending
prefix-state-confirmed = Confirmed
prefix-state-refused = Rejected
prefix-state-withdrawn = Withdrawn
prefix-state-revoked = Revoked
prefix-decision-confirm = Confirm and reserve
prefix-decision-refuse = Reject
prefix-decision-revoke = Revoke
flash-prefix-stated = Prefix submitted.
flash-prefix-withdrawn = Prefix withdrawn.
code-products-prefix-reserved = The GTIN of this product begins with a GS1 company prefix that is reserved for another company. Leave the product removed, or revoke the prefix first.
code-products-gtin-reserved = This GTIN begins with a GS1 company prefix that is reserved for another company. Check the digits, offer that company's product once it is listed, or state the prefix if it is yours.
code-prefixes-no-such-prefix = Company prefix not found.
code-prefixes-already-stated = Your company has already stated this prefix.
code-prefixes-not-open = This decision does not fit the prefix: a pending one is confirmed or rejected, a confirmed one is revoked.
code-prefixes-overlaps = This prefix overlaps one that is reserved for another company. Reject it, or revoke the other one first.
code-prefixes-company-stopped = The company that stated this prefix is suspended. Reject it, or decide it once the company is reinstated.
code-prefixes-own-company = You belong to a company that this prefix concerns. Someone else must decide it.
