//! Which passwords are good enough (NIST SP 800-63B-4: 15 characters where it is the only factor;
//! no composition rules; refuse what is guessable. ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11).

use kernel::text::spellings;
use kernel::{Email, Secret};

use super::common_passwords::{self, PHRASES, WORDS};

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

/// Judges a password for an account.
pub fn check(password: &Secret<String>, email: &Email, names: &[&str]) -> Result<(), WeakPassword> {
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
    if distinct.len() < 6 || runs(&letters) || walks(&letters) || is_common(&lower) || is_common(&without_leet(&lower))
    {
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

/// Mostly steps to a neighbouring key: `1qaz2wsx3edc4rfv`, `qwertyuiopasdfgh`. Of ordinary words every fifth step is.
fn walks(letters: &[char]) -> bool {
    let steps = letters.windows(2).filter(|pair| common_passwords::are_neighbours(pair[0], pair[1])).count();
    steps * 10 >= (letters.len() - 1) * 6
}

/// One piece twice, or nothing much but what guessers begin with.
fn is_common(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    repeats(text) || repeats(&bare) || left_after(text, WORDS) < 6 || left_after(&bare, PHRASES) < 6
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

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(password: &str) -> Result<(), WeakPassword> {
        let email = Email::new("asha@corner.example").expect("an address");
        check(&Secret::new(password.to_owned()), &email, &["Asha Menon", "Corner Limited"])
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
