//! Whether a master secret is one that nobody can guess: 32 random bytes or more, in hexadecimal or base64. What
//! people think up is refused; see docs/adr/0019-master-secrets.md.
//!
//! A random secret is refused once in a million times.

use base64::Engine;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use kernel::Secret;

/// Bytes of a master secret, decoded.
const LEAST: usize = 32;

const WAY_OUT: &str = "`aqad keys new` makes one (so does: openssl rand -base64 48). If this is the secret of an existing \
                       database, list it in auth.previous_secrets beside a new auth.secret";

/// The master secret is unfit.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WeakSecret {
    /// Too short.
    #[error("the secret has {0} bytes once decoded but needs at least {LEAST}; {WAY_OUT}")]
    TooShort(usize),
    /// Text of another kind.
    #[error("the secret is neither hexadecimal nor base64; a passphrase is not accepted; {WAY_OUT}")]
    NotEncoded,
    /// Random bytes do not look like this.
    #[error("the secret {0}, so it can be guessed; it has to be random bytes; {WAY_OUT}")]
    Guessable(&'static str),
}

/// Base64 of either alphabet comes as this one, with padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Refuses what is too short or could be guessed.
pub fn judge(secret: &Secret<String>) -> Result<(), WeakSecret> {
    judge_text(secret.reveal().trim(), 2)
}

fn judge_text(text: &str, deeper: u8) -> Result<(), WeakSecret> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bytes = if is_hex { from_hex(text) } else { BASE64.decode(text.replace('-', "+").replace('_', "/")).ok() };
    let bytes = bytes.ok_or(WeakSecret::NotEncoded)?;
    if bytes.len() < LEAST {
        return Err(WeakSecret::TooShort(bytes.len()));
    }
    if let Some(why) = looks_made(text, is_hex).or_else(|| repeats(&bytes)) {
        return Err(WeakSecret::Guessable(why));
    }
    // Text that was encoded is as good as that text.
    match std::str::from_utf8(&bytes) {
        Ok(inner) if inner.bytes().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) => {
            if deeper == 0 {
                return Err(WeakSecret::Guessable("is encoded text"));
            }
            judge_text(inner.trim(), deeper - 1).map_err(|_| WeakSecret::Guessable("is encoded text"))
        }
        _ => Ok(()),
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..text.len()).step_by(2).map(pair).collect()
}

fn looks_made(text: &str, is_hex: bool) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let lower = lower.as_bytes();
    let has = |kind: fn(&u8) -> bool| text.as_bytes().iter().any(kind);
    if in_sequence(lower) * 2 > lower.len() {
        return Some("runs along the alphabet, the digits or the keyboard");
    }
    if is_hex {
        return (!has(u8::is_ascii_alphabetic)).then_some("has digits only");
    }
    if !has(u8::is_ascii_uppercase) || !has(u8::is_ascii_lowercase) {
        return Some("has letters of one case only");
    }
    let words = ["secret", "password", "passphrase", "changeme", "qwerty", "example"];
    if words.iter().any(|word| lower.windows(word.len()).any(|part| part == word.as_bytes())) {
        return Some("contains a word that everybody tries");
    }
    reads_like_words(text).then_some("is made of words")
}

/// Characters that stand in a run of four or more along the alphabet, the digits or a row of the keyboard, in either
/// direction.
fn in_sequence(text: &[u8]) -> usize {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |row: &[u8], byte: u8| row.iter().position(|at| *at == byte);
    let step = |one: u8, next: u8| -> Option<i16> {
        let apart = i16::from(next) - i16::from(one);
        let beside = |row: &&[u8]| Some(place(row, next)?.abs_diff(place(row, one)?) == 1);
        if (-1..=1).contains(&apart) {
            Some(apart)
        } else {
            ROWS.iter().any(|row| beside(row) == Some(true)).then_some(2)
        }
    };
    let (mut found, mut run, mut last) = (0, 1, None);
    for pair in text.windows(2) {
        let now = step(pair[0], pair[1]);
        if now.is_some() && (now == last || run == 1) {
            run += 1;
        } else {
            found += if run >= 4 { run } else { 0 };
            run = if now.is_some() { 2 } else { 1 };
        }
        last = now;
    }
    found + if run >= 4 { run } else { 0 }
}

