//! Baby and kids.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "diapers-wipes" "gst_12" BABY
        notes [
            "Soft on the skin.",
            "No perfume and nothing that stings.",
            "Large packs give the better margin; small packs sell first.",
            "Tested by paediatric dermatologists.",
        ]
        keep "Keep dry and sealed."
        Packed "Diaper Pants" ["New Born", "Small", "Medium", "Large", "Extra Large", "XXL"] ["5 pieces", "20 pieces", "42 pieces", "62 pieces", "84 pieces"] 8..17 [1, 6, 12] "Dry for up to ten hours.";
        Packed "Taped Diapers" ["New Born", "Small", "Medium"] ["10 pieces", "24 pieces", "56 pieces"] 8..13 [1, 6, 12];
        Packed "Baby Wipes" ["Aloe", "Water-Pure", "Neem", "Fragrance-Free"] ["20 pieces", "40 pieces", "72 pieces", "144 pieces"] 1..3 [1, 6, 12];
        Packed "Cloth Nappies" ["Muslin", "Adjustable", "Printed Cotton"] ["1 piece", "3 pieces", "6 pieces"] 60..210 [1, 6, 12];
        Packed "Changing Mats" ["Disposable", "Quick-Dry Small", "Quick-Dry Medium"] ["1 piece", "5 pieces", "10 pieces"] 30..110 [1, 6, 12];
    },
    category! {
        "baby-food" "gst_18" BABY
        notes [
            "For babies who sit up and are curious; ask your paediatrician.",
            "No added salt.",
            "Made in small batches in a licensed kitchen.",
            "Each batch is tested by an outside laboratory.",
        ]
        keep "Keep closed in a cool, dry place; use within four weeks of opening."
        Packed "Baby Cereal" ["Ragi", "Rice and Moong", "Wheat Apple", "Oats Banana", "Multigrain"] ["100 g box", "200 g box", "300 g box", "500 g pouch"] 520..960 [1, 6, 12, 24] "Roasted and milled fine; cooks in five minutes.";
        Packed "Fruit Purée" ["Apple", "Mango", "Banana Chikoo", "Pear and Prune"] ["80 g pouch", "100 g pouch", "120 g jar"] 560..880 [1, 6, 12, 24] "Nothing but fruit.";
        Packed "Banana Powder" ["Nendran", "Nendran with Ragi"] ["100 g pouch", "200 g pouch", "400 g tin"] 680..1050 [1, 6, 12];
        Packed "Sprouted Porridge Mix" ["Ragi", "Wheat", "Sathu Maavu"] ["200 g pouch", "400 g pouch", "1 kg pouch"] 360..620 [1, 6, 12];
        Packed "Teething Rusks" ["Milk", "Banana", "Jaggery"] ["100 g box", "200 g box"] 480..760 [1, 6, 12];
        Packed "Ragi Puffs" ["Tomato", "Beetroot", "Carrot"] ["20 g pouch", "60 g can"] 1100..1900 [6, 12, 24];
    },
    category! {
        "baby-bath" "gst_18" BABY
        notes [
            "Gentle on new skin.",
            "Asked for by paediatric clinics.",
            "Mild enough for the first bath.",
            "Hypoallergenic and free of parabens.",
        ]
        keep "Keep closed and below 30 °C."
        Packed "Baby Shampoo" ["Tear-Free", "Hibiscus", "Oat Milk"] ["100 ml bottle", "200 ml bottle", "400 ml bottle"] 620..1050 [1, 6, 12, 24] "No tears and no harsh foam.";
        Packed "Baby Massage Oil" ["Coconut", "Almond", "Ayurvedic", "Olive"] ["100 ml bottle", "200 ml bottle", "500 ml bottle"] 620..1150 [1, 6, 12, 24];
        Packed "Baby Lotion" ["Milk", "Aloe", "Shea"] ["100 ml bottle", "200 ml bottle", "400 ml bottle"] 680..1100 [1, 6, 12];
        Packed "Baby Soap" ["Milk Cream", "Turmeric", "Oat"] ["50 g bar", "75 g bar", "100 g bar"] 520..860 [1, 6, 12, 24];
        Packed "Baby Powder" ["Rice Starch", "Corn Starch"] ["100 g can", "200 g can", "400 g can"] 420..760 [1, 6, 12];
        Packed "Diaper Rash Cream" ["Zinc", "Calendula"] ["20 g tube", "50 g tube", "100 g tube"] 2200..3600 [1, 6, 12];
        Packed "Baby Wash" ["Head-to-Toe", "Lavender"] ["200 ml bottle", "400 ml bottle"] 680..1050 [1, 6, 12];
    },
    category! {
        "feeding" "gst_12" BABY
        notes [
            "Made of baby-safe materials.",
            "Designed with mothers and nurses.",
            "Comes in a hang-sell box with pictures for use.",
            "A useful gift for new parents.",
        ]
        keep "Keep clean and dry."
        Packed "Feeding Bottle" ["125 ml Plastic", "250 ml Plastic", "120 ml Glass", "240 ml Glass", "250 ml Steel"] ["1 piece", "2 pieces", "3 pieces"] 110..420 [1, 6, 12, 24] "BPA-free; wide neck, easy to fill and to clean.";
        Packed "Bottle Teats" ["Slow-Flow", "Medium-Flow", "Fast-Flow"] ["1 piece", "2 pieces", "4 pieces"] 35..90 [1, 6, 12, 24];
        Packed "Sipper Cup" ["Soft-Spout", "Straw", "Steel", "360-Degree"] ["1 piece", "2 pieces"] 130..380 [1, 6, 12];
        Packed "Silicone Bibs" ["Pocket", "Printed", "Plain"] ["1 piece", "3 pieces"] 80..210 [1, 6, 12];
        Packed "Feeding Bowl" ["Suction", "Steel", "Silicone"] ["1 piece", "2 pieces"] 90..290 [1, 6, 12];
        Packed "Breast Pads" ["Disposable", "Washable"] ["12 pieces", "24 pieces", "48 pieces"] 6..14 [1, 6, 12];
        Packed "Bottle Brush" ["Nylon", "Silicone", "Sponge-Tip"] ["1 piece", "2 pieces"] 45..140 [1, 6, 12, 24];
        Packed "Soother" ["New Born", "6-Month", "12-Month"] ["1 piece", "2 pieces"] 60..160 [1, 6, 12];
    },
    category! {
        "toys-learning" "gst_12" BABY
        notes [
            "Colours are safe for small mouths.",
            "Rounded edges and sturdy packing.",
            "Teaches by play; instructions in English, Hindi and Arabic.",
            "Good as a return gift at birthdays.",
        ]
        keep "Check the age mark on the box."
        Packed "Wooden Rattle" ["Lacquered", "Ring", "Elephant"] ["1 piece", "2 pieces"] 90..220 [1, 6, 12, 24] "Turned by toy makers of Channapatna, in lac colours.";
        Packed "Stacking Toy" ["Rainbow", "Animal", "Ring"] ["1 piece"] 160..420 [1, 6, 12, 24];
        Packed "Building Blocks" ["Wooden", "Alphabet", "Magnetic", "City"] ["25 pieces", "50 pieces", "100 pieces"] 6..14 [1, 6, 12];
        Packed "Puzzle" ["India Map", "Farm Animals", "Tamil Letters", "Arabic Letters", "Number", "Solar System"] ["24 pieces", "48 pieces", "100 pieces"] 3..7 [1, 6, 12];
        Packed "Flash Cards" ["Hindi Letters", "Animals", "Fruits", "Shapes"] ["26 cards", "40 cards", "52 cards"] 3..6 [1, 6, 12];
        Packed "Crayons" ["Wax", "Jumbo", "Washable"] ["12 pieces", "24 pieces"] 3..8 [1, 6, 12, 24];
        Packed "Play Dough" ["Neon", "Natural-Dye"] ["4 tubs", "6 tubs", "12 tubs"] 22..45 [1, 6, 12];
        Packed "Soft Toy" ["Elephant", "Peacock", "Camel", "Tiger"] ["1 piece"] 140..420 [1, 6, 12];
        Packed "Spinning Top" ["Lacquered", "String", "Magic"] ["1 piece", "3 pieces"] 40..110 [6, 12, 24] "Turned on a lathe and coloured with lac.";
    },
];
