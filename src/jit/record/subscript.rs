//! Subscripts of lists, tuples and dicts.

use super::iterate::{plain_kind, plain_len};
use super::*;
use crate::object::{Kind, Name};
use crate::uops::Function;

impl Recorder {
    /// Whether a subscript or membership test of that dict by that key runs no Python code.
    pub(super) fn plain_dict_access(&self, container: Value, key: Value) -> bool {
        plain_kind(container) == Some(Kind::Dict) && (plain_kind(key) == Some(Kind::Str) || key.is_int())
    }
    /// The dict and the key of such an access as operands of a call.
    pub(super) fn dict_and_key(&mut self, dict: Ref, key: Ref, value: Value) -> Result<(Ref, Ref), GiveUp> {
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
    pub(super) fn checked_index(
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

    pub(super) fn get_item(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let (operand, index) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let (operand, container) = self.unwrapped(view.realm, operand, container, Name::GetItem)?;
        if self.plain_dict_access(container, key) {
            let (dict, key) = self.dict_and_key(operand, index, key)?;
            let value = self.emit(Uop::DictGet, &[dict, key], Function::DictGet.address())?;
            self.define(instr.a, value);
            return Ok(Next::Go);
        }
        match self.load_item((operand, container), (index, key))? {
            Some(item) => {
                self.define(instr.a, item);
                Ok(Next::Go)
            }
            None => self.get_item_plainly(view, traces, instr),
        }
    }

    /// What an instance of a Python subclass of a builtin class carries, if that class's own method serves it;
    /// else the operand itself.
    pub(super) fn unwrapped(
        &mut self,
        realm: &mut Realm,
        operand: Ref,
        value: Value,
        method: Name,
    ) -> Result<(Ref, Value), GiveUp> {
        let plain = realm.payload(value);
        if plain == value {
            return Ok((operand, value));
        }
        let class = realm.type_of(value);
        if realm.class_lookup_name(class, method).is_none_or(|found| !found.is(Kind::Native)) {
            return Ok((operand, value));
        }
        class.watch();
        self.depend(Dependency::Class(class));
        Ok((self.payload(operand, value)?, plain))
    }
    /// The payload of an instance that has one.
    pub(super) fn payload(&mut self, operand: Ref, value: Value) -> Result<Ref, GiveUp> {
        let Some(object) = value.as_object() else { return Ok(operand) };
        let instance = self.object(operand, object.header().shape.get())?;
        self.emit(Uop::SlotLoad, &[instance], crate::object::layout::offset::INSTANCE_SLOTS as u64)
    }

    /// An item of a list or tuple by an index within it.
    pub(super) fn load_item(
        &mut self,
        (operand, container): (Ref, Value),
        (index, key): (Ref, Value),
    ) -> Result<Option<Ref>, GiveUp> {
        let kind = match plain_kind(container) {
            Some(kind @ (Kind::List | Kind::Tuple)) if key.is_int() => kind,
            Some(Kind::Array) => return self.load_array_item((operand, container), (index, key)),
            _ => return Ok(None),
        };
        if !is_within(key, plain_len(container)) {
            return Ok(None);
        }
        let object = self.object(operand, kind as u32)?;
        let list = kind == Kind::List;
        let len = self.emit(if list { Uop::ListLen } else { Uop::TupleLen }, &[object], 0)?;
        let Some(index) = self.checked_index(index, key, len, plain_len(container))? else { return Ok(None) };
        Ok(Some(if list {
            let items = self.emit(Uop::ListItems, &[object], 0)?;
            self.emit(Uop::ItemLoad, &[items, index], 0)?
        } else {
            self.emit(Uop::TupleLoad, &[object, index], 0)?
        }))
    }

    pub(super) fn set_item(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.a), self.concrete(view, instr.b));
        let (operand, index) = (self.operand(instr.a)?, self.operand(instr.b)?);
        let value = self.operand(instr.c)?;
        let (operand, container) = self.unwrapped(view.realm, operand, container, Name::SetItem)?;
        if self.plain_dict_access(container, key) {
            let (dict, key) = self.dict_and_key(operand, index, key)?;
            let value = self.boxed(value)?;
            self.emit(Uop::DictSet, &[dict, key, value], Function::DictSet.address())?;
            return Ok(Next::Go);
        }
        let item = self.concrete(view, instr.c);
        if plain_kind(container) == Some(Kind::Array)
            && self.store_array_item((operand, container), (index, key), (value, item))?
        {
            return Ok(Next::Go);
        }
        if self.store_item((operand, container), (index, key), value)? {
            return Ok(Next::Go);
        }
        self.set_item_plainly(view, traces, instr)
    }

    /// Stores an item of a list by an index within it; false if it is none.
    pub(super) fn store_item(
        &mut self,
        (operand, container): (Ref, Value),
        (index, key): (Ref, Value),
        value: Ref,
    ) -> Result<bool, GiveUp> {
        if plain_kind(container) != Some(Kind::List) || !is_within(key, plain_len(container)) {
            return Ok(false);
        }
        let list = self.object(operand, Kind::List as u32)?;
        let len = self.emit(Uop::ListLen, &[list], 0)?;
        let Some(index) = self.checked_index(index, key, len, plain_len(container))? else { return Ok(false) };
        let items = self.emit(Uop::ListItems, &[list], 0)?;
        let value = self.boxed(value)?;
        self.emit(Uop::ItemStore, &[items, index, value], 0)?;
        Ok(true)
    }

