//! One node of a fleet that shares a limit through Redis, and never stops asking.
//!
//! Start it several times over one Redis and look at the instants it prints: no window of all of them
//! together holds more than the limit.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use limiter::clock::InstantClock;
use limiter::{
    DecisionSource, LimitCheck, LimitDecision, Limiter, LimiterRedisSettings, LimiterSettings, Micros, Policy,
    RedisTarget,
};
use tokio::task::JoinSet;

#[path = "../tests/it/support/dice.rs"]
mod dice;

use dice::Dice;

const HELP: &str = "\
One node of a fleet that shares a limit through Redis, and asks without end.

  fleet_node --redis URL [--limit 50] [--window-ms 500] [--seconds 3] [--at-once 200]
             [--pause-ms 8] [--deadline-ms 20] [--nodes 1] [--seed 1]

  --redis URL       redis://HOST:PORT/, redis+cluster://... or redis+sentinel://...
  --limit N         how many are admitted within the window, on all nodes together;
                    above 1000 they are counted in buckets, a thirtieth of a window each
  --window-ms N     the window
  --seconds N       how long to ask
  --at-once N       the largest burst; most are smaller, many are a single request
  --pause-ms N      the longest pause between two bursts
  --deadline-ms N   how long a request waits for Redis before this node decides alone
  --nodes N         nodes to reckon with at least while Redis is away
  --seed N          of the random bursts and pauses; give each node another

It prints a line for each admitted request: the instant it was counted at, in
microseconds on Redis' clock, and who decided:

  1767225600000000 redis       Redis
  1767225600000000 local       this node, because Redis did not answer in time

then one line of sums (uncertain: admitted while the distance of the two clocks was
measured anew, so that their instant is not known exactly and not printed):

  asked 5000 admitted 200 local 12 uncertain 0
";

struct Options {
    redis: String,
    limit: u64,
    window: Duration,
    lasting: Duration,
    at_once: u64,
    pause: Duration,
    deadline: Duration,
    nodes: u64,
    seed: u64,
}

impl Options {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        let mut arguments = arguments;
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
            given.insert(name, value);
        }
        let redis = given.remove("--redis").ok_or("--redis is missing")?;
        let mut number = |name: &str, usual: u64| match given.remove(name) {
            Some(text) => text.parse().map_err(|_| format!("{name} {text} is no number")),
            None => Ok(usual),
        };
        let options = Self {
            redis,
            limit: number("--limit", 50)?,
            window: Duration::from_millis(number("--window-ms", 500)?),
            lasting: Duration::from_secs(number("--seconds", 3)?),
            at_once: number("--at-once", 200)?.max(1),
            pause: Duration::from_millis(number("--pause-ms", 8)?),
            deadline: Duration::from_millis(number("--deadline-ms", 20)?),
            nodes: number("--nodes", 1)?,
            seed: number("--seed", 1)?,
        };
        given.keys().next().map_or(Ok(options), |unknown| Err(format!("{unknown} is no option")))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        return ended(&io::stdout().write_all(HELP.as_bytes()));
    }
    let options = match Options::read(arguments.into_iter()) {
        Ok(options) => options,
        Err(why) => return failed(&format!("{why}; see --help")),
    };
    let target = match RedisTarget::parse(&options.redis) {
        Ok(target) => target,
        Err(why) => return failed(&format!("--redis {why}")),
    };
    let redis =
        LimiterRedisSettings { deadline: options.deadline, nodes: options.nodes, ..LimiterRedisSettings::new(target) };
    // A real fleet has a secret that is one; here it only has to be the same on all nodes.
    let settings = LimiterSettings { secret: *b"not much secrecy", memory_bytes: 16 << 20, redis: Some(redis) };
    let limiter = Limiter::start(settings, Arc::new(InstantClock::default())).await;
    if !limiter.stats().connected {
        return failed(&format!("{} does not answer", options.redis));
    }
    ended(&ask(&limiter, &options).await)
}

fn failed(why: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "fleet_node: {why}");
    ExitCode::FAILURE
}

fn ended(written: &io::Result<()>) -> ExitCode {
    // Who reads may leave early.
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn ask(limiter: &Limiter, options: &Options) -> io::Result<()> {
    let policy = Arc::new(Policy::new("fleet", options.limit, options.window).strict());
    let mut dice = Dice(options.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut out = io::BufWriter::new(io::stdout());
    let (mut asked, mut admitted, mut uncertain) = (0_u64, 0_u64, 0_u64);
    // While Redis is away it has no offset to tell; the last one still holds.
    let mut offset = limiter.stats().clock_offset_us;
    let began = Instant::now();
    while began.elapsed() < options.lasting {
        let at_once = match dice.below(12) {
            0 => options.at_once,
            1..5 => 1 + dice.below(options.at_once.min(20)),
            _ => 1,
        };
        let before = limiter.stats();
        let decisions = burst(limiter, &policy, at_once).await;
        asked += at_once;
        let after = limiter.stats();
        let measured = |stats: &limiter::LimiterStats| stats.connected.then_some(stats.clock_offset_us);
        let same = [before, after].iter().filter_map(measured).all(|now| now == offset);
        for decision in decisions.iter().filter(|decision| decision.admitted) {
            admitted += 1;
            if same {
                write(&mut out, decision, offset)?;
            } else {
                uncertain += 1;
            }
        }
        offset = measured(&after).unwrap_or(offset);
        // What is remembered as refused would not be asked about: here Redis shall judge each time.
        limiter.clear_refusals();
        tokio::time::sleep(Duration::from_micros(dice.below(1 + micros(options.pause)))).await;
    }
    writeln!(out, "asked {asked} admitted {admitted} local {} uncertain {uncertain}", limiter.stats().decided_locally)?;
    out.flush()
}

async fn burst(limiter: &Limiter, policy: &Arc<Policy>, at_once: u64) -> Vec<LimitDecision> {
    let key = limiter.key_hasher().key(&policy.name, &[b"everybody"]);
    let mut running = JoinSet::new();
    for _ in 0..at_once {
        let (limiter, policy) = (limiter.clone(), Arc::clone(policy));
        running.spawn(async move { limiter.admit(&[LimitCheck::new(&policy, key)]).await });
    }
    running.join_all().await
}

fn write(out: &mut impl Write, decision: &LimitDecision, offset: Micros) -> io::Result<()> {
    let counted = decision.verdicts.first().and_then(|verdict| verdict.counted);
    let Some(counted) = counted else { return Ok(()) };
    let who = if decision.source == DecisionSource::Redis { "redis" } else { "local" };
    writeln!(out, "{} {who}", counted.at + offset)
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX - 1)
}
