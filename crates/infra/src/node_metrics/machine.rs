//! What Linux tells of this process and its machine in `/proc`; elsewhere, nothing.

use std::fs;

use schemars::JsonSchema;
use serde::Serialize;

/// The machine and this process; null where the system does not report it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MachineStats {
    /// CPU use of this process since the previous sample, in thousandths of one processor.
    pub process_cpu_permille: Option<u64>,
    /// CPU use of the whole machine, in thousandths of all processors.
    pub machine_cpu_permille: Option<u64>,
    /// Number of processors.
    pub processors: Option<u64>,
    /// Memory used by this process, in bytes.
    pub resident_bytes: Option<u64>,
    /// Total memory of the machine, in bytes.
    pub memory_bytes: Option<u64>,
    /// Available memory of the machine, in bytes.
    pub available_bytes: Option<u64>,
}

/// Counters and sizes at a moment.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct MachineReading {
    /// Ticks that this process has run for.
    process: Option<u64>,
    /// Ticks that all processors have worked, and have been there.
    machine: Option<(u64, u64)>,
    processors: Option<u64>,
    resident: Option<u64>,
    memory: Option<u64>,
    available: Option<u64>,
}

impl MachineReading {
    /// The figures, with what happened since another reading.
    pub fn since(&self, before: &Self) -> MachineStats {
        // Ticks against ticks: how long one is does not matter.
        let passed = self.machine.zip(before.machine).and_then(|(now, then)| {
            let (worked, there) = (now.0.checked_sub(then.0)?, now.1.checked_sub(then.1)?);
            (there > 0).then_some((worked, there))
        });
        let ran = self.process.zip(before.process).and_then(|(now, then)| now.checked_sub(then));
        let processors = self.processors.unwrap_or(1);
        MachineStats {
            process_cpu_permille: passed.zip(ran).map(|((_, there), ran)| ran * processors * 1_000 / there),
            machine_cpu_permille: passed.map(|(worked, there)| worked * 1_000 / there),
            processors: self.processors,
            resident_bytes: self.resident,
            memory_bytes: self.memory,
            available_bytes: self.available,
        }
    }
}

/// Reads what there is.
pub(super) fn read() -> MachineReading {
    let (stat, memory, status) = (text("/proc/stat"), text("/proc/meminfo"), text("/proc/self/status"));
    let processors = stat.lines().filter(|line| line.starts_with("cpu") && !line.starts_with("cpu ")).count();
    MachineReading {
        process: ticks_of_process(&text("/proc/self/stat")),
        machine: ticks_of_machine(&stat),
        processors: u64::try_from(processors).ok().filter(|n| *n > 0),
        resident: bytes(&status, "VmRSS:"),
        memory: bytes(&memory, "MemTotal:"),
        available: bytes(&memory, "MemAvailable:"),
    }
}

fn text(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Fields 14 and 15, time as a user and in the kernel. The name, field 2, may hold anything.
fn ticks_of_process(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

/// The first line: user, nice, system, idle, waiting, and more; guests are in the first two already.
fn ticks_of_machine(stat: &str) -> Option<(u64, u64)> {
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu "))?;
    let ticks: Vec<u64> = line.split_whitespace().take(8).map_while(|field| field.parse().ok()).collect();
    let there: u64 = ticks.iter().sum();
    Some((there - ticks.get(3)? - ticks.get(4)?, there))
}

/// A line such as `VmRSS:  1234 kB`.
fn bytes(text: &str, name: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_brackets_moves_no_field() {
        let stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 99 1 1";

        assert_eq!(ticks_of_process(stat), Some(300));
        assert_eq!(ticks_of_process(""), None);
    }

    #[test]
    fn shares_are_of_the_time_that_passed() {
        let at = |process, worked, there| MachineReading {
            process: Some(process),
            machine: Some((worked, there)),
            processors: Some(2),
            ..MachineReading::default()
        };

        let machine = at(150, 400, 1_000).since(&at(100, 300, 800));

        assert_eq!((machine.process_cpu_permille, machine.machine_cpu_permille), (Some(500), Some(500)));
        assert_eq!(MachineReading::default().since(&MachineReading::default()), MachineStats::default());
        assert_eq!(ticks_of_machine("cpu  10 0 10 70 10 0 0 0 5 0\ncpu0 1 1 1 1 1"), Some((20, 100)));
    }
}
