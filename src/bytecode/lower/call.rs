//! Calls.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::scope::{Binding, ScopeKind};
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, Arguments, Expr};
use crate::syntax::{Ranged, TextRange};

/// Most arguments that stand in registers; more are passed as a list.
const MAX_ARGUMENTS: usize = 255;

impl<'a> Lowerer<'a, '_> {
    /// A call. The callee stands in temporary `mark`, and the result will.
    pub(super) fn call(&mut self, node: &'a ast::ExprCall, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        self.check_arguments(&node.arguments)?;
        if needs_spread(&node.arguments) {
            self.push(&node.func)?;
            self.spread(&node.arguments, range)?;
            self.emit(range, Op::CallSpread, TEMPORARY | mark, 0, 0);
            return Ok(self.deliver(want, mark, range));
        }
        let keywords = !node.arguments.keywords.is_empty();
        if let Expr::Attribute(callee) = &*node.func {
            if let Some(receiver) = self.super_receiver(&callee.value) {
                let receiver = receiver?;
                let name = self.mangled(&callee.attr);
                let site = self.name_site(&name);
                self.emit_method(Op::LoadSuper, mark, callee.range(), receiver, site);
            } else {
                let value = self.expr(&callee.value, Want::Any)?;
                let name = self.mangled(&callee.attr);
                let site = self.name_site(&name);
                self.emit_method(Op::LoadMethod, mark, self.attribute_range(callee), value, site);
            }
            let call_range = self.method_call_range(node, callee);
            self.arguments(&node.arguments)?;
            self.finish_call(true, mark, &node.arguments, call_range);
            return Ok(self.deliver(want, mark, range));
        }
        self.push(&node.func)?;
        if keywords {
            self.push_unbound(range);
        }
        self.arguments(&node.arguments)?;
        self.finish_call(false, mark, &node.arguments, range);
        Ok(self.deliver(want, mark, range))
    }

    fn emit_method(&mut self, op: Op, mark: u16, range: TextRange, value: Operand, site: u16) {
        self.emit(range, op, TEMPORARY | mark, value, site);
        self.unit.set_depth(mark + 2);
    }

    /// Writes the call itself; the arguments stand behind the callee.
    fn finish_call(&mut self, method: bool, mark: u16, arguments: &Arguments, range: TextRange) {
        let count = (arguments.args.len() + arguments.keywords.len()) as u16;
        let names: Option<Vec<Constant>> = (!arguments.keywords.is_empty()).then(|| {
            let named = arguments.keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
            named.map(|name| Constant::str(name)).collect()
        });
        let (op, site) = match names {
            Some(names) => {
                let names = match self.constant(Constant::Tuple(names.into())) {
                    Operand::Constant(index) => index,
                    Operand::Register(_) => 0,
                };
                (Op::CallKeywords, self.unit.site(names))
            }
            None => (if method { Op::CallMethod } else { Op::Call }, self.site()),
        };
        self.emit(range, op, TEMPORARY | mark, count, site);
    }

    /// Pushes the values of all arguments; none is starred.
    fn arguments(&mut self, arguments: &'a Arguments) -> Lowered {
        for argument in &arguments.args {
            self.push(argument)?;
        }
        for keyword in &arguments.keywords {
            self.push(&keyword.value)?;
        }
        Ok(())
    }

    fn check_arguments(&self, arguments: &Arguments) -> Lowered {
        let keywords = &arguments.keywords;
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            if self.place.source.as_bytes().get(name.range().start().to_usize()) == Some(&b'(')
                || self.place.source.as_bytes().get(keyword.range().start().to_usize()) == Some(&b'(')
            {
                let text = "expression cannot contain assignment, perhaps you meant \"==\"?";
                return self.syntax(keyword.range(), text);
            }
            if name.as_str() == "__debug__" {
                return self.syntax(keyword.range(), "cannot assign to __debug__");
            }
            // Short lists: no set is worth it.
            let same = |other: &&ast::Keyword| other.arg.as_ref().is_some_and(|other| other.id == name.id);
            if keywords.len() <= 1000
                && let Some(again) = keywords[index + 1..].iter().find(same)
            {
                return self.syntax(again.range(), format!("keyword argument repeated: {}", name.as_str()));
            }
        }
        Ok(())
    }

    /// Pushes a list of the positional arguments, and a dict of the keywords or nothing.
    pub(super) fn spread(&mut self, arguments: &'a Arguments, range: TextRange) -> Lowered {
        let callee = TEMPORARY | (self.unit.depth - 1);
        match &arguments.args[..] {
            // The call itself says what is wrong with it, if it is not iterable.
            [Expr::Starred(only)] => {
                self.push(&only.value)?;
            }
            all => {
                self.collect(all, Op::BuildList, Op::ListAppend, Op::ListExtend, range)?;
            }
        }
        self.keyword_dict(&arguments.keywords, callee, range)
    }

    fn push_unbound(&mut self, range: TextRange) {
        let register = self.unit.next();
        self.emit(range, Op::Unbind, register, 0, 0);
        self.unit.push();
    }

    /// Pushes a dict of keywords, or unbound.
    pub(super) fn keyword_dict(&mut self, keywords: &'a [ast::Keyword], callee: u16, range: TextRange) -> Lowered {
        let mark = self.unit.depth;
        if keywords.is_empty() {
            self.push_unbound(range);
            return Ok(());
        }
        let named = keywords.iter().take_while(|keyword| keyword.arg.is_some()).take(127).count();
        for keyword in &keywords[..named] {
            if let Some(name) = &keyword.arg {
                let name = Constant::str(name);
                let name = self.constant(name);
                self.bring(Want::Push, name, keyword.range());
                self.push(&keyword.value)?;
            }
        }
        self.result(Want::Push, mark, range, Op::BuildDict, TEMPORARY | mark, named as u16);
        for keyword in &keywords[named..] {
            match &keyword.arg {
                Some(name) => {
                    // A dict of one, merged, so that a repeated name is found.
                    let name = Constant::str(name);
                    let name = self.constant(name);
                    let at = self.unit.depth;
                    self.bring(Want::Push, name, keyword.range());
                    self.push(&keyword.value)?;
                    let one = self.result(Want::Push, at, range, Op::BuildDict, TEMPORARY | at, 1);
                    self.emit(range, Op::DictMerge, TEMPORARY | mark, one, callee);
                }
                None => {
                    let value = self.expr(&keyword.value, Want::Any)?;
                    self.emit(range, Op::DictMerge, TEMPORARY | mark, value, callee);
                }
            }
            self.unit.set_depth(mark + 1);
        }
        Ok(())
    }

    /// What a traceback underlines for a method call: CPython begins a call that spans
    /// lines at the method's name.
    fn method_call_range(&self, node: &ast::ExprCall, callee: &ast::ExprAttribute) -> TextRange {
        let start = self.attribute_range(callee).start();
        TextRange::new(start, node.range().end())
    }

    /// Whether the expression is `super()` in a method; then the function's first parameter.
    fn super_receiver(&mut self, expr: &'a Expr) -> Option<Lowered<Operand>> {
        let Expr::Call(call) = expr else { return None };
        let first = self.special_super(call)?;
        Some(Ok(self.load(&first, Want::Any, call.range())))
    }

    /// The first parameter's name if the call is `super()` with a class around it.
    fn special_super(&mut self, call: &ast::ExprCall) -> Option<String> {
        let Expr::Name(callee) = &*call.func else { return None };
        if callee.id != "super" || !call.arguments.args.is_empty() || !call.arguments.keywords.is_empty() {
            return None;
        }
        let unit = self.unit.unit_scope;
        let class = self.scopes.name(self.unit.scope, "__class__");
        let special = !self.scopes.super_is_shadowed
            && self.scopes.kind(unit) == ScopeKind::Function
            && self.binding("super") == Binding::Global
            && self.scopes.has_class(self.unit.scope, class)
            && self.unit.parameters.positional > 0;
        let first = self.scopes.local_names(unit).first().copied();
        first.filter(|_| special).map(|name| self.scopes.names.text(name).to_string())
    }
}

/// Whether the arguments do not stand in registers one by one.
fn needs_spread(arguments: &Arguments) -> bool {
    arguments.args.iter().any(|argument| matches!(argument, Expr::Starred(_)))
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
        || arguments.args.len() + arguments.keywords.len() > MAX_ARGUMENTS
}
