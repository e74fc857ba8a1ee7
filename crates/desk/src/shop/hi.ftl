shop-title = उत्पाद
