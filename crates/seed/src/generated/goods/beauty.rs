//! Health and beauty.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "hair-care" "gst_18" BEAUTY
        notes [
            "Made with pressed oils and herbs, without parabens.",
            "Salon staff ask for it by name.",
            "Dermatologically tested; for all hair types.",
            "Sells well in the small size, with refills to follow.",
        ]
        keep "Keep closed and below 30 °C."
        Packed "Shampoo" ["Hibiscus", "Amla Shikakai", "Onion Seed", "Anti-Dandruff Neem", "Aloe Vera"] ["100 ml bottle", "200 ml bottle", "340 ml bottle", "650 ml bottle", "1 L bottle"] 380..720 [1, 6, 12, 24];
        Packed "Conditioner" ["Argan", "Coconut Milk", "Hibiscus"] ["100 ml tube", "200 ml bottle", "340 ml bottle"] 520..860 [1, 6, 12];
        Packed "Hair Oil" ["Amla", "Jasmine Coconut", "Onion", "Bhringraj", "Almond"] ["100 ml bottle", "200 ml bottle", "500 ml bottle"] 360..760 [1, 6, 12, 24] "Warm it a little and massage into the scalp.";
        Packed "Hair Serum" ["Argan", "Rice Water"] ["50 ml bottle", "100 ml bottle"] 2200..3800 [1, 6, 12];
        Packed "Henna Powder" ["Natural", "Burgundy", "Dark Brown", "Rajasthani"] ["100 g pouch", "200 g pouch", "500 g pouch"] 260..620 [1, 6, 12, 24] "Sifted three times; no PPD.";
        Packed "Hair Mask" ["Yogurt and Honey", "Keratin", "Hibiscus"] ["200 g jar", "500 g jar"] 900..1500 [1, 6, 12];
    },
    category! {
        "skin-care" "gst_18" BEAUTY
        notes [
            "Light on the skin, even in humid weather.",
            "Patch-tested on Indian skin, in summer and winter.",
            "Free of mineral oil and artificial colour.",
            "A shelf favourite before the wedding season.",
        ]
        keep "Keep closed and away from direct sun."
        Packed "Face Wash" ["Neem", "Turmeric", "Papaya", "Charcoal", "Saffron"] ["50 ml tube", "100 ml tube", "150 ml tube", "200 ml bottle"] 760..1500 [1, 6, 12, 24];
        Packed "Face Cream" ["Aloe Gel", "Rose", "Saffron Day", "Kumkumadi Night"] ["25 g jar", "50 g jar", "100 g jar"] 2200..5200 [1, 6, 12, 24] "Absorbs quickly.";
        Packed "Body Lotion" ["Cocoa Butter", "Almond", "Aloe", "Rose"] ["100 ml bottle", "200 ml bottle", "400 ml bottle"] 480..860 [1, 6, 12];
        Packed "Sunscreen" ["SPF 30 Gel", "SPF 50 Matte", "SPF 50 Kids"] ["50 ml tube", "100 ml tube"] 3200..5600 [1, 6, 12] "Leaves no white film.";
        Packed "Face Pack" ["Multani Mitti", "Sandal", "Ubtan"] ["100 g pouch", "200 g jar"] 420..900 [1, 6, 12, 24];
        Packed "Rose Water" ["Pure", "Steam-Distilled"] ["120 ml spray", "250 ml bottle", "500 ml bottle"] 300..620 [1, 6, 12];
        Packed "Lip Balm" ["Beetroot", "Honey", "Cocoa"] ["5 g tube", "10 g jar"] 12000..22000 [6, 12, 24];
    },
    category! {
        "oral-care" "gst_18" BEAUTY
        notes [
            "Gentle on enamel and suited to daily use.",
            "Made with dentists' advice.",
            "Recommended twice a day for the whole family.",
            "Shelf-ready outer carton with a large price panel.",
        ]
        keep "Keep dry and closed after use."
        Packed "Toothpaste" ["Clove", "Salt and Neem", "Herbal Red", "Fresh Mint Gel", "Babool", "Sensitive"] ["50 g tube", "100 g tube", "150 g tube", "200 g tube"] 360..760 [1, 6, 12, 24] "Fresh breath that lasts until lunch.";
        Packed "Tooth Powder" ["Herbal Red", "Black Charcoal", "Clove"] ["50 g can", "100 g can", "200 g can"] 280..520 [1, 6, 12, 24];
        Packed "Toothbrush" ["Soft", "Medium", "Kids", "Charcoal", "Bamboo"] ["1 piece", "2 pieces", "4 pieces"] 18..60 [6, 12, 24];
        Packed "Mouthwash" ["Cool Mint", "Clove", "Alcohol-Free"] ["100 ml bottle", "250 ml bottle", "500 ml bottle"] 380..640 [1, 6, 12];
        Packed "Tongue Cleaner" ["Steel", "Soft-Grip", "Copper"] ["1 piece", "2 pieces"] 25..90 [6, 12, 24];
        Packed "Dental Floss" ["Mint", "Waxed"] ["1 piece"] 60..120 [6, 12, 24];
    },
    category! {
        "bath-body" "gst_18" BEAUTY
        notes [
            "A daily need that sells all year.",
            "Tested for all skin types.",
            "A clean design that stands out on the shelf.",
            "Popular as a family buy.",
        ]
        keep "Keep dry between uses."
        Packed "Soap" ["Sandal", "Neem Tulsi", "Turmeric", "Rose", "Aloe", "Charcoal", "Jasmine"] ["75 g bar", "100 g bar", "125 g bar", "150 g bar"] 300..620 [1, 6, 12, 24] "Milled three times, so that the bar lasts.";
        Packed "Body Wash" ["Citrus", "Lemongrass", "Lavender", "Oudh"] ["200 ml bottle", "250 ml bottle", "500 ml bottle"] 480..860 [1, 6, 12];
        Packed "Hand Wash" ["Neem", "Lemon", "Sea Mist"] ["200 ml pump", "500 ml pump", "750 ml refill", "5 L can"] 160..320 [1, 6, 12, 24] "Rich lather, even in hard water.";
        Packed "Talcum Powder" ["Sandal", "Jasmine", "Cool Menthol"] ["100 g can", "200 g can", "400 g can"] 320..560 [1, 6, 12];
        Packed "Deodorant" ["Fresh Citrus", "Musk", "Oudh"] ["150 ml spray", "200 ml spray"] 820..1500 [1, 6, 12];
        Packed "Loofah" ["Natural", "Mesh"] ["1 piece"] 28..70 [6, 12, 24];
    },
    category! {
        "grooming" "gst_18" BEAUTY
        notes [
            "Made for coarse stubble and warm weather.",
            "Packed for salons and retail counters alike.",
            "A steady seller beside the till.",
            "Works well with hard water, too.",
        ]
        keep "Keep away from children."
        Packed "Shaving Cream" ["Sandal", "Menthol", "Lime", "Sensitive"] ["30 g tube", "70 g tube", "125 g tube", "500 g tub"] 640..1100 [1, 6, 12, 24] "Soothes with aloe and allantoin.";
        Packed "Shaving Foam" ["Classic", "Sensitive", "Lemon"] ["100 g can", "200 g can", "400 g can"] 560..820 [1, 6, 12];
        Packed "After-Shave Lotion" ["Musk", "Vetiver", "Ice"] ["50 ml bottle", "100 ml bottle", "200 ml bottle"] 1200..2200 [1, 6, 12];
        Packed "Beard Oil" ["Cedar", "Almond", "Oudh"] ["30 ml bottle", "50 ml bottle"] 5200..9000 [1, 6, 12];
        Packed "Hair Gel" ["Strong Hold", "Wet Look", "Matte"] ["50 g tube", "100 g tub", "250 g tub"] 420..760 [1, 6, 12, 24];
        Packed "Razor" ["Twin-Blade", "Women's", "Triple-Blade"] ["1 piece", "5 pieces", "10 pieces"] 14..48 [1, 6, 12, 24];
        Packed "Razor Blades" ["Stainless", "Platinum"] ["5 pieces", "10 pieces", "50 pieces"] 2..5 [1, 6, 12];
    },
    category! {
        "wellness" "gst_12" BEAUTY
        notes [
            "Made in a licensed unit, with checks on each batch.",
            "Read the label before use; ask a doctor when in doubt.",
            "A regular at pharmacies and general stores.",
            "Batch number and expiry date are printed large.",
        ]
        keep "Keep dry, cool and out of the reach of children."
        Packed "Chyawanprash" ["Classic", "Sugar-Free", "Kesar"] ["250 g jar", "500 g jar", "1 kg jar"] 320..560 [1, 6, 12] "More than forty herbs, to a classical recipe.";
        Packed "Balm" ["Eucalyptus", "Strong", "Ayurvedic"] ["10 g jar", "25 g jar", "50 g jar"] 3200..5200 [6, 12, 24];
        Packed "Capsules" ["Ashwagandha", "Turmeric", "Moringa", "Triphala", "Giloy"] ["30 pieces", "60 pieces", "120 pieces"] 4..9 [1, 6, 12];
        Packed "Herbal Juice" ["Amla", "Aloe Vera", "Karela Jamun", "Wheatgrass"] ["500 ml bottle", "1 L bottle"] 220..360 [1, 6, 12];
        Packed "Adhesive Bandages" ["Fabric", "Waterproof", "Kids"] ["20 pieces", "50 pieces", "100 pieces"] 1..3 [1, 6, 12];
        Packed "Cotton Wool" ["Absorbent", "Zig-Zag"] ["50 g pack", "100 g pack", "500 g roll"] 260..420 [1, 6, 12, 24];
        Packed "Sanitary Pads" ["Regular", "XL", "Night", "Cotton Soft"] ["7 pieces", "15 pieces", "30 pieces"] 4..9 [1, 6, 12, 24] "Dry top sheet and wide wings.";
        Packed "Pain Relief Oil" ["Mahanarayan", "Camphor", "Wintergreen"] ["50 ml bottle", "100 ml bottle", "200 ml bottle"] 720..1300 [1, 6, 12];
    },
];
