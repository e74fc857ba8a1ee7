//! Names of people, by the parts of India and the Gulf where AQAD trades.

use super::dice::shuffled;

/// Given and family names that go together.
struct Tongue {
    given: &'static [&'static str],
    family: &'static [&'static str],
}

const HINDI: Tongue = Tongue {
    given: words! {
        "Aarav", "Ananya", "Rohit", "Priya", "Vikram", "Neha", "Suresh", "Kavita", "Manish", "Pooja", "Deepak",
        "Shalini", "Rajesh", "Sunita", "Nikhil", "Ritu", "Alok", "Meena", "Gaurav", "Anjali", "Harish", "Rekha"
    },
    family: words! {
        "Sharma", "Verma", "Gupta", "Agarwal", "Mishra", "Tiwari", "Chauhan", "Saxena", "Bansal", "Srivastava", "Dubey",
        "Rastogi", "Mathur", "Tripathi", "Khandelwal", "Chaturvedi", "Jain", "Yadav", "Pandey", "Goyal"
    },
};

const TAMIL: Tongue = Tongue {
    given: words! {
        "Karthik", "Meenakshi", "Senthil", "Kavitha", "Murugan", "Lakshmi", "Arun", "Deepa", "Saravanan", "Revathi",
        "Bala", "Nithya", "Ganesh", "Selvi", "Prakash", "Thenmozhi", "Vignesh", "Yazhini", "Elango", "Malar"
    },
    family: words! {
        "Subramaniam", "Natarajan", "Rajendran", "Palanisamy", "Krishnamurthy", "Sundaram", "Velmurugan", "Chidambaram",
        "Arumugam", "Ranganathan", "Shanmugam", "Muthukumar", "Annamalai", "Govindarajan", "Kandasamy", "Thangavel",
        "Ramasamy", "Perumal"
    },
};

const MALAYALAM: Tongue = Tongue {
    given: words! {
        "Anoop", "Sreeja", "Faisal", "Bindu", "Jithin", "Asha", "Shameer", "Divya", "Biju", "Reshma", "Vinod", "Ammu",
        "Rahim", "Sindhu", "Jose", "Gopika", "Thérèse", "Aneesh", "Haseena", "Unni"
    },
    family: words! {
        "Nair", "Menon", "Kurian", "Varghese", "Panicker", "Pillai", "Thampi", "Koya", "Mathew", "Warrier",
        "Namboothiri", "Cherian", "Kutty", "Eapen", "Nambiar", "Marakkar", "Thekkedath", "Puthenveettil"
    },
};

const ARABIC: Tongue = Tongue {
    given: words! {
        "Ahmed", "Fatima", "Khalid", "Aisha", "Omar", "Mariam", "Yousuf", "Noura", "Hassan", "Layla", "Saeed", "Huda",
        "Rashid", "Salma", "Majid", "Zainab", "Tariq", "Amna", "Sultan", "Reem"
    },
    family: words! {
        "Al Mansoori", "Al Suwaidi", "Al Zaabi", "Al Hashmi", "Haddad", "Al Ketbi", "Al Balushi", "Darwish",
        "Al Shamsi", "Khoury", "Al Nuaimi", "Qasim", "Al Marri", "Farhat", "Al Dhaheri", "Saleh", "Al Kaabi", "Nasser"
    },
};

const GOAN: Tongue = Tongue {
    given: words! {
        "Andrew", "Zoë", "Melvin", "Renée", "Savio", "Clara", "José", "Inês", "Anthony", "Sharon", "André", "Lourdes",
        "Kevin", "Natalie", "Brian", "Maria", "Noël", "Cheryl"
    },
    family: words! {
        "D'Souza", "Fernandes", "Pereira", "Rodrigues", "D'Mello", "Lobo", "Pinto", "Mascarenhas", "Gonsalves",
        "Furtado", "Carvalho", "Noronha", "Menezes", "D'Cruz", "Saldanha", "Colaço"
    },
};

