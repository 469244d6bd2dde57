//! Trees → programs.

use crate::builtins::regex::{Greed, MANY, Node, Pattern, Place, Set, class, flags};

/// A set of first bytes.
pub type Bytes = [u64; 4];

/// Any byte may come.
pub const ANY: Bytes = [u64::MAX; 4];

/// Whether a set of bytes has that one.
#[inline(always)]
pub fn has_byte(bytes: &Bytes, byte: u8) -> bool {
    bytes[byte as usize / 64] >> (byte % 64) & 1 != 0
}

/// One character's test.
#[derive(Clone, Debug)]
pub enum Single {
    Byte(u8),
    Char(u32),
    Same { code: u32, ascii: bool },
    Any,
    NotLineFeed,
    Set(Box<Set>),
}

/// One instruction. What follows it is the next one unless it says so.
#[derive(Clone, Debug)]
pub enum Op {
    Single(Single),
    Literal(Box<[u8]>),
    /// Goes on at `first`, and at `second` if that fails; `first` only if the next byte is one of `bytes`.
    Split {
        first: usize,
        second: usize,
        bytes: Option<Box<Bytes>>,
    },
    Jump(usize),
    Save(usize),
    Place(Place),
    Reference {
        group: u32,
        ignore_case: bool,
        ascii: bool,
    },
    /// A repetition of one character's test. `next`: bytes that may follow.
    Loop {
        single: Single,
        least: u32,
        most: u32,
        greed: Greed,
        next: Option<Box<Bytes>>,
    },
    /// Begins the repetition number `counter`, whose `RepeatCheck` comes next.
    RepeatStart {
        counter: usize,
    },
    /// The body follows and jumps back here; `exit` is behind it.
    RepeatCheck {
        counter: usize,
        least: u32,
        most: u32,
        greedy: bool,
        exit: usize,
    },
    /// The body follows and ends with `Accept`; goes on at `exit`. Behind: so many characters back.
    Look {
        behind: Option<u32>,
        negated: bool,
        exit: usize,
    },
    Atomic {
        exit: usize,
    },
    /// Goes on at `otherwise` if the group has not matched.
    Condition {
        group: u32,
        otherwise: usize,
    },
    Accept,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    pub ops: Vec<Op>,
    pub groups: u32,
    pub names: Vec<(String, u32)>,
    pub flags: u32,
    pub counters: usize,
    pub is_bytes: bool,
    /// What every match begins with.
    pub prefix: Box<[u8]>,
    /// The bytes that matches begin with; none if one may be empty.
    pub first: Option<Box<Bytes>>,
    /// Matches only where the text begins.
    pub anchored: bool,
}

struct Compiler {
    ops: Vec<Op>,
    counters: usize,
    is_bytes: bool,
    ascii: bool,
}

impl Program {
    /// The program of a pattern.
    pub fn new(pattern: &Pattern, is_bytes: bool) -> Program {
        let ascii = is_bytes || pattern.flags & flags::ASCII != 0;
        let mut compiler = Compiler { ops: Vec::new(), counters: 0, is_bytes, ascii };
        compiler.node(&pattern.node, None);
        compiler.ops.push(Op::Accept);
        let mut first = [0; 4];
        let first = (!compiler.first(&pattern.node, &mut first)).then(|| Box::new(first));
        let prefix = match &compiler.ops[0] {
            Op::Literal(bytes) => bytes.clone(),
            Op::Single(Single::Byte(byte)) => Box::new([*byte]),
            _ => Box::default(),
        };
        let anchored = match &pattern.node {
            Node::Sequence(items) => items.first() == Some(&Node::Place(Place::Start)),
            node => *node == Node::Place(Place::Start),
        };
        Program {
            ops: compiler.ops,
            groups: pattern.groups,
            names: pattern.names.clone(),
            flags: pattern.flags,
            counters: compiler.counters,
            is_bytes,
            prefix,
            first,
            anchored,
        }
    }
}

fn add(bytes: &mut Bytes, byte: u8) {
    bytes[byte as usize / 64] |= 1 << (byte % 64);
}

/// All bytes that are not ASCII.
fn add_high(bytes: &mut Bytes) {
    bytes[2] = u64::MAX;
    bytes[3] = u64::MAX;
}

impl Compiler {
    /// The bytes of a character in a text.
    fn encoded(&self, code: u32) -> Option<Vec<u8>> {
        if self.is_bytes {
            return u8::try_from(code).ok().map(|byte| vec![byte]);
        }
        char::from_u32(code).map(|c| c.to_string().into_bytes())
    }

