//! The watchdog of one connection: what happened on it, and by when something must.
//!
//! hyper has no such clock. Its header timer doubles as the keep-alive idle time and allocates per
//! request, and on HTTP/2 a peer that only answers pings lives for ever. Here every connection has
//! exactly one next deadline, computed from counters that cost a few nanoseconds per request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::Limits;

/// HTTP/2: requests a peer may take back, before their answer, without looking like an attack.
///
/// h2 counts only streams reset before we took them; an attacker who waits for us to start each
/// request makes us work for nothing and passes that count.
const RESETS: u64 = 100;

/// The record of one connection.
pub(super) struct Activity {
    born: Instant,
    pace: Pace,
    protocol: Protocol,
    seen: Mutex<Seen>,
    quiet: Notify,
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
    Farewell,
}

impl Activity {
    pub(super) fn new(limits: &Limits, protocol: Protocol) -> Arc<Self> {
        let now = Instant::now();
        Arc::new(Self {
            born: now,
            pace: Pace::of(limits),
            protocol,
            seen: Mutex::new(Seen::new(now)),
            quiet: Notify::new(),
        })
    }

    /// A request has arrived, complete with its headers.
    pub(super) fn begin(self: &Arc<Self>) -> Ticket {
        let mut seen = self.lock();
        seen.started += 1;
        seen.head = None;
        drop(seen);
        Ticket { activity: Arc::clone(self), answered: false }
    }

    /// HTTP/1: these bytes came from the peer.
    pub(super) fn heard(&self, bytes: &[u8]) {
        let mut seen = self.lock();
        if seen.done < seen.started {
            return; // part of a request's body
        }
        let head = seen.head.get_or_insert_with(|| Head { since: Instant::now(), line_ended: false });
        head.line_ended = head.line_ended || bytes.contains(&b'\n');
    }

    /// HTTP/1: hyper's write buffer is empty and the socket has taken everything.
    pub(super) fn flushed(&self) {
        let mut seen = self.lock();
        if seen.handed == seen.started && seen.done < seen.started {
            seen.done = seen.started;
            seen.last = Instant::now();
        }
    }

    /// HTTP/1: true while a response of ours is owed or on its way; bytes written otherwise are hyper's own.
    pub(super) fn owes_a_response(&self) -> bool {
        let seen = self.lock();
        seen.done < seen.started
    }

    /// HTTP/1: true when the request that is arriving has not even ended its first line.
    pub(super) fn is_in_request_line(&self) -> bool {
        self.lock().head.is_some_and(|head| !head.line_ended)
    }

    /// Ends when an HTTP/2 connection may have become idle: its streams live in other tasks, so
    /// the watchdog would otherwise sleep on a deadline that no longer is the next.
    pub(super) async fn turned_quiet(&self) {
        self.quiet.notified().await;
    }

    /// From now on the connection is closing.
    pub(super) fn closing(&self) {
        self.lock().closing.get_or_insert_with(Instant::now);
    }

    /// What should happen at `now`, or when to ask again.
    pub(super) fn verdict(&self, now: Instant) -> Verdict {
        let seen = *self.lock();
        if seen.abandoned >= RESETS && seen.abandoned * 2 > seen.started {
            return Verdict::Cut(Cause::Resets);
        }
        let (deadline, then) = match (self.next(&seen), self.limit_of_life(&seen)) {
            (Some(next), life) if next.0 <= life.0 => next,
            (_, life) => life,
        };
        if now < deadline { Verdict::Wait(deadline) } else { then }
    }

    /// The deadline of what the connection is doing now; a running handler has none here.
    fn next(&self, seen: &Seen) -> Option<(Instant, Verdict)> {
        if seen.answered < seen.started {
            None
        } else if seen.done < seen.answered {
            Some((seen.last + self.pace.response_write, Verdict::Cut(Cause::Stalled)))
        } else if let Some(head) = seen.head {
            Some((head.since + self.pace.header_read, Verdict::Cut(Cause::HeadTimeout)))
        } else if seen.started == 0 {
            Some((self.born + self.pace.header_read, Verdict::Cut(Cause::Silent)))
        } else if seen.closing.is_none() {
            Some((seen.last + self.pace.idle, Verdict::Close(Cause::Idle)))
        } else {
            None
        }
    }

    /// The deadline of the connection as a whole.
    fn limit_of_life(&self, seen: &Seen) -> (Instant, Verdict) {
        match seen.closing {
            None => (self.born + self.pace.age, Verdict::Close(Cause::Age)),
            Some(at) if seen.done < seen.started => (at + self.pace.last_requests, Verdict::Cut(Cause::Farewell)),
            Some(at) => (at.max(seen.last) + self.pace.farewell, Verdict::Cut(Cause::Farewell)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One request in progress, from its headers to the last byte of its response given to hyper.
pub(super) struct Ticket {
    activity: Arc<Activity>,
    answered: bool,
}

impl Ticket {
    /// The handler is done; the response goes out from here.
    pub(super) fn answered(&mut self) {
        if !self.answered {
            self.answered = true;
            let mut seen = self.activity.lock();
            seen.answered += 1;
            seen.last = Instant::now();
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let abandoned = !self.answered;
        self.answered();
        let mut seen = self.activity.lock();
        seen.handed += 1;
        seen.abandoned += u64::from(abandoned);
        // HTTP/1 still has the bytes in its buffer: there only a flush settles it.
        if self.activity.protocol == Protocol::Http2 {
            seen.done += 1;
            seen.last = Instant::now();
            if seen.done == seen.started {
                drop(seen);
                self.activity.quiet.notify_one();
            }
        }
    }
}

/// Counters in the order a request passes them: started ≥ answered ≥ handed ≥ done.
#[derive(Clone, Copy)]
struct Seen {
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
}

/// A request whose headers are arriving.
#[derive(Clone, Copy)]
struct Head {
    since: Instant,
    line_ended: bool,
}

impl Seen {
    fn new(now: Instant) -> Self {
        Self { started: 0, answered: 0, handed: 0, done: 0, abandoned: 0, last: now, head: None, closing: None }
    }
}

/// The limits, as far as they are the watchdog's.
struct Pace {
    header_read: Duration,
    idle: Duration,
    response_write: Duration,
    age: Duration,
    last_requests: Duration,
    farewell: Duration,
}

impl Pace {
    fn of(limits: &Limits) -> Self {
        Self {
            header_read: limits.header_read,
            idle: limits.idle,
            response_write: limits.response_write(),
            age: limits.max_connection_age,
            last_requests: limits.drain.max(limits.body_read),
            farewell: limits.farewell(),
        }
    }
}
