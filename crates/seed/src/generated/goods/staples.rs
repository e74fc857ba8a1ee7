//! Staples and grains.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "rice" "gst_5" STAPLES
        notes [
            "Cleaned and sorted by colour.",
            "Cooks evenly, with the grains apart.",
            "Moisture is checked at packing.",
            "Trusted by caterers for large pots.",
        ]
        keep "Keep dry, off the floor and away from walls."
        Packed "Basmati Rice" ["Mogra", "Everyday", "Sella", "Brown", "Aged", "Extra Long"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag", "20 kg bag", "26 kg bag"] 78..190 [1, 6, 12] "Long grains and a fragrance that fills the room.";
        Packed "Ponni Rice" ["Raw", "Boiled", "Aged"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag", "26 kg bag"] 52..78 [1, 6, 12];
        Packed "Sona Masoori Rice" ["Raw", "Steamed", "Aged"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag", "26 kg bag"] 50..76 [1, 6, 12];
        Packed "Matta Rice" ["Palakkadan", "Unda", "Vadi"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag"] 52..74 [1, 6, 12] "Parboiled with the bran on, as in Palakkad.";
        Packed "Jeerakasala Rice" ["Wayanad", "Aged"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag"] 96..150 [1, 6, 12];
        Packed "Idli Rice" ["", "Premium"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag", "26 kg bag"] 40..56 [1, 6, 12] "Grinds smooth and ferments well.";
        Packed "Gobindobhog Rice" ["Bardhaman", "Aged"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag"] 92..140 [1, 6, 12];
        Loose "Rice" ["Swarna", "IR-64 Parboiled", "Kolam", "Sona", "Sharbati"] ["25 kg sack", "50 kg sack"] 32..58 [1];
    },
    category! {
        "flours" "gst_5" STAPLES
        notes [
            "Milled in small lots, so that it stays fragrant.",
            "Fine, even milling; sieved twice.",
            "Milled to order and packed the same day.",
            "A regular buy for tiffin rooms and home bakers.",
        ]
        keep "Keep airtight and use within two months of opening."
        Packed "Atta" ["Chakki Fresh", "Multigrain", "Sharbati", "Khapli"] ["1 kg pouch", "2 kg pouch", "5 kg bag", "10 kg bag", "25 kg bag"] 38..82 [1, 6, 12] "Stone-ground; rotis stay soft in the lunch box.";
        Packed "Maida" ["Fine", "Bakery"] ["500 g pouch", "1 kg pouch", "5 kg bag", "25 kg bag"] 36..52 [1, 6, 12];
        Packed "Besan" ["Fine", "Ladoo Coarse"] ["500 g pouch", "1 kg pouch", "5 kg bag", "25 kg bag"] 88..126 [1, 6, 12, 24];
        Packed "Rawa" ["Sooji", "Bansi", "Roasted", "Idli"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 40..64 [1, 6, 12, 24];
        Packed "Ragi Flour" ["", "Sprouted"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 54..98 [1, 6, 12];
        Packed "Rice Flour" ["Fine", "Roasted", "Puttu"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 46..78 [1, 6, 12];
        Packed "Jowar Flour" ["White", "Stone-Ground"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 52..82 [1, 6, 12];
        Packed "Corn Flour" ["White", "Yellow"] ["100 g box", "500 g pouch", "1 kg pouch"] 54..86 [1, 6, 12, 24];
    },
    category! {
        "pulses" "gst_5" STAPLES
        notes [
            "Machine-cleaned and sorted; no stones, no dust.",
            "Even size and full taste.",
            "From this year's crop, tested for moisture.",
            "Packed by weight on certified scales.",
        ]
        keep "Keep dry and closed against weevils."
        Packed "Toor Dal" ["", "Desi", "Premium"] ["500 g pouch", "1 kg pouch", "5 kg bag", "30 kg bag"] 118..168 [1, 6, 12, 24] "Unpolished; cooks soft in three whistles.";
        Packed "Moong Dal" ["Whole Green", "Green Split", "Yellow Split"] ["500 g pouch", "1 kg pouch", "5 kg bag", "30 kg bag"] 102..142 [1, 6, 12, 24];
        Packed "Urad Dal" ["Split Black", "Gota", "Whole White"] ["500 g pouch", "1 kg pouch", "5 kg bag", "30 kg bag"] 108..156 [1, 6, 12, 24];
        Packed "Chana" ["Black", "Roasted", "Kabuli"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 76..150 [1, 6, 12, 24];
        Packed "Chana Dal" ["", "Bold"] ["500 g pouch", "1 kg pouch", "5 kg bag", "30 kg bag"] 74..98 [1, 6, 12];
        Packed "Masoor Dal" ["Red Split", "Whole Brown"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 78..112 [1, 6, 12];
        Packed "Rajma" ["Chitra", "Jammu", "Red"] ["500 g pouch", "1 kg pouch", "5 kg bag"] 122..190 [1, 6, 12];
        Packed "Horse Gram" ["", "Washed"] ["500 g pouch", "1 kg pouch"] 66..98 [1, 6, 12];
    },
    category! {
        "spices" "gst_5" STAPLES
        notes [
            "No added colour, no fillers.",
            "Cleaned, graded and tested for purity.",
            "Bought at source, from growers and auctions.",
            "Strong aroma; a little goes far.",
        ]
        keep "Keep airtight, dry and dark."
        Packed "Chilli Powder" ["Guntur", "Byadgi", "Kashmiri"] ["100 g pouch", "200 g pouch", "500 g pouch", "1 kg pouch"] 280..520 [1, 6, 12, 24] "Ground cool, so that the colour stays.";
        Packed "Turmeric Powder" ["Erode", "Alleppey", "Lakadong"] ["100 g pouch", "200 g pouch", "500 g pouch", "1 kg pouch"] 220..420 [1, 6, 12, 24] "High in curcumin.";
        Packed "Coriander Powder" ["", "Roasted"] ["100 g pouch", "200 g pouch", "500 g pouch", "1 kg pouch"] 180..260 [1, 6, 12, 24];
        Packed "Masala" ["Sambar", "Chaat", "Chicken", "Fish Curry", "Garam", "Biryani"] ["50 g box", "100 g box", "500 g pouch"] 480..860 [1, 6, 12, 24];
        Packed "Black Pepper" ["Crushed", "Malabar", "Thalassery Bold"] ["50 g pouch", "100 g pouch", "500 g pouch", "1 kg pouch"] 720..1100 [1, 6, 12];
        Packed "Cardamom" ["Black", "Green 7 mm", "Green 8 mm"] ["25 g pouch", "50 g pouch", "100 g pouch", "500 g pouch"] 2200..3600 [1, 6, 12] "Auctioned at Idukki, sorted by bold.";
        Packed "Cumin Seed" ["", "Bold"] ["100 g pouch", "500 g pouch", "1 kg pouch"] 340..520 [1, 6, 12];
        Packed "Cloves" ["Zanzibar", "Handpicked"] ["25 g pouch", "50 g pouch", "100 g pouch"] 1000..1500 [1, 6, 12];
    },
    category! {
        "edible-oils" "gst_5" STAPLES
        notes [
            "Filtered and filled on a closed line.",
            "Tested for purity, lot by lot.",
            "Seals are checked for leaks before dispatch.",
            "A pantry staple that turns over every week.",
        ]
        keep "Keep closed and away from heat and light."
        Packed "Sunflower Oil" ["Refined", "Cold-Pressed"] ["500 ml pouch", "1 L pouch", "1 L bottle", "5 L jar", "15 L tin"] 124..240 [1, 6, 12] "Fortified with vitamins A and D.";
        Packed "Mustard Oil" ["Filtered", "Yellow", "Kachi Ghani"] ["500 ml bottle", "1 L bottle", "5 L jar", "15 L tin"] 138..210 [1, 6, 12] "Sharp and pungent, as Bengal likes it.";
        Packed "Groundnut Oil" ["Refined", "Filtered", "Wood-Pressed"] ["500 ml bottle", "1 L bottle", "5 L jar", "15 L tin"] 168..320 [1, 6, 12];
        Packed "Coconut Oil" ["Roasted", "Wood-Pressed", "Virgin"] ["200 ml bottle", "500 ml bottle", "1 L bottle", "5 L jar", "15 L tin"] 210..480 [1, 6, 12, 24] "From sun-dried copra.";
        Packed "Sesame Oil" ["Gingelly", "Toasted", "Wood-Pressed"] ["200 ml bottle", "500 ml bottle", "1 L bottle", "5 L jar"] 260..420 [1, 6, 12];
        Packed "Rice Bran Oil" ["Refined", "Blended"] ["1 L pouch", "5 L jar", "15 L tin"] 122..160 [1, 6, 12];
        Packed "Olive Oil" ["Pomace", "Extra Virgin"] ["250 ml bottle", "500 ml bottle", "1 L bottle", "5 L tin"] 480..980 [1, 6, 12];
        Loose "Palm Oil" ["Refined", "Frying"] ["15 L tin", "200 L drum"] 92..116 [1];
    },
    category! {
        "sugar-salt" "gst_5" STAPLES
        notes [
            "Clean, pure taste.",
            "Packed against moisture.",
            "Made without added colour.",
            "For retail shelves, sweet makers and hotels.",
        ]
        keep "Keep dry and closed."
        Packed "Sugar" ["White", "Sulphur-Free", "Icing", "Brown"] ["500 g pouch", "1 kg pouch", "5 kg bag", "25 kg bag"] 42..98 [1, 6, 12, 24];
        Packed "Jaggery" ["Cane Block", "Powdered", "Cubes", "Palm"] ["250 g pouch", "500 g pouch", "1 kg box", "5 kg box"] 62..180 [1, 6, 12, 24];
        Packed "Salt" ["Crystal", "Iodised", "Low-Sodium"] ["500 g pouch", "1 kg pouch", "5 kg bag", "25 kg bag"] 12..40 [1, 6, 12, 24];
        Packed "Rock Salt" ["Black", "Pink Crystal", "Pink Powder"] ["200 g jar", "500 g pouch", "1 kg pouch"] 48..110 [1, 6, 12];
        Packed "Candy Sugar" ["White", "Diamond", "Palm"] ["100 g pouch", "250 g pouch", "1 kg pouch"] 90..240 [1, 6, 12];
        Packed "Honey" ["Multiflora", "Forest", "Litchi", "Sidr"] ["250 g jar", "500 g jar", "1 kg jar"] 320..900 [1, 6, 12] "Filtered, not boiled.";
    },
];
