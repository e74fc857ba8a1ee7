//! The watchdog of one connection: what happened on it, and by when something must.
//!
//! hyper has no such clock. Its header timer doubles as the keep-alive idle time and allocates per
//! request, and on HTTP/2 a peer that only answers pings lives for ever. Here every connection has
//! exactly one next deadline, computed from counters that cost a few nanoseconds per request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::ListenLimits;

/// HTTP/2: requests a peer may take back, before their answer, without looking like an attack.
///
/// h2 counts only streams reset before we took them; an attacker who waits for us to start each
/// request makes us work for nothing and passes that count.
const RESETS: u64 = 100;

/// The record of one connection.
pub(super) struct Activity {
    opened_at: Instant,
    deadlines: Deadlines,
    protocol: Protocol,
    counters: Mutex<Counters>,
    idle_notify: Notify,
}

/// Which protocol the connection speaks; only HTTP/1 has response bytes we can watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Http1,
    Http2,
}

/// What the watchdog wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing before this moment.
    Wait(Instant),
    /// Finish what is in flight, then close.
    Close(Cause),
    /// Drop it now.
    Cut(Cause),
}

/// Why a connection ends before its peer wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// It never asked anything.
    Silent,
    /// It began a request and did not end its headers in time.
    HeadTimeout,
    /// It rested too long between requests.
    Idle,
    /// HTTP/2: it takes back most of what it asks.
    Resets,
    /// It does not take the responses it asked for.
    Stalled,
    /// It is old.
    Age,
    /// It was asked to close and did not.
    CloseTimeout,
}

impl Activity {
    pub(super) fn new(limits: &ListenLimits, protocol: Protocol) -> Arc<Self> {
        let now = Instant::now();
        Arc::new(Self {
            opened_at: now,
            deadlines: Deadlines::of(limits),
            protocol,
            counters: Mutex::new(Counters::new(now)),
            idle_notify: Notify::new(),
        })
    }

    /// A request has arrived, complete with its headers.
    pub(super) fn begin_request(self: &Arc<Self>) -> RequestGuard {
        let mut counters = self.lock();
        counters.started += 1;
        counters.head = None;
        drop(counters);
        RequestGuard { activity: Arc::clone(self), answered: false, streams: false }
    }

    /// HTTP/1: these bytes came from the peer.
    pub(super) fn on_bytes(&self, bytes: &[u8]) {
        let mut counters = self.lock();
        if counters.done < counters.started {
            return; // part of a request's body
        }
        let head = counters.head.get_or_insert_with(|| Head { since: Instant::now(), line_ended: false });
        head.line_ended = head.line_ended || bytes.contains(&b'\n');
    }

    /// HTTP/1: hyper's write buffer is empty and the socket has taken everything.
    pub(super) fn on_flush(&self) {
        let mut counters = self.lock();
        if counters.handed == counters.started && counters.done < counters.started {
            counters.done = counters.started;
            counters.last = Instant::now();
        }
    }

    /// HTTP/1: true while a response of ours is owed or on its way; bytes written otherwise are hyper's own.
    pub(super) fn owes_response(&self) -> bool {
        let counters = self.lock();
        counters.done < counters.started
    }

    /// HTTP/1: true when the request that is arriving has not even ended its first line.
    pub(super) fn is_in_request_line(&self) -> bool {
        self.lock().head.is_some_and(|head| !head.line_ended)
    }

    /// Ends when an HTTP/2 connection may have become idle: its streams live in other tasks, so
    /// the watchdog would otherwise sleep on a deadline that no longer is the next.
    pub(super) async fn became_idle(&self) {
        self.idle_notify.notified().await;
    }

    /// From now on the connection is closing.
    pub(super) fn closing(&self) {
        self.lock().closing.get_or_insert_with(Instant::now);
    }

    /// What should happen at `now`, or when to ask again.
    pub(super) fn verdict(&self, now: Instant) -> Verdict {
        let counters = *self.lock();
        if counters.abandoned >= RESETS && counters.abandoned * 2 > counters.started {
            return Verdict::Cut(Cause::Resets);
        }
        let (deadline, then) = match (self.next(&counters), self.lifetime_deadline(&counters)) {
            (Some(next), life) if next.0 <= life.0 => next,
            (_, life) => life,
        };
        if now < deadline { Verdict::Wait(deadline) } else { then }
    }

