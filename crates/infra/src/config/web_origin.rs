//! Origins as browsers write them (WHATWG URL): scheme and host in lower case, no default port.

use std::net::{Ipv4Addr, Ipv6Addr};

/// What to write instead.
const FORM: &str = "write scheme, host and port only, such as https://shop.example.com";

/// An origin as browsers send it, or what is wrong with the text.
pub(super) fn canonical_origin(text: &str) -> Result<String, String> {
    let Some((scheme, rest)) = text.split_once("://") else { return Err(FORM.to_owned()) };
    let scheme = scheme.to_ascii_lowercase();
    let usual = match scheme.as_str() {
        "http" => 80,
        "https" => 443,
        _ => return Err("an origin begins with https:// or http://".to_owned()),
    };
    if rest.contains(['/', '?', '#', '@', '\\', '*', ' ']) {
        return Err(format!("{FORM}: no path, no slash at the end, no user and no wildcard"));
    }
    if !rest.is_ascii() {
        return Err("write the host in its ASCII form (xn--…), as browsers send it".to_owned());
    }
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let host = canonical_host(&host.to_ascii_lowercase())?;
    let port = port.map(|text| text.parse::<u16>().map_err(|_| "the port must be a number from 1 to 65535".to_owned()));
    match port.transpose()? {
        Some(0) => Err("the port must be a number from 1 to 65535".to_owned()),
        Some(port) if port != usual => Ok(format!("{scheme}://{host}:{port}")),
        _ => Ok(format!("{scheme}://{host}")),
    }
}

/// A host's name or address, in the form in which requests are compared with it; or what is wrong with the text.
pub(super) fn canonical_name(text: &str) -> Result<String, String> {
    canonical_host(&text.to_ascii_lowercase()).map_err(|why| {
        if why == FORM {
            "write a name only, without scheme, port and path, such as api.example.com".to_owned()
        } else {
            why
        }
    })
}

/// The host of our own address, in that form.
pub(super) fn host_in_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => authority.as_str(),
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    canonical_host(host).unwrap_or_else(|_| host.to_owned())
}

fn canonical_host(host: &str) -> Result<String, String> {
    if let Some(address) = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        let parsed: Result<Ipv6Addr, _> = address.parse();
        return parsed.map(|a| format!("[{a}]")).map_err(|_| format!("`{host}` is not an IPv6 address"));
    }
    if host.ends_with('.') {
        return Err("leave out the dot at the end of the host".to_owned());
    }
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
    };
    if !host.split('.').all(is_label) {
        return Err(FORM.to_owned());
    }
    // A host whose last part is a number is an IPv4 address to a browser.
    let last = host.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        let parsed: Result<Ipv4Addr, _> = host.parse();
        return parsed.map(|a| a.to_string()).map_err(|_| format!("`{host}` is not an IPv4 address"));
    }
    Ok(host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_that_are_the_same_to_a_browser_become_the_same_text() {
        for (text, same) in [
            ("https://shop.example.com:443", "https://shop.example.com"),
            ("HTTPS://Shop.Example.COM", "https://shop.example.com"),
            ("http://shop.example.com:80", "http://shop.example.com"),
            ("https://shop.example.com:80", "https://shop.example.com:80"),
            ("https://shop.example.com:0443", "https://shop.example.com"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[0:0:0:0:0:0:0:1]:3000", "http://[::1]:3000"),
            ("https://[::1]:443", "https://[::1]"),
        ] {
            assert_eq!(canonical_origin(text).as_deref(), Ok(same), "{text}");
        }
    }

    #[test]
    fn a_name_is_taken_out_of_our_address_and_is_no_address_itself() {
        for (url, host) in [
            ("https://Market.Example.com", "market.example.com"),
            ("https://market.example.com:8443/b2b?x#y", "market.example.com"),
            ("https://market.example.com./", "market.example.com"),
            ("https://[0:0:0:0:0:0:0:1]:8443", "[::1]"),
            ("http://10.0.0.7:8080", "10.0.0.7"),
        ] {
            assert_eq!(host_in_url(url), host, "{url}");
        }
        assert_eq!(canonical_name("API.example.com").as_deref(), Ok("api.example.com"));
        for text in ["https://api.example.com", "api.example.com:8443", "*.example.com", "api.example.com/", ""] {
            assert!(canonical_name(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        for text in [
            "*",
            "null",
            "shop.example.com",
            "ftp://shop.example.com",
            "https://",
            "https://shop.example.com/",
            "https://shop.example.com.",
            "https://shop.example.com/path",
            "https://*.example.com",
            "https://user@shop.example.com",
            "https://shop..example.com",
            "https://bücher.example",
            "https://shop.example.com:0",
            "https://shop.example.com:65536",
            "https://shop.example.com:",
            "https://1.2.3",
            "https://[::g]",
        ] {
            assert!(canonical_origin(text).is_err(), "{text}");
        }
    }
}
