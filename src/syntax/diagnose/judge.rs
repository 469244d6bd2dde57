//! What the grammar's `do` actions decide, and what CPython calls the parts of a tree.

use super::lexer::TokenKind;
use super::notation::Kind;
use super::place::chars_before;
use super::reader::{ABSENT, Parsed, Reader, Stop};
use crate::syntax::SyntaxErrorKind;

/// What a target is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Assign,
    Delete,
    Loop,
}

impl Reader<'_, '_> {
    /// Performs an action of the grammar; nothing if the alternative is no mistake after all.
    pub fn perform(&mut self, name: &str, start: usize, nodes: Vec<usize>) -> Parsed {
        let complaint = match name {
            "strings" => {
                let kind = self.check_strings(start)?;
                return Ok(Some(self.make(kind, start, Vec::new())));
            }
            "cannot_assign" => self.bad_target(nodes[1], Purpose::Assign),
            "cannot_bind" => self.bad_target(nodes[2], Purpose::Assign),
            "cannot_delete" => self.bad_target(nodes[1], Purpose::Delete),
            "cannot_loop" => self.bad_target(nodes[2], Purpose::Loop),
            "complex_parts" => {
                let imaginary = |node: usize| {
                    let token = &self.tokens[self.nodes[node].end - 1];
                    self.text(token).ends_with(['j', 'J'])
                };
                if imaginary(nodes[0]) {
                    Some(self.at("real number required in complex literal".to_string(), nodes[0]))
                } else if !imaginary(nodes[2]) {
                    Some(self.at("imaginary number required in complex literal".to_string(), nodes[2]))
                } else {
                    return Ok(Some(self.make(Kind::Literal, start, nodes)));
                }
            }
            "forgotten_comma" => {
                let inside = self.mark.checked_sub(1).is_some_and(|last| self.tokens[last].level > 0);
                (!self.is_legacy(nodes[1]) && inside).then(|| {
                    self.between("invalid syntax. Perhaps you forgot a comma?".to_string(), nodes[1], nodes[2])
                })
            }
            "missing_parentheses" => self.is_legacy(nodes[0]).then(|| {
                let name = self.text(&self.tokens[self.nodes[nodes[0]].first]);
                let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                self.between(message, nodes[0], nodes[2])
            }),
            "lone_key" => {
                // Its last character.
                let (line, _) = self.start(nodes[0]);
                let (end_line, end) = self.end(nodes[0]);
                let mut complaint = self.complain(
                    SyntaxErrorKind::Syntax,
                    "':' expected after dictionary key".to_string(),
                    (line, end.map(|end| end.saturating_sub(1))),
                    (end_line, None),
                );
                if line != end_line {
                    let end = end.unwrap_or(0);
                    let text = complaint.text.as_deref().unwrap_or("");
                    complaint.offset = chars_before(text, end).max(1) as i64;
                }
                Some(complaint)
            }
            "lone_generator" => {
                let message = "Generator expression must be parenthesized".to_string();
                Some(self.between(message, nodes[0], self.last_of_loops(nodes[1])))
            }
            "later_generator" => {
                let positional = self.positional(nodes[0]);
                (positional.len() > 1).then(|| {
                    let message = "Generator expression must be parenthesized".to_string();
                    self.between(message, positional[positional.len() - 1], self.last_of_loops(nodes[1]))
                })
            }
            "last_generator" => {
                let message = "Generator expression must be parenthesized".to_string();
                Some(self.between(message, nodes[2], self.last_of_loops(nodes[3])))
            }
            "positional_after" => {
                let rest = self.nodes[nodes[0]].end.checked_sub(1).is_some();
                let last = self.last_keyword(nodes[0]);
                let unpacking = rest && last.is_some_and(|node| self.nodes[node].kind == Kind::Rest);
                let what = if unpacking { "keyword argument unpacking" } else { "keyword argument" };
                Some(self.last(SyntaxErrorKind::Syntax, format!("positional argument follows {what}")))
            }
            _ => None,
        };
        match complaint {
            Some(complaint) => Err(Stop::Complaint(complaint)),
            None => Ok(None),
        }
    }

