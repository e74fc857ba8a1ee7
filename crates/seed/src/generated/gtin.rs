//! GTIN-13 numbers in the Indian range.

/// The GTIN-13 of item `n`: `890`, nine digits, and the GS1 check digit.
///
/// Distinct for every `n` below a thousand million, because the factor shares no divisor with
/// 10⁹. The numbers are not assigned: for demos only.
pub(super) fn gtin(n: u32) -> String {
    let body = (u64::from(n) * 387_420_489 + 104_729_311) % 1_000_000_000;
    let digits = format!("890{body:09}");
    let check = check_digit(&digits);
    format!("{digits}{check}")
}

/// The GS1 check digit of the digits before it: weights 3 and 1 from the right.
pub(super) fn check_digit(digits: &str) -> u32 {
    let sum: u32 =
        digits.chars().rev().filter_map(|c| c.to_digit(10)).zip([3, 1].into_iter().cycle()).map(|(d, w)| d * w).sum();
    (10 - sum % 10) % 10
}
