shop-title = Products
shop-all = All
shop-category = Category
shop-brand = Brand
shop-sort = Sort by
shop-go = Search
shop-popular = Popular
shop-categories = Categories
shop-path = Breadcrumb
shop-pages = Product pages
shop-from = from { $price }
shop-vendors = { $n ->
    [0] No vendors
    [one] { $n } vendor
   *[other] { $n } vendors
  }
shop-found = { $n ->
    [0] No results
    [one] { $n } product
   *[other] { $n } products
  }
shop-found-more = { $n }+ products
shop-nothing = No products found
shop-nothing-text = Try fewer words or a different spelling. You can also search by SKU or GTIN.
shop-nothing-go = View all products
shop-bare = No products yet
shop-bare-text = Products appear here as soon as vendors list them.

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

instock-plenty = In stock
instock-few = Low stock
instock-nothing = Out of stock

product-vendors = Offers
product-sign-in = Sign in as a retailer to order
product-pack = Pack
product-price = Pack price
product-bounds = Order quantity
product-stock = Availability
product-add = Add to basket
product-quantity-of = Packs from { $vendor }
product-about = Description
product-facts = Details
product-tax = Tax
product-no-vendor = Currently unavailable
product-no-vendor-text = Available to order once a vendor offers it again.
shop-less = Decrease quantity
shop-more = Increase quantity

tax-gst-0 = GST 0%
tax-gst-5 = GST 5%
tax-gst-12 = GST 12%
tax-gst-18 = GST 18%
tax-vat-5 = VAT 5%

seller-place = Location
seller-money = Currency
seller-products = Products
seller-search = Search this vendor's products
seller-bare = No products right now
seller-bare-text = This vendor isn't offering any products right now.

brands-title = Brands
brands-begin = Brand name starts with
brands-none = No brands found
brands-none-text = Try fewer letters.
brands-all = View all brands
brands-products = { $n ->
    [one] { $n } product
   *[other] { $n } products
  }
