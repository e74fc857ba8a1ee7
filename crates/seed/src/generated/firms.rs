//! Words that company names are made of.

/// Invented names for Indian firms; family names are used beside them.
pub(super) const INDIAN_STEMS: &[&str] = word_list! {
    "Vanamala", "Suvarnadeep", "Neelkanthi", "Kaveripoom", "Rohtasgarh", "Pushpanjali", "Thamarai", "Chandrakala",
    "Malabarika", "Udayagiri", "Shubhlabh", "Meghdhanush", "Panchratna", "Kanakadhara", "Navadeepa", "Saptavana",
    "Tungabhadri", "Devdarshini", "Rangoli", "Peacock Gate", "Silver Banyan", "Three Lamps", "Monsoon Yard",
    "Old Godown", "Blue Elephant Row", "Lotus Tank", "Coconut Lane", "Clock Tower", "Mango Courtyard", "Brass Bell",
    "Red Fort Lane", "Ganga Sagari", "Annavelli Row", "Ponnukuttan", "Muthumalai", "Vaigaiyur", "Kurinjipuram",
    "Sangamitra", "Swagatam", "Mahalaya", "Shantiniketa", "Arunodaya", "Prabhatam", "Surbhika", "Gokulavana",
    "Yamunotra", "Satpura Gate", "Vindhyavasi", "Parijatham", "Kanchanganga Row", "Hansdhwani", "Swarnarekha",
    "Marigold Yard", "Eight Anna", "Jackfruit Tree", "Palmyra Gate", "Monsoon Ledger", "Tamarind Square",
    "Cinnamon Jetty", "Rajnigandha Lane", "Suryamukhi", "Deepstambh", "Nilavilakku", "Pournami", "Thiruvonam",
    "Uttarayan Row", "Bhagirathi Lane", "Gulmohar Junction", "Ashoka Tank", "Chinar Lane", "Firdaus Gali",
    "Noor Mahalla", "Señora Goa", "Café Malabar", "Maison Pondichéry"
};

/// Invented names for firms in the Emirates.
pub(super) const GULF_STEMS: &[&str] = word_list! {
    "Noor Al Khaleej", "Bait Al Tamr", "Wahat Al Zafran", "Loulat Sahil", "Qasr Al Rimal", "Najmat Deira", "Dhow Creek",
    "Al Safwa Gate", "Baraha Sahra", "Rimal", "Falcon Wharf", "Palm Khor", "Zahrat Al Bahar", "Al Manara Lane",
    "Pearl Anchor", "Jabal Noor", "Sidra Tree", "Ghaf Grove", "Al Waha Row", "Souk Corner", "Malabar Wharf",
    "Desert Basket", "Kerala Kadal", "Hilal Dunes", "Crescent Jetty", "Étoile Du Golfe", "Saffron Quay", "Marhaba Lane",
    "Sahil Spice", "Amwaj Line"
};

/// What a vendor of each root category calls itself: root slug, then the words.
pub(super) const VENDOR_TRADES: &[(&str, &[&str])] = &[
    (
        "fresh-food",
        word_list! {
            "Fresh Produce", "Agro Fresh", "Farm Link", "Harvest", "Mandi Direct", "Fruits and Vegetables",
            "Farm Foods", "Fresh Catch and Greens", "Orchards", "Cold Chain Foods", "Green Basket", "Growers"
        },
    ),
    (
        "beverages",
        word_list! {
            "Beverages", "Tea and Coffee", "Drinks Distribution", "Bottlers", "Refreshments", "Beverage House",
            "Juices", "Estates and Beverages", "Aqua and Soda", "Sip and Pour", "Drinks Depot", "Brews"
        },
    ),
    (
        "health-beauty",
        word_list! {
            "Personal Care", "Cosmetics", "Beauty Supplies", "Wellness", "Herbals", "Ayurveda", "Toiletries",
            "Skin and Hair", "Health and Beauty", "Care Products", "Botanicals", "Beauty House"
        },
    ),
    (
        "household",
        word_list! {
            "Home Care", "Household Supplies", "Cleaning Products", "Detergents", "Hygiene Products", "Home Essentials",
            "Soaps and Detergents", "Housekeeping Supplies", "Paper and Home", "Home Needs", "Cleaners", "Utility Goods"
        },
    ),
    (
        "staples-grains",
        word_list! {
            "Agro Foods", "Rice and Dal Mills", "Grains", "Roller Flour Mills", "Spices", "Oil Mills", "Foodgrains",
            "Masala Works", "Pulses and Grains", "Granary", "Provisions Wholesale", "Millers"
        },
    ),
    (
        "snacks-confectionery",
        word_list! {
            "Snacks", "Confectionery", "Namkeen House", "Sweets and Snacks", "Biscuit Works", "Food Products",
            "Dry Fruits", "Bakers and Confectioners", "Farsan", "Savouries", "Chocolates", "Snack Foods"
        },
    ),
    (
        "dairy-eggs",
        word_list! {
            "Dairy", "Dairy Farms", "Milk Products", "Creamery", "Dairy and Eggs", "Milk Foods", "Dairy Foods",
            "Ghee and Dairy", "Poultry and Dairy", "Farm Dairy", "Milk Collective", "Dairy Distribution"
        },
    ),
    (
        "frozen",
        word_list! {
            "Frozen Foods", "Cold Foods", "Ice Creams", "Frozen Distribution", "Cold Storage Foods", "Frozen Kitchen",
            "Freeze Foods", "Frozen Snacks", "Deep Freeze", "Ice and Cold", "Frozen Meats and Greens", "Frost Foods"
        },
    ),
    (
        "baby-kids",
        word_list! {
            "Baby Care", "Kids World Supplies", "Baby Products", "Infant Care", "Toys and Baby", "Little Ones",
            "Mother and Child", "Nursery Supplies", "Kids Essentials", "Toy Works", "Baby Needs", "Baby and Kids"
        },
    ),
];

pub(super) const INDIAN_SHOPS: &[&str] = word_list! {
    "General Stores", "Kirana", "Provision Store", "Supermarket", "Mini Mart", "Departmental Store", "Super Bazaar",
    "Daily Needs", "Fresh Mart", "Family Store", "Corner Shop", "Bakery and Café", "Tiffin Room", "Restaurant",
    "Sweets and Snacks", "Medical and General", "Hypermarket", "Grocers", "Canteen", "Caterers", "Hotel", "Convenience",
    "Bazaar", "Ration and Grocery"
};

pub(super) const GULF_SHOPS: &[&str] = word_list! {
    "Grocery", "Baqala", "Supermarket", "Hypermarket", "Minimarket", "Cafeteria", "Restaurant", "Foodstuff", "Café",
    "Fresh Market", "Express", "Catering", "Bakery", "Department Store", "Corner Shop", "Kitchen"
};

pub(super) const PARTNERS: &[&str] = word_list! {
    "Logistics", "Couriers", "Cold Chain", "Last Mile", "Transport", "Riders", "Carriers", "Express Delivery",
    "Parcel Service", "Freight", "Roadlines", "Reefer Fleet"
};

pub(super) const INDIAN_FORMS: &[&str] = word_list! {
    "Private Limited", "Private Limited", "Private Limited", "LLP", "and Company", "Enterprises",
    "(OPC) Private Limited"
};
pub(super) const GULF_FORMS: &[&str] = &["LLC", "LLC", "FZCO", "FZE", "Establishment", "Sole Proprietorship LLC"];
