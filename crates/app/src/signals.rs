//! SIGTERM, Ctrl-C and SIGHUP, kept from the first moment on: the program ends when what it is doing may end, at the
//! second signal at once.

use std::sync::OnceLock;

use anyhow::bail;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Mutex, watch};

static ENDING: OnceLock<watch::Receiver<bool>> = OnceLock::new();
static HANGUPS: OnceLock<Mutex<Signal>> = OnceLock::new();

/// From now on neither signal to end ends the process by itself; [`must_end`] and [`until_must_end`] say that one
/// came. The second one does end it.
pub fn hold() -> std::io::Result<()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (tell, told) = watch::channel(false);
    if ENDING.set(told).is_ok() {
        tokio::spawn(listen(terminate, interrupt, tell));
    }
    Ok(())
}

/// The same for a server, which SIGHUP does not end either; [`hangup`] says that one came since.
pub fn hold_for_server() -> std::io::Result<()> {
    // Nobody else sets it: a process has one server.
    let _ = HANGUPS.set(Mutex::new(signal(SignalKind::hangup())?));
    hold()
}

async fn listen(mut terminate: Signal, mut interrupt: Signal, tell: watch::Sender<bool>) {
    for told_before in [false, true] {
        let number = tokio::select! {
            _ = terminate.recv() => SignalKind::terminate().as_raw_value(),
            _ = interrupt.recv() => SignalKind::interrupt().as_raw_value(),
        };
        if told_before {
            // As a shell tells of a process that a signal ended.
            std::process::exit(128 + number);
        }
        tell.send_replace(true);
    }
}

/// Whether the program was told to end since [`hold`].
pub fn must_end() -> bool {
    ENDING.get().is_some_and(|told| *told.borrow())
}

/// Waits until the program is told to end. For ever, where nobody holds signals.
pub async fn until_must_end() {
    if let Some(mut told) = ENDING.get().cloned()
        && told.wait_for(|told| *told).await.is_ok()
    {
        return;
    }
    std::future::pending::<()>().await;
}

/// Does something that may be dropped in the middle, unless the program is told to end before it is done.
pub async fn unless_ended<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::select! {
        biased;
        () = until_must_end() => bail!("ended by a signal"),
        done = work => done,
    }
}

/// Waits for the next SIGHUP. For ever, where nobody holds it.
pub async fn hangup() {
    if let Some(hangups) = HANGUPS.get()
        && hangups.lock().await.recv().await.is_some()
    {
        return;
    }
    std::future::pending::<()>().await;
}
