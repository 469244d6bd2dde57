//! Whether the memory that a template is about to read or write is what the uop takes it for.
//!
//! In: a uop and the words of its operands, just before its template runs. Out: nothing, or what is wrong, in words.
//! The emitter asks at every uop for which [`is_checked`] says so, when its setting `checked` is on.
//!
//! ```text
//! access::check(&Site { realm, base, frames }, &mut buffers, Uop::SlotLoad, [object, 0, 0], 24)
//!     → Err("slot 1 of object gc@7f…: its shape has 1 slots")
//! ```
//!
//! 1. What an operand must be follows from its name and type in the uop's entry: `list: Object` is a list that lives, and
//!    `items: Raw` the buffer of a list or an array.
//! 2. A buffer is looked up by its address in [`Buffers`], where the uop that loaded the address has put the owner: so a
//!    buffer that its owner has left meanwhile is noticed, however it came into the register.
//! 3. Indices are compared with what the owner has now, not with what the trace believes.

use rustc_hash::FxHashMap;

use crate::frame::{FRAME_WORDS, STACK_SLACK};
use crate::gc::{Gc, Header};
use crate::object::array::item_size;
use crate::object::layout::{ArrayObject, offset};
use crate::object::realm::MACHINE_ARGUMENTS;
use crate::object::{DictObject, GeneratorObject, InstanceObject, Kind, ListObject, Realm, Shape, TupleObject, Value};
use crate::uops::{Type, Uop};

/// The owners of the buffers that traces have loaded the addresses of.
#[derive(Default)]
pub struct Buffers {
    owners: FxHashMap<u64, Gc<Header>>,
}

/// Where the uop runs.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub realm: &'a Realm,
    /// Register 0 of the root frame.
    pub base: *const Value,
    /// The slots that the trace's frames have, from their first header on.
    pub frames: (i32, i32),
}

/// Whether the uop's template touches memory other than the machine's.
pub fn is_checked(uop: Uop) -> bool {
    let objects = uop.definition().params.iter().any(|(_, ty)| matches!(ty, Type::Object | Type::Raw));
    // These two only compare or store the word.
    objects && !matches!(uop, Uop::Phi | Uop::GuardConstant)
        || matches!(
            uop,
            Uop::LoadSlot
                | Uop::ReloadSlot
                | Uop::StoreSlot
                | Uop::StorePc
                | Uop::GuardCaller
                | Uop::EnterFrames
                | Uop::InterpretOne
                | Uop::InterpretBranch
                | Uop::StoreArg
                | Uop::InstanceAllocate
        )
}