    fn single(&self, node: &Node) -> Option<Single> {
        Some(match node {
            Node::Char { code, ignore_case: true }
                if class::lower(*code, self.ascii) != *code
                    || class::upper(*code, self.ascii) != *code
                    || *code > 127 && !self.ascii =>
            {
                Single::Same { code: *code, ascii: self.ascii }
            }
            Node::Char { code, .. } if *code < 128 || self.is_bytes && *code < 256 => Single::Byte(*code as u8),
            Node::Char { code, .. } => Single::Char(*code),
            Node::Any { all: true } => Single::Any,
            Node::Any { all: false } => Single::NotLineFeed,
            Node::Set(set) => Single::Set(set.clone()),
            _ => return None,
        })
    }

    fn first_of_single(&self, single: &Single, bytes: &mut Bytes) {
        match single {
            Single::Byte(byte) => add(bytes, *byte),
            Single::Char(code) => match self.encoded(*code) {
                Some(encoded) => add(bytes, encoded[0]),
                None => add_high(bytes),
            },
            Single::Same { code, ascii } => {
                for byte in 0..128u8 {
                    if class::same_but_case(byte as u32, *code, *ascii) {
                        add(bytes, byte);
                    }
                }
                if !*ascii || *code > 127 {
                    add_high(bytes);
                }
            }
            Single::Any | Single::NotLineFeed => *bytes = ANY,
            Single::Set(set) => {
                let most = if self.is_bytes { 256 } else { 128 };
                for code in 0..most {
                    if set.contains(code) {
                        add(bytes, code as u8);
                    }
                }
                if !self.is_bytes {
                    add_high(bytes);
                }
            }
        }
    }

    /// Adds the bytes that a match of the node may begin with; whether it may also be empty.
    fn first(&self, node: &Node, bytes: &mut Bytes) -> bool {
        if let Some(single) = self.single(node) {
            self.first_of_single(&single, bytes);
            return false;
        }
        match node {
            Node::Sequence(items) => items.iter().all(|item| self.first(item, bytes)),
            // All of them are to be asked.
            Node::Alternatives(items) => items.iter().fold(false, |empty, item| self.first(item, bytes) | empty),
            Node::Repeat { node, least, .. } => self.first(node, bytes) || *least == 0,
            Node::Group { node, .. } | Node::Atomic(node) => self.first(node, bytes),
            Node::Reference { .. } | Node::Conditional { .. } => {
                *bytes = ANY;
                true
            }
            _ => true,
        }
    }

    fn first_of_sequence(&self, items: &[Node], then: Option<&Bytes>) -> Option<Box<Bytes>> {
        let mut bytes = [0; 4];
        for item in items {
            // A place says nothing about the byte, but what comes behind it does.
            if !self.first(item, &mut bytes) {
                return Some(Box::new(bytes));
            }
        }
        let then = then?;
        for (own, more) in bytes.iter_mut().zip(then) {
            *own |= more;
        }
        Some(Box::new(bytes))
    }

    fn literal(&mut self, bytes: &[u8]) {
        match (self.ops.last_mut(), bytes) {
            (_, [byte]) => self.ops.push(Op::Single(Single::Byte(*byte))),
            _ => self.ops.push(Op::Literal(bytes.into())),
        }
    }

    /// `then`: the bytes that must follow, if that is known.
    fn node(&mut self, node: &Node, then: Option<&Bytes>) {
        match node {
            Node::Empty => {}
            Node::Char { .. } | Node::Any { .. } | Node::Set(_) => {
                if let Some(single) = self.single(node) {
                    self.ops.push(Op::Single(single));
                }
            }
            Node::Sequence(items) => self.sequence(items, then),
            Node::Alternatives(options) => self.alternatives(options, then),
            Node::Repeat { node, least, most, greed } => self.repeat(node, *least, *most, *greed, then),
            Node::Group { number, node } => {
                self.ops.push(Op::Save(2 * *number as usize));
                self.node(node, then);
                self.ops.push(Op::Save(2 * *number as usize + 1));
            }
            Node::Look { node, behind, negated } => {
                let behind = if *behind { Some(self.width(node)) } else { None };
                let start = self.ops.len();
                self.ops.push(Op::Look { behind, negated: *negated, exit: 0 });
                self.node(node, None);
                self.ops.push(Op::Accept);
                let end = self.ops.len();
                if let Op::Look { exit, .. } = &mut self.ops[start] {
                    *exit = end;
                }
            }
            Node::Atomic(node) => self.atomic(|compiler| compiler.node(node, None)),
            Node::Reference { group, ignore_case } => {
                self.ops.push(Op::Reference { group: *group, ignore_case: *ignore_case, ascii: self.ascii });
            }
            Node::Conditional { group, yes, no } => {
                let start = self.ops.len();
                self.ops.push(Op::Condition { group: *group, otherwise: 0 });
                self.node(yes, then);
                let jump = self.ops.len();
                self.ops.push(Op::Jump(0));
                let middle = self.ops.len();
                if let Op::Condition { otherwise, .. } = &mut self.ops[start] {
                    *otherwise = middle;
                }
                self.node(no, then);
                self.ops[jump] = Op::Jump(self.ops.len());
            }
            Node::Place(place) => self.ops.push(Op::Place(*place)),
        }
    }

