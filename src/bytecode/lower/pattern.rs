//! `match`.
//!
//! ```text
//! case [x, 1]:   →   MatchSequence t2, t0, 2 ; Branch not t2 → next ; Unpack t2, t0, 2
//!                    Move t1, t2 ; BranchEq not t3, 1 → next ; Move x, t1 ; …
//! ```
//!
//! 1. The subject stands in a temporary until a case is chosen. What a pattern captures goes to temporaries behind it,
//!    one for each name, and to the variables when all of the pattern has matched.
//! 2. A pattern that does not match jumps to the next case, whose depth is the subject's.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::{Label, TEMPORARY};
use crate::bytecode::error::CompileError;
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, Identifier, Pattern};
use crate::syntax::{Ranged, TextRange};

/// Most items of a sequence pattern on either side of a star, and most positional patterns of a class.
const MAX_ITEMS: usize = 255;

/// Where the names that a pattern captures go for the time being.
struct Captures<'a> {
    names: Vec<&'a Identifier>,
    first: u16,
}

impl Captures<'_> {
    fn register(&self, name: &Identifier) -> u16 {
        self.first + self.names.iter().position(|known| known.id == name.id).unwrap_or(0) as u16
    }
}

impl<'a> Lowerer<'a, '_> {
    pub(super) fn match_statement(&mut self, node: &'a ast::StmtMatch) -> Lowered {
        let mark = self.unit.depth;
        let subject = self.push(&node.subject)?.encode();
        let end = self.unit.label();
        let last = node.cases.len().saturating_sub(1);
        for (index, case) in node.cases.iter().enumerate() {
            if index != last && case.guard.is_none() {
                refuse_irrefutable(&case.pattern)?;
            }
            let next = self.unit.label();
            self.unit.set_depth(mark + 1);
            let range = case.pattern.range();
            let mut captures = Captures { names: Vec::new(), first: TEMPORARY | (mark + 1) };
            collect_names(&case.pattern, &mut captures.names)?;
            for _ in &captures.names {
                let register = self.unit.next();
                self.emit(range, Op::Unbind, register, 0, 0);
                self.unit.push();
            }
            self.pattern(&case.pattern, subject, next, &captures)?;
            for name in &captures.names {
                let register = captures.register(name);
                self.store(name, Operand::Register(register), name.range());
            }
            self.unit.set_depth(mark + 1);
            if let Some(guard) = &case.guard {
                self.branch(guard, next, false)?;
            }
            self.unit.set_depth(mark);
            self.body(&case.body)?;
            self.unit.jump(range, Op::Jump, false, 0, 0, end);
            self.unit.set_depth(mark + 1);
            self.unit.place(next);
        }
        self.unit.set_depth(mark);
        self.unit.place(end);
        Ok(())
    }

    /// Jumps to `fail` unless the value in the register matches.
    fn pattern(&mut self, pattern: &'a Pattern, subject: u16, fail: Label, captures: &Captures<'a>) -> Lowered {
        let mark = self.unit.depth;
        let range = pattern.range();
        match pattern {
            Pattern::MatchValue(node) => {
                if matches!(&*node.value, ast::Expr::FString(_)) {
                    return self.syntax(range, "patterns may only match literals and attribute lookups");
                }
                let value = self.expr(&node.value, Want::Any)?;
                self.unit.jump(range, Op::BranchEq, true, subject, value.encode(), fail);
            }
            Pattern::MatchSingleton(node) => {
                let value = self.constant(match node.value {
                    ast::Singleton::None => Constant::None,
                    ast::Singleton::True => Constant::Bool(true),
                    ast::Singleton::False => Constant::Bool(false),
                });
                self.unit.jump(range, Op::BranchIs, true, subject, value.encode(), fail);
            }
            Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner, subject, fail, captures)?;
                }
                if let Some(name) = &node.name {
                    self.emit(range, Op::Move, captures.register(name), subject, 0);
                }
            }
            Pattern::MatchStar(_) => {}
            Pattern::MatchOr(node) => {
                let matched = self.unit.label();
                let last = node.patterns.len().saturating_sub(1);
                for (index, alternative) in node.patterns.iter().enumerate() {
                    if index == last {
                        self.pattern(alternative, subject, fail, captures)?;
                        break;
                    }
                    let next = self.unit.label();
                    self.pattern(alternative, subject, next, captures)?;
                    self.unit.jump(range, Op::Jump, false, 0, 0, matched);
                    self.unit.place(next);
                }
                self.unit.place(matched);
            }
            Pattern::MatchSequence(node) => self.sequence_pattern(&node.patterns, range, subject, fail, captures)?,
            Pattern::MatchMapping(node) => self.mapping_pattern(node, subject, fail, captures)?,
            Pattern::MatchClass(node) => self.class_pattern(node, subject, fail, captures)?,
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    fn sequence_pattern(
        &mut self,
        patterns: &'a [Pattern],
        range: TextRange,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> Lowered {
        let mark = self.unit.depth;
        let is_star = |pattern: &Pattern| matches!(pattern, Pattern::MatchStar(_));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            return self.syntax(range, "multiple starred names in sequence pattern");
        }
        let count = patterns.len() - star.is_some() as usize;
        let after = star.map_or(0, |star| patterns.len() - star - 1);
        if count > MAX_ITEMS {
            return self.syntax(range, "too many sub-patterns in sequence pattern");
        }
        let found = self.unit.next();
        self.unit.emit_with(range, Op::MatchSequence, star.is_some() as u8, found, subject, count as u16);
        self.unit.push();
        self.unit.jump(range, Op::Branch, true, found, 0, fail);
        self.unit.set_depth(mark);
        if patterns
            .iter()
            .all(|pattern| is_wildcard(pattern) || matches!(pattern, Pattern::MatchStar(node) if node.name.is_none()))
        {
            return Ok(());
        }
        let first = self.unit.next();
        match star {
            Some(star) => {
                // Nobody asks for what the star stands for: only the items that are looked at are read, by subscript.
                let by_subscript = matches!(&patterns[star], Pattern::MatchStar(node) if node.name.is_none());
                let counts = star as u16 | (after as u16) << 8;
                self.unit.emit_with(range, Op::UnpackStar, by_subscript as u8, first, subject, counts);
            }
            None => self.emit(range, Op::Unpack, first, subject, count as u16),
        }
        self.unit.set_depth(mark + patterns.len() as u16);
        for (index, pattern) in patterns.iter().enumerate() {
            let item = first + index as u16;
            match pattern {
                Pattern::MatchStar(node) => {
                    if let Some(name) = &node.name {
                        self.emit(pattern.range(), Op::Move, captures.register(name), item, 0);
                    }
                }
                pattern => self.pattern(pattern, item, fail, captures)?,
            }
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        node: &'a ast::PatternMatchMapping,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> Lowered {
        let mark = self.unit.depth;
        let range = node.range();
        let count = node.keys.len();
        if count > MAX_ITEMS {
            return self.syntax(range, "too many sub-patterns in mapping pattern");
        }
        let found = self.unit.next();
        self.emit(range, Op::MatchMapping, found, subject, count as u16);
        self.unit.push();
        self.unit.jump(range, Op::Branch, true, found, 0, fail);
        self.unit.set_depth(mark);
        let mut known: Vec<Constant> = Vec::new();
        for key in &node.keys {
            if matches!(key, ast::Expr::FString(_)) {
                return self.syntax(range, "mapping pattern keys may only match literals and attribute lookups");
            }
            if let Some(constant) = crate::bytecode::fold::constant(key) {
                if known.iter().any(|other| is_same_key(other, &constant)) {
                    let text = match &constant {
                        Constant::Str(text) => format!("'{text}'"),
                        Constant::Int(number) => number.to_string(),
                        Constant::Complex(real, imag) => {
                            crate::object::text::complex_repr(f64::from_bits(*real), f64::from_bits(*imag))
                        }
                        _ => {
                            let (from, to) = (key.range().start().to_usize(), key.range().end().to_usize());
                            self.place.source.get(from..to).unwrap_or("").to_string()
                        }
                    };
                    return self.syntax(range, format!("mapping pattern checks duplicate key ({text})"));
                }
                known.push(constant);
            }
            self.push(key)?;
        }
        let keys = TEMPORARY | mark;
        if count == 0 {
            let empty = self.constant(Constant::Tuple([].into()));
            self.bring(Want::Push, empty, range);
        } else {
            self.result(Want::Push, mark, range, Op::BuildTuple, keys, count as u16);
            let values = self.unit.next();
            self.emit(range, Op::MatchKeys, values, subject, keys);
            self.unit.push();
            let none = self.none();
            self.unit.jump(range, Op::BranchIs, false, values, none.encode(), fail);
            self.emit(range, Op::Unpack, values, values, count as u16);
            self.unit.set_depth(mark + 1 + count as u16);
            for (index, pattern) in node.patterns.iter().enumerate() {
                self.pattern(pattern, values + index as u16, fail, captures)?;
            }
            self.unit.set_depth(mark + 1);
        }
        if let Some(rest) = &node.rest {
            let dict = self.unit.next();
            self.result(Want::Push, mark + 1, range, Op::BuildDict, dict, 0);
            self.emit(range, Op::DictUpdate, dict, subject, 0);
            if count > 0 {
                let first = self.unit.next();
                self.emit(range, Op::Unpack, first, keys, count as u16);
                self.unit.set_depth(mark + 2 + count as u16);
                for index in 0..count as u16 {
                    self.emit(range, Op::DelItem, dict, first + index, 0);
                }
            }
            self.unit.set_depth(mark + 2);
            self.emit(range, Op::Move, captures.register(rest), dict, 0);
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        node: &'a ast::PatternMatchClass,
        subject: u16,
        fail: Label,
        captures: &Captures<'a>,
    ) -> Lowered {
        let range = node.range();
        let (positional, named) = (&node.arguments.patterns, &node.arguments.keywords);
        if positional.len() > MAX_ITEMS || positional.len() + named.len() > MAX_ITEMS {
            return self.syntax(range, "too many sub-patterns in class pattern");
        }
        for (index, keyword) in named.iter().enumerate() {
            if named[..index].iter().any(|other| other.attr.id == keyword.attr.id) {
                let text = format!("attribute name repeated in class pattern: {}", keyword.attr.as_str());
                return self.syntax(keyword.pattern.range(), text);
            }
        }
        let class = self.push(&node.cls)?.encode();
        let names: Vec<Constant> = named.iter().map(|keyword| Constant::str(&keyword.attr)).collect();
        let names = self.constant(Constant::Tuple(names.into()));
        self.unit.emit_with(range, Op::MatchClass, positional.len() as u8, class, subject, names.encode());
        let none = self.none();
        self.unit.jump(range, Op::BranchIs, false, class, none.encode(), fail);
        let count = (positional.len() + named.len()) as u16;
        if count == 0 {
            return Ok(());
        }
        self.emit(range, Op::Unpack, class, class, count);
        self.unit.set_depth((class & !TEMPORARY) + count);
        let patterns = positional.iter().chain(named.iter().map(|keyword| &keyword.pattern));
        for (register, pattern) in (class..).zip(patterns) {
            self.pattern(pattern, register, fail, captures)?;
        }
        Ok(())
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(node) if node.pattern.is_none() && node.name.is_none())
}

fn error<T>(range: TextRange, message: String) -> Lowered<T> {
    Err(Box::new(CompileError::syntax(range, message)))
}

/// Refuses a pattern that always matches, where others follow.
fn refuse_irrefutable(pattern: &Pattern) -> Lowered {
    match pattern {
        Pattern::MatchAs(node) => match (&node.pattern, &node.name) {
            (Some(inner), _) => refuse_irrefutable(inner),
            (None, Some(name)) => {
                error(pattern.range(), format!("name capture '{}' makes remaining patterns unreachable", name.as_str()))
            }
            (None, None) => error(pattern.range(), "wildcard makes remaining patterns unreachable".into()),
        },
        Pattern::MatchOr(node) => node.patterns.iter().try_for_each(refuse_irrefutable),
        _ => Ok(()),
    }
}

/// The names that a pattern captures, each once.
fn collect_names<'a>(pattern: &'a Pattern, names: &mut Vec<&'a Identifier>) -> Lowered {
    let add = |name: &'a Identifier, names: &mut Vec<&'a Identifier>| {
        if names.iter().any(|known| known.id == name.id) {
            return error(name.range(), format!("multiple assignments to name '{}' in pattern", name.as_str()));
        }
        names.push(name);
        Ok(())
    };
    match pattern {
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => {}
        Pattern::MatchAs(node) => {
            if let Some(inner) = &node.pattern {
                collect_names(inner, names)?;
                if let Some(name) = &node.name
                    && names.iter().any(|known| known.id == name.id)
                {
                    let message = format!("multiple assignments to name '{}' in pattern", name.as_str());
                    return error(last_leaf(inner), message);
                }
            }
            if let Some(name) = &node.name {
                add(name, names)?;
            }
        }
        Pattern::MatchStar(node) => {
            if let Some(name) = &node.name {
                add(name, names)?;
            }
        }
        Pattern::MatchSequence(node) => {
            node.patterns.iter().try_for_each(|pattern| collect_names(pattern, names))?;
        }
        Pattern::MatchMapping(node) => {
            node.patterns.iter().try_for_each(|pattern| collect_names(pattern, names))?;
            if let Some(rest) = &node.rest {
                add(rest, names)?;
            }
        }
        Pattern::MatchClass(node) => {
            node.arguments.patterns.iter().try_for_each(|pattern| collect_names(pattern, names))?;
            node.arguments.keywords.iter().try_for_each(|keyword| collect_names(&keyword.pattern, names))?;
        }
        Pattern::MatchOr(node) => {
            let before = names.len();
            let last = node.patterns.len().saturating_sub(1);
            let mut first: Option<Vec<&'a Identifier>> = None;
            for (index, alternative) in node.patterns.iter().enumerate() {
                if index != last {
                    refuse_irrefutable(alternative)?;
                }
                let mut own = names[..before].to_vec();
                collect_names(alternative, &mut own)?;
                own.drain(..before);
                match &first {
                    None => first = Some(own),
                    Some(first) => {
                        let same = first.len() == own.len()
                            && first.iter().all(|name| own.iter().any(|other| other.id == name.id));
                        if !same {
                            return error(last_leaf(alternative), "alternative patterns bind different names".into());
                        }
                    }
                }
            }
            names.extend(first.unwrap_or_default());
        }
    }
    Ok(())
}

