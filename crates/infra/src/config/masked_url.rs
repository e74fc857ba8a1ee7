//! Addresses without what may be secret in them.

use kernel::Secret;

/// An address without its user, password and parameters; nothing where there is none. Where it
/// cannot be told what is which, only its scheme.
pub(super) fn masked_url(url: &Secret<String>) -> Option<String> {
    let (scheme, rest) = url.reveal().split_once("://")?;
    let parts: Vec<&str> = rest.split('@').collect();
    let place = match parts[..] {
        [place] => place,
        [user, place] if !user.contains(['?', '#', '/']) => place,
        _ => "",
    };
    Some(format!("{scheme}://***@{}", place.split(['?', '#']).next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_its_place_and_nothing_that_may_be_a_password() {
        let masked = |url: &str| masked_url(&Secret::new(url.to_owned()));

        assert_eq!(masked("mysql://aqad:hunter2@db:3306/aqad").as_deref(), Some("mysql://***@db:3306/aqad"));
        assert_eq!(masked("redis://cache:6379/").as_deref(), Some("redis://***@cache:6379/"));
        for url in [
            "postgres://u:hun?ter2@db/aqad",
            "postgres://u:hun/ter2@db/aqad",
            "postgres://u:hun@ter2@db/aqad",
            "postgres://db/aqad?password=hun@ter2",
            "postgres://db/aqad?password=hunter2",
        ] {
            let text = masked(url).expect("an address");
            assert!(!text.contains("hun") && !text.contains("ter2"), "{text}");
        }
        assert_eq!(masked("hunter2"), None);
    }
}
