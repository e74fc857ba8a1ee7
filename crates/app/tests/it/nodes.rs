//! The program in processes of its own, several at once, and Redis servers for them.

#[path = "../../../limiter/tests/it/support/dice.rs"]
pub mod dice;
#[path = "../../../limiter/tests/it/support/proxy.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "shared with the limiter's own tests")]
pub mod proxy;
#[path = "../../../limiter/tests/it/support/redis_server.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "shared with the limiter's own tests")]
pub mod redis_server;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// One of them, killed at the end.
pub struct Node {
    child: Child,
    pub url: String,
    pub address: SocketAddr,
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Node {
    pub fn start(settings: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
        command.env_clear().arg("serve").arg("--set").arg(format!("server.public_url={}", testkit::PUBLIC_URL));
        for (key, value) in settings {
            command.arg("--set").arg(format!("{key}={value}"));
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("it says where it listens");
        let url = line.split_whitespace().find(|w| w.starts_with("http://")).unwrap_or_else(|| panic!("{line:?}"));
        let address = url.trim_start_matches("http://").parse().expect("an address");
        Self { child, url: url.to_owned(), address }
    }

    /// Bytes of memory that it has at present.
    pub fn resident_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a number");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
    }

    /// It gets no turn until it is resumed; its connections stay.
    pub fn pause(&self) {
        self.signal("STOP");
    }

    pub fn resume(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(status.expect("kill runs").success(), "kill -{name} fails");
    }
}

/// Waits until something holds, at most so long.
pub async fn until(within: Duration, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < within, "it did not come to hold within {within:?}");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
