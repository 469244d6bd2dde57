//! A complaint: kind, words and place, in CPython's numbers.

use crate::syntax::SyntaxErrorKind;

/// What is wrong with a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    pub kind: SyntaxErrorKind,
    pub message: String,
    /// From 1, or 0 where there is none.
    pub line: i64,
    /// In characters, from 1; 0 where there is none.
    pub offset: i64,
    pub end_line: i64,
    /// Exclusive; 0 or -1 where there is none.
    pub end_offset: i64,
    /// The line, if it does not come from a file.
    pub text: Option<String>,
    /// Whether its text is no line of a file, or its numbers are characters in any case.
    pub own_text: bool,
    /// Whether its place is the source's end.
    pub at_end: bool,
}

impl Complaint {
    /// The same for a source that was read from a file: the text is the file's line, the numbers
    /// count bytes unless the file names its encoding, and its end has none.
    pub fn in_file(&mut self, source: &str, names_encoding: bool) {
        if self.own_text {
            return;
        }
        if self.at_end {
            self.offset = 0;
        }
        let Some(line) = usize::try_from(self.line - 1).ok().and_then(|at| source.lines().nth(at)) else { return };
        if !names_encoding {
            let bytes = |offset: i64| match usize::try_from(offset - 1) {
                Ok(count) => {
                    let inside: usize = line.chars().take(count).map(char::len_utf8).sum();
                    (1 + inside + count.saturating_sub(line.chars().count())) as i64
                }
                Err(_) => offset,
            };
            (self.offset, self.end_offset) = (bytes(self.offset), bytes(self.end_offset));
        }
        self.text = Some(format!("{line}\n"));
    }
}

/// How many characters begin before a byte of a text.
pub fn chars_before(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}
