//! Subscripts of lists, tuples and dicts.

use super::iterate::{plain_kind, plain_len};
use super::*;
use crate::object::Kind;
use crate::uops::Function;

impl Recorder {
    /// Whether a subscript or membership test of that dict by that key runs no Python code.
    pub(super) fn plain_dict_access(&self, container: Value, key: Value) -> bool {
        plain_kind(container) == Some(Kind::Dict) && (plain_kind(key) == Some(Kind::Str) || key.is_int())
    }
    /// The dict and the key of such an access as operands of a call.
    pub(super) fn dict_and_key(&mut self, container: u16, key: u16, value: Value) -> Result<(Ref, Ref), GiveUp> {
        let (dict, key) = (self.operand(container)?, self.operand(key)?);
        let dict = self.object(dict, Kind::Dict as u32)?;
        let key = if value.is(Kind::Str) {
            self.object(key, Kind::Str as u32)?
        } else {
            let int = self.int(key, value)?;
            self.boxed(int)?
        };
        Ok((dict, key))
    }

    /// The index as a number from 0 that lies below `len`, both guarded; `None` if it does not.
    fn checked_index(
        &mut self,
        index: Ref,
        value: Value,
        len: Ref,
        concrete_len: usize,
    ) -> Result<Option<Ref>, GiveUp> {
        let Some(number) = value.as_int() else { return Ok(None) };
        let index = self.int(index, value)?;
        if number >= 0 {
            if number as usize >= concrete_len {
                return Ok(None);
            }
            self.emit(Uop::GuardIntBelow, &[index, len], 0)?;
            return Ok(Some(index));
        }
        if concrete_len as i64 + number < 0 {
            return Ok(None);
        }
        let zero = self.number(0);
        self.emit(Uop::GuardIntLt, &[index, zero], 0)?;
        let from_end = self.emit(Uop::IntAdd, &[index, len], 0)?;
        self.emit(Uop::GuardIntBelow, &[from_end, len], 0)?;
        Ok(Some(from_end))
    }

    pub(super) fn get_item(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        if self.plain_dict_access(container, key) {
            let (dict, key) = self.dict_and_key(instr.b, instr.c, key)?;
            let value = self.emit(Uop::DictGet, &[dict, key], Function::DictGet.address())?;
            self.define(instr.a, value);
            return Ok(Next::Go);
        }
        let kind = match plain_kind(container) {
            Some(kind @ (Kind::List | Kind::Tuple)) if key.is_int() => kind,
            _ => return self.interpret(instr),
        };
        let (operand, index) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let object = self.object(operand, kind as u32)?;
        let list = kind == Kind::List;
        let len = self.emit(if list { Uop::ListLen } else { Uop::TupleLen }, &[object], 0)?;
        let Some(index) = self.checked_index(index, key, len, plain_len(container))? else {
            return self.interpret(instr);
        };
        let item = if list {
            let items = self.emit(Uop::ListItems, &[object], 0)?;
            self.emit(Uop::ItemLoad, &[items, index], 0)?
        } else {
            self.emit(Uop::TupleLoad, &[object, index], 0)?
        };
        self.define(instr.a, item);
        Ok(Next::Go)
    }

    pub(super) fn set_item(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.a), self.concrete(view, instr.b));
        if self.plain_dict_access(container, key) {
            let (dict, key) = self.dict_and_key(instr.a, instr.b, key)?;
            let value = self.operand(instr.c)?;
            let value = self.boxed(value)?;
            self.emit(Uop::DictSet, &[dict, key, value], Function::DictSet.address())?;
            return Ok(Next::Go);
        }
        if plain_kind(container) != Some(Kind::List) || !key.is_int() {
            return self.interpret(instr);
        }
        let (operand, index) = (self.operand(instr.a)?, self.operand(instr.b)?);
        let list = self.object(operand, Kind::List as u32)?;
        let len = self.emit(Uop::ListLen, &[list], 0)?;
        let Some(index) = self.checked_index(index, key, len, plain_len(container))? else {
            return self.interpret(instr);
        };
        let items = self.emit(Uop::ListItems, &[list], 0)?;
        let value = self.operand(instr.c)?;
        let value = self.boxed(value)?;
        self.emit(Uop::ItemStore, &[items, index, value], 0)?;
        Ok(Next::Go)
    }

    pub(super) fn list_append(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        let list = self.register(instr.a)?;
        let value = self.operand(instr.b)?;
        let list = self.object(list, Kind::List as u32)?;
        let value = self.boxed(value)?;
        self.emit(Uop::ListAppend, &[list, value], Function::ListAppend.address())?;
        Ok(Next::Go)
    }
}
