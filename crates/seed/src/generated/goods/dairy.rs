//! Dairy and eggs.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "milk" "gst_0" DAIRY
        notes [
            "Collected twice a day and chilled within the hour.",
            "Tested at every stage for fat, water and adulterants.",
            "From the herds of village collectives.",
            "Principal orders can be changed until six in the evening.",
        ]
        keep "Keep chilled below 5 °C unless marked long-life."
        Packed "Milk" ["Double-Toned", "Toned", "Standardised", "Full-Cream", "Buffalo", "A2 Cow"] ["200 ml pouch", "500 ml pouch", "1 L pouch", "6 L pouch"] 48..92 [1, 6, 12, 24] "Pasteurised and filled before dawn.";
        Packed "Long-Life Milk" ["Toned", "Slim", "Full-Cream", "Lactose-Free"] ["200 ml pack", "500 ml pack", "1 L pack"] 62..120 [1, 6, 12, 24];
        Packed "Flavoured Milk" ["Kesar", "Badam", "Rose", "Chocolate", "Coffee", "Elaichi"] ["180 ml bottle", "200 ml pack", "1 L pack"] 110..190 [1, 6, 12, 24];
        Packed "Milk Powder" ["Dairy Whitener", "Skimmed", "Whole"] ["200 g pouch", "500 g pouch", "1 kg pouch", "25 kg bag"] 360..520 [1, 6, 12];
        Packed "Condensed Milk" ["Sweetened", "Kesar"] ["200 g tin", "400 g tin", "5 kg tin"] 240..340 [1, 6, 12];
        Loose "Milk" ["Fresh Mixed", "Fresh Cow", "Fresh Buffalo"] ["10 L can", "20 L can", "40 L can"] 44..70 [1];
    },
    category! {
        "curd-lassi" "gst_5" DAIRY
        notes [
            "Made with a live culture.",
            "Fresh and mild on arrival.",
            "Moves fast in summer; order a day ahead.",
            "Made daily from the morning's milk.",
        ]
        keep "Keep chilled below 5 °C."
        Packed "Curd" ["Toned", "Low-Fat", "Full-Cream", "Buffalo", "Pot-Set"] ["100 g cup", "200 g cup", "400 g cup", "1 kg tub", "5 kg tub", "15 kg bucket"] 72..130 [1, 6, 12, 24] "Set overnight; thick and mild.";
        Packed "Lassi" ["Sweet", "Salted", "Rose", "Mango", "Kesar"] ["150 ml cup", "200 ml pack", "1 L pack"] 90..160 [1, 6, 12, 24];
        Packed "Buttermilk" ["Masala", "Plain", "Ginger Curry-Leaf"] ["200 ml pouch", "500 ml pouch", "1 L pack"] 44..80 [1, 6, 12, 24] "Light, salted and easy on the stomach.";
        Packed "Laban" ["Plain", "Mint"] ["180 ml bottle", "500 ml bottle", "1 L bottle"] 90..150 [1, 6, 12];
        Packed "Yogurt" ["Greek", "Strawberry", "Mango", "Blueberry"] ["80 g cup", "100 g cup", "400 g tub"] 240..420 [1, 6, 12, 24];
        Packed "Shrikhand" ["Kesar", "Elaichi", "Mango"] ["100 g cup", "250 g tub", "500 g tub"] 260..400 [1, 6, 12];
    },
    category! {
        "paneer-cheese" "gst_5" DAIRY
        notes [
            "Made from fresh milk.",
            "Even quality from batch to batch.",
            "Sealed, with the date on the front.",
            "For pizza kitchens, cafés and homes.",
        ]
        keep "Keep chilled below 4 °C; use within three days of opening."
        Packed "Paneer" ["Low-Fat", "Fresh", "Malai", "Tandoori-Cut"] ["200 g pack", "500 g pack", "1 kg block", "5 kg block"] 290..440 [1, 6, 12, 24] "Soft, holds its shape and doesn't crumble in gravy.";
        Packed "Mozzarella" ["Block", "Diced", "Shredded"] ["200 g pack", "500 g pack", "1 kg pack", "2 kg pack"] 420..620 [1, 6, 12] "Even melt and good stretch.";
        Packed "Cheese Slices" ["Classic", "Pepper", "Low-Fat"] ["100 g pack", "200 g pack", "750 g pack"] 480..680 [1, 6, 12, 24];
        Packed "Processed Cheese" ["Block", "Spread", "Garlic Spread", "Cubes"] ["180 g pack", "400 g pack", "1 kg pack"] 420..600 [1, 6, 12];
        Packed "Cheddar" ["Mild", "Aged Six Months", "Smoked"] ["200 g pack", "1 kg block"] 680..1200 [1, 6, 12];
        Packed "Halloumi" ["Classic", "Mint"] ["200 g pack", "250 g pack", "1 kg pack"] 820..1250 [1, 6, 12];
        Packed "Labneh" ["Plain", "Zaatar"] ["200 g tub", "500 g tub"] 380..560 [1, 6, 12];
        Packed "Khoya" ["Soft", "Hard"] ["200 g pack", "500 g pack", "1 kg pack"] 340..460 [1, 6, 12];
    },
    category! {
        "butter-ghee" "gst_12" DAIRY
        notes [
            "Made from fresh cream.",
            "No vanaspati.",
            "Each batch is tested for purity.",
            "Chosen by bakers and sweet makers.",
        ]
        keep "Keep closed and cool."
        Packed "Ghee" ["Buffalo", "Cow", "Cultured", "A2 Bilona"] ["100 ml jar", "200 ml jar", "500 ml jar", "1 L jar", "5 L tin", "15 L tin"] 540..980 [1, 6, 12, 24] "Slow-cooked to a golden grain and a nutty smell.";
        Packed "Butter" ["Salted", "Unsalted", "White", "Garlic"] ["100 g pack", "200 g pack", "500 g pack", "1 kg block", "10 kg block"] 460..640 [1, 6, 12, 24] "Churned from cultured cream.";
        Packed "Fresh Cream" ["25% Fat", "Whipping", "Cooking"] ["200 ml pack", "250 ml pack", "1 L pack"] 220..380 [1, 6, 12, 24];
        Packed "Sour Cream" ["Classic", "Chive"] ["200 g tub", "1 kg tub"] 320..460 [1, 6, 12];
        Packed "Butter Chiplets" ["Salted", "Unsalted"] ["100 g pack", "500 g box", "1 kg box"] 540..680 [1, 6, 12];
    },
    category! {
        "eggs" "gst_0" POULTRY_FARMS
        notes [
            "Laid this week, candled and graded by weight.",
            "Clean shells, strong trays and few cracks.",
            "From birds on vegetarian feed.",
            "Replaced free when more than two in a tray are broken.",
        ]
        keep "Keep cool, pointed end down."
        Packed "Eggs" ["White", "Jumbo White", "Vitamin D", "Brown", "Omega-3", "Herbal-Fed", "High-Protein", "Cage-Free", "Free-Range", "Country"] ["6 pieces", "10 pieces", "12 pieces", "30 pieces"] 6..14 [1, 6, 12, 24];
        Packed "Duck Eggs" ["Fresh", "Kuttanad"] ["6 pieces", "12 pieces", "30 pieces"] 11..16 [1, 6, 12];
        Packed "Quail Eggs" ["Fresh", "Speckled"] ["12 pieces", "18 pieces", "30 pieces"] 3..6 [1, 6, 12];
    },
];
