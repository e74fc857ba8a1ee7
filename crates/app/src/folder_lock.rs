//! One process at a time works with a SQLite folder: another one would not hear of changes, and would
//! show old prices and let in people who were signed out. Looking is free.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};

/// Who has the folder, by process id, for people. What is locked is the folder itself: a file could be deleted. The
/// kernel lets go of it when the process ends, however it ends.
const FILE: &str = "aqad.lock";

/// The locks that this process has.
static HELD: Mutex<Vec<(PathBuf, File)>> = Mutex::new(Vec::new());

/// Takes a folder until the end of the process. Fails with the other's process id where it is taken.
pub fn take(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(FILE);
    let at = || format!("cannot lock the data folder: {}", path.display());
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    let real = folder.canonicalize().with_context(at)?;
    if held.iter().any(|(taken, _)| *taken == real) {
        return Ok(());
    }
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
    let mut file = open.with_context(at)?;
    let lock = File::open(&real).with_context(at)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let who = holder(&mut file).map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
            bail!(
                "{who} is working with the data folder {}; only one process at a time may. Stop it first, or choose another data_dir. (`aqad doctor`, `aqad limits` and `aqad cache` work beside a running server, and so does `aqad keys rotate`)",
                folder.display()
            );
        }
        Err(TryLockError::Error(error)) => return Err(error).with_context(at),
    }
    let told = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
    if let Err(error) = told {
        tracing::warn!(%error, "the process id could not be written into the lock file");
    }
    held.push((real, lock));
    Ok(())
}

/// Whether another process works with a folder.
pub fn is_taken(folder: &Path) -> bool {
    let Ok(lock) = File::open(folder) else { return false };
    matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock))
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(16).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
