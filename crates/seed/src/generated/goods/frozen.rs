//! Frozen food.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "frozen-vegetables" "gst_5" FROZEN
        notes [
            "Frozen within hours of harvest.",
            "Cleaned and ready for the pan.",
            "No preservative: the cold does the work.",
            "The same price and quality all year round.",
        ]
        keep "Keep frozen at -18 °C; do not refreeze."
        Packed "Green Peas" ["Frozen Tender", "Frozen Sweet"] ["200 g pouch", "500 g pouch", "1 kg pouch", "5 kg bag"] 90..150 [1, 6, 12, 24];
        Packed "Sweet Corn" ["Frozen Kernel", "Frozen Cob-Cut"] ["200 g pouch", "500 g pouch", "1 kg pouch", "5 kg bag"] 96..150 [1, 6, 12, 24];
        Packed "Vegetables" ["Frozen Mixed", "Frozen Biryani-Cut", "Frozen Soup-Cut", "Frozen Stir-Fry"] ["500 g pouch", "1 kg pouch", "2 kg pouch", "5 kg bag"] 90..160 [1, 6, 12];
        Packed "Okra" ["Frozen Cut", "Frozen Whole Baby"] ["400 g pouch", "1 kg pouch"] 100..150 [1, 6, 12];
        Packed "Coconut" ["Frozen Grated", "Frozen Sliced"] ["200 g pouch", "400 g pouch", "1 kg pouch"] 190..280 [1, 6, 12, 24];
        Packed "Drumstick" ["Frozen Cut", "Frozen Peeled"] ["400 g pouch", "1 kg pouch"] 130..190 [1, 6, 12];
        Packed "Jackfruit" ["Frozen Tender Cut", "Frozen Ripe"] ["400 g pouch", "1 kg pouch"] 150..240 [1, 6, 12];
        Packed "Mango Pulp" ["Frozen Alphonso", "Frozen Kesar"] ["500 g pouch", "1 kg pouch"] 180..320 [1, 6, 12];
        Packed "Berries" ["Frozen Red", "Frozen Mixed", "Frozen Forest"] ["300 g pouch", "1 kg pouch"] 260..560 [1, 6, 12];
        Packed "Tapioca" ["Frozen Cut", "Frozen Grated"] ["500 g pouch", "1 kg pouch"] 76..120 [1, 6, 12];
    },
    category! {
        "frozen-snacks" "gst_12" FROZEN
        notes [
            "From freezer to plate in ten minutes; no thawing.",
            "Made in small batches and frozen at once.",
            "Portioned for cafés, canteens and cloud kitchens.",
            "Crisp in the air fryer, too.",
        ]
        keep "Keep frozen at -18 °C; do not refreeze."
        Packed "Samosa" ["Mini Cocktail", "Onion", "Peas", "Punjabi Aloo"] ["10 pieces", "20 pieces", "50 pieces"] 8..20 [1, 6, 12] "Folded by hand and par-fried.";
        Packed "Spring Rolls" ["Vegetable", "Paneer", "Chicken"] ["10 pieces", "20 pieces", "50 pieces"] 10..22 [1, 6, 12];
        Packed "Momos" ["Vegetable", "Chicken", "Paneer", "Corn and Cheese"] ["12 pieces", "24 pieces", "50 pieces"] 7..16 [1, 6, 12];
        Packed "French Fries" ["9 mm", "6 mm Shoestring", "Masala", "Crinkle-Cut"] ["400 g pouch", "1 kg pouch", "2.5 kg bag"] 120..210 [1, 6, 12];
        Packed "Cutlets" ["Vegetable", "Beetroot", "Chicken"] ["300 g box", "600 g box", "1 kg pouch"] 260..420 [1, 6, 12];
        Packed "Kebab" ["Hara Bhara", "Shammi", "Seekh Chicken"] ["300 g box", "500 g box", "1 kg pouch"] 300..560 [1, 6, 12];
        Packed "Medu Vada" ["Classic", "Pepper"] ["10 pieces", "20 pieces"] 9..15 [1, 6, 12];
        Packed "Cheese Bites" ["Jalapeño", "Corn", "Chilli Garlic"] ["250 g box", "500 g box", "1 kg pouch"] 340..520 [1, 6, 12];
    },
    category! {
        "frozen-breads" "gst_5" FROZEN
        notes [
            "Soft again after a minute's heat.",
            "Made without preservatives.",
            "The pieces part with ease.",
            "Saves an hour in any kitchen.",
        ]
        keep "Keep frozen at -18 °C; cook straight from the freezer."
        Packed "Paratha" ["Malabar", "Aloo", "Methi", "Whole-Wheat", "Lachha", "Paneer"] ["5 pieces", "10 pieces", "20 pieces", "50 pieces"] 10..24 [1, 6, 12, 24] "Layered with care; puffs on a hot tawa.";
        Packed "Chapati" ["Whole-Wheat", "Multigrain", "Oil-Free"] ["10 pieces", "20 pieces", "50 pieces"] 6..11 [1, 6, 12];
        Packed "Naan" ["Plain", "Butter", "Garlic", "Tandoori"] ["4 pieces", "8 pieces", "20 pieces"] 16..28 [1, 6, 12, 24];
        Packed "Idli" ["Plain", "Rava", "Mini"] ["10 pieces", "20 pieces", "50 pieces"] 5..10 [1, 6, 12];
        Packed "Appam" ["Plain", "Sweet", "Egg"] ["5 pieces", "10 pieces"] 11..19 [1, 6, 12];
        Packed "Idiyappam" ["Rice", "Ragi"] ["10 pieces", "20 pieces"] 7..12 [1, 6, 12];
        Packed "Puff Pastry" ["Sheet-Cut", "Square-Cut"] ["400 g pack", "1 kg pack"] 210..320 [1, 6, 12];
        Packed "Pizza Base" ["Thin-Crust", "Pan", "Whole-Wheat"] ["2 pieces", "5 pieces", "10 pieces"] 18..32 [1, 6, 12];
    },
    category! {
        "frozen-meat-fish" "gst_5" FROZEN
        notes [
            "Blast-frozen; net weight is without any glaze.",
            "Halal-certified, in pouches that can be traced.",
            "Portions freeze apart, so that you take just what you need.",
            "From an export-approved unit.",
        ]
        keep "Keep frozen at -18 °C; thaw in the chiller overnight."
        Packed "Chicken" ["Frozen Whole", "Frozen Curry-Cut", "Frozen Skinless", "Frozen Boneless"] ["500 g pouch", "1 kg pouch", "2 kg pouch", "5 kg box"] 200..380 [1, 6, 12];
        Packed "Chicken Nuggets" ["Classic", "Spicy", "Cheese"] ["250 g box", "500 g box", "1 kg pouch"] 320..460 [1, 6, 12, 24];
        Packed "Prawns" ["Frozen Peeled", "Frozen Tail-On", "Frozen Whole Tiger"] ["200 g pouch", "500 g pouch", "1 kg pouch", "2 kg block"] 540..980 [1, 6, 12];
        Packed "Fillet" ["Frozen Basa", "Frozen Red Snapper", "Frozen Salmon"] ["500 g pouch", "1 kg pouch", "5 kg box"] 300..1200 [1, 6, 12];
        Packed "Pomfret" ["Frozen Black", "Frozen Silver"] ["500 g pouch", "1 kg pouch", "5 kg box"] 520..900 [1, 6, 12];
        Packed "Fish Fingers" ["Classic", "Crumbed Basa"] ["300 g box", "500 g box", "1 kg pouch"] 380..540 [1, 6, 12];
        Packed "Mutton" ["Frozen Curry-Cut", "Frozen Shoulder", "Frozen Leg-Cut"] ["500 g pouch", "1 kg pouch", "5 kg box"] 620..860 [1, 6, 12];
        Packed "Squid" ["Frozen Cleaned", "Frozen Ring-Cut"] ["500 g pouch", "1 kg pouch"] 340..520 [1, 6, 12];
        Packed "Burger Patty" ["Chicken", "Fish", "Lamb"] ["4 pieces", "10 pieces", "20 pieces"] 22..55 [1, 6, 12];
    },
    category! {
        "ice-cream" "gst_18" FROZEN
        notes [
            "A favourite with children and grandparents alike.",
            "Slow to melt.",
            "Larger sizes for parlours, small ones for the corner shop.",
            "A summer bestseller; plan freezer space from March on.",
        ]
        keep "Keep frozen below -20 °C."
        Packed "Ice Cream" ["Vanilla", "Butterscotch", "Chocolate", "Kesar Pista", "Alphonso Mango", "Tender Coconut", "Crème Caramel"] ["100 ml cup", "500 ml tub", "700 ml tub", "1 L tub", "4 L tub"] 190..420 [1, 6, 12, 24] "Churned with fresh cream.";
        Packed "Kulfi" ["Malai", "Pista", "Rose", "Paan"] ["60 ml stick", "80 ml stick", "500 ml pack"] 320..560 [1, 6, 12, 24] "Reduced slowly, never whipped.";
        Packed "Ice Candy" ["Kala Khatta", "Raw Mango", "Orange"] ["50 ml stick", "70 ml stick"] 120..200 [6, 12, 24];
        Packed "Ice Cream Cone" ["Butterscotch", "Chocolate", "Black Currant"] ["100 ml cone", "120 ml cone"] 240..420 [1, 6, 12, 24];
        Packed "Falooda" ["Rose", "Royal"] ["150 ml cup", "200 ml cup"] 280..420 [1, 6, 12];
        Packed "Sorbet" ["Guava Chilli", "Jamun", "Lemon"] ["500 ml tub", "1 L tub"] 320..520 [1, 6];
    },
];