/// Looks at what the template will touch.
///
/// # Errors
/// What is wrong with it.
pub fn check(site: &Site<'_>, buffers: &mut Buffers, uop: Uop, args: [u64; 3], imm: u64) -> Result<(), String> {
    for (word, (name, ty)) in args.iter().zip(uop.definition().params) {
        if *ty == Type::Object {
            object(site.realm, *word, name)?;
        }
    }
    let number = imm as i32;
    let [first, second, _] = args;
    match uop {
        Uop::LoadSlot | Uop::ReloadSlot | Uop::StoreSlot | Uop::StoreWord => frame_slot(site, number),
        Uop::StorePc => frame_slot(site, (imm >> 32) as i32),
        Uop::InterpretOne | Uop::InterpretBranch => frame_slot(site, (imm >> 32) as i32 - 1),
        Uop::GuardCaller => {
            let (caller, current) = (imm as u32 as i32, (imm >> 32) as i32);
            let header = FRAME_WORDS as i32;
            within(site, current - header)?;
            within(site, caller - header)
        }
        Uop::EnterFrames => within(site, 0),
        Uop::StoreArg => match (imm as usize) < MACHINE_ARGUMENTS {
            true => Ok(()),
            false => Err(format!("argument {imm} of a call")),
        },
        Uop::ListItems => {
            let list: Gc<ListObject> = Gc::from_address(first as usize);
            buffers.learn(list.items.get() as u64, first);
            Ok(())
        }
        Uop::ArrayItems => {
            let array: Gc<ArrayObject> = Gc::from_address(first as usize);
            buffers.learn(array.items.get() as u64, first);
            Ok(())
        }
        Uop::DictEntries => {
            let dict: Gc<DictObject> = Gc::from_address(first as usize);
            buffers.learn(dict.entries.get() as u64, first);
            Ok(())
        }
        Uop::OverflowSlots => {
            let instance = instance(first)?;
            buffers.learn(instance.overflow.get() as u64, first);
            Ok(())
        }
        Uop::ListSetLen => {
            let list: Gc<ListObject> = Gc::from_address(first as usize);
            in_range("length", second, list.len.get() + 1)
        }
        Uop::ListAppend => {
            let list: Gc<ListObject> = Gc::from_address(first as usize);
            in_range("length", list.len.get() as u64, list.capacity.get() + 1)
        }
        Uop::ItemLoad | Uop::ItemStore => {
            let list: Gc<ListObject> = buffers.owner(site.realm, first, "list")?.cast();
            same_buffer(list.items.get() as u64, first)?;
            in_range("item", second, list.len.get())
        }
        Uop::FloatItemLoad | Uop::FloatItemStore => array_item(site, buffers, first, second, b'd'),
        Uop::SingleItemLoad | Uop::SingleItemStore => array_item(site, buffers, first, second, b'f'),
        Uop::IntItemLoad | Uop::IntItemStore => array_item(site, buffers, first, second, imm as u8),
        Uop::TupleLoad => {
            let tuple: Gc<TupleObject> = Gc::from_address(first as usize);
            in_range("item", second, tuple.len)
        }
        Uop::RangeField => match number {
            offset::RANGE_START | offset::RANGE_STOP | offset::RANGE_STEP => Ok(()),
            // The length stands behind the step.
            _ if number == offset::RANGE_STEP + 8 => Ok(()),
            _ => Err(format!("byte {number} of a range")),
        },
        Uop::SlotLoad => slot(site.realm, first, number, false),
        Uop::SlotStore => slot(site.realm, first, number, true),
        Uop::OverflowLoad => overflow(site.realm, buffers, first, number, false),
        Uop::OverflowStore => overflow(site.realm, buffers, first, number, true),
        Uop::SetShape => set_shape(site.realm, first, imm as u32),
        Uop::EntryLoad | Uop::EntryStore => {
            let dict: Gc<DictObject> = buffers.owner(site.realm, first, "dict")?.cast();
            same_buffer(dict.entries.get() as u64, first)?;
            let at = number - offset::ENTRY_VALUE;
            if at % offset::ENTRY_SIZE != 0 {
                return Err(format!("byte {number} of a dict's entries"));
            }
            let index = (at / offset::ENTRY_SIZE) as i64 as u64;
            in_range("entry", index, dict.used.get() as usize)?;
            match DictObject::entry(dict, index as u32) {
                Some(entry) if !entry.key.is_unbound() => Ok(()),
                _ => Err(format!("entry {index} of a dict is deleted")),
            }
        }
        Uop::FunctionClosure => {
            let function: Gc<crate::object::FunctionObject> = Gc::from_address(first as usize);
            if function.closure.is(Kind::Tuple) { Ok(()) } else { Err("the function has no closure".into()) }
        }
        Uop::InstanceAllocate => {
            let class = (imm >> 48) as u8;
            let cell = site.realm.machine.free.get(class as usize).copied().unwrap_or(std::ptr::null_mut());
            site.realm.heap.check_free(cell, class)
        }
        _ => Ok(()),
    }
}

impl Buffers {
    fn learn(&mut self, buffer: u64, owner: u64) {
        if buffer != 0 {
            self.owners.insert(buffer, Gc::from_address(owner as usize));
        }
    }
    fn owner(&self, realm: &Realm, buffer: u64, name: &str) -> Result<Gc<Header>, String> {
        match self.owners.get(&buffer) {
            Some(owner) => object(realm, owner.address() as u64, name),
            None => Err(format!("{buffer:#x} is no buffer that was loaded from an object")),
        }
    }
}

/// The live object at that address, of the kind that an operand of that name has.
fn object(realm: &Realm, word: u64, name: &str) -> Result<Gc<Header>, String> {
    let object = realm.heap.object_at(word as usize).map_err(|what| format!("operand {name}: {what}"))?;
    let kind = Kind::of(object);
    let wanted = match name {
        "list" => Kind::List,
        "array" => Kind::Array,
        "tuple" => Kind::Tuple,
        "range" => Kind::Range,
        "cell" => Kind::Cell,
        "method" => Kind::BoundMethod,
        "function" => Kind::Function,
        "generator" => Kind::Generator,
        "dict" => Kind::Dict,
        _ => return Ok(object),
    };
    match kind == wanted {
        true => Ok(object),
        false => Err(format!("operand {name} is {object:?}, of kind {kind:?}")),
    }
}

fn in_range(what: &str, index: u64, end: usize) -> Result<(), String> {
    match (index as usize) < end {
        true => Ok(()),
        false => Err(format!("{what} {} of {end}", index as i64)),
    }
}

fn same_buffer(owned: u64, used: u64) -> Result<(), String> {
    match owned == used {
        true => Ok(()),
        false => Err(format!("the buffer {used:#x} is no longer its owner's, which has {owned:#x}")),
    }
}

