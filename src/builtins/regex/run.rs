//! Running a program over a text.
//!
//! 1. Whatever changes while matching (groups, counters) is written down on the stack of alternatives, so that going
//!    back to one undoes what came after it.

use crate::builtins::regex::compile::{Bytes, Op, Program, Single, has_byte};
use crate::builtins::regex::{Greed, MANY, Place, class};

/// A position not set.
pub const NONE: usize = usize::MAX;

/// Where the groups of a match are.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Start and end of the match and of each group, in bytes; [`NONE`] if it has not matched.
    pub spans: Vec<usize>,
    /// The group that closed last.
    pub last: Option<u32>,
}

/// How a match is looked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mode {
    /// Anywhere from the start on.
    Search,
    /// At the start.
    Match,
    /// At the start, up to the end of the text.
    Full,
}

enum Entry {
    Branch {
        pc: usize,
        at: usize,
    },
    /// Fewer characters of a loop: each position from `at` back to `least`.
    Fewer {
        pc: usize,
        at: usize,
        least: usize,
    },
    /// One character more of a lazy loop.
    More {
        pc: usize,
        at: usize,
        count: u32,
    },
    Span {
        slot: usize,
        old: usize,
    },
    Last {
        old: u32,
    },
    Counter {
        counter: usize,
        count: u32,
        place: usize,
    },
}

struct Machine<'a> {
    program: &'a Program,
    text: &'a [u8],
    /// Whether characters beyond ASCII take several bytes.
    wide: bool,
    spans: Vec<usize>,
    last: u32,
    counters: Vec<(u32, usize)>,
    stack: Vec<Entry>,
    start: usize,
    must_advance: bool,
    full: bool,
}

impl Program {
    /// Looks for a match in `text` (which ends where the caller wants it to end) from byte `start` on.
    /// `must_advance`: a match that is empty at the start does not count.
    pub fn find(&self, text: &[u8], start: usize, mode: Mode, must_advance: bool) -> Option<Found> {
        if start > text.len() {
            return None;
        }
        let mut machine = Machine {
            program: self,
            text,
            wide: !self.is_bytes && !text.is_ascii(),
            spans: vec![NONE; 2 * self.groups as usize + 2],
            last: 0,
            counters: vec![(0, NONE); self.counters],
            stack: Vec::new(),
            start,
            must_advance,
            full: mode == Mode::Full,
        };
        if mode != Mode::Search {
            return machine.attempt(start);
        }
        let mut at = start;
        let finder = (self.prefix.len() > 1).then(|| memchr::memmem::Finder::new(&self.prefix));
        loop {
            // Skip to where a match can begin.
            if let Some(finder) = &finder {
                at += finder.find(&text[at..])?;
            } else if self.prefix.len() == 1 {
                at += memchr::memchr(self.prefix[0], &text[at..])?;
            } else if let Some(first) = &self.first {
                at += text[at..].iter().position(|byte| has_byte(first, *byte))?;
            }
            if let Some(found) = machine.attempt(at) {
                return Some(found);
            }
            if at >= text.len() || self.anchored {
                return None;
            }
            at += machine.len_at(at);
        }
    }
}

