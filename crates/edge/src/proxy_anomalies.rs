//! Warnings about the way requests come in: each at most once a minute, or a flood of requests
//! would be a flood of lines.

use std::net::IpAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use limiter::http::address::ProxyAnomaly;

const EVERY: Duration = Duration::from_mins(1);

/// When which warning was given last, and how often it was held back since.
#[derive(Default)]
pub struct ProxyAnomalies {
    untrusted: Mutex<(Option<Instant>, u64)>,
    silent: Mutex<(Option<Instant>, u64)>,
}

impl ProxyAnomalies {
    /// Says what is odd about a request, unless it was said a moment ago.
    pub fn record(&self, anomaly: ProxyAnomaly, peer: IpAddr) {
        let (memory, kind) = match anomaly {
            ProxyAnomaly::UntrustedPeer => (&self.untrusted, "untrusted"),
            ProxyAnomaly::NoForwardedFor => (&self.silent, "silent"),
        };
        metrics::counter!("aqad_proxy_anomalies_total", "kind" => kind).increment(1);
        let Ok(mut memory) = memory.lock() else { return };
        let (warned_at, held_back) = &mut *memory;
        *held_back += 1;
        if warned_at.is_some_and(|at| at.elapsed() < EVERY) {
            return;
        }
        let times = std::mem::take(held_back);
        *warned_at = Some(Instant::now());
        match anomaly {
            ProxyAnomaly::UntrustedPeer => {
                tracing::warn!(security = "malicious_extraneous", peer = %peer, times, "ignored forwarding headers from a peer that is not in server.trusted_proxies; if it is your proxy, add it there");
            }
            ProxyAnomaly::NoForwardedFor => {
                tracing::warn!(peer = %peer, times, "a trusted proxy sends no X-Forwarded-For, so all its clients share one limit; configure it to send the client's address");
            }
        }
    }
}
