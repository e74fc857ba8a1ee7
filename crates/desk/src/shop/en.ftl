shop-title = Products
shop-all = All
shop-category = Category
shop-brand = Brand
shop-sort = Sort by
shop-go = Search
shop-popular = Bought most often
shop-categories = Categories
shop-path = Where this is
shop-pages = Pages of products
shop-from = from { $price }
shop-vendors = { $n ->
    [0] No vendor at present
    [one] { $n } vendor
   *[other] { $n } vendors
  }
shop-found = { $n ->
    [0] Nothing was found
    [one] { $n } product
   *[other] { $n } products
  }
shop-found-more = { $n } products, and there are more
shop-nothing = No product fits
shop-nothing-text = Try fewer words, or another spelling. Article numbers and GTINs are found as well.
shop-nothing-go = See all products
shop-bare = The shelves are empty
shop-bare-text = What vendors list is shown here at once.

sort-newest = Newest first
sort-name = By name
sort-price-asc = Cheapest first
sort-price-desc = Dearest first

pack-of = { $n ->
    [1] Single piece
   *[other] Pack of { $n }
  }
packs-from-to = { $min } to { $max } packs
packs-in-steps = { $min } to { $max } packs, in steps of { $step }
price-a-piece = { $price } a piece
price-a-piece-about = about { $price } a piece

instock-plenty = In stock
instock-few = Only a few left
instock-nothing = Out of stock

product-vendors = Who sells it
product-sign-in = Sign in as a shop to order
product-pack = Pack
product-price = Price of a pack
product-bounds = You can order
product-stock = Stock
product-add = Add to basket
product-quantity-of = Packs from { $vendor }
product-about = What it is
product-facts = Particulars
product-tax = Tax
product-no-vendor = Nobody sells it at present
product-no-vendor-text = As soon as a vendor offers it again, it can be ordered here.
shop-less = Less
shop-more = More

tax-gst-0 = GST free
tax-gst-5 = GST 5 %
tax-gst-12 = GST 12 %
tax-gst-18 = GST 18 %
tax-vat-5 = VAT 5 %

seller-place = Place
seller-money = Sells in
seller-products = Its products
seller-search = Search its products
seller-bare = No products at present
seller-bare-text = This vendor has nothing on sale now.

brands-title = Brands
brands-begin = The name begins with
brands-none = No brand begins so
brands-none-text = Try fewer letters.
brands-all = See all brands
brands-products = { $n ->
    [one] { $n } product
   *[other] { $n } products
  }
