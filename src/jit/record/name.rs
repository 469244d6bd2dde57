//! Globals, builtins and closures' cells. Globals are constants under watchers until one of
//! them turns out to change.

use super::*;
use crate::object::layout::offset;
use crate::object::{CellObject, Kind, entry_meta};

impl Recorder {
    pub(super) fn site_name(&self, site: u16) -> Option<Gc<StrObject>> {
        let code = self.state.innermost().code();
        let constant = code.sites.get(site as usize)?.constant;
        code.consts.get(constant as usize)?.cast()
    }

    /// The value of a key of a namespace: a constant if it has not been seen to change, else a load.
    pub(super) fn namespace_value(
        &mut self,
        realm: &mut Realm,
        dict: Gc<DictObject>,
        name: Gc<StrObject>,
    ) -> Result<Option<Ref>, GiveUp> {
        let Some(index) = realm.dict_find_str(dict, name) else { return Ok(None) };
        let Some(entry) = DictObject::entry(dict, index) else { return Ok(None) };
        if realm.watch_entry(dict, index) {
            self.depend(Dependency::Entry { dict, key: entry.key });
            return Ok(Some(self.emitter.constant_value(entry.value)));
        }
        let entries = self.namespace_entries(realm, dict)?;
        let at = index as i64 * offset::ENTRY_SIZE as i64 + offset::ENTRY_VALUE as i64;
        Ok(Some(self.emit(Uop::EntryLoad, &[entries], at as u64)?))
    }
    /// The address of a namespace's entries, its keys proven to stand where they stand now.
    fn namespace_entries(&mut self, realm: &mut Realm, dict: Gc<DictObject>) -> Result<Ref, GiveUp> {
        let version = realm.keys_version(dict);
        let object = self.emitter.constant_value(Value::object(dict));
        self.emit(Uop::GuardKeysVersion, &[object], version as u64)?;
        self.emit(Uop::DictEntries, &[object], 0)
    }

    pub(super) fn load_global(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let Some(name) = self.site_name(instr.b) else { return self.interpret(instr) };
        let globals = self.state.innermost().function_object.globals;
        self.guard_globals(globals)?;
        let mut value = self.namespace_value(view.realm, globals, name)?;
        if value.is_none()
            && let Some(builtins) = view.realm.builtins
        {
            view.realm.watch_absent(globals, name);
            self.depend(Dependency::Absent(name));
            value = self.namespace_value(view.realm, builtins, name)?;
        }
        let Some(value) = value else { return self.interpret(instr) };
        self.define(instr.a, value);
        Ok(Next::Go)
    }

    pub(super) fn store_global(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let Some(name) = self.site_name(instr.b) else { return self.interpret(instr) };
        let globals = self.state.innermost().function_object.globals;
        let Some(index) = view.realm.dict_find_str(globals, name) else { return self.interpret(instr) };
        let Some(entry) = DictObject::entry(globals, index) else { return self.interpret(instr) };
        if entry.meta & entry_meta::VOLATILE == 0 {
            view.realm.make_volatile(globals, index);
            if self.dependencies.contains(&Dependency::Entry { dict: globals, key: entry.key }) {
                // Taken for a constant before: the next recording will load it.
                return Err(GiveUp::GlobalChanges);
            }
        }
        self.guard_globals(globals)?;
        let value = self.operand(instr.c)?;
        let value = self.boxed(value)?;
        let entries = self.namespace_entries(view.realm, globals)?;
        let at = index as i64 * offset::ENTRY_SIZE as i64 + offset::ENTRY_VALUE as i64;
        self.emit(Uop::EntryStore, &[entries, value], at as u64)?;
        Ok(Next::Go)
    }

    /// The running function as an operand.
    pub(super) fn running_function(&mut self) -> Result<Ref, GiveUp> {
        let frame = self.state.innermost();
        let (function, base) = (frame.function, frame.base);
        if !function.is_none() {
            return Ok(function);
        }
        // A frame in memory has it in its header.
        let value = self.emit(Uop::LoadSlot, &[], (base + frames::FUNCTION_SLOT) as i64 as u64)?;
        self.object(value, Kind::Function as u32)
    }
    /// Proves whose globals the running function's are: the same code may run in several modules.
    fn guard_globals(&mut self, globals: Gc<DictObject>) -> Result<(), GiveUp> {
        let function = self.running_function()?;
        if !function.is_constant() {
            let found = self.emit(Uop::FunctionGlobals, &[function], 0)?;
            self.guard_is(found, Value::object(globals))?;
        }
        Ok(())
    }

    pub(super) fn load_closure(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        let function = self.running_function()?;
        let closure = self.emit(Uop::FunctionClosure, &[function], 0)?;
        let index = self.number(instr.b as i64);
        let cell = self.emit(Uop::TupleLoad, &[closure, index], 0)?;
        self.define(instr.a, cell);
        Ok(Next::Go)
    }
    fn cell(&mut self, register: u16) -> Result<Ref, GiveUp> {
        let value = self.register(register)?;
        self.object(value, Kind::Cell as u32)
    }

    pub(super) fn load_cell(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        if view.registers[instr.b as usize].cast::<CellObject>().is_none_or(|cell| cell.value.get().is_unbound()) {
            return self.stop();
        }
        let cell = self.cell(instr.b)?;
        let value = self.emit(Uop::CellLoad, &[cell], 0)?;
        if self.type_of(value) == Type::Value && !value.is_constant() {
            self.emit(Uop::GuardUnboundNot, &[value], 0)?;
        }
        self.define(instr.a, value);
        Ok(Next::Go)
    }

    pub(super) fn store_cell(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        let cell = self.cell(instr.a)?;
        let value = self.operand(instr.b)?;
        let value = self.boxed(value)?;
        self.emit(Uop::CellStore, &[cell, value], 0)?;
        Ok(Next::Go)
    }
}