impl Machine<'_> {
    fn attempt(&mut self, at: usize) -> Option<Found> {
        self.stack.clear();
        if self.spans.len() > 2 {
            self.spans.fill(NONE);
        }
        self.last = 0;
        let saved = self.start;
        let must = self.must_advance && at == saved;
        let end = self.run(0, at, if must { at } else { NONE }, self.full)?;
        self.spans[0] = at;
        self.spans[1] = end;
        Some(Found { spans: self.spans.clone(), last: (self.last != 0).then_some(self.last) })
    }

    /// The bytes of the character at a position that is not the end.
    #[inline(always)]
    fn len_at(&self, at: usize) -> usize {
        if !self.wide {
            return 1;
        }
        match self.text[at] {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        }
    }
    /// The position of the character before.
    #[inline(always)]
    fn before(&self, at: usize) -> usize {
        let mut at = at - 1;
        if self.wide {
            while at > 0 && self.text[at] & 0xc0 == 0x80 {
                at -= 1;
            }
        }
        at
    }
    /// The character at a position that is not the end, and its bytes.
    #[inline(always)]
    fn char_at(&self, at: usize) -> (u32, usize) {
        let first = self.text[at];
        if first < 0x80 || !self.wide {
            return (first as u32, 1);
        }
        let len = self.len_at(at);
        let mut code = first as u32 & (0x7f >> len);
        for byte in &self.text[at + 1..(at + len).min(self.text.len())] {
            code = code << 6 | (*byte & 0x3f) as u32;
        }
        (code, len)
    }

    /// Where the character ends if the test holds.
    #[inline(always)]
    fn test(&self, single: &Single, at: usize) -> Option<usize> {
        if at >= self.text.len() {
            return None;
        }
        if let Single::Byte(byte) = single {
            return if self.text[at] == *byte { Some(at + 1) } else { None };
        }
        let (code, len) = self.char_at(at);
        let holds = match single {
            Single::Byte(byte) => code == *byte as u32,
            Single::Char(wanted) => code == *wanted,
            Single::Same { code: wanted, ascii } => class::same_but_case(code, *wanted, *ascii),
            Single::Any => true,
            Single::NotLineFeed => code != 10,
            Single::Set(set) => set.contains(code),
        };
        if holds { Some(at + len) } else { None }
    }

    fn is_word_at(&self, at: usize, ascii: bool) -> bool {
        at < self.text.len() && class::word(self.char_at(at).0, ascii)
    }

    fn holds(&self, place: Place, at: usize) -> bool {
        let text = self.text;
        match place {
            Place::Start => at == 0,
            Place::LineStart => at == 0 || text[at - 1] == b'\n',
            Place::End => at == text.len() || at + 1 == text.len() && text[at] == b'\n',
            Place::LineEnd => at == text.len() || text[at] == b'\n',
            Place::Finish => at == text.len(),
            Place::Boundary { ascii } | Place::Inside { ascii } => {
                // In an empty text nothing is inside of anything either.
                if text.is_empty() {
                    return false;
                }
                let left = at > 0 && self.is_word_at(self.before(at), ascii);
                let changes = left != self.is_word_at(at, ascii);
                changes == matches!(place, Place::Boundary { .. })
            }
        }
    }

    fn reference(&self, group: u32, ignore_case: bool, ascii: bool, at: usize) -> Option<usize> {
        let (start, end) = (self.spans[2 * group as usize], self.spans[2 * group as usize + 1]);
        if start == NONE || end == NONE || end < start {
            return None;
        }
        if !ignore_case {
            let part = &self.text[start..end];
            return self.text[at..].starts_with(part).then_some(at + part.len());
        }
        let (mut own, mut at) = (start, at);
        while own < end {
            if at >= self.text.len() {
                return None;
            }
            let ((left, left_len), (right, right_len)) = (self.char_at(own), self.char_at(at));
            if !class::same_but_case(left, right, ascii) {
                return None;
            }
            own += left_len;
            at += right_len;
        }
        Some(at)
    }

    /// The furthest position that so many characters of that kind reach, and how many they are.
    fn many(&self, single: &Single, at: usize, most: u32) -> (usize, u32) {
        let (mut at, mut count) = (at, 0);
        if !self.wide && matches!(single, Single::NotLineFeed | Single::Any) {
            let rest = &self.text[at..];
            let line = match single {
                Single::Any => rest.len(),
                _ => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            };
            let taken = line.min(most as usize);
            return (at + taken, taken as u32);
        }
        while count < most
            && let Some(next) = self.test(single, at)
        {
            at = next;
            count += 1;
        }
        (at, count)
    }

    /// The position of an alternative of `Fewer`: the last one from `at` back to `least` where the next byte fits.
    fn shorter(&self, mut at: usize, least: usize, next: &Option<Box<Bytes>>) -> Option<usize> {
        let Some(bytes) = next else { return (at >= least).then_some(at) };
        loop {
            if self.text.get(at).is_some_and(|byte| has_byte(bytes, *byte)) {
                return Some(at);
            }
            if at <= least {
                return None;
            }
            at = self.before(at);
        }
    }

    /// Runs from `pc` at a position until `Accept`; where that is. Without a match everything is as before. An end at
    /// `forbidden` is no match, and `full` wants the end of the text.
    fn run(&mut self, pc: usize, at: usize, forbidden: usize, full: bool) -> Option<usize> {
        let base = self.stack.len();
        let program = self.program;
        let (mut pc, mut at) = (pc, at);
        loop {
            let proceeds = match &program.ops[pc] {
                Op::Single(single) => match self.test(single, at) {
                    Some(next) => {
                        at = next;
                        pc += 1;
                        true
                    }
                    None => false,
                },
                Op::Literal(bytes) => {
                    let fits = self.text[at..].starts_with(bytes);
                    if fits {
                        at += bytes.len();
                        pc += 1;
                    }
                    fits
                }
                Op::Split { first, second, bytes } => {
                    let possible = match bytes {
                        Some(bytes) => self.text.get(at).is_some_and(|byte| has_byte(bytes, *byte)),
                        None => true,
                    };
                    if possible {
                        self.stack.push(Entry::Branch { pc: *second, at });
                        pc = *first;
                    } else {
                        pc = *second;
                    }
                    true
                }
                Op::Jump(target) => {
                    pc = *target;
                    true
                }
                Op::Save(slot) => {
                    self.stack.push(Entry::Span { slot: *slot, old: self.spans[*slot] });
                    self.spans[*slot] = at;
                    if slot % 2 == 1 {
                        self.stack.push(Entry::Last { old: self.last });
                        self.last = (slot / 2) as u32;
                    }
                    pc += 1;
                    true
                }
                Op::Place(place) => {
                    pc += 1;
                    self.holds(*place, at)
                }
                Op::Reference { group, ignore_case, ascii } => match self.reference(*group, *ignore_case, *ascii, at) {
                    Some(next) => {
                        at = next;
                        pc += 1;
                        true
                    }
                    None => false,
                },
                Op::Loop { single, least, most, greed, next } => {
                    pc += 1;
                    if *greed == Greed::Lazy {
                        let (end, count) = self.many(single, at, *least);
                        if count < *least {
                            false
                        } else {
                            at = end;
                            if count < *most {
                                self.stack.push(Entry::More { pc: pc - 1, at, count });
                            }
                            true
                        }
                    } else {
                        let (end, count) = self.many(single, at, *most);
                        if count < *least {
                            false
                        } else if *greed == Greed::Possessive || count == *least {
                            at = end;
                            true
                        } else {
                            let (low, _) = if *least == 0 { (at, 0) } else { self.many(single, at, *least) };
                            match self.shorter(end, low, next) {
                                Some(found) => {
                                    if found > low {
                                        let at = self.before(found);
                                        self.stack.push(Entry::Fewer { pc: pc - 1, at, least: low });
                                    }
                                    at = found;
                                    true
                                }
                                None => false,
                            }
                        }
                    }
                }
                Op::RepeatStart { counter } => {
                    let (count, place) = self.counters[*counter];
                    self.stack.push(Entry::Counter { counter: *counter, count, place });
                    self.counters[*counter] = (0, NONE);
                    pc += 1;
                    true
                }
                Op::RepeatCheck { counter, least, most, greedy, exit } => {
                    let (count, place) = self.counters[*counter];
                    let may_repeat = (*most == MANY || count < *most) && place != at;
                    if count < *least {
                        self.stack.push(Entry::Counter { counter: *counter, count, place });
                        self.counters[*counter] = (count + 1, place);
                        pc += 1;
                    } else if *greedy && may_repeat {
                        self.stack.push(Entry::Branch { pc: *exit, at });
                        self.stack.push(Entry::Counter { counter: *counter, count, place });
                        self.counters[*counter] = (count + 1, at);
                        pc += 1;
                    } else {
                        if !*greedy && may_repeat {
                            // Coming back here must take the body: it stands as one round more.
                            self.stack.push(Entry::More { pc, at, count });
                        }
                        pc = *exit;
                    }
                    true
                }
                Op::Look { behind, negated, exit } => {
                    let mut from = Some(at);
                    if let Some(width) = behind {
                        for _ in 0..*width {
                            from = from.filter(|at| *at > 0).map(|at| self.before(at));
                        }
                    }
                    let mark = self.stack.len();
                    let found = from.and_then(|from| self.run(pc + 1, from, NONE, false));
                    if found.is_some() {
                        if *negated { self.undo(mark) } else { self.commit(mark) }
                    }
                    pc = *exit;
                    found.is_some() != *negated
                }
                Op::Atomic { exit } => {
                    let mark = self.stack.len();
                    let found = self.run(pc + 1, at, NONE, false);
                    pc = *exit;
                    match found {
                        Some(end) => {
                            self.commit(mark);
                            at = end;
                            true
                        }
                        None => false,
                    }
                }
                Op::Condition { group, otherwise } => {
                    let set = self.spans[2 * *group as usize + 1] != NONE;
                    pc = if set { pc + 1 } else { *otherwise };
                    true
                }
                Op::Accept => {
                    if at != forbidden && (!full || at == self.text.len()) {
                        return Some(at);
                    }
                    false
                }
            };
            if proceeds {
                continue;
            }
            (pc, at) = self.back(base)?;
        }
    }

    /// Goes back to the last alternative above the mark.
    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Entry::Branch { pc, at } => return Some((pc, at)),
                Entry::Fewer { pc, at, least } => {
                    let Op::Loop { next, .. } = &self.program.ops[pc] else { continue };
                    let Some(found) = self.shorter(at, least, next) else { continue };
                    if found > least {
                        let at = self.before(found);
                        self.stack.push(Entry::Fewer { pc, at, least });
                    }
                    return Some((pc + 1, found));
                }
                Entry::More { pc, at, count } => match &self.program.ops[pc] {
                    Op::Loop { single, most, .. } => {
                        let Some(next) = self.test(single, at) else { continue };
                        if count + 1 < *most {
                            self.stack.push(Entry::More { pc, at: next, count: count + 1 });
                        }
                        return Some((pc + 1, next));
                    }
                    Op::RepeatCheck { counter, .. } => {
                        let (old, place) = self.counters[*counter];
                        self.stack.push(Entry::Counter { counter: *counter, count: old, place });
                        self.counters[*counter] = (count + 1, at);
                        return Some((pc + 1, at));
                    }
                    _ => {}
                },
                entry => self.restore(entry),
            }
        }
        None
    }

    fn restore(&mut self, entry: Entry) {
        match entry {
            Entry::Span { slot, old } => self.spans[slot] = old,
            Entry::Last { old } => self.last = old,
            Entry::Counter { counter, count, place } => self.counters[counter] = (count, place),
            _ => {}
        }
    }

    /// Undoes everything above the mark.
    fn undo(&mut self, mark: usize) {
        while self.stack.len() > mark {
            if let Some(entry) = self.stack.pop() {
                self.restore(entry);
            }
        }
    }

    /// Forgets the alternatives above the mark, not how to undo what was done.
    fn commit(&mut self, mark: usize) {
        let mut kept = mark;
        for index in mark..self.stack.len() {
            if matches!(self.stack[index], Entry::Span { .. } | Entry::Last { .. } | Entry::Counter { .. }) {
                self.stack.swap(kept, index);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }
}
