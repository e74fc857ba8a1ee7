//! Whether digits in a password are chance: long numbers that no rule makes. No other sort of character is asked for
//! beside them.

/// Fewer digits than this are a year, a birthday or a telephone number.
const FEWEST: usize = 12;
/// So many of them must not follow from those before.
const FEWEST_UNFORESEEN: usize = 6;
/// Numbers that everybody can look up.
const KNOWN: [&str; 8] = [
    "314159265358979323846264338327950288",
    "271828182845904523536028747135266249",
    "161803398874989484820458683436563811",
    "141421356237309504880168872420969807",
    "112358132134558914423337761098715972584",
    "235711131719232931374143475359616771737983899",
    "124816326412825651210242048409681921638432768",
    "149162536496481100121144169196225256289324361400",
];

/// How many digits of a text are chance. Blanks and signs may stand between them, letters may not.
pub(super) fn random_digits(text: &str) -> usize {
    text.split(char::is_alphabetic).map(of_piece).sum()
}

fn of_piece(piece: &str) -> usize {
    let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
    let is_known = KNOWN.iter().any(|known| digits.as_bytes().windows(FEWEST).any(|part| contains(known, part)));
    if digits.len() < FEWEST || is_known || follows_a_rule(digits.as_bytes()) { 0 } else { digits.len() }
}

fn contains(known: &str, part: &[u8]) -> bool {
    known.as_bytes().windows(part.len()).any(|there| there == part)
}

/// One piece over and over, a count within other digits, or mostly steps of one size.
fn follows_a_rule(digits: &[u8]) -> bool {
    let period = (1..=digits.len() / 2).any(|n| digits.iter().skip(n).zip(digits).all(|(a, b)| a == b));
    let mirrored = digits.iter().eq(digits.iter().rev());
    let every_other =
        [0, 1].iter().any(|from| is_count(&digits.iter().skip(*from).step_by(2).copied().collect::<Vec<_>>()));
    period || mirrored || every_other || unforeseen(digits) < FEWEST_UNFORESEEN
}

/// Whether digits are mostly counted up or down by one, or all the same.
fn is_count(digits: &[u8]) -> bool {
    let counted = digits.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count();
    counted * 4 >= (digits.len() - 1) * 3
}

/// How many digits are neither a step of one nor the same step as the one before.
fn unforeseen(digits: &[u8]) -> usize {
    let step = |at: usize| i16::from(digits[at]) - i16::from(digits[at - 1]);
    (1..digits.len()).filter(|at| step(*at).abs() > 1 && (*at == 1 || step(*at) != step(at - 1))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_without_a_rule_are_chance_however_they_are_written() {
        for random in
            ["83920174650281937465", "7190 4826 3350 9172 6048", "4-8-1-5-9-2-6-0-7-3-8-1-4-6-9", "385017294618"]
        {
            assert!(random_digits(random) >= 12, "{random}");
        }
    }

    #[test]
    fn what_a_rule_makes_is_no_chance() {
        for ruled in [
            "12345678901234567890",
            "98765432109876543210",
            "11223344556677889900",
            "10203040506070809010",
            "24681357902468135790",
            "147258369147258369",
            "31415926535897932384",
            "12358132134558914423",
            "00000000000000000000",
            "12121212121212121212",
            "25121990",
            "12344321123443211234",
            "9081726354453627180",
        ] {
            assert_eq!(random_digits(ruled), 0, "{ruled}");
        }
    }
}