/// A register of a frame of the trace, or a word of its header.
fn frame_slot(site: &Site<'_>, slot: i32) -> Result<(), String> {
    let (low, high) = site.frames;
    if slot < low || slot >= high {
        return Err(format!("slot {slot} is in no frame: they have {low} to {high}"));
    }
    within(site, slot)
}

/// Memory of the stack.
fn within(site: &Site<'_>, slot: i32) -> Result<(), String> {
    let end = site.realm.machine.stack_end.wrapping_add(STACK_SLACK);
    let address = site.base.wrapping_offset(slot as isize);
    match address < end.cast_const() && (address as usize).is_multiple_of(8) && address as usize > 4096 {
        true => Ok(()),
        false => Err(format!("slot {slot} is at {address:p}, outside of the stack")),
    }
}

fn array_item(site: &Site<'_>, buffers: &Buffers, items: u64, index: u64, code: u8) -> Result<(), String> {
    let array: Gc<ArrayObject> = buffers.owner(site.realm, items, "array")?.cast();
    same_buffer(array.items.get() as u64, items)?;
    let own = array.code.get() as u8;
    if own != code || item_size(code).is_none() {
        return Err(format!("an item of typecode {:?} of an array of {:?}", code as char, own as char));
    }
    in_range("item", index, array.len.get())
}

fn instance(word: u64) -> Result<Gc<InstanceObject>, String> {
    let object = Gc::<Header>::from_address(word as usize);
    match Kind::of(object) {
        Kind::Instance if object.header().shape.get() >= Shape::FIRST_DYNAMIC => Ok(object.cast()),
        kind => Err(format!("operand object is {object:?}, of kind {kind:?}")),
    }
}

fn shape(realm: &Realm, id: u32) -> Result<&Shape, String> {
    let index = id.checked_sub(Shape::FIRST_DYNAMIC);
    index.and_then(|index| realm.shapes.get(index as usize)).ok_or_else(|| format!("there is no shape {id}"))
}

/// An attribute inside of an instance, or a register of a suspended generator. What is stored may be an attribute that
/// the instance gets with its next shape.
fn slot(realm: &Realm, word: u64, at: i32, stores: bool) -> Result<(), String> {
    let object = Gc::<Header>::from_address(word as usize);
    if at % 8 != 0 {
        return Err(format!("byte {at} of {object:?}"));
    }
    if Kind::of(object) == Kind::Generator {
        let registers = (crate::gc::Heap::object_size(object) as i32 - offset::GENERATOR_REGISTERS) / 8;
        let live = GeneratorObject::registers(object.cast()).len();
        let index = (at - offset::GENERATOR_REGISTERS) / 8;
        if at < offset::GENERATOR_REGISTERS {
            return Err(format!("byte {at} of a generator"));
        }
        return in_range("register", index as u64, if stores { registers.max(0) as usize } else { live });
    }
    let instance = instance(word)?;
    let shape = shape(realm, instance.header.shape.get())?;
    let index = (at - offset::INSTANCE_SLOTS) / 8;
    if at < offset::INSTANCE_SLOTS {
        return Err(format!("byte {at} of an instance"));
    }
    in_range("inline slot", index as u64, shape.inline_slots as usize)?;
    if at + 8 > crate::gc::Heap::object_size(object) as i32 {
        return Err(format!("slot {index} is not in the cell of {object:?}"));
    }
    if stores { Ok(()) } else { in_range("slot of a shape", index as u64, shape.slot_count as usize) }
}

fn overflow(realm: &Realm, buffers: &Buffers, slots: u64, at: i32, stores: bool) -> Result<(), String> {
    let owner = buffers.owner(realm, slots, "object")?;
    let instance = instance(owner.address() as u64)?;
    same_buffer(instance.overflow.get() as u64, slots)?;
    let shape = shape(realm, instance.header.shape.get())?;
    // The buffer has a word in front that says how many slots it has.
    in_range("overflow slot", (at / 8) as i64 as u64, (instance.overflow_bytes() / 8).saturating_sub(1))?;
    let slot = shape.inline_slots as i64 + at as i64 / 8;
    if stores { Ok(()) } else { in_range("slot of a shape", slot as u64, shape.slot_count as usize) }
}

fn set_shape(realm: &Realm, word: u64, to: u32) -> Result<(), String> {
    let instance = instance(word)?;
    let (old, new) = (shape(realm, instance.header.shape.get())?, shape(realm, to)?);
    if old.class != new.class || old.inline_slots != new.inline_slots {
        return Err(format!("shape {to} is of another class"));
    }
    let room = new.inline_slots as usize + (instance.overflow_bytes() / 8).saturating_sub(1);
    in_range("slot of the new shape", (new.slot_count as u64).saturating_sub(1), room.max(1))
}
