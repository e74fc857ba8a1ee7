//! Logs to standard error, metrics for a scraper.

mod log_sink;

use std::io::{self, IsTerminal as _};
use std::sync::OnceLock;
use std::time::Duration;

pub use log_sink::{LogLine, LogSink};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people, in colours on a terminal.
    Text,
    /// The same, without colours.
    Plain,
    /// One JSON object per line (ASVS 16.2.4).
    Json,
}

/// Tells operators that old data was deleted: a line in the log, and a counter.
pub fn record_removed(what: &'static str, rows: u64) {
    tracing::info!(what, rows, "old data was deleted");
    metrics::counter!("aqad_retention_removed_total", "what" => what).increment(rows);
}

/// Whether a text says which lines to log.
pub fn is_log_level(text: &str) -> bool {
    EnvFilter::try_new(text).is_ok()
}

/// The sink of this process, once logging has started.
static SINK: OnceLock<LogSink> = OnceLock::new();

/// Starts logging at a level such as `info` or `info,market=debug`, to standard error. A second call does
/// nothing. Logging never fails and never waits, whatever becomes of standard error.
pub fn start_logging(format: LogFormat, level: &str) -> io::Result<()> {
    if SINK.get().is_some() {
        return Ok(());
    }
    let sink = LogSink::start(format, io::stderr())?;
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    // The subscriber's own complaints would go to standard error as well, and panic where it is gone.
    let base = tracing_subscriber::fmt().with_env_filter(filter).with_writer(sink.clone()).log_internal_errors(false);
    let started = match format {
        LogFormat::Text => base.with_target(false).with_ansi(io::stderr().is_terminal()).try_init(),
        LogFormat::Plain => base.with_target(false).with_ansi(false).try_init(),
        LogFormat::Json => base.json().flatten_event(true).with_current_span(true).with_ansi(false).try_init(),
    };
    if started.is_ok() {
        log_panics(sink.clone());
        // Nobody else sets it: a process starts logging once.
        let _ = SINK.set(sink);
    }
    Ok(())
}

/// Panics go where all lines go. The hook does nothing that may fail: a panic in it would end the process.
fn log_panics(sink: LogSink) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        let said = panic.payload_as_str().unwrap_or("a panic without a text");
        sink.push(sink.line("ERROR", &format!("a task panicked: {said}"), "panic.at", &place));
    }));
}

/// Waits until what was logged is written, so long at most.
pub fn flush_log(within: Duration) {
    if let Some(sink) = SINK.get() {
        sink.flush(within);
    }
}

/// A load of the cache is a query or two, often shorter than the shortest request.
const LOADS: &str = "aqad_cache_load_duration_seconds";
const OF_LOADS: &[f64] = &[0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

/// Starts counting. Fails when somebody else has installed a recorder.
pub fn start_metrics() -> Result<PrometheusHandle, String> {
    PrometheusBuilder::new()
        .set_buckets(&[0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0])
        .and_then(|builder| builder.set_buckets_for_metric(Matcher::Full(LOADS.to_owned()), OF_LOADS))
        .map_err(|e| e.to_string())?
        .install_recorder()
        .map_err(|e| e.to_string())
}
