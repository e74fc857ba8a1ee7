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

/// Parameters that the drivers know (sqlx 0.9). They log the values of others, which may be secret.
const MYSQL: &[&str] = &[
    "sslmode",
    "ssl-mode",
    "sslca",
    "ssl-ca",
    "charset",
    "collation",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "socket",
    "timezone",
    "time-zone",
];
const POSTGRES: &[&str] = &[
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// A database's address without parameters that have no effect, and the names of those.
pub(super) fn known_parameters(url: &Secret<String>) -> (Secret<String>, Vec<String>) {
    let text = url.reveal();
    let Some((place, query)) = text.split_once('?') else { return (url.clone(), Vec::new()) };
    let (query, fragment) = query.split_once('#').map_or((query, None), |(q, f)| (q, Some(f)));
    let names = if text.starts_with("mysql") { MYSQL } else { POSTGRES };
    let name_of = |part: &str| part.split('=').next().unwrap_or_default().to_owned();
    let is_known = |part: &&str| {
        let name = name_of(part);
        names.contains(&name.as_str()) || (names == POSTGRES && name.starts_with("options["))
    };
    let (known, unknown): (Vec<&str>, Vec<&str>) =
        query.split('&').filter(|part| !part.is_empty()).partition(|part| is_known(part));
    let query = if known.is_empty() { String::new() } else { format!("?{}", known.join("&")) };
    let fragment = fragment.map_or_else(String::new, |f| format!("#{f}"));
    let unknown = unknown.into_iter().map(name_of).collect();
    (Secret::new(format!("{place}{query}{fragment}")), unknown)
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

    #[test]
    fn only_parameters_that_have_an_effect_reach_the_driver() {
        let known = |url: &str| known_parameters(&Secret::new(url.to_owned()));

        let (url, unknown) = known("postgres://u@db/aqad?sslmode=require&sslpassword=hunter2&options[a]=b");
        assert_eq!(url.reveal(), "postgres://u@db/aqad?sslmode=require&options[a]=b");
        assert_eq!(unknown, ["sslpassword"]);
        let (url, unknown) = known("mysql://u@db/aqad?allowPublicKeyRetrieval=true");
        assert_eq!((url.reveal().as_str(), unknown), ("mysql://u@db/aqad", vec!["allowPublicKeyRetrieval".to_owned()]));
        let (url, unknown) = known("mysql://u:p@db/aqad");
        assert_eq!((url.reveal().as_str(), unknown.len()), ("mysql://u:p@db/aqad", 0));
    }
}
