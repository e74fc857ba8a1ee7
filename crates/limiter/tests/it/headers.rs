//! What answers say about limits: exact texts, read again by a strict parser (RL-4, RL-16).

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use limiter::http::headers::{HeaderStyle, insert_headers, retry_after_seconds};
use limiter::{LimitCheck, LimitDecision, Limiter, Policy};

use crate::support::single_node;

/// One member of a list: its text and its parameters.
type Item = (String, Parameters);
type Parameters = Vec<(String, u64)>;

/// Reads a list of strings with integer parameters as RFC 9651 (4.2) demands, or says where it fails.
/// Nothing else is allowed in these fields.
fn parse(text: &str) -> Result<Vec<Item>, String> {
    let mut rest = text;
    let mut list = Vec::new();
    loop {
        let (name, after) = string(rest)?;
        let (parameters, after) = parameters(after)?;
        list.push((name, parameters));
        if after.is_empty() {
            return Ok(list);
        }
        let trimmed = after.trim_start_matches([' ', '\t']);
        rest = trimmed.strip_prefix(',').ok_or_else(|| format!("no comma at {after:?}"))?;
        rest = rest.trim_start_matches([' ', '\t']);
    }
}

/// A string: printable ASCII in quotes; only quotes and backslashes may be escaped, and must be.
fn string(text: &str) -> Result<(String, &str), String> {
    let mut rest = text.strip_prefix('"').ok_or_else(|| format!("no quote at {text:?}"))?;
    let mut read = String::new();
    loop {
        let next = rest.chars().next().ok_or_else(|| format!("{text:?} does not end"))?;
        rest = &rest[next.len_utf8()..];
        match next {
            '"' => return Ok((read, rest)),
            '\\' => match rest.chars().next() {
                Some(escaped @ ('"' | '\\')) => {
                    read.push(escaped);
                    rest = &rest[1..];
                }
                _ => return Err(format!("a lonely backslash in {text:?}")),
            },
            ' '..='~' => read.push(next),
            _ => return Err(format!("{next:?} in {text:?}")),
        }
    }
}

/// Parameters: `;key=integer`, the key in lower case, each once, of at most fifteen digits.
fn parameters(text: &str) -> Result<(Parameters, &str), String> {
    let mut rest = text;
    let mut all = Parameters::new();
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start_matches(' ');
        let (key, value) = after.split_once('=').ok_or_else(|| format!("no value at {after:?}"))?;
        let starts = key.starts_with(|c: char| c.is_ascii_lowercase() || c == '*');
        let goes_on = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c);
        if !starts || !key.chars().all(goes_on) || all.iter().any(|(known, _)| known == key) {
            return Err(format!("the key {key:?} in {text:?}"));
        }
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        let digits = &value[..end];
        if digits.is_empty() || digits.len() > 15 {
            return Err(format!("the integer at {value:?}"));
        }
        all.push((key.to_owned(), digits.parse().map_err(|_| format!("the integer {digits:?}"))?));
        rest = &value[end..];
    }
    Ok((all, rest))
}

fn put(decision: &LimitDecision, style: HeaderStyle) -> HeaderMap {
    let mut headers = HeaderMap::new();
    insert_headers(&mut headers, decision, style);
    headers
}

/// Names and values, sorted.
fn texts(headers: &HeaderMap) -> Vec<(&str, &str)> {
    let mut all: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    all.sort_unstable();
    all
}

fn check<'p>(limiter: &Limiter, policy: &'p Arc<Policy>) -> LimitCheck<'p> {
    LimitCheck::new(policy, limiter.key_hasher().key(&policy.name, &[b"somebody"]))
}

fn policy(name: &str, limit: u64, seconds: u64) -> Arc<Policy> {
    Arc::new(Policy::new(name, limit, Duration::from_secs(seconds)))
}

