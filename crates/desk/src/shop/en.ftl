shop-title = Products
