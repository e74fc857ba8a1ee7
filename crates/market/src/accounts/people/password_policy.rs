//! Which passwords are good enough (NIST SP 800-63B-4: 15 characters where it is the only factor;
//! no composition rules; refuse what is guessable. ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).

use kernel::{Email, Secret};

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than 15 characters.
    #[error("must have at least 15 characters; a phrase of several words is easy to remember")]
    TooShort,
    /// More than 128 characters.
    #[error("must have at most 128 characters")]
    TooLong,
    /// Found early in any guesser's list.
    #[error("is too easy to guess; avoid patterns and repetition")]
    Guessable,
    /// Made of what everybody knows about the account.
    #[error("must not be based on your name, your company's name, your email address or ours")]
    Contextual,
}

/// Words that begin guessers' lists; a long password that is only these and digits is no long password.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "contrasena",
    "motdepasse",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfgh",
    "zxcvbn",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "monkey",
    "dragon",
    "football",
    "cricket",
    "sunshine",
    "princess",
    "master",
    "login",
    "abc",
    "test",
    "secret",
    "changeme",
    "default",
    "guest",
    "root",
    "user",
    "hello",
    "india",
    "mumbai",
    "delhi",
    "dubai",
    "krishna",
    "ganesh",
    "shree",
    "om",
    "sairam",
    "qazwsx",
    "trustno",
    "superman",
    "batman",
    "starwars",
    "whatever",
    "freedom",
    "computer",
    "internet",
    "samsung",
    "google",
    "facebook",
    "correcthorsebatterystaple",
];

/// Judges a password for an account.
pub fn check(password: &Secret<String>, email: &Email, names: &[&str]) -> Result<(), WeakPassword> {
    let text = password.reveal();
    match text.chars().count() {
        ..15 => return Err(WeakPassword::TooShort),
        129.. => return Err(WeakPassword::TooLong),
        _ => {}
    }
    let lower = text.to_lowercase();
    let letters: Vec<char> = lower.chars().collect();
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 6 || runs(&letters) || repeats(&lower) || left_after(&lower, COMMON) < 6 {
        return Err(WeakPassword::Guessable);
    }
    let mut context: Vec<String> = vec![email.local().to_owned(), "aqad".to_owned()];
    context.extend(email.as_str().split('@').nth(1).and_then(|d| d.split('.').next()).map(str::to_owned));
    context
        .extend(names.iter().flat_map(|n| n.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>()));
    let context: Vec<&str> = context.iter().map(String::as_str).filter(|w| w.chars().count() >= 3).collect();
    if left_after(&lower, &context) < 8 { Err(WeakPassword::Contextual) } else { Ok(()) }
}

/// Mostly steps of one: `123456789012345`, `abcdefghijklmno`.
fn runs(letters: &[char]) -> bool {
    let steps = letters.windows(2).filter(|pair| (pair[1] as i64 - pair[0] as i64).abs() <= 1).count();
    steps * 4 >= letters.len() * 3
}

/// One short piece over and over.
fn repeats(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..=bytes.len() / 2).any(|n| bytes.len() - n >= n && bytes.iter().skip(n).zip(bytes).all(|(a, b)| a == b))
}

/// How many characters remain without known words and digits.
fn left_after(text: &str, words: &[&str]) -> usize {
    let mut rest = text.to_owned();
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in sorted {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace() && !"!@#$._-*".contains(*c)).count()
}
