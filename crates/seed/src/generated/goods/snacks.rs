//! Snacks and confectionery.

use super::{CategoryGoods, Line};

pub(super) const GOODS: &[CategoryGoods] = &[
    category! {
        "namkeen" "gst_12" SNACKS
        notes [
            "Crisp to the last handful.",
            "A tea-time favourite with just enough spice.",
            "Packed with nitrogen for a shelf life of four months.",
            "Goes out fast at stations, canteens and festivals.",
        ]
        keep "Keep closed and dry."
        Packed "Bhujia" ["Bikaneri", "Aloo", "Methi"] ["40 g pouch", "200 g pouch", "400 g pouch", "1 kg pouch"] 210..320 [1, 6, 12, 24];
        Packed "Mixture" ["Madras", "Kerala", "Navratan", "Cornflake"] ["40 g pouch", "200 g pouch", "400 g pouch", "1 kg pouch"] 200..320 [1, 6, 12, 24];
        Packed "Murukku" ["Butter", "Rice", "Ribbon", "Garlic"] ["150 g pouch", "200 g pouch", "400 g pouch"] 220..340 [1, 6, 12, 24];
        Packed "Sev" ["Ratlami", "Nylon", "Palak"] ["200 g pouch", "400 g pouch", "1 kg pouch"] 190..290 [1, 6, 12];
        Packed "Moong Dal Fry" ["Salted", "Masala"] ["40 g pouch", "200 g pouch", "400 g pouch"] 260..360 [1, 6, 12, 24];
        Packed "Khakhra" ["Methi", "Jeera", "Masala", "Whole-Wheat"] ["180 g pack", "400 g pack"] 240..360 [1, 6, 12] "Roasted, not fried.";
        Packed "Chivda" ["Poha", "Diet", "Makai"] ["200 g pouch", "400 g pouch"] 180..280 [1, 6, 12];
    },
    category! {
        "chips" "gst_12" SNACKS
        notes [
            "Crisp, light and seasoned with care.",
            "Seasoned lightly, so that one pack is never enough.",
            "Packed for racks and clip strips.",
            "A counter favourite with children and students.",
        ]
        keep "Keep cool and dry; do not crush."
        Packed "Potato Chips" ["Classic Salted", "Masala", "Cream and Onion", "Tangy Tomato", "Peri Peri"] ["30 g pouch", "50 g pouch", "90 g pouch", "150 g pouch", "1 kg pouch"] 300..480 [1, 6, 12, 24] "Thin-cut and kettle-fried.";
        Packed "Banana Chips" ["Nendran Salted", "Pepper", "Jaggery-Coated", "Tomato"] ["50 g pouch", "150 g pouch", "250 g pouch", "1 kg pouch"] 320..460 [1, 6, 12, 24] "Fried in coconut oil.";
        Packed "Tapioca Chips" ["Salted", "Chilli"] ["100 g pouch", "250 g pouch", "1 kg pouch"] 240..340 [1, 6, 12];
        Packed "Nachos" ["Cheese", "Salsa", "Jalapeño"] ["60 g pouch", "150 g pouch", "1 kg pouch"] 360..520 [1, 6, 12];
        Packed "Popcorn" ["Butter", "Caramel", "Cheddar", "Ready-to-Pop"] ["30 g pouch", "80 g pouch", "150 g pouch"] 380..620 [1, 6, 12, 24];
        Packed "Papad" ["Urad", "Punjabi Masala", "Moong", "Rice"] ["100 g pack", "200 g pack", "500 g pack"] 240..380 [1, 6, 12];
    },
    category! {
        "biscuits" "gst_18" SNACKS
        notes [
            "Baked slowly for an even colour.",
            "Made with simple ingredients.",
            "An everyday treat for tea stalls and offices.",
            "Wrapped in portions, so that it stays crisp.",
        ]
        keep "Keep in an airtight tin after opening."
        Packed "Biscuits" ["Glucose", "Marie", "Milk", "Jeera", "Ajwain", "Digestive"] ["50 g pack", "100 g pack", "250 g pack", "600 g family pack"] 110..220 [1, 6, 12, 24] "Snaps clean and dunks well.";
        Packed "Cookies" ["Coconut", "Butter", "Choco-Chip", "Oat and Honey", "Cashew"] ["75 g pack", "150 g pack", "400 g tin"] 260..460 [1, 6, 12, 24];
        Packed "Cream Biscuits" ["Orange", "Chocolate", "Elaichi", "Strawberry"] ["60 g pack", "120 g pack", "300 g pack"] 160..260 [1, 6, 12, 24];
        Packed "Rusk" ["Milk", "Elaichi", "Suji"] ["200 g pack", "400 g pack", "800 g pack"] 130..200 [1, 6, 12] "Twice baked; made for dunking.";
        Packed "Nankhatai" ["Ghee", "Pista"] ["200 g box", "400 g box"] 340..520 [1, 6, 12];
        Packed "Khari" ["Butter", "Jeera"] ["200 g pack", "400 g pack"] 240..340 [1, 6, 12];
    },
    category! {
        "chocolate-candy" "gst_18" SNACKS
        notes [
            "Made for warm weather and long van rides.",
            "Bright wrappers that sell from the counter.",
            "Gift-ready for Rakhi, Diwali and Eid.",
            "Suitable for vegetarians; no gelatine.",
        ]
        keep "Keep below 25 °C."
        Packed "Chocolate Bar" ["Milk", "Roasted Almond", "Filter Coffee", "Sea Salt", "Dark 55%", "Dark 70%"] ["20 g bar", "40 g bar", "80 g bar", "150 g bar"] 700..1500 [1, 6, 12, 24] "Beans from Idukki and Anamalai farms.";
        Packed "Candy" ["Raw Mango", "Tamarind", "Orange", "Kala Khatta", "Paan"] ["100 g pouch", "250 g pouch", "500 g jar", "1 kg jar"] 160..280 [1, 6, 12];
        Packed "Toffee" ["Butter", "Coconut", "Coffee"] ["100 g pouch", "250 g pouch", "600 g jar"] 220..360 [1, 6, 12];
        Packed "Chikki" ["Peanut", "Sesame", "Rajgira", "Dry Fruit"] ["40 g bar", "100 g pack", "200 g pack"] 260..520 [1, 6, 12, 24];
        Packed "Lollipops" ["Mixed Fruit", "Cola", "Sour"] ["25 pieces", "50 pieces", "100 pieces"] 2..4 [1, 6, 12];
        Packed "Dragées" ["Sugar Fennel", "Coffee", "Chocolate Almond"] ["100 g pouch", "250 g box"] 420..860 [1, 6, 12];
    },
    category! {
        "indian-sweets" "gst_5" SNACKS
        notes [
            "Made by halwais who have done little else.",
            "Sealed well; tastes as on the day it was made.",
            "Festive packing, ready to gift.",
            "Sweet but not cloying.",
        ]
        keep "Keep cool; once opened, chill and finish within five days."
        Packed "Ladoo" ["Besan", "Motichoor", "Til", "Ragi", "Dry Fruit"] ["250 g box", "500 g box", "1 kg box", "5 kg tray"] 360..720 [1, 6, 12];
        Packed "Mysore Pak" ["Ghee", "Soft", "Cashew"] ["250 g box", "500 g box", "1 kg box", "5 kg tray"] 420..760 [1, 6, 12] "Heavy with ghee, light in the hand.";
        Packed "Barfi" ["Coconut", "Milk", "Fig", "Kaju", "Pista"] ["250 g box", "500 g box", "1 kg box"] 480..1100 [1, 6, 12] "Cut by hand and finished with silver leaf.";
        Packed "Gulab Jamun" ["Classic", "Kala Jamun"] ["500 g tin", "1 kg tin"] 190..280 [1, 6, 12];
        Packed "Rasgulla" ["Classic", "Kesar", "Nolen Gur"] ["500 g tin", "1 kg tin"] 180..290 [1, 6, 12];
        Packed "Soan Papdi" ["Elaichi", "Ghee", "Chocolate"] ["250 g box", "500 g box"] 220..360 [1, 6, 12, 24];
        Packed "Halwa" ["Kozhikode Banana", "Tirunelveli Wheat", "Karachi", "Black"] ["250 g box", "500 g box", "1 kg box"] 280..480 [1, 6, 12];
    },
    category! {
        "nuts-dry-fruits" "gst_12" SNACKS
        notes [
            "Graded by size, sorted by hand and by eye.",
            "Clean, fresh and free of dust.",
            "Packed to keep fresh through the season.",
            "A steady seller to sweet makers and gift packers.",
        ]
        keep "Keep airtight; chill in summer."
        Packed "Cashews" ["Split", "W320 Whole", "W240 Whole", "Roasted Salted", "Pepper-Roasted", "W180 Whole"] ["100 g pouch", "250 g pouch", "500 g pouch", "1 kg pouch", "10 kg tin"] 760..1250 [1, 6, 12] "From Kollam and Mangaluru kernels.";
        Packed "Almonds" ["Californian", "Sliced", "Roasted Salted", "Mamra"] ["100 g pouch", "250 g pouch", "500 g pouch", "1 kg pouch"] 740..1600 [1, 6, 12];
        Packed "Pistachios" ["Roasted Salted", "Iranian Kernel"] ["100 g pouch", "250 g pouch", "500 g pouch"] 980..1900 [1, 6, 12];
        Packed "Raisins" ["Golden", "Green Long", "Black"] ["100 g pouch", "250 g pouch", "500 g pouch", "1 kg pouch"] 260..460 [1, 6, 12];
        Packed "Dates" ["Seedless", "Khalas", "Kimia", "Ajwa"] ["250 g box", "500 g box", "1 kg box", "5 kg box"] 240..900 [1, 6, 12];
        Packed "Walnuts" ["In-Shell", "Kashmiri Kernel"] ["250 g pouch", "500 g pouch", "1 kg pouch"] 720..1300 [1, 6, 12];
        Packed "Figs" ["Dried Anjeer", "Jumbo Dried"] ["250 g box", "500 g box"] 980..1600 [1, 6, 12];
        Packed "Peanuts" ["Raw", "Roasted Salted", "Masala-Coated"] ["200 g pouch", "500 g pouch", "1 kg pouch"] 140..260 [1, 6, 12];
    },
];
