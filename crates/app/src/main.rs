//! `aqad`, the program.

use std::process::ExitCode;

use clap::Parser;

/// Less fragmentation over months than the system's allocator; measured neutral elsewhere.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    infra::private_files::make_private();
    // Before anything is read: from here on a signal does not end a server in the middle of its start.
    let typed: Vec<_> = std::env::args_os().skip(1).collect();
    let done = aqad::runtime_for_server(&typed).and_then(|ready| aqad::run(aqad::cli::Cli::parse(), ready));
    infra::telemetry::flush_log(std::time::Duration::from_secs(2));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` gives the whole chain on one line, without a backtrace.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("aqad: {error:#}\n").as_bytes());
            ExitCode::FAILURE
        }
    }
}