    /// A subscript that a runtime function answers: a slice, a character, a dict's value by any key.
    fn get_item_plainly(&mut self, view: &mut View<'_>, traces: &mut dyn Traces, instr: Instr) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let kind = match plain_kind(container) {
            Some(
                kind @ (Kind::List
                | Kind::Tuple
                | Kind::Str
                | Kind::Bytes
                | Kind::ByteArray
                | Kind::Dict
                | Kind::Range
                | Kind::Array),
            ) if self.may_call_plainly()
                && self.is_plain_for(view.realm, key, &[Name::Hash, Name::Eq, Name::Index]) =>
            {
                kind
            }
            _ => return self.get_item_by_method(view, traces, instr),
        };
        let (operand, index) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let object = self.object(operand, kind as u32)?;
        let is_slice = key.is(Kind::Slice);
        let bounds = self.bounds_of(index);
        let item = match bounds.filter(|_| is_slice) {
            Some([start, stop]) => self.plain(Function::GetSlice, &[object, start, stop])?,
            None => {
                if is_slice {
                    self.object(index, Kind::Slice as u32)?;
                }
                self.plain(Function::GetItem, &[object, index])?
            }
        };
        if kind == Kind::Str || is_slice && kind != Kind::Dict {
            self.emitter.assume_shape(item, kind as u32);
        }
        self.define(instr.a, item);
        Ok(Next::Go)
    }

    fn get_item_by_method(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let container = self.concrete(view, instr.b);
        let (operand, key) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let key = (key, self.concrete(view, instr.c));
        match self.call_special(view, traces, instr, Name::GetItem, (operand, container), &[key], 0)? {
            Some(next) => Ok(next),
            None => self.interpret(instr),
        }
    }

    /// Start and stop of a slice without a step that this recording has made.
    fn bounds_of(&self, slice: Ref) -> Option<[Ref; 2]> {
        let &(_, [start, stop, step]) = self.slices.iter().find(|made| made.0 == slice)?;
        let step = self.emitter.trace().as_constant(step)?;
        (step.word == Value::NONE.bits() && step.ty == Type::Value).then_some([start, stop])
    }

    /// A store to a slice of a list, to a dict by any key, or to a bytearray.
    fn set_item_plainly(&mut self, view: &mut View<'_>, traces: &mut dyn Traces, instr: Instr) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.a), self.concrete(view, instr.b));
        if container.is(Kind::Instance) {
            let operand = self.operand(instr.a)?;
            let key = (self.operand(instr.b)?, key);
            let value = (self.operand(instr.c)?, self.concrete(view, instr.c));
            let (receiver, flags) = ((operand, container), crate::frame::frame_flags::DISCARD);
            return match self.call_special(view, traces, instr, Name::SetItem, receiver, &[key, value], flags)? {
                Some(next) => Ok(next),
                None => self.interpret(instr),
            };
        }
        if !self.may_call_plainly() || !self.is_plain_for(view.realm, key, &[Name::Hash, Name::Eq, Name::Index]) {
            return self.interpret(instr);
        }
        let (operand, index) = (self.operand(instr.a)?, self.operand(instr.b)?);
        let value = self.operand(instr.c)?;
        let (op, kind) = match plain_kind(container) {
            Some(Kind::List) if key.is(Kind::Slice) => {
                let items = self.concrete(view, instr.c);
                self.object(index, Kind::Slice as u32)?;
                if self.plain_container(value, items)?.is_none() {
                    return self.interpret(instr);
                }
                (Uop::CallList, Kind::List)
            }
            Some(Kind::Dict) => (Uop::CallDict, Kind::Dict),
            Some(Kind::Array) => (Uop::CallList, Kind::Array),
            Some(Kind::ByteArray) if key.is_int() => (Uop::CallArguments, Kind::ByteArray),
            _ => return self.interpret(instr),
        };
        let object = self.object(operand, kind as u32)?;
        if let Some([start, stop]) = self.bounds_of(index).filter(|_| kind == Kind::List) {
            self.plain_with(op, Value::NONE, Function::SetSlice, &[object, start, stop, value])?;
        } else if kind == Kind::ByteArray {
            let index = self.int(index, key)?;
            self.plain_with(op, Value::NONE, Function::SetItem, &[object, index, value])?;
        } else {
            self.plain_with(op, Value::NONE, Function::SetItem, &[object, index, value])?;
        }
        Ok(Next::Go)
    }

    pub(super) fn del_item(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (container, key) = (self.concrete(view, instr.a), self.concrete(view, instr.b));
        if !self.may_call_plainly() || !self.is_plain_for(view.realm, key, &[Name::Hash, Name::Eq, Name::Index]) {
            return self.interpret(instr);
        }
        let (op, kind) = match plain_kind(container) {
            Some(kind @ (Kind::List | Kind::Array)) => (Uop::CallList, kind),
            Some(Kind::Dict) => (Uop::CallDict, Kind::Dict),
            _ => return self.interpret(instr),
        };
        let (operand, index) = (self.operand(instr.a)?, self.operand(instr.b)?);
        let object = self.object(operand, kind as u32)?;
        self.plain_with(op, Value::NONE, Function::DelItem, &[object, index])?;
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

/// Whether an index lies within a sequence of that length.
pub(super) fn is_within(key: Value, len: usize) -> bool {
    key.as_int().is_some_and(|index| index < len as i64 && index >= -(len as i64))
}
