//! Household goods.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "laundry" "gst_18" HOUSEHOLD
        notes [
            "Works in hard water, too.",
            "Kind to hands and to coloured clothes.",
            "Brisk seller in the monsoon and before festivals.",
            "Fresh scent after line drying.",
        ]
        keep "Keep dry and away from children."
        Packed "Detergent Powder" ["Lemon", "Jasmine", "Active White", "Top-Load", "Front-Load"] ["500 g pouch", "1 kg pouch", "2 kg pouch", "4 kg bag", "10 kg bag"] 70..210 [1, 6, 12, 24] "Lifts oil and turmeric stains in cold water.";
        Packed "Liquid Detergent" ["Top-Load", "Front-Load", "Gentle Wool"] ["500 ml bottle", "1 L bottle", "2 L refill", "5 L can"] 120..240 [1, 6, 12];
        Packed "Detergent Bar" ["Blue", "Lemon", "Extra White"] ["150 g bar", "250 g bar"] 60..110 [6, 12, 24];
        Packed "Fabric Conditioner" ["Morning Mist", "Lavender", "Mogra"] ["220 ml pouch", "800 ml bottle", "2 L refill", "5 L can"] 160..270 [1, 6, 12] "Add to the last rinse.";
        Packed "Stain Remover" ["Oxygen", "Collar and Cuff"] ["200 ml spray", "500 g tub"] 280..460 [1, 6, 12];
        Packed "Fabric Blue" ["Liquid", "Powder"] ["75 ml bottle", "250 ml bottle"] 160..260 [6, 12, 24];
    },
    category! {
        "dishwashing" "gst_18" HOUSEHOLD
        notes [
            "Made for greasy kadhais and steel plates.",
            "Good value, wash after wash.",
            "Kind to hands.",
            "A fast mover for kirana stores and canteens.",
        ]
        keep "Keep closed and away from food."
        Packed "Dishwash Bar" ["Lemon", "Ash", "Neem", "Pudina"] ["100 g bar", "200 g bar", "300 g bar", "500 g tub"] 60..110 [1, 6, 12, 24] "Cuts ghee and curry grease without a second wash.";
        Packed "Dishwash Liquid" ["Lemon", "Lime and Mint", "Tamarind", "Green Apple"] ["250 ml bottle", "500 ml bottle", "750 ml bottle", "1 L refill", "5 L can"] 130..240 [1, 6, 12, 24] "Concentrated: a spoonful does a sink of dishes.";
        Packed "Dishwasher Tablets" ["Classic", "All-in-One", "Lemon"] ["15 pieces", "30 pieces", "60 pieces"] 14..24 [1, 6, 12];
        Packed "Scrub Pad" ["Green", "Non-Scratch", "Sponge-Backed", "Coconut Coir"] ["1 piece", "3 pieces", "10 pieces"] 8..28 [6, 12, 24];
        Packed "Steel Scrubber" ["Spiral", "Heavy-Duty"] ["1 piece", "3 pieces", "6 pieces"] 7..16 [6, 12, 24];
    },
    category! {
        "cleaners" "gst_18" HOUSEHOLD
        notes [
            "Made for tiles, granite and mosaic.",
            "Reordered monthly by housekeeping teams.",
            "Pleasant to work with, and hard on dirt.",
            "Bulk sizes serve hotels, clinics and offices.",
        ]
        keep "Keep dry and out of the reach of children."
        Packed "Floor Cleaner" ["Pine", "Citrus", "Jasmine", "Lavender", "Lemongrass"] ["500 ml bottle", "1 L bottle", "2 L bottle", "5 L can"] 80..170 [1, 6, 12, 24] "Dilute one cap to a bucket for daily mopping.";
        Loose "Floor Cleaner Concentrate" ["Pine", "Citrus", "Neem"] ["20 L can", "50 L drum"] 60..110 [1];
        Packed "Toilet Cleaner" ["Thick Blue", "Citrus", "Marine"] ["500 ml bottle", "1 L bottle", "5 L can"] 90..160 [1, 6, 12, 24] "Thick, so that it clings; never mix with bleach.";
        Packed "Glass Cleaner" ["Blue", "Streak-Free", "Lemon"] ["500 ml spray", "1 L refill", "5 L can"] 90..170 [1, 6, 12];
        Packed "White Phenyl" ["Pine", "Mogra", "Rose"] ["500 ml bottle", "1 L bottle", "5 L can"] 40..80 [1, 6, 12];
        Packed "Kitchen Degreaser" ["Lemon", "Heavy-Duty"] ["500 ml spray", "1 L bottle", "5 L can"] 180..320 [1, 6, 12];
        Packed "Mop Refill" ["Cotton", "Microfibre", "Twist"] ["1 piece", "2 pieces"] 60..160 [1, 6, 12];
        Packed "Broom" ["Grass", "Coconut", "Soft Bristle"] ["1 piece"] 55..130 [1, 6, 12, 24];
    },
    category! {
        "paper-tissue" "gst_18" HOUSEHOLD
        notes [
            "Soft, strong and low in lint.",
            "Made of responsibly sourced fibre.",
            "Sealed for hygiene, and packed flat to save shelf room.",
            "For homes, washrooms and quick-service counters.",
        ]
        keep "Keep dry."
        Packed "Facial Tissue" ["Soft 2-Ply", "Premium 3-Ply", "Car Pack"] ["100 pulls", "150 pulls", "200 pulls"] 1..2 [1, 6];
        Packed "Paper Napkins" ["White", "Printed", "Unbleached", "Cocktail"] ["50 pieces", "100 pieces", "200 pieces", "500 pieces"] 1..2 [1, 6, 12];
        Packed "Toilet Roll" ["2-Ply", "3-Ply", "Bamboo", "Jumbo"] ["1 roll", "4 rolls", "6 rolls", "10 rolls"] 22..60 [1, 6, 12, 24];
        Packed "Kitchen Towel" ["2-Ply", "Printed", "Bamboo"] ["1 roll", "2 rolls", "4 rolls", "6 rolls"] 55..110 [1, 6, 12, 24];
        Packed "Hand Towels" ["M-Fold", "C-Fold", "Z-Fold"] ["150 pieces", "250 pieces"] 1..2 [1];
        Packed "Wet Wipes" ["Lemon", "Aloe", "Refreshing", "Disinfecting"] ["10 pieces", "30 pieces", "72 pieces"] 1..3 [1, 6, 12];
    },
    category! {
        "wraps-disposables" "gst_18" HOUSEHOLD
        notes [
            "Sturdy enough for busy kitchens and long queues.",
            "Even quality, lot after lot.",
            "Made for canteens, caterers and cloud kitchens.",
            "Neatly packed, so that nothing is wasted.",
        ]
        keep "Keep dry and away from flame."
        Packed "Aluminium Foil" ["Household", "Heavy-Duty", "Catering"] ["9 m roll", "18 m roll", "25 m roll", "72 m roll"] 5..9 [1, 6, 12, 24] "Food-grade and heat-safe.";
        Packed "Cling Film" ["Kitchen", "Catering"] ["30 m roll", "100 m roll", "300 m roll"] 2..4 [1, 6];
        Packed "Garbage Bags" ["Small", "Medium", "Large", "Compostable"] ["15 pieces", "30 pieces", "90 pieces"] 2..6 [1, 6, 12];
        Packed "Paper Cups" ["90 ml Tea", "150 ml", "210 ml", "Ripple-Wall"] ["50 pieces", "100 pieces", "500 pieces"] 1..3 [1, 6];
        Packed "Areca Leaf Plates" ["6-Inch Round", "10-Inch Round", "Square", "Compartment"] ["10 pieces", "25 pieces", "100 pieces"] 4..10 [1, 6, 12] "Pressed from fallen leaves; holds hot gravies.";
        Packed "Bagasse Boxes" ["500 ml", "750 ml", "Two-Section"] ["25 pieces", "50 pieces", "200 pieces"] 6..12 [1, 6] "A plastic-free choice for hot food.";
        Packed "Wooden Spoons" ["Dessert", "Table", "Soup"] ["50 pieces", "100 pieces"] 1..2 [1, 6, 12];
        Packed "Baking Paper" ["Brown", "White"] ["10 m roll", "20 m roll"] 9..15 [1, 6, 12, 24];
    },
    category! {
        "pooja-needs" "gst_5" POOJA
        notes [
            "Made in a family workshop.",
            "Neatly boxed for the shop counter.",
            "Demand doubles in the festival weeks.",
            "Made with natural ingredients.",
        ]
        keep "Keep dry and away from flame."
        Packed "Agarbatti" ["Mogra", "Sandal", "Rose", "Oudh", "Champa", "Kasturi"] ["20 sticks", "50 sticks", "100 sticks", "250 sticks"] 1..2 [1, 6, 12] "Rolled by hand; even burn and soft smoke.";
        Packed "Dhoop Cones" ["Guggul", "Sandal", "Loban", "Lavender"] ["10 pieces", "25 pieces", "50 pieces"] 3..6 [1, 6, 12, 24] "No bamboo, little ash.";
        Packed "Camphor" ["Tablet", "Pure", "Bhimseni"] ["50 g jar", "100 g jar", "250 g jar", "1 kg jar"] 900..1600 [1, 6, 12];
        Packed "Cotton Wicks" ["Round", "Long", "Ghee-Dipped"] ["50 pieces", "100 pieces"] 1..2 [1, 6, 12];
        Packed "Lamp Oil" ["Five-Oil", "Jasmine", "Sesame"] ["200 ml bottle", "500 ml bottle", "1 L bottle", "5 L can"] 160..260 [1, 6, 12];
        Packed "Kumkum" ["Red", "Maroon"] ["25 g pack", "50 g pack", "100 g pack"] 300..520 [6, 12, 24];
        Packed "Clay Diyas" ["Plain", "Painted", "Wax-Filled"] ["6 pieces", "12 pieces", "24 pieces"] 3..12 [1, 6, 12];
        Packed "Bakhoor" ["Amber", "Rose Taif", "Royal Oudh"] ["40 g box", "80 g box"] 3600..7800 [1, 6, 12];
    },
];