    fn is_legacy(&self, node: usize) -> bool {
        let node = &self.nodes[node];
        node.kind == Kind::Name
            && self.tokens[node.first].kind == TokenKind::Name
            && matches!(self.text(&self.tokens[node.first]), "print" | "exec")
    }

    /// The arguments by position among `args`.
    fn positional(&self, args: usize) -> Vec<usize> {
        let mut found = Vec::new();
        self.each_argument(args, &mut |node| {
            if !matches!(self.nodes[node].kind, Kind::Keyword | Kind::Rest) {
                found.push(node);
            }
        });
        found
    }

    fn last_keyword(&self, args: usize) -> Option<usize> {
        let mut found = None;
        self.each_argument(args, &mut |node| {
            if matches!(self.nodes[node].kind, Kind::Keyword | Kind::Rest) {
                found = Some(node);
            }
        });
        found
    }

    fn each_argument(&self, node: usize, visit: &mut dyn FnMut(usize)) {
        let this = &self.nodes[node];
        match this.kind {
            Kind::Sequence => {
                // An argument that is no walrus is a sequence of itself and what it looks ahead to.
                for child in &this.children {
                    self.each_argument(*child, visit);
                }
            }
            Kind::Token | Kind::Absent => {}
            _ => visit(node),
        }
    }

    /// The last part of the last loop of a comprehension.
    fn last_of_loops(&self, loops: usize) -> usize {
        let Some(last) = self.nodes[loops].children.last() else { return loops };
        let children = &self.nodes[*last].children;
        let Some(conditions) = children.last() else { return *last };
        match self.nodes[*conditions].children.last() {
            Some(condition) => self.nodes[*condition].children.last().copied().unwrap_or(*condition),
            None => children.get(children.len().wrapping_sub(2)).copied().unwrap_or(*last),
        }
    }

    fn bad_target(&self, node: usize, purpose: Purpose) -> Option<super::place::Complaint> {
        let found = self.invalid_target(node, purpose)?;
        let verb = if purpose == Purpose::Delete { "delete" } else { "assign to" };
        Some(self.at(format!("cannot {verb} {}", self.name_of(found)), found))
    }

    /// The part of an expression that is no target.
    fn invalid_target(&self, node: usize, purpose: Purpose) -> Option<usize> {
        let this = &self.nodes[node];
        match this.kind {
            Kind::Absent | Kind::Token | Kind::Name | Kind::Subscript | Kind::Attribute => None,
            Kind::Sequence | Kind::List | Kind::Tuple => {
                this.children.iter().find_map(|child| self.invalid_target(*child, purpose))
            }
            Kind::Starred if purpose == Purpose::Delete => Some(node),
            Kind::Starred => self.invalid_target(this.children[1], purpose),
            Kind::Compare if purpose == Purpose::Loop => {
                let first = self.nodes[this.children[1]].children.first()?;
                let operator = self.nodes[*first].children.first()?;
                let operator = &self.tokens[self.nodes[*operator].first];
                if self.text(operator) != "in" {
                    return None;
                }
                self.invalid_target(this.children[0], purpose)
            }
            _ => Some(node),
        }
    }

    /// What CPython calls an expression.
    pub fn name_of(&self, node: usize) -> &'static str {
        if node == ABSENT {
            return "expression";
        }
        match self.nodes[node].kind {
            Kind::Attribute => "attribute",
            Kind::Subscript => "subscript",
            Kind::Starred => "starred",
            Kind::Name => "name",
            Kind::List => "list",
            Kind::Tuple => "tuple",
            Kind::Lambda => "lambda",
            Kind::Call => "function call",
            Kind::Generator => "generator expression",
            Kind::Yield => "yield expression",
            Kind::Await => "await expression",
            Kind::ListLoop => "list comprehension",
            Kind::SetLoop => "set comprehension",
            Kind::DictLoop => "dict comprehension",
            Kind::Dict => "dict literal",
            Kind::Set => "set display",
            Kind::Format => "f-string expression",
            Kind::None => "None",
            Kind::True => "True",
            Kind::False => "False",
            Kind::Ellipsis => "ellipsis",
            Kind::Literal => "literal",
            Kind::Compare => "comparison",
            Kind::Conditional => "conditional expression",
            Kind::Named => "named expression",
            _ => "expression",
        }
    }
}
