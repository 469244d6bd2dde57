//! Offsets to lines and columns.

/// Where the lines of a source begin.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Scans the source once. Lines end with `\n`, `\r\n` or `\r`.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (index, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || byte == b'\r' && bytes.get(index + 1) != Some(&b'\n') {
                starts.push(index as u32 + 1);
            }
        }
        LineIndex { starts }
    }
    /// The line (from 1) and the column (bytes, from 0) of an offset.
    pub fn place(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|&start| start <= offset);
        (line as u32, offset - self.starts[line - 1])
    }
    /// The text of a line (from 1), without its end.
    pub fn text<'a>(&self, source: &'a str, line: u32) -> &'a str {
        let Some(&start) = self.starts.get((line as usize).wrapping_sub(1)) else { return "" };
        let end = self.starts.get(line as usize).map_or(source.len(), |&next| next as usize);
        source.get(start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}
