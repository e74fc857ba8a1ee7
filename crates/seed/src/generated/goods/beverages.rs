//! Beverages, hot and cold.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "tea" "gst_5" HOT_CUPS
        notes [
            "Aroma sealed in, from the first cup to the last.",
            "Tasted batch by batch, so that the next carton brews like the last.",
            "Packed at source within weeks of plucking.",
            "A steady seller with tea stalls, offices and homes.",
        ]
        keep "Keep dry, closed and away from spices."
        Packed "Tea" ["Nilgiri Dust", "Strong Hotel Blend", "Assam CTC", "Kangra Leaf", "Darjeeling Leaf"] ["100 g pouch", "250 g pouch", "500 g pouch", "1 kg pouch", "5 kg bag"] 260..620 [1, 6, 12, 24] "Blended for a strong cup that takes milk well.";
        Packed "Masala Tea" ["", "Cardamom", "Ginger", "Karak"] ["100 g pouch", "250 g pouch", "500 g pouch"] 420..680 [1, 6, 12, 24] "Whole spices, ground fresh into the blend.";
        Packed "Green Tea" ["Pure", "Lemon", "Tulsi", "Kahwa"] ["25 bags", "50 bags", "100 bags"] 4..8 [1, 6, 12];
        Packed "Tea Bags" ["Assam", "English Breakfast", "Cardamom", "Earl Grey"] ["25 bags", "50 bags", "100 bags"] 2..5 [1, 6, 12];
        Packed "Herbal Infusion" ["Chamomile", "Hibiscus", "Lemongrass"] ["20 bags", "40 bags"] 6..11 [1, 6, 12];
    },
    category! {
        "coffee" "gst_5" HOT_CUPS
        notes [
            "Beans from shade-grown estates of the Western Ghats.",
            "Roasted in small batches for an even cup.",
            "Popular with cafés, offices and homes.",
            "The date is printed large on every pack.",
        ]
        keep "Keep airtight and dry."
        Packed "Filter Coffee" ["70-30 Chicory Blend", "80-20 Chicory Blend", "Degree", "Pure Peaberry"] ["100 g pouch", "200 g pouch", "500 g pouch", "1 kg pouch"] 460..820 [1, 6, 12, 24] "Tuned for South Indian filters, and good in a moka pot, too.";
        Packed "Instant Coffee" ["Classic", "Strong", "Cardamom", "Freeze-Dried"] ["50 g jar", "100 g jar", "200 g jar", "500 g pouch"] 900..2800 [1, 6, 12, 24];
        Packed "Coffee Beans" ["Robusta Dark Roast", "Espresso Blend", "Arabica Medium Roast", "Monsooned"] ["250 g bag", "500 g bag", "1 kg bag"] 620..1300 [1, 6, 12] "Packed with a valve within a day of roasting.";
        Packed "Arabic Coffee" ["Light Roast", "Cardamom", "Saffron"] ["250 g pouch", "500 g pouch"] 780..1500 [1, 6, 12];
        Packed "Coffee Premix" ["Vending", "Cappuccino", "Hazelnut"] ["500 g pouch", "1 kg pouch"] 320..520 [1, 6, 12];
        Packed "Cold Brew" ["Black", "Vanilla", "Coconut"] ["200 ml bottle", "250 ml can"] 260..420 [6, 12, 24] "Steeped for eighteen hours.";
    },
    category! {
        "juices" "gst_12" COLD_DRINKS
        notes [
            "Pasteurised and sealed; no preservative added.",
            "No added colour; shake well before serving.",
            "Sold chilled it moves fastest near schools and bus stands.",
            "Refreshing without being too sweet.",
        ]
        keep "Keep cool; refrigerate after opening and use within three days."
        Packed "Juice" ["Guava", "Mixed Fruit", "Pineapple", "Orange", "Apple", "Pomegranate"] ["200 ml pack", "500 ml bottle", "1 L pack"] 85..150 [1, 6, 12, 24];
        Packed "Mango Nectar" ["Totapuri", "Kesar", "Alphonso"] ["200 ml pack", "500 ml bottle", "1 L pack", "1.2 L bottle"] 70..120 [1, 6, 12, 24] "Thick with real mango pulp.";
        Packed "Coconut Water" ["Tender", "Pulpy", "Lime"] ["200 ml pack", "330 ml can", "1 L pack"] 130..210 [1, 6, 12, 24] "From young nuts, with nothing added.";
        Packed "Sugarcane Juice" ["Ginger", "Lemon"] ["200 ml bottle", "500 ml bottle"] 90..140 [6, 12, 24];
        Packed "Aam Panna" ["Classic", "Mint"] ["200 ml bottle", "1 L bottle"] 80..130 [6, 12];
        Packed "Kokum Juice" ["Sweet", "Jeera"] ["200 ml bottle", "750 ml bottle"] 100..160 [6, 12, 24];
    },
    category! {
        "soft-drinks" "gst_18" COLD_DRINKS
        notes [
            "Bottled with fine bubbles and natural flavours.",
            "Best served at 4 °C over ice.",
            "Shrink-wrapped trays that stack well behind the counter.",
            "An old-style taste in bottles that can be recycled.",
        ]
        keep "Keep out of the sun; don't freeze."
        Packed "Soda" ["Club", "Goli", "Ginger", "Jeera Masala"] ["250 ml bottle", "300 ml can", "600 ml bottle", "1.5 L bottle"] 34..70 [6, 12, 24];
        Packed "Cola" ["Classic", "Spiced", "Zero Sugar"] ["250 ml bottle", "300 ml can", "600 ml bottle", "2 L bottle"] 42..90 [6, 12, 24];
        Packed "Lemonade" ["Cloudy", "Mint", "Salted"] ["250 ml bottle", "300 ml can", "600 ml bottle", "1.5 L bottle"] 45..90 [6, 12, 24];
        Packed "Fruit Fizz" ["Orange", "Apple", "Green Mango", "Pomegranate", "Blackcurrant"] ["250 ml bottle", "300 ml can", "600 ml bottle"] 48..95 [6, 12, 24];
        Packed "Tonic Water" ["Indian", "Cucumber", "Grapefruit"] ["200 ml bottle", "300 ml can"] 140..240 [6, 12, 24];
        Packed "Energy Drink" ["Original", "Sugar-Free", "Tropical"] ["250 ml can"] 180..320 [6, 12, 24];
        Packed "Malt Drink" ["Classic", "Pomegranate", "Lemon"] ["250 ml can", "330 ml bottle"] 110..190 [6, 12, 24];
    },
    category! {
        "water" "gst_18" COLD_DRINKS
        notes [
            "Filled on a closed line and sealed with a tamper band.",
            "Tested in the plant's own laboratory for every batch.",
            "Sturdy packs that travel well.",
            "A daily need for offices, hotels and canteens.",
        ]
        keep "Keep clean, cool and out of the sun."
        Packed "Drinking Water" ["Packaged", "Mineral-Added", "Low-Sodium", "Copper-Charged"] ["250 ml bottle", "500 ml bottle", "1 L bottle", "2 L bottle"] 13..24 [1, 6, 12, 24] "Purified in seven steps.";
        Packed "Drinking Water" ["Packaged", "Mineral-Added", "Ozonised"] ["5 L jar", "10 L can", "20 L can"] 5..11 [1] "Purified in seven steps.";
        Packed "Natural Spring Water" ["Still", "Western Ghats", "Himalayan"] ["250 ml bottle", "500 ml bottle", "750 ml glass bottle", "1 L bottle"] 36..80 [1, 6, 12, 24] "Bottled at the spring.";
        Packed "Sparkling Water" ["Plain", "Lime", "Mint", "Rose"] ["250 ml can", "330 ml bottle", "750 ml glass bottle"] 90..190 [1, 6, 12, 24];
        Packed "Alkaline Water" ["Black", "Clear"] ["500 ml bottle", "1 L bottle"] 80..150 [1, 6, 12, 24];
    },
    category! {
        "drink-mixes" "gst_18" COLD_DRINKS
        notes [
            "A glass is ready in half a minute.",
            "Dissolves at once, also in cold water.",
            "A summer favourite for homes, juice bars and caterers.",
            "Made to a family recipe.",
        ]
        keep "Keep closed in a cool, dry place."
        Packed "Sharbat" ["Rose", "Khus", "Nannari", "Sandal", "Badam", "Saffron"] ["250 ml bottle", "700 ml bottle", "1 L bottle", "5 L can"] 150..290 [1, 6, 12] "One part to five of cold water or milk.";
        Packed "Squash" ["Lemon", "Orange", "Mango", "Pineapple", "Ginger Lime"] ["700 ml bottle", "1 L bottle", "5 L can"] 140..230 [1, 6, 12] "One part to four of cold water or soda.";
        Packed "Drink Powder" ["Lemon", "Orange", "Jaljeera", "Aam Panna", "Thandai"] ["100 g pouch", "250 g pouch", "500 g jar", "1 kg pouch"] 220..420 [1, 6, 12, 24];
        Packed "Mocktail Syrup" ["Blue Citrus", "Green Apple", "Grenadine", "Mojito Mint"] ["700 ml bottle", "1 L bottle"] 260..460 [1, 6, 12] "Pours clean and doesn't crystallise at the cap.";
        Packed "Malted Milk Mix" ["Chocolate", "Kesar Badam", "Vanilla"] ["200 g pouch", "500 g jar", "1 kg jar"] 340..560 [1, 6, 12];
    },
];