    /// The deadline of what the connection is doing now; a running handler has none here.
    fn next(&self, counters: &Counters) -> Option<(Instant, Verdict)> {
        if counters.answered < counters.started {
            None
        } else if counters.done < counters.answered {
            Some((counters.last + self.deadlines.response_write, Verdict::Cut(Cause::Stalled)))
        } else if let Some(head) = counters.head {
            Some((head.since + self.deadlines.header_read, Verdict::Cut(Cause::HeadTimeout)))
        } else if counters.started == 0 {
            Some((self.opened_at + self.deadlines.header_read, Verdict::Cut(Cause::Silent)))
        } else if counters.closing.is_none() {
            Some((counters.last + self.deadlines.idle, Verdict::Close(Cause::Idle)))
        } else {
            None
        }
    }

    /// The deadline of the connection as a whole.
    fn lifetime_deadline(&self, counters: &Counters) -> (Instant, Verdict) {
        match counters.closing {
            None => (self.opened_at + self.deadlines.age, Verdict::Close(Cause::Age)),
            // An answer that is made as it is taken has a time of its own, and may need all of it.
            Some(at) if counters.done < counters.started => {
                let last = at + self.deadlines.last_requests;
                (counters.streams_until.map_or(last, |until| until.max(last)), Verdict::Cut(Cause::CloseTimeout))
            }
            Some(at) => (at.max(counters.last) + self.deadlines.close_timeout, Verdict::Cut(Cause::CloseTimeout)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Counters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One request in progress, from its headers to the last byte of its response given to hyper.
pub(super) struct RequestGuard {
    activity: Arc<Activity>,
    answered: bool,
    streams: bool,
}

impl RequestGuard {
    /// The handler is done; the response goes out from here, within `lasts` where it is made as it is taken.
    pub(super) fn answered(&mut self, lasts: Option<Duration>) {
        if !self.answered {
            self.answered = true;
            self.streams = lasts.is_some();
            let now = Instant::now();
            let mut counters = self.activity.lock();
            counters.answered += 1;
            counters.last = now;
            if let Some(lasts) = lasts {
                counters.streams_until = counters.streams_until.max(Some(now + lasts));
            }
        }
    }

    /// A response that is made as it is taken has another piece, so the peer has taken those before.
    pub(super) fn progressed(&self) {
        if self.streams {
            self.activity.lock().last = Instant::now();
        }
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        let abandoned = !self.answered;
        self.answered(None);
        let mut counters = self.activity.lock();
        counters.handed += 1;
        counters.abandoned += u64::from(abandoned);
        // HTTP/1 still has the bytes in its buffer: there only a flush settles it.
        if self.activity.protocol == Protocol::Http2 {
            counters.done += 1;
            counters.last = Instant::now();
            if counters.done == counters.started {
                drop(counters);
                self.activity.idle_notify.notify_one();
            }
        }
    }
}

/// Counters in the order a request passes them: started ≥ answered ≥ handed ≥ done.
#[derive(Clone, Copy)]
struct Counters {
    started: u64,
    answered: u64,
    handed: u64,
    done: u64,
    /// Those that ended without an answer, because the peer took them back.
    abandoned: u64,
    /// When `answered` or `done` last moved.
    last: Instant,
    head: Option<Head>,
    closing: Option<Instant>,
    /// Until when responses that are made as they are taken have time.
    streams_until: Option<Instant>,
}

/// A request whose headers are arriving.
#[derive(Clone, Copy)]
struct Head {
    since: Instant,
    line_ended: bool,
}

impl Counters {
    fn new(now: Instant) -> Self {
        let (head, closing, streams_until) = (None, None, None);
        Self { started: 0, answered: 0, handed: 0, done: 0, abandoned: 0, last: now, head, closing, streams_until }
    }
}

/// The limits, as far as they are the watchdog's.
struct Deadlines {
    header_read: Duration,
    idle: Duration,
    response_write: Duration,
    age: Duration,
    last_requests: Duration,
    close_timeout: Duration,
}

impl Deadlines {
    fn of(limits: &ListenLimits) -> Self {
        Self {
            header_read: limits.header_read,
            idle: limits.idle,
            response_write: limits.response_write(),
            age: limits.max_connection_age,
            last_requests: limits.drain.max(limits.body_read),
            close_timeout: limits.close_timeout(),
        }
    }
}
