//! SIGTERM and Ctrl-C, kept from the first moment on: the program ends when what it is doing may end.

use std::sync::OnceLock;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

static ENDING: OnceLock<watch::Receiver<bool>> = OnceLock::new();

/// From now on neither signal ends the process by itself; [`must_end`] and [`until_must_end`] say that one came.
pub fn hold() -> std::io::Result<()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (tell, told) = watch::channel(false);
    if ENDING.set(told).is_ok() {
        tokio::spawn(listen(terminate, interrupt, tell));
    }
    Ok(())
}

async fn listen(mut terminate: Signal, mut interrupt: Signal, tell: watch::Sender<bool>) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tell.send_replace(true);
    // The sender stays: who asks later still hears of it.
    std::future::pending::<()>().await;
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
