//! Where a program's text goes: buffered, to sinks that the host provides.

use std::io::{IsTerminal, Write};

/// One text stream of the program.
pub struct Sink {
    buffer: Vec<u8>,
    target: Option<Box<dyn Write + Send>>,
    line_buffered: bool,
    /// The process's standard output: whether it is a terminal is asked at the first write.
    is_process: bool,
}

const FLUSH_AT: usize = 16 << 10;

impl Sink {
    /// A sink that writes to `target`; without one, text is dropped.
    pub fn new(target: Option<Box<dyn Write + Send>>, line_buffered: bool) -> Sink {
        Sink { buffer: Vec::new(), target, line_buffered, is_process: false }
    }
    /// Appends text.
    pub fn write(&mut self, text: &str) -> std::io::Result<()> {
        if self.target.is_none() {
            return Ok(());
        }
        if self.is_process {
            self.is_process = false;
            self.line_buffered = std::io::stdout().is_terminal();
        }
        self.buffer.extend_from_slice(text.as_bytes());
        if self.buffer.len() >= FLUSH_AT || self.line_buffered && text.contains('\n') {
            return self.flush();
        }
        Ok(())
    }
    /// Hands everything to the target.
    pub fn flush(&mut self) -> std::io::Result<()> {
        if let Some(target) = &mut self.target {
            let result = target.write_all(&self.buffer).and_then(|()| target.flush());
            self.buffer.clear();
            return result;
        }
        Ok(())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // Nobody is left who could be told of a failure.
        let _ = self.flush();
    }
}

/// `sys.stdout` and `sys.stderr`.
pub struct Output {
    pub stdout: Sink,
    pub stderr: Sink,
}

impl Output {
    /// Text is dropped.
    pub fn none() -> Output {
        Output { stdout: Sink::new(None, false), stderr: Sink::new(None, false) }
    }
    /// The process's own streams.
    pub fn process() -> Output {
        Output {
            stdout: Sink {
                buffer: Vec::new(),
                target: Some(Box::new(std::io::stdout())),
                line_buffered: false,
                is_process: true,
            },
            stderr: Sink::new(Some(Box::new(std::io::stderr())), true),
        }
    }
}