    fn atomic(&mut self, body: impl FnOnce(&mut Compiler)) {
        let start = self.ops.len();
        self.ops.push(Op::Atomic { exit: 0 });
        body(self);
        self.ops.push(Op::Accept);
        self.ops[start] = Op::Atomic { exit: self.ops.len() };
    }

    /// Runs of characters become literals.
    fn sequence(&mut self, items: &[Node], then: Option<&Bytes>) {
        let mut run: Vec<u8> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let code = match (self.single(item), item) {
                (Some(Single::Byte(_) | Single::Char(_)), Node::Char { code, .. }) => self.encoded(*code),
                _ => None,
            };
            match code {
                Some(bytes) => run.extend_from_slice(&bytes),
                None => {
                    if !run.is_empty() {
                        self.literal(&std::mem::take(&mut run));
                    }
                    let follow = self.first_of_sequence(&items[index + 1..], then);
                    self.node(item, follow.as_deref());
                }
            }
        }
        if !run.is_empty() {
            self.literal(&run);
        }
    }

    fn alternatives(&mut self, options: &[Node], then: Option<&Bytes>) {
        let mut jumps = Vec::new();
        for (index, option) in options.iter().enumerate() {
            if index + 1 == options.len() {
                self.node(option, then);
                break;
            }
            let split = self.ops.len();
            let bytes = self.first_of_sequence(std::slice::from_ref(option), None);
            self.ops.push(Op::Split { first: split + 1, second: 0, bytes });
            self.node(option, then);
            jumps.push(self.ops.len());
            self.ops.push(Op::Jump(0));
            let next = self.ops.len();
            if let Op::Split { second, .. } = &mut self.ops[split] {
                *second = next;
            }
        }
        let end = self.ops.len();
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
    }

    fn repeat(&mut self, node: &Node, least: u32, most: u32, greed: Greed, then: Option<&Bytes>) {
        if most == 0 {
            return;
        }
        if let Some(single) = self.single(node) {
            let next = then.filter(|bytes| **bytes != ANY).map(|bytes| Box::new(*bytes));
            self.ops.push(Op::Loop { single, least, most, greed, next });
            return;
        }
        if greed == Greed::Possessive {
            return self.atomic(|compiler| compiler.repeat(node, least, most, Greed::Greedy, None));
        }
        let greedy = greed == Greed::Greedy;
        let start = self.ops.len();
        if least == 0 && most == 1 {
            self.ops.push(Op::Jump(0));
            self.node(node, then);
            let end = self.ops.len();
            let (first, second) = if greedy { (start + 1, end) } else { (end, start + 1) };
            self.ops[start] = Op::Split { first, second, bytes: None };
            return;
        }
        let mut scratch = [0; 4];
        let may_be_empty = self.first(node, &mut scratch);
        if !may_be_empty && most == MANY && least <= 1 {
            // Nothing to count, and every round moves on.
            let bytes = if greedy { Some(Box::new(scratch)) } else { None };
            if least == 1 {
                self.node(node, None);
                let end = self.ops.len() + 1;
                let (first, second) = if greedy { (start, end) } else { (end, start) };
                self.ops.push(Op::Split { first, second, bytes });
                return;
            }
            self.ops.push(Op::Jump(0));
            self.node(node, None);
            self.ops.push(Op::Jump(start));
            let end = self.ops.len();
            let (first, second) = if greedy { (start + 1, end) } else { (end, start + 1) };
            self.ops[start] = Op::Split { first, second, bytes };
            return;
        }
        let counter = self.counters;
        self.counters += 1;
        self.ops.push(Op::RepeatStart { counter });
        let check = self.ops.len();
        self.ops.push(Op::RepeatCheck { counter, least, most, greedy, exit: 0 });
        self.node(node, None);
        self.ops.push(Op::Jump(check));
        let end = self.ops.len();
        if let Op::RepeatCheck { exit, .. } = &mut self.ops[check] {
            *exit = end;
        }
    }

    /// The characters that a node matches, where that number is fixed.
    fn width(&self, node: &Node) -> u32 {
        match node {
            Node::Char { .. } | Node::Any { .. } | Node::Set(_) => 1,
            Node::Sequence(items) => items.iter().map(|item| self.width(item)).sum(),
            Node::Alternatives(items) => items.first().map_or(0, |item| self.width(item)),
            Node::Repeat { node, least, .. } => self.width(node) * least,
            Node::Group { node, .. } | Node::Atomic(node) => self.width(node),
            Node::Conditional { yes, .. } => self.width(yes),
            _ => 0,
        }
    }
}
