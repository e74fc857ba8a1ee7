//! Signs and codes of currencies, as they stand before or behind an amount.

use super::NumberError;
use crate::money::Currency;

/// What else stands for a currency, besides its code; in lower case, without the points around it.
const fn marks(currency: Currency) -> &'static [&'static str] {
    match currency {
        Currency::INR => &["₹", "rs", "re", "रु", "रू", "रुपये", "रुपए"],
        Currency::AED => &["د.إ", "dh", "dhs", "درهم"],
        Currency::USD => &["$", "us$"],
        Currency::EUR => &["€"],
        Currency::GBP => &["£"],
        Currency::SAR => &["ر.س", "sr", "﷼", "\u{20c1}", "ريال"],
        Currency::QAR => &["ر.ق", "qr", "﷼", "ريال"],
        Currency::PKR | Currency::LKR => &["rs", "re", "₨"],
        Currency::NPR => &["rs", "re", "₨", "रु", "रू"],
        Currency::BDT => &["৳", "tk"],
        Currency::SGD => &["$", "s$"],
        Currency::MYR => &["rm"],
        Currency::JPY => &["¥", "￥", "円"],
        Currency::KRW => &["₩", "원"],
        Currency::VND => &["₫", "đ"],
        Currency::BHD => &["د.ب", "bd"],
        Currency::KWD => &["د.ك", "kd"],
        Currency::OMR => &["ر.ع", "ro", "﷼", "ريال"],
        Currency::JOD => &["د.أ", "د.ا", "jd"],
        Currency::TND => &["د.ت", "dt"],
    }
}

fn stands_for(mark: &str, currency: Currency) -> bool {
    mark == currency.code().to_ascii_lowercase() || marks(currency).contains(&mark)
}

/// A number without the marks of its currency. Behind it, `/-` closes an amount of rupees.
pub(super) fn without_marks(text: &str, currency: Currency) -> Result<&str, NumberError> {
    let is_digit = |c: char| c.is_ascii_digit();
    let from = text.find(is_digit).ok_or(NumberError::NotAnAmount)?;
    let to = text.rfind(is_digit).map_or(text.len(), |at| at + 1);
    let (front, behind) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let behind = behind.strip_prefix("/-").unwrap_or(behind);
    for around in [front, behind].into_iter().filter(|around| !around.is_empty()) {
        let mark = around.trim_matches(' ').trim_matches('.').to_lowercase();
        if stands_for(&mark, currency) {
            continue;
        }
        let is_another = Currency::ALL.iter().any(|other| stands_for(&mark, *other));
        return Err(if is_another { NumberError::OtherCurrency { currency } } else { NumberError::NotAnAmount });
    }
    Ok(text.get(from..to).unwrap_or_default())
}
