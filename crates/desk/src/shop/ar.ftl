shop-title = المنتجات
