//! The notation that `grammar.txt` is written in.
//!
//! In: the text. Out: a [`Grammar`]: rules by number, alternatives in order.
//!
//! ```text
//! sum left
//!     sum '+' term -> Operation
//!     term
//! ```
//!
//! 1. A rule begins at the margin, its alternatives are indented; behind its name stand `memo`
//!    (the result is kept for both readings of an expression, as CPython's parser does), `left`
//!    (left recursion) or `quiet` (rules for mistakes are not tried inside).
//! 2. Items: `'x'` a keyword or operator, `"x"` a word that is one only here, `NAME` and other
//!    kinds of tokens, rules, groups; before them `&` and `!` look ahead, `^` demands; behind them
//!    `?`, `*`, `+`; `x%y` is one y or more with x between them; `~` allows no other alternative.
//! 3. `-> Kind` says what the alternative makes, `-> pass n` that it is its item n, and `-! …`
//!    what is wrong when it matches; items count from 0.

use super::lexer::TokenKind;

/// The kinds of tree nodes that messages distinguish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Token,
    Sequence,
    Absent,
    Attribute,
    Await,
    Call,
    Compare,
    Conditional,
    Dict,
    DictLoop,
    Ellipsis,
    False,
    Format,
    Generator,
    Keyword,
    Lambda,
    List,
    ListLoop,
    Literal,
    Name,
    Named,
    None,
    Operation,
    Rest,
    Set,
    SetLoop,
    Starred,
    Subscript,
    True,
    Tuple,
    Yield,
}

const KINDS: [(&str, Kind); 28] = [
    ("Attribute", Kind::Attribute),
    ("Await", Kind::Await),
    ("Call", Kind::Call),
    ("Compare", Kind::Compare),
    ("Conditional", Kind::Conditional),
    ("Dict", Kind::Dict),
    ("DictLoop", Kind::DictLoop),
    ("Ellipsis", Kind::Ellipsis),
    ("False", Kind::False),
    ("Format", Kind::Format),
    ("Generator", Kind::Generator),
    ("Keyword", Kind::Keyword),
    ("Lambda", Kind::Lambda),
    ("List", Kind::List),
    ("ListLoop", Kind::ListLoop),
    ("Literal", Kind::Literal),
    ("Name", Kind::Name),
    ("Named", Kind::Named),
    ("None", Kind::None),
    ("Operation", Kind::Operation),
    ("Rest", Kind::Rest),
    ("Set", Kind::Set),
    ("SetLoop", Kind::SetLoop),
    ("Starred", Kind::Starred),
    ("Subscript", Kind::Subscript),
    ("True", Kind::True),
    ("Tuple", Kind::Tuple),
    ("Yield", Kind::Yield),
];

