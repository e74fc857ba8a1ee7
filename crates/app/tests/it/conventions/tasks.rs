//! What runs beside requests is supervised: a bare task or thread that ends unseen is not seen again.

use super::{none, sources};

/// What starts a task or a thread.
const WORDS: [&str; 8] = [
    "tokio::spawn(",
    "runtime.spawn(",
    "tracker.spawn(",
    "self.0.spawn(",
    "spawn_blocking(",
    "thread::spawn(",
    "thread.spawn(",
    "thread::Builder",
];

/// Where that may be, how often, and why it needs no supervisor.
const BARE: &[(&str, usize, &str)] = &[
    ("crates/supervisor/src/lib.rs", 1, "the supervisor itself"),
    ("crates/app/src/signals.rs", 1, "waits for signals before there is a supervisor, and does nothing that may panic"),
    ("crates/app/src/control.rs", 1, "one question from the console, within five seconds"),
    ("crates/edge/src/listen/accept.rs", 3, "one connection, with deadlines of its own; the drain waits for them"),
    ("crates/edge/src/listen/connection.rs", 1, "streams of one HTTP/2 connection, likewise"),
    ("crates/cache/src/remote.rs", 1, "one command to Redis, within the life of the lock that it gives back"),
    ("crates/limiter/src/limiter.rs", 1, "one refund, within Redis' deadline"),
    ("crates/limiter/src/limiter/remote.rs", 1, "one late answer of Redis, within the connection's response time-out"),
    ("crates/infra/src/write.rs", 1, "one commit, awaited by whoever asked for it"),
    ("crates/infra/src/db/server/talk.rs", 1, "the rest of one talk with a server, each step of which has a bound"),
    ("crates/infra/src/db/server/pool.rs", 1, "one farewell to a server, within a bound"),
    ("crates/infra/src/db/server/lease.rs", 1, "one rollback, within a bound"),
    ("crates/infra/src/db/sqlite.rs", 1, "the thread that writes; it survives a panic"),
    ("crates/infra/src/db/sqlite/readers.rs", 2, "threads that only read, and survive a panic"),
    ("crates/infra/src/db/write_ahead_log.rs", 1, "a thread that looks at SQLite's log, and survives a panic"),
    ("crates/infra/src/telemetry/log_sink.rs", 1, "the thread that writes the log: a supervisor could not tell of it"),
    ("crates/infra/src/password/threads.rs", 2, "threads that only hash, and survive a panic"),
    ("crates/testkit/src/database.rs", 1, "tests only"),
];

fn starts_something(line: &str) -> bool {
    WORDS.iter().any(|word| line.contains(word)) && !line.contains("supervisor.spawn(")
}

#[test]
fn every_task_and_thread_is_supervised_or_has_a_reason_not_to_be() {
    let (mut bare, mut seen) = (Vec::new(), vec![0; BARE.len()]);
    for source in sources() {
        for (at, line) in source.code().filter(|(_, line)| starts_something(line)) {
            match BARE.iter().position(|(path, _, _)| *path == source.path) {
                Some(listed) => seen[listed] += 1,
                None => bare.push(format!("{}:{at}: {}", source.path, line.trim())),
            }
        }
    }

    none("started without a supervisor, and not listed in conventions/tasks.rs with a reason", &bare);
    let wrong: Vec<_> = BARE.iter().zip(&seen).filter(|((_, most, _), found)| most != *found).collect();
    none("listed, and there more or less often", &wrong);
}

/// Panics on demand are for tests: nothing of the program asks for them.
#[test]
fn nothing_but_a_context_for_tests_has_tasks_that_panic_on_demand() {
    let may = |path: &str| path == "crates/supervisor/src/lib.rs";
    let mut asked = Vec::new();
    for source in sources().iter().filter(|source| !may(&source.path)) {
        for (at, line) in source.code() {
            if line.contains("panic_once") || line.contains("Supervisor::for_tests") {
                asked.push(format!("{}:{at}", source.path));
            }
        }
    }

    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].starts_with("crates/market/src/ctx.rs:"), "{asked:?}");
}
