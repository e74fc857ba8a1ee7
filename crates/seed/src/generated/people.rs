//! Names of people, by the parts of India and the Gulf where AQAD trades.

use super::dice::shuffled;

/// Given and family names that go together.
struct NameSet {
    given: &'static [&'static str],
    family: &'static [&'static str],
}

const HINDI: NameSet = NameSet {
    given: word_list! {
        "Aarav", "Ananya", "Rohit", "Priya", "Vikram", "Neha", "Suresh", "Kavita", "Manish", "Pooja", "Deepak",
        "Shalini", "Rajesh", "Sunita", "Nikhil", "Ritu", "Alok", "Meena", "Gaurav", "Anjali", "Harish", "Rekha"
    },
    family: word_list! {
        "Sharma", "Verma", "Gupta", "Agarwal", "Mishra", "Tiwari", "Chauhan", "Saxena", "Bansal", "Srivastava", "Dubey",
        "Rastogi", "Mathur", "Tripathi", "Khandelwal", "Chaturvedi", "Jain", "Yadav", "Pandey", "Goyal"
    },
};

const TAMIL: NameSet = NameSet {
    given: word_list! {
        "Karthik", "Meenakshi", "Senthil", "Kavitha", "Murugan", "Lakshmi", "Arun", "Deepa", "Saravanan", "Revathi",
        "Bala", "Nithya", "Ganesh", "Selvi", "Prakash", "Thenmozhi", "Vignesh", "Yazhini", "Elango", "Malar"
    },
    family: word_list! {
        "Subramaniam", "Natarajan", "Rajendran", "Palanisamy", "Krishnamurthy", "Sundaram", "Velmurugan", "Chidambaram",
        "Arumugam", "Ranganathan", "Shanmugam", "Muthukumar", "Annamalai", "Govindarajan", "Kandasamy", "Thangavel",
        "Ramasamy", "Perumal"
    },
};

const MALAYALAM: NameSet = NameSet {
    given: word_list! {
        "Anoop", "Sreeja", "Faisal", "Bindu", "Jithin", "Asha", "Shameer", "Divya", "Biju", "Reshma", "Vinod", "Ammu",
        "Rahim", "Sindhu", "Jose", "Gopika", "Thérèse", "Aneesh", "Haseena", "Unni"
    },
    family: word_list! {
        "Nair", "Menon", "Kurian", "Varghese", "Panicker", "Pillai", "Thampi", "Koya", "Mathew", "Warrier",
        "Namboothiri", "Cherian", "Kutty", "Eapen", "Nambiar", "Marakkar", "Thekkedath", "Puthenveettil"
    },
};

const ARABIC: NameSet = NameSet {
    given: word_list! {
        "Ahmed", "Fatima", "Khalid", "Aisha", "Omar", "Mariam", "Yousuf", "Noura", "Hassan", "Layla", "Saeed", "Huda",
        "Rashid", "Salma", "Majid", "Zainab", "Tariq", "Amna", "Sultan", "Reem"
    },
    family: word_list! {
        "Al Mansoori", "Al Suwaidi", "Al Zaabi", "Al Hashmi", "Haddad", "Al Ketbi", "Al Balushi", "Darwish",
        "Al Shamsi", "Khoury", "Al Nuaimi", "Qasim", "Al Marri", "Farhat", "Al Dhaheri", "Saleh", "Al Kaabi", "Nasser"
    },
};

const GOAN: NameSet = NameSet {
    given: word_list! {
        "Andrew", "Zoë", "Melvin", "Renée", "Savio", "Clara", "José", "Inês", "Anthony", "Sharon", "André", "Lourdes",
        "Kevin", "Natalie", "Brian", "Maria", "Noël", "Cheryl"
    },
    family: word_list! {
        "D'Souza", "Fernandes", "Pereira", "Rodrigues", "D'Mello", "Lobo", "Pinto", "Mascarenhas", "Gonsalves",
        "Furtado", "Carvalho", "Noronha", "Menezes", "D'Cruz", "Saldanha", "Colaço"
    },
};

const BENGALI: NameSet = NameSet {
    given: word_list! {
        "Sourav", "Moumita", "Arindam", "Sharmila", "Debashis", "Ishani", "Partha", "Rupa", "Subhash", "Tanushree",
        "Anirban", "Madhuri", "Joydeep", "Poulomi", "Kaushik", "Sreya"
    },
    family: word_list! {
        "Banerjee", "Chatterjee", "Mukherjee", "Sengupta", "Ghosh", "Bose", "Dasgupta", "Bhattacharya", "Sarkar",
        "Mitra", "Chowdhury", "Majumdar", "Biswas", "Kundu", "Nandy", "Halder"
    },
};

