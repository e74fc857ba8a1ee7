//! `aqad`, the program.

use clap::Parser;

/// Less fragmentation over months than the system's allocator; measured neutral elsewhere.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let cli = aqad::cli::Cli::parse();
    let ended = aqad::run(cli);
    infra::telemetry::flush_log(std::time::Duration::from_secs(2));
    match ended {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` gives the whole chain on one line, without a backtrace.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("aqad: {error:#}\n").as_bytes());
            std::process::ExitCode::FAILURE
        }
    }
}