/// Whether half of the pairs of letters are those that English words are mostly made of; of random ones, one in eleven
/// is.
fn reads_like_words(text: &str) -> bool {
    const PAIRS: &str = "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me \
                         de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ta ai ns ec ho us ct la el";
    let letters = text.as_bytes().windows(2).filter(|pair| pair.iter().all(u8::is_ascii_alphabetic));
    let (mut pairs, mut common) = (0, 0);
    for pair in letters {
        let lower = [pair[0].to_ascii_lowercase(), pair[1].to_ascii_lowercase()];
        pairs += 1;
        common += usize::from(PAIRS.split(' ').any(|known| known.as_bytes() == lower));
    }
    pairs >= 12 && common * 2 >= pairs
}

/// Bytes that come again and again.
fn repeats(bytes: &[u8]) -> Option<&'static str> {
    let mut distinct = bytes.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let comes_again = (1..=bytes.len() / 2).any(|by| bytes.iter().zip(&bytes[by..]).all(|(one, next)| one == next));
    if comes_again || distinct.len() < LEAST / 2 {
        return Some("repeats itself");
    }
    let steps = bytes.windows(2).filter(|pair| pair[1].wrapping_sub(pair[0]).wrapping_add(1) <= 2).count();
    (steps * 2 > bytes.len()).then_some("counts up or down")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::OsEntropy;
    use crate::crypto::{generate_secret, hex};
    use kernel::Entropy;

    fn judged(text: &str) -> Result<(), WeakSecret> {
        judge(&Secret::new(text.to_owned()))
    }

    #[test]
    fn random_bytes_are_taken_in_every_spelling() {
        for length in [32, 33, 34, 48, 64] {
            for _ in 0..200 {
                let mut bytes = vec![0; length];
                OsEntropy.fill(&mut bytes);
                let standard = base64::engine::general_purpose::STANDARD.encode(&bytes);
                let url = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&bytes);
                for text in [hex(&bytes), hex(&bytes).to_ascii_uppercase(), format!("{standard}\n"), url] {
                    assert_eq!(judged(&text), Ok(()), "{text}");
                }
            }
        }
        assert_eq!(judge(&generate_secret(&OsEntropy)), Ok(()));
        let twice = base64::engine::general_purpose::STANDARD.encode(generate_secret(&OsEntropy).reveal());
        assert_eq!(judged(&twice), Ok(()), "random bytes that were encoded twice are random");
    }

    #[test]
    fn what_people_think_up_is_refused() {
        let encoded = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
        for text in [
            "",
            "abcdefghijklmnopqrstuvwxyzabcdef",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "1029384756102938475610293847561029384756102938475610293847561029",
            "3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a3f9a",
            "Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2Kq7Zp2",
            "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
            "zq81 kettle under seven pines at noon",
            "CorrectHorseBatteryStapleTheRainInSpainStaysMainlyInThePlain",
            "OnceThereWasAMerchantWhoSoldTeaAndCoffeeInTheHarbour",
            "correct-password-correct-password-correct",
            "9b2fd1c07ae35846f1d09c3be7a25d48",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            &encoded("this is a passphrase that I am using for my market"),
            &encoded(&encoded("this is a passphrase that I am using for my market")),
        ] {
            assert!(judged(text).is_err(), "{text}");
        }
        assert_eq!(judged("abcdefghijklmnopqrstuvwxyzabcdef"), Err(WeakSecret::TooShort(24)));
        assert_eq!(judged("zq81 kettle under seven pines at noon"), Err(WeakSecret::NotEncoded));
    }
}
