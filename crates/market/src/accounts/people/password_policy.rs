//! Which passwords are good enough (NIST SP 800-63B-4: 15 characters where it is the only factor;
//! no composition rules; refuse what is guessable. ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).

use kernel::fold::fold;
use kernel::text::spellings;
use kernel::{Email, Secret};

use super::common_passwords::{self, PHRASES, WORDS};
use super::random_digits::random_digits;

/// The fewest and the most characters of a password.
pub const PASSWORD_CHARS: std::ops::RangeInclusive<usize> = 15..=128;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too few characters.
    #[error("must have at least {} characters; a phrase of several words is easy to remember", PASSWORD_CHARS.start())]
    TooShort,
    /// Too many characters.
    #[error("must have at most {} characters", PASSWORD_CHARS.end())]
    TooLong,
    /// Found early in any guesser's list.
    #[error("is too easy to guess; avoid patterns and repetition")]
    Guessable,
    /// Made of what everybody knows about the account.
    #[error("must not be based on your name, your company's name, your email address or ours")]
    Contextual,
}

/// What everybody can know about an account, in folded words: names of its person and of the companies they are of,
/// its address and what the marketplace is called.
#[derive(Debug)]
pub(super) struct PasswordContext(Vec<String>);

impl PasswordContext {
    /// Of an address, and of the names of people and companies.
    pub fn new<'n>(email: &'n Email, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut words = vec!["aqad".to_owned()];
        for text in [email.as_str()].into_iter().chain(names) {
            let text = fold(text);
            // An address counts by its local part and by each word of its domain, a name by each word and as a whole.
            let pieces = text.split(|c: char| !c.is_alphanumeric()).chain(text.split('@'));
            words.extend(pieces.map(str::to_owned));
            words.push(text.split_whitespace().collect());
        }
        words.retain(|word| word.chars().count() >= LEAST_WORD);
        words.sort_unstable();
        words.dedup();
        Self(words)
    }
}

/// Shorter words of a name are part of too many others.
const LEAST_WORD: usize = 3;

/// Judges a password for an account.
pub(super) fn check(password: &Secret<String>, context: &PasswordContext) -> Result<(), WeakPassword> {
    // As it is hashed: a letter with its accent is one.
    let text = spellings(password.reveal()).swap_remove(0);
    let length = text.chars().count();
    if length < *PASSWORD_CHARS.start() {
        return Err(WeakPassword::TooShort);
    }
    if length > *PASSWORD_CHARS.end() {
        return Err(WeakPassword::TooLong);
    }
    let lower = text.to_lowercase();
    let letters: Vec<char> = lower.chars().collect();
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    // Digits that are chance stand for nothing but themselves.
    let meant = if random_digits(&lower) > 0 { lower.clone() } else { without_leet(&lower) };
    if distinct.len() < 6 || runs(&letters) || walks(&letters) || is_common(&lower) || is_common(&meant) {
        return Err(WeakPassword::Guessable);
    }
    let words: Vec<&str> = context.0.iter().map(String::as_str).collect();
    let left = |text: &str| left_after(&fold(text), &words);
    if left(&lower).min(left(&meant)) < 8 { Err(WeakPassword::Contextual) } else { Ok(()) }
}

/// Mostly steps of one: `123456789012345`, `abcdefghijklmno`.
fn runs(letters: &[char]) -> bool {
    let steps = letters.windows(2).filter(|pair| (pair[1] as i64 - pair[0] as i64).abs() <= 1).count();
    steps * 4 >= letters.len() * 3
}

/// Mostly steps to a neighbouring key: `1qaz2wsx3edc4rfv`, `qwertyuiopasdfgh`. Of ordinary words every fifth step is.
fn walks(letters: &[char]) -> bool {
    let steps = letters.windows(2).filter(|pair| common_passwords::are_neighbours(pair[0], pair[1])).count();
    steps * 10 >= (letters.len() - 1) * 6
}

/// One piece twice, or nothing much but what guessers begin with.
fn is_common(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let chance = random_digits(text);
    let is_phrase = left_after(&bare, PHRASES) + chance < 6;
    repeats(text) || (chance == 0 && repeats(&bare)) || left_after(text, WORDS) < 6 || is_phrase
}

/// What is meant by digits and signs that stand for letters.
fn without_leet(text: &str) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// One short piece over and over.
fn repeats(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 3
        && (1..=bytes.len() / 2).any(|n| bytes.len() - n >= n && bytes.iter().skip(n).zip(bytes).all(|(a, b)| a == b))
}

