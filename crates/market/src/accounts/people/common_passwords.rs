//! What guessers begin with: common words, sentences that everybody knows, and keys that lie side by side.

/// Words; a long password that is only these, digits and signs is no long password.
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "abc", "access", "admin", "administrator", "ahmed", "allah", "america", "andrew", "angel", "anything", "april",
    "arsenal", "asdfgh", "ashley", "august", "australia", "autumn", "azerty", "baby", "banana", "bangalore",
    "bangladesh", "barcelona", "baseball", "basketball", "batman", "bismillah", "bollywood", "brother", "business",
    "buster", "butterfly", "canada", "changeme", "charlie", "cheese", "chelsea", "chennai", "chocolate", "company",
    "computer", "contrasena", "cookie", "correcthorsebatterystaple", "cowboys", "cricket", "daniel", "december",
    "default", "delhi", "demo", "dhoni", "diamond", "dragon", "dubai", "facebook", "family", "father", "fatima",
    "february", "ferrari", "flower", "football", "forever", "fortnite", "freedom", "friday", "friends", "ganesh",
    "george", "ginger", "golden", "google", "guest", "hannah", "hanuman", "harley", "heaven", "hello", "hockey",
    "hunter", "hyderabad", "iloveyou", "india", "internet", "jaimatadi", "january", "jennifer", "jessica", "jesus",
    "jordan", "joshua", "july", "june", "karachi", "kerala", "killer", "kohli", "kolkata", "krishna", "lahore",
    "lakshmi", "letmein", "liverpool", "login", "london", "love", "lovely", "loveme", "maggie", "manager",
    "manchester", "march", "master", "matrix", "mercedes", "michael", "minecraft", "mohammed", "monday", "money",
    "monkey", "motdepasse", "mother", "mumbai", "mustang", "mysql", "naruto", "nicole", "ninja", "nothing",
    "november", "october", "office", "om", "omsairam", "oracle", "orange", "pakistan", "paris", "pass", "passcode",
    "passwd", "password", "passwort", "pepper", "phoenix", "pokemon", "porsche", "princess", "priya", "purple",
    "qazwsx", "qwerty", "qwertz", "rahul", "ranger", "robert", "root", "sachin", "sairam", "sample", "samsung",
    "secret", "september", "server", "service", "shadow", "shiva", "shree", "silver", "sister", "soccer", "spring",
    "starwars", "summer", "sunday", "sunshine", "superman", "support", "system", "temp", "test", "thomas", "thunder",
    "tigger", "trustno", "user", "waheguru", "welcome", "whatever", "winter", "yankees", "zxcvbn",
];

/// Sentences, written without blanks.
#[rustfmt::skip]
pub(super) const PHRASES: &[&str] = &[
    "tobeornottobe", "thatisthequestion", "thequickbrownfox", "jumpsoverthelazydog", "maytheforcebewithyou",
    "supercalifragilisticexpialidocious", "correcthorsebatterystaple", "antidisestablishmentarianism",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "floccinaucinihilipilification",
    "hippopotomonstrosesquippedaliophobia", "iloveyouforever", "iloveyousomuch", "opensesame", "youshallnotpass",
    "winteriscoming", "hakunamatata", "onceuponatime", "twinkletwinklelittlestar", "howiwonderwhatyouare",
    "ihaveadream", "inthebeginning", "thelordismyshepherd", "ishallnotwant", "ourfatherwhoartinheaven",
    "nevergonnagiveyouup", "nevergonnaletyoudown", "wearethechampions", "dontstopbelieving", "stairwaytoheaven",
    "bohemianrhapsody", "letitbe", "heyjude", "imagineallthepeople", "houstonwehaveaproblem", "ihavenopassword",
    "thisismypassword", "mypasswordis", "thisisapassword", "enterpassword", "forgotpassword", "newpassword",
    "changepassword", "nopassword", "passwordispassword", "incorrectpassword", "ilovemyfamily", "ilovemymom",
    "ilovemydad", "ilovemywife", "ilovemyhusband", "ilovemydog", "ilovemycat", "ilovecricket", "iloveindia",
    "merabharatmahan", "vandemataram", "jaihind", "omnamahshivaya", "harekrishna", "gayatrimantra", "starwarsrules",
    "lordoftherings", "gameofthrones", "harrypotter", "expelliarmus", "avadakedavra", "winnersneverquit",
    "quittersneverwin", "carpediem", "veni", "vidi", "vici", "cogitoergosum", "inveritas", "rosesarered",
    "violetsareblue", "happybirthday", "merrychristmas", "happynewyear", "letmeinplease", "pleaseletmein",
    "donttellanyone", "topsecret", "verysecret", "secretpassword", "masterpassword", "administratorpassword",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "onetwothree", "fourfivesix",
    "seveneightnine",
];

/// The rows of a keyboard, each half a key further right than the one above.
const ROWS: [&str; 4] = ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];

/// Whether two keys lie side by side or one below the other, on a keyboard for English.
pub(super) fn are_neighbours(one: char, other: char) -> bool {
    let place = |key: char| ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(key)?)));
    let (Some((row, at)), Some((other_row, other_at))) = (place(one), place(other)) else { return false };
    match row.abs_diff(other_row) {
        0 => at.abs_diff(other_at) == 1,
        // The key below lies half a step to the right, so it has the same number or the one before.
        1 => {
            let (above, below) = if row < other_row { (at, other_at) } else { (other_at, at) };
            above == below || above == below + 1
        }
        _ => false,
    }
}
