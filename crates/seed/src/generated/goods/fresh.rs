//! Fresh food: vegetables, fruits, greens, fish and meat.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "vegetables" "gst_0" PRODUCE
        notes [
            "Sorted and graded at the packhouse, with field dirt brushed off.",
            "Loaded the night before, so that it reaches the shop before opening.",
            "Even size and firm; suited to retail shelves and restaurant kitchens.",
            "Bought direct from growers, and traceable to the village.",
        ]
        keep "Keep cool, shaded and ventilated."
        Loose "Onion" ["Nashik Red", "Bellary", "White", "Rose", "Sambar"] ["5 kg bag", "10 kg bag", "25 kg sack", "50 kg sack"] 22..40 [1] "Cured and dry-necked; keeps for weeks.";
        Loose "Potato" ["Jyoti", "Agra", "Chipsona", "Washed", "Baby"] ["5 kg bag", "10 kg bag", "25 kg sack", "50 kg sack"] 18..34 [1];
        Loose "Tomato" ["Country", "Hybrid", "Roma", "Vine"] ["2 kg box", "5 kg crate", "10 kg crate", "25 kg crate"] 24..48 [1];
        Loose "Carrot" ["Delhi Red", "Ooty", "Baby"] ["2 kg bag", "5 kg bag", "10 kg bag", "25 kg sack"] 32..60 [1];
        Loose "Beans" ["Cluster", "Broad", "Yard-Long", "French"] ["2 kg bag", "5 kg bag", "10 kg crate"] 44..80 [1];
        Loose "Gourd" ["Ash", "Bottle", "Snake", "Ridge", "Bitter"] ["5 kg bag", "10 kg crate", "20 kg crate"] 22..46 [1];
        Loose "Brinjal" ["Long Purple", "Bharta", "Green Round", "Small Purple"] ["2 kg bag", "5 kg bag", "10 kg crate"] 26..48 [1];
        Loose "Okra" ["Tender", "Export Grade"] ["2 kg bag", "5 kg bag", "10 kg crate"] 36..60 [1];
        Loose "Cabbage" ["Green", "Red", "Savoy"] ["5 kg bag", "10 kg bag", "25 kg sack"] 18..55 [1];
        Loose "Capsicum" ["Green", "Red", "Yellow"] ["1 kg box", "2 kg box", "5 kg box", "10 kg crate"] 60..150 [1];
        Loose "Cauliflower" ["Snow White", "Trimmed", "Mini"] ["5 kg crate", "10 kg crate", "20 kg crate"] 26..50 [1];
        Loose "Garlic" ["Desi", "Ooty Hill", "Single Clove"] ["1 kg bag", "5 kg bag", "10 kg bag", "25 kg sack"] 120..260 [1];
        Loose "Ginger" ["Fresh", "Washed", "Young"] ["1 kg bag", "5 kg bag", "10 kg bag"] 80..150 [1];
        Loose "Green Chilli" ["Jwala", "Bullet", "Bhavnagari"] ["1 kg bag", "2 kg bag", "5 kg bag"] 48..90 [1];
        Packed "Mushrooms" ["Button", "Milky", "Oyster"] ["200 g tray", "400 g tray"] 220..340 [1, 6, 12, 24];
        Packed "Sweet Corn" ["Peeled", "Kernel"] ["200 g tray", "500 g tray"] 90..150 [1, 6, 12, 24];
    },
    category! {
        "fruits" "gst_0" PRODUCE
        notes [
            "Picked at the right stage and packed to travel.",
            "Checked for colour and ripeness, lot by lot.",
            "Counted by size, so that every box sells at one price.",
            "From growers we visit ourselves each season.",
        ]
        keep "Keep away from sun; chill once ripe."
        Loose "Mango" ["Totapuri", "Langra", "Dasheri", "Banganapalle", "Kesar", "Alphonso"] ["3 kg box", "5 kg box", "10 kg crate", "20 kg crate"] 70..260 [1] "Ripened in straw, without carbide.";
        Loose "Banana" ["Robusta", "Poovan", "Nendran", "Yelakki", "Red"] ["5 kg box", "10 kg crate", "15 kg crate"] 28..75 [1];
        Loose "Apple" ["Kashmiri Delicious", "Shimla Royal", "Kinnaur", "Golden", "Imported Gala"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 95..220 [1];
        Loose "Orange" ["Nagpur", "Mandarin", "Valencia"] ["2 kg bag", "5 kg bag", "10 kg crate", "20 kg crate"] 48..110 [1];
        Loose "Grapes" ["Thompson Seedless", "Sharad Black", "Flame Red"] ["2 kg box", "4 kg box", "8 kg box"] 70..170 [1];
        Loose "Pomegranate" ["Arakta", "Bhagwa", "Large"] ["2 kg box", "5 kg box", "10 kg box"] 110..210 [1];
        Loose "Papaya" ["Red Lady", "Taiwan", "Semi-Ripe"] ["5 kg crate", "10 kg crate", "20 kg crate"] 28..50 [1];
        Loose "Watermelon" ["Kiran", "Striped", "Seedless"] ["10 kg crate", "20 kg crate", "50 kg crate"] 14..32 [1];
        Loose "Guava" ["Allahabad", "Pink Flesh", "Thai"] ["2 kg box", "5 kg box", "10 kg crate"] 42..95 [1];
        Loose "Sweet Lime" ["Juice Grade", "Nagpur", "Sathgudi"] ["5 kg bag", "10 kg bag", "20 kg sack"] 40..75 [1];
        Loose "Pineapple" ["Queen", "Mauritius", "Kew"] ["5 kg crate", "10 kg crate", "20 kg crate"] 32..60 [1];
        Loose "Lemon" ["Kagzi", "Large", "Seedless"] ["1 kg bag", "5 kg bag", "10 kg bag"] 60..120 [1];
        Packed "Dates" ["Fresh Khalal", "Fresh Barhi", "Medjool"] ["500 g box", "1 kg box"] 220..620 [1, 6, 12];
        Packed "Strawberries" ["Mahabaleshwar", "Camarosa"] ["200 g punnet", "400 g punnet"] 260..420 [1, 6, 12];
        Packed "Tender Coconut" ["Green", "Orange", "Trimmed"] ["1 piece", "6 pieces", "12 pieces"] 32..55 [1, 6];
    },
    category! {
        "herbs-greens" "gst_0" PRODUCE
        notes [
            "Cut at dawn, washed and drained before packing.",
            "Packed in breathable bags, so that leaves stay crisp for longer.",
            "Sorted by hand: no yellow leaves, little stem.",
            "Grown on small plots near the city and delivered daily.",
        ]
        keep "Keep chilled at 4 to 8 °C."
        Packed "Coriander" ["Root-On", "Fresh", "Hydroponic"] ["100 g bunch", "250 g bunch", "500 g bag", "1 kg bag"] 60..140 [1, 6, 12, 24];
        Packed "Mint" ["Fresh", "Hydroponic"] ["100 g bunch", "250 g bunch", "500 g bag"] 80..160 [1, 6, 12, 24];
        Packed "Spinach" ["Palak", "Red Stem", "Baby"] ["250 g bunch", "500 g bag", "1 kg bag"] 36..110 [1, 6, 12, 24];
        Packed "Curry Leaves" ["Fresh", "Sorted"] ["100 g pack", "250 g pack", "500 g bag"] 70..130 [1, 6, 12];
        Packed "Fenugreek Leaves" ["Small Leaf", "Large Leaf"] ["250 g bunch", "500 g bag", "1 kg bag"] 50..100 [1, 6, 12];
        Packed "Amaranth" ["Green", "Red"] ["250 g bunch", "500 g bag"] 40..70 [1, 6, 12, 24];
        Packed "Lettuce" ["Iceberg", "Romaine", "Lollo Rosso"] ["200 g pack", "500 g pack"] 120..260 [1, 6, 12];
        Packed "Basil" ["Italian", "Thai", "Lemon"] ["50 g pack", "100 g pack"] 380..620 [1, 6, 12];
        Packed "Spring Onion" ["Fresh", "Trimmed"] ["250 g bunch", "1 kg bag"] 60..110 [1, 6, 12];
        Packed "Banana Leaf" ["Cut", "Full"] ["10 pieces", "25 pieces", "100 pieces"] 3..6 [1, 6];
    },
    category! {
        "fish-seafood" "gst_0" CATCH
        notes [
            "Landed this week and kept on ice from boat to door.",
            "Cleaned and checked by hand; weights are net of ice.",
            "Firm flesh and clean smell, with a temperature log for every box.",
            "Suited to hotels, caterers and fish counters.",
        ]
        keep "Keep on ice at 0 to 2 °C and use within two days."
        Loose "Seer Fish" ["Whole", "Head-Off", "Steak-Cut"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 620..980 [1];
        Loose "Pomfret" ["Chinese", "Black", "Silver"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 580..1100 [1];
        Loose "Sardines" ["Whole", "Large", "Cleaned"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 110..190 [1];
        Loose "Mackerel" ["Whole", "Large", "Cleaned"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 170..290 [1];
        Loose "Tuna" ["Whole Skipjack", "Whole Yellowfin", "Yellowfin Loin"] ["2 kg box", "5 kg box", "10 kg box"] 240..560 [1];
        Loose "Rohu" ["Whole", "Large", "Curry-Cut"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 150..240 [1];
        Loose "Catla" ["Whole", "Curry-Cut"] ["2 kg box", "5 kg box", "10 kg box", "20 kg box"] 160..250 [1];
        Loose "Prawns" ["Peeled Small", "White", "Tiger", "River", "Jumbo"] ["1 kg box", "2 kg box", "5 kg box", "10 kg box"] 380..900 [1];
        Loose "Crab" ["Blue Swimmer", "Mud", "Cleaned"] ["1 kg box", "2 kg box", "5 kg box", "10 kg box"] 360..780 [1];
        Loose "Squid" ["Whole", "Cleaned", "Ring-Cut"] ["1 kg box", "2 kg box", "5 kg box", "10 kg box"] 300..480 [1];
        Loose "Anchovies" ["Whole", "Cleaned"] ["1 kg box", "2 kg box", "5 kg box", "10 kg box"] 160..280 [1];
        Packed "Fish Fillet" ["Basa", "Sea Bass", "Red Snapper"] ["500 g tray", "1 kg tray"] 320..760 [1, 6, 12];
        Loose "Hilsa" ["Medium", "Large", "Steak-Cut"] ["2 kg box", "5 kg box", "10 kg box"] 900..1700 [1];
        Loose "Mussels" ["Shell-On", "Cleaned"] ["2 kg box", "5 kg box", "10 kg box"] 160..320 [1];
        Loose "Pearl Spot" ["Whole", "Cleaned"] ["1 kg box", "2 kg box", "5 kg box"] 380..560 [1];
    },
    category! {
        "meat-poultry" "gst_0" CATCH
        notes [
            "Halal, from inspected abattoirs, chilled at once.",
            "Trimmed and portioned for kitchens; weights are exact.",
            "Delivered in insulated boxes with gel packs.",
            "No added water, no colour.",
        ]
        keep "Keep chilled at 0 to 4 °C and use within three days."
        Packed "Chicken" ["Whole Skinless", "Curry-Cut", "Boneless", "Country"] ["500 g tray", "1 kg tray", "2 kg tray", "5 kg bag"] 190..420 [1, 6, 12];
        Packed "Chicken Breast" ["Boneless", "Tender", "Skin-On"] ["500 g tray", "1 kg tray", "2 kg tray"] 290..380 [1, 6, 12];
        Packed "Chicken Legs" ["Whole", "Drumstick", "Thigh Boneless"] ["500 g tray", "1 kg tray", "2 kg tray"] 220..340 [1, 6, 12];
        Packed "Chicken Mince" ["Coarse", "Lean"] ["500 g tray", "1 kg tray"] 280..380 [1, 6, 12, 24];
        Packed "Mutton" ["Curry-Cut", "Biryani-Cut", "Shoulder", "Boneless"] ["500 g tray", "1 kg tray", "2 kg tray", "5 kg bag"] 680..940 [1, 6, 12];
        Packed "Mutton Keema" ["Regular", "Lean"] ["500 g tray", "1 kg tray"] 720..900 [1, 6, 12];
        Packed "Lamb Chops" ["Loin", "Frenched"] ["500 g tray", "1 kg tray"] 860..1200 [1, 6, 12];
        Packed "Duck" ["Whole Dressed", "Curry-Cut"] ["1 kg tray", "2 kg tray"] 380..520 [1, 6, 12];
        Packed "Quail" ["Whole Dressed", "Halved"] ["4 pieces", "8 pieces", "12 pieces"] 70..110 [1, 6, 12];
        Packed "Turkey" ["Whole Dressed", "Breast"] ["2 kg bag", "4 kg bag"] 420..680 [1, 6];
    },
];
