//! Threads that only hash, at a lower priority than the rest of the program: what answers requests
//! runs first, whoever floods the logins.

use std::sync::{Arc, Mutex, PoisonError, mpsc};

pub(super) type HashJob = Box<dyn FnOnce() + Send>;

/// Those threads. They end when the last clone is gone.
#[derive(Clone)]
pub(super) struct Threads(mpsc::Sender<HashJob>);

/// How nice they are; 0 is ordinary, 19 the nicest.
const NICENESS: i32 = 10;

impl Threads {
    pub fn start(count: usize) -> Self {
        let (give, take) = mpsc::channel::<HashJob>();
        let take = Arc::new(Mutex::new(take));
        for at in 0..count {
            let take = Arc::clone(&take);
            let thread = std::thread::Builder::new().name(format!("password-{at}"));
            let started = thread.spawn(move || {
                lower_priority();
                while let Some(work) = next(&take) {
                    // A panic costs one login, not the thread; whoever waits hears that nobody answers.
                    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
                }
            });
            started.expect("a program that cannot start threads cannot serve");
        }
        Self(give)
    }

    pub fn run(&self, work: HashJob) {
        // The threads outlive every sender.
        let _ = self.0.send(work);
    }
}

fn next(take: &Mutex<mpsc::Receiver<HashJob>>) -> Option<HashJob> {
    take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Lowers this thread's priority; on Linux a thread has its own. Where that is refused, it stays.
fn lower_priority() {
    let lowered = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
    if let Err(error) = lowered {
        tracing::debug!(%error, "password threads run at normal priority");
    }
}