#[tokio::test]
async fn a_fresh_a_used_and_a_refused_caller_are_told_exactly_this() {
    let (limiter, clock) = single_node();
    let (burst, daily) = (policy("burst", 3, 60), policy("daily", 1_500, 86_400));
    let checks = [check(&limiter, &burst), check(&limiter, &daily).costing(5)];

    let fresh = put(&limiter.admit(&checks).await, HeaderStyle::Draft);
    clock.forward(10_400_000);
    let used = put(&limiter.admit(&checks).await, HeaderStyle::Draft);
    limiter.admit(&checks).await;
    let refused = put(&limiter.admit(&checks).await, HeaderStyle::Draft);

    let policies = ("ratelimit-policy", r#""burst";q=3;w=60, "daily";q=1500;w=86400"#);
    assert_eq!(texts(&fresh), [("ratelimit", r#""burst";r=2;t=60, "daily";r=1495;t=86400"#), policies]);
    // Buckets leave whole: a thirtieth of the day later, as of the bucket that began at the clock's zero.
    assert_eq!(texts(&used), [("ratelimit", r#""burst";r=1;t=50, "daily";r=1490;t=89270"#), policies]);
    let told = ("ratelimit", r#""burst";r=0;t=50, "daily";r=1485;t=89270"#);
    assert_eq!(texts(&refused), [told, policies, ("retry-after", "50")]);
}

#[tokio::test]
async fn older_fields_speak_of_the_scarcest_policy() {
    let (limiter, _clock) = single_node();
    let (burst, daily) = (policy("burst", 2, 60), policy("daily", 100, 86_400));
    let checks = [check(&limiter, &daily), check(&limiter, &burst)];
    let admitted = limiter.admit(&checks).await;
    limiter.admit(&checks).await;
    let refused = limiter.admit(&checks).await;
    assert!(admitted.admitted && !refused.admitted);

    let old = [("x-ratelimit-limit", "2"), ("x-ratelimit-remaining", "1"), ("x-ratelimit-reset", "60")];
    let new = [
        ("ratelimit", r#""daily";r=99;t=86400, "burst";r=1;t=60"#),
        ("ratelimit-policy", r#""daily";q=100;w=86400, "burst";q=2;w=60"#),
    ];
    assert_eq!(texts(&put(&admitted, HeaderStyle::Legacy)), old);
    assert_eq!(texts(&put(&admitted, HeaderStyle::Both)), [new.as_slice(), &old].concat());
    assert_eq!(texts(&put(&admitted, HeaderStyle::Draft)), new);
    assert_eq!(texts(&put(&admitted, HeaderStyle::None)), []);

    let old = [("x-ratelimit-limit", "2"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "60")];
    assert_eq!(texts(&put(&refused, HeaderStyle::Legacy)), [[("retry-after", "60")].as_slice(), &old].concat());
    assert_eq!(texts(&put(&refused, HeaderStyle::None)), [("retry-after", "60")]);
}

#[tokio::test]
async fn of_several_counters_under_one_name_the_scarcest_speaks() {
    let (limiter, _clock) = single_node();
    let address = policy("address", 4, 60);
    let key = |who: &[u8]| limiter.key_hasher().key("address", &[who]);
    let from = |who: &'static [u8]| {
        [LimitCheck::new(&address, key(who)), LimitCheck::new(&address, key(b"network")).multiplier(2)]
    };

    let first = put(&limiter.admit(&from(b"one")).await, HeaderStyle::Draft);
    for _ in 0..4 {
        limiter.admit(&from(b"other")).await;
    }
    for _ in 0..2 {
        limiter.admit(&from(b"third")).await;
    }
    let last = put(&limiter.admit(&from(b"one")).await, HeaderStyle::Draft);
    let refused = put(&limiter.admit(&from(b"one")).await, HeaderStyle::Draft);

    // The caller's own counter, then the network's, by then.
    assert_eq!(texts(&first)[0].1, r#""address";r=3;t=60"#);
    assert_eq!(texts(&first)[1].1, r#""address";q=4;w=60"#);
    assert_eq!(texts(&last)[0].1, r#""address";r=0;t=60"#);
    assert_eq!(texts(&last)[1].1, r#""address";q=8;w=60"#);
    assert_eq!(texts(&refused)[1].1, r#""address";q=8;w=60"#);
}

#[tokio::test]
async fn monitored_limits_and_requests_without_limits_tell_nothing() {
    let (limiter, _clock) = single_node();
    let trial = Arc::new(Policy::new("trial", 1, Duration::from_secs(60)).monitor_only());
    limiter.admit(&[check(&limiter, &trial)]).await;
    let over = limiter.admit(&[check(&limiter, &trial)]).await;
    assert_eq!(over.monitored().count(), 1);

    for style in [HeaderStyle::Draft, HeaderStyle::Legacy, HeaderStyle::Both, HeaderStyle::None] {
        assert_eq!(texts(&put(&over, style)), []);
        assert_eq!(texts(&put(&LimitDecision::unlimited(), style)), []);
    }
}

#[tokio::test]
async fn fields_of_an_answer_replace_what_stood_there() {
    let (limiter, _clock) = single_node();
    let burst = policy("burst", 1, 60);
    let mut headers = HeaderMap::new();
    for name in ["ratelimit", "ratelimit-policy", "retry-after"] {
        headers.append(name, HeaderValue::from_static("something of the service behind"));
    }
    limiter.admit(&[check(&limiter, &burst)]).await;

    insert_headers(&mut headers, &limiter.admit(&[check(&limiter, &burst)]).await, HeaderStyle::Draft);

    let told =
        [("ratelimit", r#""burst";r=0;t=60"#), ("ratelimit-policy", r#""burst";q=1;w=60"#), ("retry-after", "60")];
    assert_eq!(texts(&headers), told);
}

#[tokio::test]
async fn part_seconds_are_rounded_up() {
    let (limiter, clock) = single_node();
    let blink = Arc::new(Policy::new("blink", 1, Duration::from_millis(1_001)));
    limiter.admit(&[check(&limiter, &blink)]).await;
    let mut seen = Vec::new();
    for wait in [0, 1_000, 999_999] {
        clock.forward(wait);
        let refused = limiter.admit(&[check(&limiter, &blink)]).await;
        seen.push(
            texts(&put(&refused, HeaderStyle::Draft)).iter().map(|(_, text)| (*text).to_owned()).collect::<Vec<_>>(),
        );
    }

    let told = |t: &str| vec![format!("\"blink\";r=0;t={t}"), "\"blink\";q=1;w=2".to_owned(), t.to_owned()];
    assert_eq!(seen, [told("2"), told("1"), told("1")]);
}

/// A year of asking at random: every field can be read, says what the decision says, and nothing in a
/// run of one window goes up again.
#[tokio::test]
async fn every_field_is_well_formed_and_says_what_was_decided() {
    let (limiter, clock) = single_node();
    let policies = [policy("burst", 5, 2), policy("steady", 40, 60), policy("day-1", 1_200, 600)];
    let mut dice = 88_172_645_463_325_252_u64;
    let mut refusals = 0;
    for _ in 0..5_000 {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        clock.forward(i64::try_from(dice % 1_500_000).unwrap());
        let checks: Vec<_> =
            policies.iter().map(|policy| check(&limiter, policy).costing(1 + (dice >> 40) as u32 % 4)).collect();
        let decision = limiter.admit(&checks).await;
        let headers = put(&decision, HeaderStyle::Both);

        let field = |name| parse(headers[name].to_str().unwrap()).unwrap();
        let (quotas, limits) = (field("ratelimit-policy"), field("ratelimit"));
        assert_eq!((quotas.len(), limits.len()), (3, 3));
        for ((verdict, quota), limit) in decision.verdicts.iter().zip(&quotas).zip(&limits) {
            let name = verdict.policy.name.to_string();
            let parameters = |all: &[(&str, u64)]| all.iter().map(|(k, v)| ((*k).to_owned(), *v)).collect::<Vec<_>>();
            assert_eq!(
                *quota,
                (name.clone(), parameters(&[("q", verdict.limit), ("w", verdict.policy.window.as_secs())]))
            );
            let until = verdict.retry.unwrap_or(verdict.reset).as_micros().div_ceil(1_000_000);
            assert_eq!(*limit, (name, parameters(&[("r", verdict.remaining), ("t", u64::try_from(until).unwrap())])));
            assert!(verdict.remaining <= verdict.limit);
        }
        let retry = headers.get("retry-after").map(|value| value.to_str().unwrap().parse::<u64>().unwrap());
        assert_eq!(retry.is_some(), !decision.admitted);
        let Some(retry) = retry else { continue };
        refusals += 1;
        assert_eq!(retry, retry_after_seconds(&decision));
        for (verdict, (_, limit)) in decision.verdicts.iter().zip(&limits) {
            assert!(!verdict.refuses() || retry >= limit[1].1, "{retry} before {limit:?}");
        }
    }
    assert!((500..4_500).contains(&refusals), "{refusals} refusals try too little");
}

#[tokio::test]
async fn what_remains_never_grows_within_a_window() {
    for limit in [7, 1_500] {
        let (limiter, clock) = single_node();
        let policy = policy("burst", limit, 60);
        let (mut least, mut soonest, mut seen) = (u64::MAX, u64::MAX, 0);
        // Sixty times a little less than a second.
        for _ in 0..60 {
            let decision = limiter.admit(&[check(&limiter, &policy).costing(u32::try_from(limit / 6).unwrap())]).await;
            let headers = put(&decision, HeaderStyle::Draft);
            let all = parse(headers["ratelimit"].to_str().unwrap()).unwrap();
            let (r, t) = (all[0].1[0].1, all[0].1[1].1);
            assert!(r <= least, "{r} after {least}, limit {limit}");
            // As of the second: the first names the window, buckets end a thirtieth later.
            assert!(seen < 2 || t <= soonest, "{t} after {soonest}, limit {limit}");
            (least, soonest, seen) = (r, t, seen + 1);
            clock.forward(990_000);
        }
        assert!(least < limit / 6, "{least} of {limit} are left");
    }
}

#[test]
fn the_parser_refuses_what_is_malformed() {
    for good in [r#""a""#, r#""a";r=1"#, r#""a";r=1;t=20, "b";r=999999999999999"#, "\"a\\\"b\"\t,  \"c\""] {
        assert!(parse(good).is_ok(), "{good}: {:?}", parse(good));
    }
    let malformed = [
        "",
        "a;r=1",
        r#""a"#,
        r#""a";"#,
        r#""a";r"#,
        r#""a";r="#,
        r#""a";r=-1"#,
        r#""a";r=1.5"#,
        r#""a";R=1"#,
        r#""a";r=1,"#,
        r#""a";r=1 "b""#,
        r#""a";r=1;r=2"#,
        r#""a";r=9999999999999999"#,
        "\"a\\b\"",
        "\"ä\"",
        r#","a""#,
    ];
    for bad in malformed {
        assert!(parse(bad).is_err(), "{bad}");
    }
}
