//! Invented brand names, one list for each kind of trade, so that no fishmonger makes shampoo.

pub(super) const PRODUCE: &[&str] = word_list! {
    "Oruvayal Farms", "Harithavana", "Zaraita Greens", "Khetvani", "Pachaimalar", "Morning Furrow", "Teal Orchard",
    "Bagaanwala", "Kizhakke Thottam", "Nadiyur Growers", "Rustic Furrow", "Dharti Setu", "Sabziyana", "Maruthanila",
    "Wadi Naseem", "Hillcrate", "Gaon Gatha", "Vayalora", "Côte Konkan", "Mazraat Noor", "Two Bullocks", "Ujala Bagh",
    "Field Number Nine", "Beejvana"
};

pub(super) const CATCH: &[&str] = word_list! {
    "Kadalora", "Salt Anchor", "Cleaver Lane", "Maansara", "Al Mahar Foods", "Farm Gate Pantry", "Tazadam",
    "Iceline Row", "Bay and Barn", "Nallaira", "Zabihat Noor", "Harbour Lantern", "Coldharbour Row", "Rawther Lane",
    "Coastal Ledger", "Thazha Market", "Bandar Taaza", "Koli Chowk", "Sagarmaal", "Early Auction", "Copper Scale",
    "Pier and Pasture", "Frère Marin", "Dhow and Dune"
};

pub(super) const HOT_CUPS: &[&str] = word_list! {
    "Café Malabar", "Chaikhana Lane", "Neelavan Estate", "Thulirva", "Kullad Street", "Monsoon Kettle", "Qahwat Zaman",
    "Ooty Lantern", "Kahwa Noon", "Elaichi Junction", "Silver Samovar", "Chembu Roastery", "Mélange Madras",
    "Pahadi Pyali", "Karak Crossing", "Anaimudi Slopes", "Teesta Bend", "Old Verandah", "Dooars Drum", "Kaapi Kadai",
    "Adrak Adda", "Shola Grove", "Terai Tin", "Finjan Lane"
};

pub(super) const COLD_DRINKS: &[&str] = word_list! {
    "Zaffrine", "Rasmala", "Bageecha Sips", "Shikanji Ghar", "Tropiqa", "Jharna Blue", "Sherbetto", "Panakam House",
    "Gola Gali", "Nannari Lane", "Aabshaara", "Coast and Clay", "Phalora", "Wadi Safa", "Nimbu Nukkad",
    "Citrine Street", "Ilaneer Lane", "Hilltap", "Surahi", "Fizzaro", "Bel Bagh", "Crème de Coorg", "Monsoon Pour",
    "Neerodai"
};

pub(super) const BEAUTY: &[&str] = word_list! {
    "Vanyaka", "Noorvana", "Swarnika", "Ubtan Ghar", "Roopmira", "Sandalora", "Hibiskaa", "Zulfiya", "Malligai Moon",
    "Kattarvazha", "Rosewala", "Tvachira", "Oudessa", "Lépure", "Saundara", "Neem Gali", "Kumkumara", "Bare Banyan",
    "Thailavana", "Jasmine Ghat", "Multani Muse", "Peacock Vanity", "Shringarika", "Crème Kerala"
};

pub(super) const HOUSEHOLD: &[&str] = word_list! {
    "Chamkila Home", "Safaaya", "Dhobi Lane", "Suthrika", "Sparkuja", "Ghar Sathi", "Bubblewala", "Neeralika",
    "Veettukku", "Naqiyya", "Brightmop", "Swachhika", "Lemon Broom", "Tidy Peacock", "Jhatpat Home", "Shuddhika",
    "Kleenora", "Blue Bucket", "Gharondaa", "Whitewick", "Al Nadhafa", "Moppet Lane", "Thooymai", "Éclat Maison"
};

