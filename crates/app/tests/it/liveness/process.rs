//! The program in a process of its own: signals from the first moment on, no descriptors left, nobody who reads its
//! log.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use testkit::{Actor, Engine, TestDb};

/// A server that is killed when the test ends, whichever way.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Process {
    pub fn signal(&self, name: &str) {
        let told = Command::new("kill").args([&format!("-{name}"), &self.0.id().to_string()]).status();
        assert!(told.expect("kill runs").success(), "kill -{name} fails");
    }

    pub fn ends_within(&mut self, limit: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().expect("a state") {
                return status;
            }
            assert!(began.elapsed() < limit, "it does not end within {limit:?}");
            // SLEEP: between two looks.
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Where it says that it listens; nothing where it ends before.
    pub fn address(&mut self) -> Option<SocketAddr> {
        let mut line = String::new();
        BufReader::new(self.0.stdout.take()?).read_line(&mut line).expect("text");
        line.split_whitespace().find_map(|word| word.strip_prefix("http://"))?.parse().ok()
    }

    /// Whether it has a handler for SIGHUP.
    fn catches_hangup(&self) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).expect("Linux");
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("a mask");
        u64::from_str_radix(caught.trim(), 16).expect("a number") & 1 == 1
    }
}

/// The program with a shell's words before it, such as a limit.
pub fn serve(before: &str, folder: &Path, settings: &[String]) -> Process {
    let script = format!("{before} exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_aqad"), "serve"]).env_clear();
    let usual = [
        format!("data_dir={}", folder.display()),
        "server.listen=127.0.0.1:0".to_owned(),
        "server.metrics_listen=".to_owned(),
        "server.max_connections_per_address=2000".to_owned(),
    ];
    for setting in usual.iter().chain(settings) {
        command.arg("--set").arg(setting);
    }
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Process(command.spawn().expect("it starts"))
}

/// One that reads its configuration from a pipe, and so has not read it yet.
fn before_its_configuration(folder: &Path) -> (Process, std::path::PathBuf) {
    let pipe = folder.join("aqad.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    assert!(std::fs::metadata(&pipe).expect("a pipe").file_type().is_fifo());
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.args(["serve", "--config"]).arg(&pipe).env_clear();
    for setting in [&format!("data_dir={}", folder.display()), "server.listen=127.0.0.1:0", "server.metrics_listen="] {
        command.arg("--set").arg(setting);
    }
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let process = Process(command.spawn().expect("it starts"));
    let began = Instant::now();
    while !process.catches_hangup() {
        assert!(began.elapsed() < Duration::from_secs(10), "it reads its configuration and has no handlers");
        std::thread::yield_now();
    }
    (process, pipe)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sighup_before_the_configuration_is_read_does_not_end_a_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, pipe) = before_its_configuration(folder.path());

    server.signal("HUP");
    std::fs::write(&pipe, "").expect("it reads");

    let address = server.address().expect("it serves");
    Actor::anybody(&format!("http://{address}")).get("/livez").await.is(200);
}

#[test]
fn sigterm_before_the_configuration_is_read_ends_a_server_before_it_serves() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut server, pipe) = before_its_configuration(folder.path());

    server.signal("TERM");
    std::fs::write(&pipe, "").expect("it reads");

    assert_eq!(server.address(), None);
    assert!(server.ends_within(Duration::from_secs(10)).success());
}

#[test]
fn a_second_signal_ends_a_server_at_once() {
    for (first, second, code) in [("TERM", "TERM", 143), ("INT", "TERM", 143), ("TERM", "INT", 130)] {
        let folder = tempfile::tempdir().expect("a folder");
        // Nobody writes into its pipe, so it would not end by itself.
        let (mut server, _) = before_its_configuration(folder.path());

        server.signal(first);
        // SLEEP: the same signal twice at the same time is one.
        std::thread::sleep(Duration::from_millis(50));
        server.signal(second);

        assert_eq!(server.ends_within(Duration::from_secs(2)).code(), Some(code));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_descriptors_and_without_a_reader_of_its_log_goes_on() {
    let db = TestDb::migrated(Engine::Sqlite).await;
    let _ = rustls::crypto::ring::default_provider().install_default();
    let few = ["database.max_connections=2".to_owned(), "log.level=debug".to_owned()];
    let mut server = serve("ulimit -n 100;", db.folder.path(), &few);
    // Each line is written to a pipe that nobody reads.
    drop(server.0.stderr.take());
    let address = server.address().expect("it serves");
    let url = format!("http://{address}");

    let mut crowd: Vec<TcpStream> =
        (0..150).map(|_| TcpStream::connect(address).expect("the kernel answers")).collect();
    // SLEEP: longer than the first pauses of an accept loop that finds no descriptor.
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.signal("HUP");
    crowd.clear();

    let began = Instant::now();
    while reqwest::get(format!("{url}/livez")).await.is_err() {
        assert!(began.elapsed() < Duration::from_secs(10), "it does not accept any more");
    }
    server.signal("HUP");
    Actor::anybody(&url).get("/readyz").await.is(200);
    server.signal("TERM");
    assert!(server.ends_within(Duration::from_secs(30)).success());
}
