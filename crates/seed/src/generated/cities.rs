//! Cities AQAD trades in, with their districts, so that an address reads like one.

/// A city with some of its districts.
pub(super) struct City {
    pub(super) name: &'static str,
    /// The first postal code; the following thirty are used too. `0` where there are none.
    pub(super) pin: u32,
    pub(super) areas: &'static [&'static str],
}

const fn city(name: &'static str, pin: u32, areas: &'static [&'static str]) -> City {
    City { name, pin, areas }
}

/// Indian cities, the larger trading places first.
pub(super) const INDIA: &[City] = &[
    city("Mumbai", 400_001, &["Andheri East", "Dadar West", "Byculla", "Chembur", "Masjid Bunder", "Borivali West"]),
    city("Delhi", 110_001, &["Karol Bagh", "Lajpat Nagar", "Khari Baoli", "Azadpur", "Rohini", "Saket"]),
    city("Bengaluru", 560_001, &["Malleshwaram", "Jayanagar", "Yeshwanthpur", "Indiranagar", "Chickpet"]),
    city("Chennai", 600_001, &["T Nagar", "Adyar", "Koyambedu", "George Town", "Mylapore", "Anna Nagar"]),
    city("Hyderabad", 500_001, &["Begum Bazaar", "Kukatpally", "Secunderabad", "Tolichowki", "Ameerpet"]),
    city("Kolkata", 700_001, &["Burrabazar", "Gariahat", "Salt Lake", "Behala", "Shyambazar"]),
    city("Pune", 411_001, &["Kothrud", "Market Yard", "Hadapsar", "Aundh", "Camp"]),
    city("Ahmedabad", 380_001, &["Maninagar", "Navrangpura", "Kalupur", "Bopal", "Naroda"]),
    city("Kochi", 682_001, &["Mattancherry", "Edappally", "Kaloor", "Vyttila", "Fort Kochi"]),
    city("Kozhikode", 673_001, &["Valiyangadi", "Mavoor Road", "Beypore", "Feroke"]),
    city("Thiruvananthapuram", 695_001, &["Chalai", "Pattom", "Kazhakkoottam", "Palayam"]),
    city("Coimbatore", 641_001, &["Gandhipuram", "RS Puram", "Peelamedu", "Ukkadam"]),
    city("Madurai", 625_001, &["Simmakkal", "Anna Nagar", "Mattuthavani", "Goripalayam"]),
    city("Jaipur", 302_001, &["Johari Bazaar", "Mansarovar", "Vaishali Nagar", "Sanganer"]),
    city("Lucknow", 226_001, &["Aminabad", "Gomti Nagar", "Alambagh", "Hazratganj"]),
    city("Indore", 452_001, &["Sarafa", "Vijay Nagar", "Palasia", "Siyaganj"]),
    city("Nagpur", 440_001, &["Itwari", "Sitabuldi", "Dharampeth", "Kalamna"]),
    city("Surat", 395_001, &["Varachha", "Adajan", "Udhna", "Ring Road"]),
    city("Visakhapatnam", 530_001, &["Dwaraka Nagar", "Gajuwaka", "Kancharapalem", "MVP Colony"]),
    city("Chandigarh", 160_001, &["Sector 17", "Sector 22", "Sector 26 Grain Market", "Sector 35"]),
    city("Ludhiana", 141_001, &["Chaura Bazaar", "Model Town", "Gill Road", "Focal Point"]),
    city("Guwahati", 781_001, &["Fancy Bazaar", "Paltan Bazaar", "Beltola", "Six Mile"]),
    city("Bhubaneswar", 751_001, &["Unit 1 Market", "Saheed Nagar", "Rasulgarh", "Old Town"]),
    city("Mysuru", 570_001, &["Devaraja Market", "Kuvempunagar", "Gokulam", "Bannimantap"]),
    city("Panaji", 403_001, &["Campal", "Fontainhas", "Patto", "Caranzalem"]),
];

/// Cities of the United Arab Emirates.
pub(super) const EMIRATES: &[City] = &[
    city("Dubai", 0, &["Deira", "Al Quoz Industrial Area 3", "Al Karama", "Bur Dubai", "Al Aweer", "Al Qusais"]),
    city("Abu Dhabi", 0, &["Mussafah M-17", "Al Khalidiyah", "Mina Zayed", "Al Danah", "Khalifa City"]),
    city("Sharjah", 0, &["Rolla", "Industrial Area 11", "Al Nahda", "Muwaileh", "Al Jubail"]),
    city("Ajman", 0, &["Al Jurf", "Al Nuaimiya", "Al Rashidiya"]),
    city("Al Ain", 0, &["Sanaiya", "Al Jimi", "Hili"]),
    city("Ras Al Khaimah", 0, &["Al Nakheel", "Al Hamra", "Al Ghail"]),
];

/// Street names found in most Indian towns.
pub(super) const STREETS: &[&str] = &[
    "Market Road",
    "Station Road",
    "Temple Street",
    "Mill Road",
    "Bazaar Street",
    "Godown Lane",
    "Main Road",
    "2nd Cross",
    "Old Post Office Road",
    "Canal Bank Road",
    "College Road",
    "Bus Stand Road",
    "Lake View Road",
    "Mosque Street",
    "Church Road",
    "Clock Tower Road",
];

/// Where else a firm keeps stock: as `n` runs from zero, the cities of its country but its own.
#[must_use]
pub fn elsewhere(country: &str, home: &str, n: usize) -> &'static str {
    let cities = if country == "AE" { EMIRATES } else { INDIA };
    let others: Vec<&'static str> = cities.iter().map(|city| city.name).filter(|name| *name != home).collect();
    others.get(n % others.len().max(1)).copied().unwrap_or("Mumbai")
}
