//! What the program writes can be read by its owner only, also where it was started with a umask of 022.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;
use testkit::PASSWORD;

/// The program with the umask that most systems have.
fn aqad(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 022 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_aqad")]);
    command.args(args).env("AQAD_DATA_DIR", folder).stdin(Stdio::null());
    command
}

/// A server that is killed at the end.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(folder: &Path) -> Server {
    let socket = format!("server.control_socket={}", folder.join("control").display());
    let args = ["serve", "--set", "server.listen=127.0.0.1:0", "--set", "server.metrics_listen=", "--set", &socket];
    let mut child = aqad(folder, &args).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("it says where it listens");
    Server(child)
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("it is there").permissions().mode() & 0o777
}

/// What there is in a folder, itself included, and who may do what with it.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut found = vec![(folder.display().to_string(), mode(folder))];
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(modes(&path));
        } else {
            found.push((path.display().to_string(), mode(&path)));
        }
    }
    found
}

fn assert_private(folder: &Path, among: &[&str]) {
    let found = modes(folder);
    for name in among {
        assert!(found.iter().any(|(path, _)| path.ends_with(name)), "{name} is not in {found:?}");
    }
    let open: Vec<_> = found.iter().filter(|(_, mode)| mode & 0o077 != 0).map(|(p, m)| format!("{p} {m:o}")).collect();
    assert!(open.is_empty(), "others may look into {open:?}");
}

#[test]
fn a_demo_leaves_nothing_that_others_can_read() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("demo");

    let made = aqad(place.path(), &["demo", "--no-serve", "--folder", &folder.display().to_string()]).output();

    let made = made.expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_private(&folder, &["aqad.db", "secret", ".aqad-demo"]);
}

#[test]
fn nor_does_a_server_and_a_copy_that_was_put_back_is_closed() {
    let place = tempfile::tempdir().expect("a folder");
    let (folder, database) = (place.path().join("data"), place.path().join("data/aqad.db"));
    let admin = ["admin", "create", "--email", "root@platform.example", "--name", "Root Person", "--password-stdin"];
    let mut create = aqad(&folder, &admin).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    writeln!(create.stdin.take().expect("a pipe"), "{PASSWORD}").expect("it listens");
    assert!(create.wait_with_output().expect("it ends").status.success());

    let server = serve(&folder);
    assert_private(&folder, &["aqad.db", "aqad.db-wal", "aqad.db-shm", "secret", "control"]);
    drop(server);
    // Whoever closes it last writes the log back, and takes it away.
    Connection::open(&database).expect("it opens").query_row("select 1 from users", [], |_| Ok(())).expect("a person");
    assert!(!folder.join("aqad.db-wal").exists());
    fs::set_permissions(&database, Permissions::from_mode(0o644)).expect("a copy that everybody can read");
    let _server = serve(&folder);

    // What its group may do was somebody's decision.
    for (path, mode) in modes(&folder) {
        assert_eq!(mode & 0o007, 0, "{path} {mode:o}");
    }
    assert_eq!(mode(&database), 0o640);
}
