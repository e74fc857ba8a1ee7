listings-choose = Choose
listings-gtin = GTIN (barcode)
listings-gtin-hint = 8, 12, 13 or 14 digits. Leave empty if there is none.
listings-gtin-reserved = This GTIN is reserved for another company
listings-gtin-reserved-text = If your company holds the GS1 company prefix, state it with evidence. Otherwise list the product without a GTIN, or offer it once that company has listed it.
listings-gtin-reserved-go = State a company prefix
listings-gtin-taken = This product is already listed
listings-gtin-taken-go = Offer this product
listings-gtin-taken-text = You can offer the same product at your own price alongside other vendors.
listings-list-go = List product
listings-packs-hint = Orders, prices and stock are all counted in packs.
listings-sku-hint = Case-sensitive.
listings-tax = Tax
listings-title-hint = Include the size, for example "Basmati rice, aged, 5 kg".
listings-your-offer = Your offer

flash-product-listed = Product listed. Add stock so buyers can order it.