/// How many characters remain without known words, and without digits that are not chance.
fn left_after(text: &str, words: &[&str]) -> usize {
    let mut rest = text.to_owned();
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in sorted {
        rest = rest.replace(word, "");
    }
    let others = rest.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace() && !"!@#$._-*".contains(*c));
    others.count() + random_digits(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(password: &str) -> Result<(), WeakPassword> {
        let email = Email::new("asha@corner.example").expect("an address");
        let context = PasswordContext::new(&email, ["Asha Menon", "Corner Limited", "Nair Fruits"]);
        check(&Secret::new(password.to_owned()), &context)
    }

    #[test]
    fn twenty_random_digits_are_a_good_password() {
        for digits in ["83920174650281937465", "4826 3350 9172 6048 7190", "50718294630528174936", "719048263350917"] {
            assert_eq!(judged(digits), Ok(()), "{digits}");
        }
    }

    #[test]
    fn numbers_that_follow_a_rule_are_refused() {
        for digits in ["12345678901234567890", "24681357902468135790", "31415926535897932384", "10203040506070809010"] {
            assert_eq!(judged(digits), Err(WeakPassword::Guessable), "{digits}");
        }
    }

    #[test]
    fn what_everybody_knows_of_the_account_is_no_password() {
        for known in [
            "aqad nair fruits 2026!!",
            "Nair-Fruits-Corner-1",
            "N\u{e1}ir Fru\u{ed}ts 20262026",
            "n4ir fru1ts c0rner 26",
            "asha.corner.example",
            "NAIRFRUITSNAIRFRUITS1",
            "asha menon limited!",
        ] {
            let judged = judged(known);
            assert!(matches!(judged, Err(WeakPassword::Contextual | WeakPassword::Guessable)), "{known}: {judged:?}");
        }
        assert_eq!(judged("aqad nair fruits 2026!!"), Err(WeakPassword::Contextual));
    }

    #[test]
    fn the_list_of_words_is_as_long_as_its_description_says() {
        let page = include_str!("../../../../../docs/passwords.md");
        let said = format!("{} words and {} sentences", WORDS.len(), PHRASES.len());
        assert!(page.contains(&said), "docs/passwords.md does not say: {said}");
    }

    #[test]
    fn long_passwords_that_everybody_knows_are_refused() {
        for known in [
            "1qaz2wsx3edc4rfv",
            "qwertyuiopasdfgh",
            "password1234567",
            "correcthorsebatterystaple",
            "1q2w3e4r5t6y7u8i",
            "qazwsxedcrfvtgb",
            "zaq12wsxcde34rfv",
            "asdfghjklqwertyuiop",
            "1234qwerasdfzxcv",
            "zxcvbnmasdfghjkl",
            "iloveyouiloveyou",
            "passwordpassword",
            "monkeymonkey1234",
            "P@ssw0rdP4ssw0rd!",
            "4dm1n1str4t0r2026",
            "thequickbrownfox",
            "maytheforcebewithyou",
            "supercalifragilisticexpialidocious",
            "letmeinletmein123",
            "trustno1trustno1",
            "football12345678",
            "welcome123456789",
            "abcdefghijklmnopqrstuvwxyz",
            "Michael1987Jordan23",
            "summer2025summer2026",
            "To be or not to be",
            "147258369147258369",
        ] {
            assert_eq!(judged(known), Err(WeakPassword::Guessable), "{known}");
        }
    }

    #[test]
    fn good_passphrases_are_taken() {
        for good in [
            "copper kettle under seven pines",
            "nine lanterns over a silver canal",
            "the grey cat sleeps on warm stones",
            "rainy mondays need hot cardamom chai",
            "my summer in delhi was hot and noisy",
            "where were we ferreting water",
            "xK9#mQ2$vL7!pR4@",
            "tR4velling-by-night-tr4in",
            "\u{0938}\u{092e}\u{0941}\u{0926}\u{094d}\u{0930} \u{0915}\u{0947} \u{0915}\u{093f}\u{0928}\u{093e}\u{0930}\u{0947} \u{0928}\u{0940}\u{0932}\u{093e} \u{0918}\u{0930}",
        ] {
            assert_eq!(judged(good), Ok(()), "{good}");
        }
    }
}
