//! What the program writes is for its owner alone, whatever the umask it was started with.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::fs::Mode;

/// Files and folders that this process makes from now on can be read by their owner only. To be called before any
/// thread begins.
pub fn make_private() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Takes a file that is there already, such as a copy that was put back, away from everybody else. Its group keeps what
/// it has: that is somebody's decision.
pub fn close_to_others(file: &Path) {
    let Ok(found) = std::fs::metadata(file) else { return };
    let mode = found.permissions().mode();
    let closed = mode & !Mode::RWXO.as_raw_mode();
    if mode == closed {
        return;
    }
    let path = file.display();
    match std::fs::set_permissions(file, std::fs::Permissions::from_mode(closed)) {
        Ok(()) => tracing::warn!(%path, "a file was readable or writable by everybody on this machine; now it is not"),
        Err(error) => {
            tracing::warn!(%path, %error, "a file is readable or writable by everybody on this machine; change its rights");
        }
    }
}
