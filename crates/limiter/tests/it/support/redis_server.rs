//! A Redis server of a test's own; gone at its end.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub struct Server {
    pub port: u16,
    folder: TempDir,
    options: Vec<String>,
    child: Child,
}

const CONFIGURATION: &str = "redis.conf";

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// With further options.
    pub fn with(options: &[&str]) -> Self {
        Self::begin(options, |_| {})
    }

    /// A sentinel that watches nobody yet.
    pub fn sentinel() -> Self {
        // It keeps what it sees in its configuration, and must be able to.
        Self::begin(&["--sentinel"], |folder| std::fs::write(folder.path().join(CONFIGURATION), "").unwrap())
    }

    fn begin(options: &[&str], prepare: fn(&TempDir)) -> Self {
        let options: Vec<String> = options.iter().map(|o| (*o).to_owned()).collect();
        for _ in 0..5 {
            let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
            prepare(&folder);
            let child = spawn(port, &folder, &options);
            let mut server = Self { port, folder, options: options.clone(), child };
            if server.answers_within(Duration::from_secs(10)) {
                return server;
            }
            // Somebody took the port first: the next round has another.
        }
        panic!("no Redis server could be started")
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }

    /// What the server says to a command.
    pub fn cli(&self, arguments: &[&str]) -> String {
        let output = Command::new("timeout")
            .args(["5", "redis-cli", "-h", "127.0.0.1", "-p", &self.port.to_string()])
            .args(arguments)
            .output()
            .expect("redis-cli runs: scripts/services install brings it");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Counters that there are, without what the fleet keeps for itself.
    pub fn counters(&self) -> Vec<String> {
        let all = self.cli(&["--raw", "keys", "*"]);
        let own = [":state", ":nodes", ":resets"];
        let counts = |k: &&str| !k.is_empty() && !k.contains(":told:") && !own.iter().any(|o| k.ends_with(o));
        all.lines().filter(counts).map(str::to_owned).collect()
    }

    /// How often scripts were called.
    pub fn script_calls(&self) -> u64 {
        let stats = self.cli(&["info", "commandstats"]);
        let line = stats.lines().find(|l| l.starts_with("cmdstat_evalsha:")).unwrap_or_default();
        line.split("calls=").nth(1).and_then(|rest| rest.split(',').next()).and_then(|n| n.parse().ok()).unwrap_or(0)
    }

    /// Its clock, in microseconds.
    pub fn now(&self) -> i64 {
        let said = self.cli(&["--raw", "time"]);
        let numbers: Vec<i64> = said.lines().map(|line| line.parse().unwrap()).collect();
        numbers[0] * 1_000_000 + numbers[1]
    }

    pub fn pause(&self) {
        self.signal("STOP");
    }

    pub fn resume(&self) {
        self.signal("CONT");
    }

    pub fn kill(&mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    /// Starts again on the same port, empty.
    pub fn restart(&mut self) {
        self.child = spawn(self.port, &self.folder, &self.options);
        assert!(self.answers_within(Duration::from_secs(10)), "Redis does not come back");
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status().unwrap();
        assert!(status.success(), "kill -{name} fails");
    }

    fn answers_within(&mut self, patience: Duration) -> bool {
        let began = Instant::now();
        while began.elapsed() < patience {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            // The process id tells our server from a stranger on the same port.
            let ours = format!("process_id:{}", self.child.id());
            if self.cli(&["info", "server"]).contains(&ours) {
                return true;
            }
            // SLEEP: between two looks.
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

fn spawn(port: u16, folder: &TempDir, options: &[String]) -> Child {
    let configuration = folder.path().join(CONFIGURATION);
    Command::new("redis-server")
        .args(configuration.exists().then_some(configuration))
        .args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", "", "--appendonly", "no"])
        .args(["--dir", &folder.path().display().to_string()])
        .args(options)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("redis-server runs: scripts/services install brings it")
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Three primaries.
pub struct Cluster {
    pub servers: Vec<Server>,
}

impl Cluster {
    pub async fn start() -> Self {
        let options = ["--cluster-enabled", "yes", "--cluster-node-timeout", "1000"];
        let servers: Vec<Server> = (0..3).map(|_| Server::with(&options)).collect();
        let mut create = vec!["--cluster".to_owned(), "create".to_owned()];
        create.extend(servers.iter().map(|s| format!("127.0.0.1:{}", s.port)));
        create.push("--cluster-yes".to_owned());
        let made = Command::new("redis-cli").args(&create).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stdout));
        let cluster = Self { servers };
        super::until(Duration::from_secs(20), || {
            cluster.servers.iter().all(|s| s.cli(&["cluster", "info"]).contains("cluster_state:ok"))
        })
        .await;
        cluster
    }

    pub fn url(&self) -> String {
        let hosts: Vec<String> = self.servers.iter().map(|s| format!("127.0.0.1:{}", s.port)).collect();
        format!("redis+cluster://{}", hosts.join(","))
    }

    /// The server that holds the limiter's slot.
    pub fn holder(&self) -> &Server {
        &self.servers[self.holding()]
    }

    /// Which of them that is.
    pub fn holding(&self) -> usize {
        let holds = |s: &Server| s.cli(&["--raw", "keys", "*"]).contains(":state");
        self.servers.iter().position(holds).expect("somebody holds the state")
    }
}