const BENGALI: Tongue = Tongue {
    given: words! {
        "Sourav", "Moumita", "Arindam", "Sharmila", "Debashis", "Ishani", "Partha", "Rupa", "Subhash", "Tanushree",
        "Anirban", "Madhuri", "Joydeep", "Poulomi", "Kaushik", "Sreya"
    },
    family: words! {
        "Banerjee", "Chatterjee", "Mukherjee", "Sengupta", "Ghosh", "Bose", "Dasgupta", "Bhattacharya", "Sarkar",
        "Mitra", "Chowdhury", "Majumdar", "Biswas", "Kundu", "Nandy", "Halder"
    },
};

const GUJARATI: Tongue = Tongue {
    given: words! {
        "Jignesh", "Hetal", "Bhavesh", "Komal", "Mehul", "Falguni", "Chirag", "Dipti", "Ketan", "Jyotsna", "Paresh",
        "Urvi", "Hardik", "Nirali", "Ashwin", "Bhumika", "Rustom", "Pervin"
    },
    family: words! {
        "Patel", "Shah", "Mehta", "Desai", "Trivedi", "Parekh", "Joshi", "Vora", "Doshi", "Zaveri", "Panchal",
        "Solanki", "Thakkar", "Bhatt", "Contractor", "Daruwala", "Merchant", "Kapadia"
    },
};

const PUNJABI: Tongue = Tongue {
    given: words! {
        "Harpreet", "Simran", "Gurdeep", "Jasleen", "Manpreet", "Navjot", "Balwinder", "Amrit", "Kulwant", "Parminder",
        "Rajbir", "Gurleen", "Tejinder", "Mandeep", "Imran", "Nasreen"
    },
    family: words! {
        "Singh", "Kaur", "Gill", "Dhillon", "Sandhu", "Bedi", "Ahluwalia", "Chawla", "Malhotra", "Sethi", "Arora",
        "Kohli", "Grewal", "Qureshi", "Siddiqui", "Bhatia"
    },
};

const DECCAN: Tongue = Tongue {
    given: words! {
        "Venkatesh", "Padmaja", "Srinivas", "Swathi", "Ravi", "Sushma", "Chaitanya", "Lavanya", "Manjunath", "Roopa",
        "Prasad", "Vijaya", "Sachin", "Ashwini", "Ganpat", "Vaishali", "Girish", "Supriya"
    },
    family: words! {
        "Reddy", "Rao", "Naidu", "Gowda", "Hegde", "Shetty", "Kulkarni", "Deshpande", "Patil", "Jadhav", "Chavan",
        "Kamath", "Varma", "Murthy", "Bhosale", "Gaikwad", "Acharya", "Shenoy"
    },
};

const INDIAN: &[&Tongue] = &[&HINDI, &TAMIL, &MALAYALAM, &GOAN, &BENGALI, &GUJARATI, &PUNJABI, &DECCAN];
const GULF: &[&Tongue] = &[&ARABIC, &MALAYALAM];
const ALL: &[&Tongue] = &[&HINDI, &TAMIL, &MALAYALAM, &ARABIC, &GOAN, &BENGALI, &GUJARATI, &PUNJABI, &DECCAN];

/// Family names heard in Indian trade, for companies named after their owners.
pub(super) fn indian_families() -> impl Iterator<Item = &'static str> {
    INDIAN.iter().flat_map(|tongue| tongue.family).copied()
}

/// Family names heard in Gulf trade: Arabic ones, and those of the Malabar merchants.
pub(super) fn gulf_families() -> impl Iterator<Item = &'static str> {
    GULF.iter().flat_map(|tongue| tongue.family).copied()
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

fn one_of(tongues: &[&Tongue], n: usize) -> String {
    let size = |tongue: &Tongue| tongue.given.len() * tongue.family.len();
    let total = tongues.iter().map(|tongue| size(tongue)).sum();
    let mut place = shuffled(n, total, 0xA0AD);
    for tongue in tongues {
        if place < size(tongue) {
            let family = tongue.family.get(place / tongue.given.len()).copied().unwrap_or_default();
            let given = tongue.given.get(place % tongue.given.len()).copied().unwrap_or_default();
            return format!("{given} {family}");
        }
        place -= size(tongue);
    }
    String::from("Asha Nair")
}