pub(super) const POOJA: &[&str] = word_list! {
    "Agnimala", "Dhoopika", "Sugandhara", "Mandir Marg", "Deepavarsha", "Kovil Street", "Guggul Ghar", "Oudh Qasr",
    "Tulsi Aangan", "Vilakkoli", "Shraddhaya", "Champaka Trails", "Panchavali", "Aarti Ghat", "Chandanika",
    "Loban House", "Nandakara", "Bhaktira", "Temple Jasmine", "Kasturi Gali", "Homakund", "Prarthana Bells",
    "Mogra Mandap", "Diya Dhaara"
};

pub(super) const STAPLES: &[&str] = word_list! {
    "Annapriya Mills", "Kanaka Chakki", "Sona Dharani", "Dhaanya Setu", "Nelmani", "Ponnari", "Chakkiwala",
    "Zeera Gali", "Kurumulaku", "Tawanya", "Bhojan Gatha", "Lal Mirchi Lane", "Ghanikar", "Godhumai", "Arisi Kadai",
    "Mitti Aur Beej", "Three Sickles", "Basmara", "Haldi Haat", "Suq Al Bahar", "Thalassery Lane", "Dakshin Granary",
    "Millstone Road", "Épice Royale"
};

pub(super) const SNACKS: &[&str] = word_list! {
    "Chatkara Chowk", "Namkeena", "Murukku Mami", "Crackle Gali", "Mithaas Mahal", "Farsan Sons", "Poptika",
    "Tiffin Tales", "Meetha Mod", "Nuttara", "Thattu Kadai", "Biskora", "Chivda Chacha", "Bakeliya", "Sucre et Sel",
    "Gud Gali", "Crunchwala", "Pista Palace", "Kaju Kothi", "Naashta Nagar", "Al Fustuq", "Señor Papad",
    "Four O'Clock Tin", "Platform Number Two"
};

pub(super) const DAIRY: &[&str] = word_list! {
    "Gopavana", "Makhanika", "Dhenuka", "Doodhgram", "Paalkaran", "Malai Mandi", "Gaushala Glen", "Vennai Veedu",
    "Dahi Darbar", "Kamadhara", "Ksheerika", "White Pail Co", "Bhainswala", "Halibna", "Morning Churn", "Gwalini",
    "Mathura Matka", "Laban Al Wadi", "Surabhira", "Cremala", "Copper Pail", "Thayirveedu", "Chèvre Nilgiri",
    "Hill Herd"
};

pub(super) const POULTRY_FARMS: &[&str] = word_list! {
    "Tharavu Farm", "Nattukozhi House", "Desi Murgi Co", "Koodu Farms", "Anda Adda", "Sunrise Roost", "Golden Perch",
    "Namakkal Nest", "Murgiwala", "Coop and Straw", "Pakshira", "Red Comb", "Muttai Mami", "Baydah Farms", "Dawn Crate",
    "Hen and Hay", "Ande Ka Dabba", "Clucksmith", "Village Coop", "Oeuf Doré", "Feather Hill", "Kukkuta",
    "Straw Basket", "Speckled Shell"
};

pub(super) const FROZEN: &[&str] = word_list! {
    "Polar Thali", "Himkan", "Thandira", "Baraf Bazaar", "Frostika", "Snow Tiffin", "Barafwala Sons", "Iglooja",
    "Arctic Tawa", "Sheetal Rasoi", "Zamharir", "Cold Tiffin", "Panijam", "Frizzano", "Icebox Amma", "Himalika",
    "Minus Eighteen", "Jamaakar", "Quick Kadhai", "Barfaani", "Snow Ladle", "Tundra Table", "Glacé Deccan", "Freezara"
};

pub(super) const BABY: &[&str] = word_list! {
    "Chunmunia", "Nanhe Kadam", "Chinna Chitti", "Laadlika", "Tiny Banyan", "Moonpaalna", "Thottil", "Habibi Bebe",
    "Gudiya Grove", "Little Lotus Lane", "Pitaara Tots", "Bulbulika", "Kutty Kangaroo", "Mynah Nest", "Toddlewood",
    "Kilkaari House", "Pehla Kadam", "Ammu Appu", "Zayn and Zoya", "Jhoola Lane", "Honeywren", "Ammini", "Bébé Banjara",
    "Button Elephant"
};