/// What an alternative is made of.
#[derive(Debug)]
pub enum Item {
    Text(&'static str),
    Word(&'static str),
    Token(TokenKind),
    Rule(usize),
    Group(Vec<Alternative>),
    Maybe(Box<Item>),
    Any(Box<Item>),
    Many(Box<Item>),
    Separated(Box<Item>, Box<Item>),
    Ahead(Box<Item>),
    NotAhead(Box<Item>),
    Demand(&'static str),
    Cut,
}

/// What becomes of an alternative that matches.
#[derive(Debug)]
pub enum Action {
    /// A sequence, or the item itself where there is one.
    Plain,
    Make(Kind),
    Pass(usize),
    /// An error at the last token that was looked at.
    Last(String),
    At(usize, String),
    Range(usize, usize, String),
    /// From an item to where the lexer stands.
    From(usize, String),
    Indent(String),
    /// A block is missing after the header that the item begins.
    Block(usize, String),
    Do(&'static str),
}

#[derive(Debug)]
pub struct Alternative {
    pub items: Vec<Item>,
    pub action: Action,
}

#[derive(Debug, Default)]
pub struct Rule {
    pub name: &'static str,
    pub memo: bool,
    pub left: bool,
    pub quiet: bool,
    pub mistake: bool,
    pub alternatives: Vec<Alternative>,
}

/// All rules.
#[derive(Debug)]
pub struct Grammar {
    pub rules: Vec<Rule>,
}

impl Grammar {
    /// Reads the notation; none if there is a slip in it.
    pub fn read(text: &'static str) -> Option<Grammar> {
        let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut rules = Vec::new();
        for line in lines().filter(|line| !line.starts_with(' ')) {
            let mut words = line.split(' ');
            let name = words.next()?;
            let flags: Vec<&str> = words.collect();
            let has = |flag: &str| flags.contains(&flag);
            rules.push(Rule {
                name,
                memo: has("memo") || has("left"),
                left: has("left"),
                quiet: has("quiet"),
                mistake: name.starts_with("bad_"),
                alternatives: Vec::new(),
            });
        }
        let names: Vec<&'static str> = rules.iter().map(|rule| rule.name).collect();
        let mut at = None;
        for line in lines() {
            if !line.starts_with(' ') {
                at = Some(at.map_or(0, |at| at + 1));
                continue;
            }
            let mut reader = Reader { rest: line, names: &names };
            let alternative = reader.alternative()?;
            rules.get_mut(at?)?.alternatives.push(alternative);
        }
        Some(Grammar { rules })
    }

    /// The number of a rule.
    pub fn rule(&self, name: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.name == name)
    }
}

struct Reader<'n> {
    rest: &'static str,
    names: &'n [&'static str],
}

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Up to the end of a line, `|` or `)`.
    fn alternative(&mut self) -> Option<Alternative> {
        let mut items = Vec::new();
        loop {
            self.skip();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')']) {
                return Some(Alternative { items, action: Action::Plain });
            }
            if self.rest.starts_with("-> ") || self.rest.starts_with("-! ") {
                return Some(Alternative { items, action: action(self.rest)? });
            }
            items.push(self.item()?);
        }
    }

    fn item(&mut self) -> Option<Item> {
        if self.eat("~") {
            return Some(Item::Cut);
        }
        if self.eat("&") {
            return Some(Item::Ahead(Box::new(self.item()?)));
        }
        if self.eat("!") {
            return Some(Item::NotAhead(Box::new(self.item()?)));
        }
        if self.eat("^'") {
            return Some(Item::Demand(self.until('\'')?));
        }
        let mut item = self.atom()?;
        loop {
            if self.eat("?") {
                item = Item::Maybe(Box::new(item));
            } else if self.eat("*") {
                item = Item::Any(Box::new(item));
            } else if self.eat("+") {
                item = Item::Many(Box::new(item));
            } else if self.eat("%") {
                let of = self.atom()?;
                item = Item::Separated(Box::new(item), Box::new(of));
            } else {
                return Some(item);
            }
        }
    }

    fn until(&mut self, end: char) -> Option<&'static str> {
        let (text, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(text)
    }

    fn atom(&mut self) -> Option<Item> {
        if self.eat("'") {
            return Some(Item::Text(self.until('\'')?));
        }
        if self.eat("\"") {
            return Some(Item::Word(self.until('"')?));
        }
        if self.eat("(") {
            let mut alternatives = vec![self.alternative()?];
            while self.eat("|") {
                alternatives.push(self.alternative()?);
            }
            return self.eat(")").then_some(Item::Group(alternatives));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(match word {
            "NAME" => Item::Token(TokenKind::Name),
            "NUMBER" => Item::Token(TokenKind::Number),
            "STRING" => Item::Token(TokenKind::String),
            "NEWLINE" => Item::Token(TokenKind::Newline),
            "INDENT" => Item::Token(TokenKind::Indent),
            "DEDENT" => Item::Token(TokenKind::Dedent),
            "END" => Item::Token(TokenKind::End),
            _ => Item::Rule(self.names.iter().position(|name| *name == word)?),
        })
    }
}

fn action(text: &'static str) -> Option<Action> {
    let words: Vec<&'static str> = text.split(' ').collect();
    let number = |index: usize| words.get(index)?.parse::<usize>().ok();
    let quoted = || Some(text.split_once('"')?.1.strip_suffix('"')?.replace("\\\"", "\""));
    Some(match (words[0], *words.get(1)?) {
        ("->", "pass") => Action::Pass(number(2)?),
        ("->", kind) => Action::Make(KINDS.iter().find(|(name, _)| *name == kind)?.1),
        (_, "last") => Action::Last(quoted()?),
        (_, "at") => Action::At(number(2)?, quoted()?),
        (_, "range") => Action::Range(number(2)?, number(3)?, quoted()?),
        (_, "from") => Action::From(number(2)?, quoted()?),
        (_, "indent") => Action::Indent(quoted()?),
        (_, "block") => Action::Block(number(2)?, quoted()?),
        (_, "do") => Action::Do(words.get(2)?),
        _ => return None,
    })
}
