//! Nodes that are processes of their own: `examples/fleet_node.rs`, started by a test.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::support::busiest;
use crate::support::redis_server::Server;

/// How nodes ask.
#[derive(Clone, Copy)]
pub struct Asking {
    pub limit: u64,
    pub window_ms: u64,
    pub seconds: u64,
    pub at_once: u64,
    pub pause_ms: u64,
    pub deadline_ms: u64,
}

/// Where the example was built: beside the tests.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.ancestors().nth(2).expect("a test lies in deps, beside examples");
    let binary = folder.join("examples").join("fleet_node");
    assert!(
        binary.is_file(),
        "{} is missing: build it with `cargo build -p limiter --examples`, or run all tests of the package",
        binary.display()
    );
    binary
}

/// A node that runs; gone at its end.
struct Node(Option<Child>);

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Nodes that run at once over one Redis.
pub struct Nodes(Vec<Node>);

impl Nodes {
    /// So many, with the clock of each as it is, or behind a program that changes it.
    pub fn start(url: &str, asking: Asking, behind: &[&[&str]]) -> Self {
        let start = |(at, wrapper): (usize, &&[&str])| {
            let mut command = match wrapper.split_first() {
                Some((program, arguments)) => {
                    let mut command = Command::new(program);
                    command.args(arguments).arg(binary());
                    command
                }
                None => Command::new(binary()),
            };
            let numbers = [
                ("--limit", asking.limit),
                ("--window-ms", asking.window_ms),
                ("--seconds", asking.seconds),
                ("--at-once", asking.at_once),
                ("--pause-ms", asking.pause_ms),
                ("--deadline-ms", asking.deadline_ms),
                ("--nodes", behind.len() as u64),
                ("--seed", at as u64 + 1),
            ];
            command.args(["--redis", url]);
            for (name, number) in numbers {
                command.arg(name).arg(number.to_string());
            }
            // The tests' own clock is the monotonic one; a wrong wall clock must change nothing.
            command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let child = command.spawn().unwrap_or_else(|why| panic!("{command:?}: {why}"));
            Node(Some(child))
        };
        Self(behind.iter().enumerate().map(start).collect())
    }

    /// Waits until they are done.
    pub async fn done(self) -> Outcome {
        // Off the runtime: reading the output of a process blocks.
        tokio::task::spawn_blocking(move || {
            let mut outcome = Outcome::default();
            // One thread each, or a full pipe would hold a node up.
            let reading: Vec<_> = self.0.into_iter().map(|node| std::thread::spawn(move || read(node))).collect();
            for one in reading {
                outcome.add(&one.join().expect("a node was read"));
            }
            outcome
        })
        .await
        .unwrap()
    }
}

fn read(mut node: Node) -> String {
    let child = node.0.take().expect("it was started");
    let output = child.wait_with_output().unwrap();
    let (said, complaints) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "a node failed: {complaints}");
    said.into_owned()
}

/// What nodes get that Redis answers in time, which is asserted to be no more than the quota and not
/// much less. On a very busy machine a heartbeat may be late, and then a node rightly goes on alone for
/// a moment (RL-6): that is another promise, and the run is repeated.
pub async fn hold(server: &Server, asking: Asking, behind: &[&[&str]], used: f64) {
    for _ in 0..3 {
        server.cli(&["flushall"]);
        let outcome = Nodes::start(&server.url(), asking, behind).done().await;
        if outcome.decided_locally == 0 {
            return outcome.holds(asking, used);
        }
        let (limit, nodes) = (asking.limit, behind.len() as u64);
        let most = outcome.busiest(asking);
        assert!(most <= 2 * limit - limit / nodes, "{most} within a window of {limit} on {nodes} nodes");
    }
    panic!("in each of three runs a node decided alone while Redis was there");
}

/// What came of it, on all nodes together.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Instants that requests were counted at, on Redis' clock.
    pub admitted: Vec<i64>,
    /// Those of them that a node admitted alone.
    pub local: Vec<i64>,
    pub asked: u64,
    /// Decided by a node, because Redis did not answer in time.
    pub decided_locally: u64,
    /// Admitted at an instant that is not known exactly.
    pub uncertain: u64,
}

impl Outcome {
    fn add(&mut self, said: &str) {
        for line in said.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                [at, who @ ("redis" | "local")] => {
                    let at = at.parse().unwrap();
                    self.admitted.push(at);
                    self.local.extend((who == "local").then_some(at));
                }
                ["asked", asked, "admitted", _, "local", local, "uncertain", uncertain] => {
                    self.asked += asked.parse::<u64>().unwrap();
                    self.decided_locally += local.parse::<u64>().unwrap();
                    self.uncertain += uncertain.parse::<u64>().unwrap();
                }
                _ => panic!("a node says {line:?}"),
            }
        }
    }

    fn busiest(&self, asking: Asking) -> u64 {
        busiest(&self.admitted, i64::try_from(asking.window_ms * 1_000).unwrap()) as u64
    }

    /// RL-1: no window of all nodes together holds more than the quota, and the quota was used.
    #[track_caller]
    fn holds(&self, asking: Asking, used: f64) {
        let most = self.busiest(asking);
        assert!(most <= asking.limit, "{most} within a window of {}", asking.limit);
        #[expect(clippy::cast_precision_loss, reason = "so few that none is lost")]
        let least = (asking.limit * asking.seconds * 1_000 / asking.window_ms) as f64 * used;
        let admitted = self.admitted.len() as u64 + self.uncertain;
        #[expect(clippy::cast_precision_loss, reason = "so few that none is lost")]
        let enough = admitted as f64 >= least;
        assert!(enough, "only {admitted} admitted, at least {least} expected");
        assert!(self.uncertain * 10 < admitted, "{} of {admitted} at no known instant", self.uncertain);
        assert!(self.asked > admitted, "{admitted} of {}: nobody was refused", self.asked);
    }
}
