//! Names for machine code in Linux perf.
//!
//! ```text
//! map       /tmp/perf-PID.map: 7f3a12345000 d6 trace 3: root of f at 12 (line 7)
//! jitdump   jit-PID.dump in the current directory: names, code and lines, for `perf inject --jit`
//! ```
//!
//! 1. Profiling help only: whatever fails here is ignored.
//! 2. All VMs of a process write to one map, each line at once; each VM has a jitdump of its own.

use std::fs::{File, OpenOptions};
use std::io::Write;

/// What to write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Perf {
    #[default]
    Off,
    Map,
    Jitdump,
}

/// A stretch of code to be named.
pub struct Symbol<'a> {
    pub start: usize,
    pub code: &'a [u8],
    pub name: &'a str,
    /// (offset, line), ascending by offset; may be empty.
    pub lines: &'a [(u32, u32)],
    pub file: &'a str,
}

/// The open file.
pub enum PerfFile {
    Map(File),
    Jitdump {
        file: File,
        /// perf finds the file by an executable mapping of it.
        _marker: memmap2::Mmap,
        index: u64,
    },
}

impl PerfFile {
    /// Opens the file, if it is wanted and the system lets us.
    pub fn open(what: Perf) -> Option<PerfFile> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        match what {
            Perf::Off => None,
            Perf::Map => {
                let path = std::env::temp_dir().join(format!("perf-{}.map", std::process::id()));
                Some(PerfFile::Map(OpenOptions::new().create(true).append(true).open(path).ok()?))
            }
            Perf::Jitdump => Self::open_jitdump(),
        }
    }

    fn open_jitdump() -> Option<PerfFile> {
        // perf knows the file by this name; more VMs of a process add a number.
        let name = |number| match number {
            0 => format!("jit-{}.dump", std::process::id()),
            _ => format!("jit-{}-{number}.dump", std::process::id()),
        };
        let mut file = (0..64)
            .find_map(|number| OpenOptions::new().create_new(true).read(true).write(true).open(name(number)).ok())?;
        let mut head = Vec::new();
        for word in [MAGIC, VERSION, HEAD_BYTES, MACHINE_X86_64, 0, std::process::id()] {
            head.extend(word.to_le_bytes());
        }
        head.extend(now().to_le_bytes());
        head.extend(0u64.to_le_bytes());
        file.write_all(&head).ok()?;
        // SAFETY: nothing is read through the mapping.
        let marker = unsafe { memmap2::MmapOptions::new().len(4096).map_exec(&file).ok()? };
        Some(PerfFile::Jitdump { file, _marker: marker, index: 0 })
    }

    /// Names a stretch of code.
    pub fn name(&mut self, symbol: &Symbol<'_>) {
        let _ = match self {
            PerfFile::Map(file) => {
                file.write_all(format!("{:x} {:x} {}\n", symbol.start, symbol.code.len(), symbol.name).as_bytes())
            }
            PerfFile::Jitdump { file, index, .. } => {
                *index += 1;
                file.write_all(&records(symbol, *index))
            }
        };
    }
}

const MAGIC: u32 = 0x4A69_5444;
const VERSION: u32 = 1;
const HEAD_BYTES: u32 = 40;
const MACHINE_X86_64: u32 = 62;
const CODE_LOAD: u32 = 0;
const DEBUG_INFO: u32 = 2;

/// Nanoseconds of the clock that `perf record -k mono` uses.
fn now() -> u64 {
    #[cfg(target_os = "linux")]
    {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: `time` is written only.
        unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
        time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
    }
    #[cfg(not(target_os = "linux"))]
    0
}

/// A record: its head, then the body.
fn record(kind: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() + 16);
    bytes.extend(kind.to_le_bytes());
    bytes.extend((body.len() as u32 + 16).to_le_bytes());
    bytes.extend(now().to_le_bytes());
    bytes.extend(body);
    bytes
}

/// The records of one symbol: its lines first, as perf wants it.
fn records(symbol: &Symbol<'_>, index: u64) -> Vec<u8> {
    let mut all = Vec::new();
    if !symbol.lines.is_empty() {
        let mut body = Vec::new();
        body.extend((symbol.start as u64).to_le_bytes());
        body.extend((symbol.lines.len() as u64).to_le_bytes());
        for (offset, line) in symbol.lines {
            body.extend((symbol.start as u64 + *offset as u64).to_le_bytes());
            body.extend(line.to_le_bytes());
            body.extend(0u32.to_le_bytes());
            body.extend(symbol.file.as_bytes());
            body.push(0);
        }
        all.extend(record(DEBUG_INFO, &body));
    }
    let mut body = Vec::new();
    body.extend(std::process::id().to_le_bytes());
    body.extend(std::process::id().to_le_bytes());
    for word in [symbol.start as u64, symbol.start as u64, symbol.code.len() as u64, index] {
        body.extend(word.to_le_bytes());
    }
    body.extend(symbol.name.as_bytes());
    body.push(0);
    body.extend(symbol.code);
    all.extend(record(CODE_LOAD, &body));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_have_the_sizes_that_they_say() {
        let symbol = Symbol { start: 0x1000, code: &[1, 2, 3], name: "f", lines: &[(0, 7), (2, 8)], file: "f.py" };
        let bytes = records(&symbol, 5);
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(word(0), DEBUG_INFO);
        let second = word(4) as usize;
        assert_eq!(second, 16 + 16 + 2 * (16 + 5));
        assert_eq!(word(second), CODE_LOAD);
        assert_eq!(word(second + 4) as usize, bytes.len() - second);
        assert_eq!(&bytes[bytes.len() - 5..], [b'f', 0, 1, 2, 3]);
    }
}
