//! A real cache in front of a marketplace: a process of the test's own on loopback.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use testkit::{Actor, TestApp, TestResponse};
use tokio::time::sleep;

use super::setups::Setup;

const BOUND: Duration = Duration::from_secs(20);

/// The cache.
pub struct Front {
    /// How it was set up.
    pub setup: Setup,
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
    folder: TempDir,
}

impl Front {
    /// Starts one. Its port may be taken between finding and using it, so there are several tries.
    pub async fn new(setup: Setup, app: &TestApp) -> Self {
        let mut said = String::new();
        for _ in 0..5 {
            let mut front = Self::start(setup, app.address);
            if front.answers().await {
                return front;
            }
            said = front.said();
        }
        panic!("{setup:?} does not start (scripts/services install brings nginx and varnish): {said}");
    }

    fn start(setup: Setup, origin: SocketAddr) -> Self {
        let folder = tempfile::Builder::new().prefix("cache").tempdir().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("its address");
        drop(free);
        let file = folder.path().join("setup");
        fs::write(&file, setup.text(address.port(), origin, folder.path(), &name(&folder))).expect("a file");
        // Debian keeps both out of an ordinary user's PATH.
        let mut command = Command::new("sh");
        command.args(["-c", r#"PATH=$PATH:/usr/sbin:/sbin exec "$0" "$@""#]);
        if setup.is_nginx() {
            command.args(["nginx", "-p"]).arg(folder.path()).arg("-e").arg(folder.path().join("log"));
            command.arg("-c").arg(&file);
        } else {
            // No other user, no console; small, as several run side by side.
            command.args(["varnishd", "-F", "-j", "none", "-T", "none", "-s", "malloc,16m", "-p", "vsl_space=1m"]);
            command.args(["-p", "thread_pools=1", "-p", "thread_pool_min=5"]);
            command.arg("-a").arg(address.to_string()).arg("-n").arg(folder.path().join("run")).arg("-f").arg(&file);
        }
        let said = fs::File::create(folder.path().join("said")).expect("a file");
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        let child = command.spawn().expect("sh runs");
        Self { setup, address, child, folder }
    }

    async fn answers(&mut self) -> bool {
        let began = Instant::now();
        let probe = Actor::anybody(&self.url());
        while began.elapsed() < BOUND && self.child.try_wait().expect("a child").is_none() {
            // Its name tells it from a stranger on the same port.
            let answer = probe.client.get(format!("{}/livez", self.url())).send().await;
            let by = answer.ok().and_then(|a| a.headers().get("x-cached-by").cloned());
            if by.is_some_and(|by| by == name(&self.folder).as_str()) {
                return true;
            }
            // SLEEP: between two looks.
            sleep(Duration::from_millis(20)).await;
        }
        false
    }

    fn said(&self) -> String {
        ["said", "log"].map(|file| fs::read_to_string(self.folder.path().join(file)).unwrap_or_default()).concat()
    }

    /// `http://127.0.0.1:port`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same person, coming through the cache.
    pub fn of(&self, who: &Actor) -> Actor {
        Actor { url: self.url(), ..who.clone() }
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        // The whole group: Varnish is two processes.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

fn name(folder: &TempDir) -> String {
    folder.path().file_name().expect("a name").to_string_lossy().replace('.', "")
}

/// Whether the cache gave it without the server.
pub fn kept(answer: &TestResponse) -> bool {
    let says = |name: &str| answer.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let by_name = ["HIT", "STALE", "UPDATING"].contains(&says("x-cache"));
    // Varnish says an age of nothing on what it only passed on.
    by_name || says("age").parse::<u64>().is_ok_and(|seconds| seconds > 0)
}

/// The answer without what the cache adds about itself.
pub fn without_the_front(mut answer: TestResponse) -> TestResponse {
    for name in
        ["server", "via", "age", "x-varnish", "x-cache", "x-cached-by", "x-not-modified", "accept-ranges", "connection"]
    {
        answer.headers.remove(name);
    }
    answer
}