/// The part of a pattern that is compiled last: where CPython says that something is wrong with the names.
fn last_leaf(pattern: &Pattern) -> TextRange {
    let inner = match pattern {
        Pattern::MatchSequence(node) => node.patterns.last(),
        Pattern::MatchMapping(node) => node.patterns.last(),
        Pattern::MatchOr(node) => node.patterns.last(),
        Pattern::MatchAs(node) => node.pattern.as_deref(),
        Pattern::MatchClass(node) => {
            node.arguments.keywords.last().map(|keyword| &keyword.pattern).or(node.arguments.patterns.last())
        }
        _ => None,
    };
    inner.map_or(pattern.range(), last_leaf)
}

/// Whether two constants are one key of a mapping: numbers by their value.
fn is_same_key(one: &Constant, other: &Constant) -> bool {
    let number = |constant: &Constant| match constant {
        Constant::Bool(value) => Some((f64::from(u8::from(*value)), 0.0)),
        Constant::Int(value) => Some((*value as f64, 0.0)),
        Constant::Float(bits) => Some((f64::from_bits(*bits), 0.0)),
        Constant::Complex(real, imaginary) => Some((f64::from_bits(*real), f64::from_bits(*imaginary))),
        _ => None,
    };
    one == other || number(one).is_some() && number(one) == number(other)
}