const GUJARATI: NameSet = NameSet {
    given: word_list! {
        "Jignesh", "Hetal", "Bhavesh", "Komal", "Mehul", "Falguni", "Chirag", "Dipti", "Ketan", "Jyotsna", "Paresh",
        "Urvi", "Hardik", "Nirali", "Ashwin", "Bhumika", "Rustom", "Pervin"
    },
    family: word_list! {
        "Patel", "Shah", "Mehta", "Desai", "Trivedi", "Parekh", "Joshi", "Vora", "Doshi", "Zaveri", "Panchal",
        "Solanki", "Thakkar", "Bhatt", "Contractor", "Daruwala", "Merchant", "Kapadia"
    },
};

const PUNJABI: NameSet = NameSet {
    given: word_list! {
        "Harpreet", "Simran", "Gurdeep", "Jasleen", "Manpreet", "Navjot", "Balwinder", "Amrit", "Kulwant", "Parminder",
        "Rajbir", "Gurleen", "Tejinder", "Mandeep", "Imran", "Nasreen"
    },
    family: word_list! {
        "Singh", "Kaur", "Gill", "Dhillon", "Sandhu", "Bedi", "Ahluwalia", "Chawla", "Malhotra", "Sethi", "Arora",
        "Kohli", "Grewal", "Qureshi", "Siddiqui", "Bhatia"
    },
};

const DECCAN: NameSet = NameSet {
    given: word_list! {
        "Venkatesh", "Padmaja", "Srinivas", "Swathi", "Ravi", "Sushma", "Chaitanya", "Lavanya", "Manjunath", "Roopa",
        "Prasad", "Vijaya", "Sachin", "Ashwini", "Ganpat", "Vaishali", "Girish", "Supriya"
    },
    family: word_list! {
        "Reddy", "Rao", "Naidu", "Gowda", "Hegde", "Shetty", "Kulkarni", "Deshpande", "Patil", "Jadhav", "Chavan",
        "Kamath", "Varma", "Murthy", "Bhosale", "Gaikwad", "Acharya", "Shenoy"
    },
};

const INDIAN: &[&NameSet] = &[&HINDI, &TAMIL, &MALAYALAM, &GOAN, &BENGALI, &GUJARATI, &PUNJABI, &DECCAN];
const GULF: &[&NameSet] = &[&ARABIC, &MALAYALAM];
const ALL: &[&NameSet] = &[&HINDI, &TAMIL, &MALAYALAM, &ARABIC, &GOAN, &BENGALI, &GUJARATI, &PUNJABI, &DECCAN];

/// Family names heard in Indian trade, for companies named after their owners.
pub(super) fn indian_families() -> impl Iterator<Item = &'static str> {
    INDIAN.iter().flat_map(|name_set| name_set.family).copied()
}

/// Family names heard in Gulf trade: Arabic ones, and those of the Malabar merchants.
pub(super) fn gulf_families() -> impl Iterator<Item = &'static str> {
    GULF.iter().flat_map(|name_set| name_set.family).copied()
}

/// The full name of person `n`, some with accents; names start to repeat after some three thousand.
#[must_use]
pub fn person(n: u32) -> String {
    one_of(ALL, n as usize)
}

/// The owner of a company: from anywhere in the Emirates, where all the world trades.
pub(super) fn owner(n: u32, abroad: bool) -> String {
    one_of(if abroad { ALL } else { INDIAN }, n as usize)
}

fn one_of(name_sets: &[&NameSet], n: usize) -> String {
    let size = |name_set: &NameSet| name_set.given.len() * name_set.family.len();
    let total = name_sets.iter().map(|name_set| size(name_set)).sum();
    let mut place = shuffled(n, total, 0xA0AD);
    for name_set in name_sets {
        if place < size(name_set) {
            let family = name_set.family.get(place / name_set.given.len()).copied().unwrap_or_default();
            let given = name_set.given.get(place % name_set.given.len()).copied().unwrap_or_default();
            return format!("{given} {family}");
        }
        place -= size(name_set);
    }
    String::from("Asha Nair")
}
