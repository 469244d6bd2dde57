//! Names for machine code in Linux perf: `/tmp/perf-PID.map`, one line per trace.
//!
//! ```text
//! 7f3a12345000 d6 trace 3: root of f at 12 (line 7)
//! ```
//!
//! 1. Profiling help only: whatever fails here is ignored.
//! 2. All VMs of a process write to one file, each line at once.

use std::fs::{File, OpenOptions};
use std::io::Write;

/// The open map file.
pub struct PerfMap {
    file: File,
}

impl PerfMap {
    /// Opens the process's map, if the system lets us.
    pub fn open() -> Option<PerfMap> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let path = std::env::temp_dir().join(format!("perf-{}.map", std::process::id()));
        let file = OpenOptions::new().create(true).append(true).open(path).ok()?;
        Some(PerfMap { file })
    }
    /// Names a stretch of code.
    pub fn name(&mut self, start: usize, size: usize, name: &str) {
        let line = format!("{start:x} {size:x} {name}\n");
        let _ = self.file.write_all(line.as_bytes());
    }
}
