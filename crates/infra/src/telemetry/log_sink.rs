//! Where log lines go: a bounded queue, and a thread of its own that writes. Whoever logs never waits and
//! never fails: what finds no room, or cannot be written, is dropped and counted.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::Clock as _;
use tracing_subscriber::fmt::MakeWriter;

use super::LogFormat;
use crate::clock::SystemClock;

/// Bytes of lines that wait at most.
const MAX_BYTES: usize = 4 << 20;

/// The queue. Cheap to clone.
#[derive(Clone)]
pub struct LogSink(Arc<Shared>);

struct Shared {
    waiting: Mutex<Waiting>,
    /// Something waits to be written.
    filled: Condvar,
    /// Everything was written, or dropped.
    emptied: Condvar,
    format: LogFormat,
}

#[derive(Default)]
struct Waiting {
    lines: VecDeque<Vec<u8>>,
    bytes: usize,
    /// Lines dropped since it was last said.
    dropped: u64,
    is_writing: bool,
}

impl LogSink {
    /// Starts the thread that writes to `out`.
    pub fn start(format: LogFormat, mut out: impl Write + Send + 'static) -> io::Result<Self> {
        let shared = Shared { waiting: Mutex::default(), filled: Condvar::new(), emptied: Condvar::new(), format };
        let sink = Self(Arc::new(shared));
        let own = sink.clone();
        std::thread::Builder::new().name("aqad-log".to_owned()).spawn(move || {
            loop {
                own.write_waiting(&mut out);
            }
        })?;
        Ok(sink)
    }

    /// Takes a line; drops it where there is no room.
    pub fn push(&self, line: Vec<u8>) {
        let mut waiting = self.waiting();
        if waiting.bytes + line.len() > MAX_BYTES {
            waiting.dropped += 1;
            count_dropped(1);
            return;
        }
        waiting.bytes += line.len();
        waiting.lines.push_back(line);
        drop(waiting);
        self.0.filled.notify_one();
    }

    /// Waits until everything is written, so long at most.
    pub fn flush(&self, within: Duration) {
        let busy = |waiting: &mut Waiting| waiting.is_writing || !waiting.lines.is_empty();
        let waited = self.0.emptied.wait_timeout_while(self.waiting(), within, busy);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits for lines and writes them. After an outage it says how many were lost.
    fn write_waiting(&self, out: &mut impl Write) {
        let empty = |waiting: &mut Waiting| waiting.lines.is_empty();
        let waited = self.0.filled.wait_while(self.waiting(), empty);
        let mut waiting = waited.unwrap_or_else(PoisonError::into_inner);
        let lines = std::mem::take(&mut waiting.lines);
        waiting.bytes = 0;
        let lost = std::mem::take(&mut waiting.dropped);
        waiting.is_writing = true;
        drop(waiting);
        let told = lost == 0 || out.write_all(&self.about_dropped(lost)).is_ok();
        let failed = lines.iter().filter(|line| out.write_all(line).is_err()).count() as u64;
        if failed > 0 {
            count_dropped(failed);
        }
        let mut waiting = self.waiting();
        waiting.is_writing = false;
        waiting.dropped += failed + if told { 0 } else { lost };
        drop(waiting);
        self.0.emptied.notify_all();
    }

    fn about_dropped(&self, lines: u64) -> Vec<u8> {
        let message = "log lines could not be written and were dropped";
        self.line("WARN", message, "log.dropped", &lines.to_string())
    }

    /// A line as the subscriber would write it, without the subscriber: for whoever must not fail.
    pub(super) fn line(&self, level: &str, message: &str, field: &str, value: &str) -> Vec<u8> {
        let at = SystemClock.now().to_string();
        let mut text = match self.0.format {
            LogFormat::Text | LogFormat::Plain => format!("{at} {level:>5} {message} {field}={value}"),
            LogFormat::Json => {
                serde_json::json!({ "timestamp": at, "level": level, "message": message, field: value }).to_string()
            }
        };
        text.push('\n');
        text.into_bytes()
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count_dropped(lines: u64) {
    metrics::counter!("aqad_log_lines_dropped_total").increment(lines);
}

/// Hands each line to the sink; the subscriber writes a line at once.
pub struct LogLine(LogSink);

impl Write for LogLine {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for LogSink {
    type Writer = LogLine;
    fn make_writer(&self) -> LogLine {
        LogLine(self.clone())
    }
}
