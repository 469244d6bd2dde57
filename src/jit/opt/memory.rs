//! What is known to stand in memory: loads forwarded from stores and from earlier loads.

use crate::jit::ir::{Ref, Trace, Uop, effect};
use crate::jit::opt::facts::{CLASSES, Facts, Map, distinct};
use crate::object::layout::offset;
use crate::support::fault::{self, Rule};
use smallvec::SmallVec;

/// How a uop accesses one word of memory; the numbers are places among its operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Access {
    /// The alias class, one bit.
    pub class: u16,
    /// Added to the immediate: tells apart fields, and buffers from objects, within a class.
    pub field: u64,
    pub base: Option<u8>,
    pub index: Option<u8>,
    /// Of a store: what is written.
    pub value: Option<u8>,
}

/// `field` of the slots outside an object.
const OVERFLOW: u64 = 1 << 40;
const LENGTH: u64 = 0;
const BUFFER: u64 = 1;
const ARRAY_LENGTH: u64 = 2;
const ARRAY_BUFFER: u64 = 3;
const ARRAY_CODE: u64 = 4;
/// `field` of the items of arrays.
const FLOATS: u64 = 1 << 41;
const INTS: u64 = 1 << 42;

/// The access that the uop is, if it is one and does nothing else.
pub(super) fn access(op: Uop) -> Option<Access> {
    let load = |class, field, base, index| Some(Access { class, field, base, index, value: None });
    let store = |class, field, base, index, value| Some(Access { class, field, base, index, value: Some(value) });
    match op {
        Uop::SlotLoad => load(effect::SLOT, 0, Some(0), None),
        Uop::SlotStore => store(effect::SLOT, 0, Some(0), None, 1),
        Uop::OverflowSlots => load(effect::SLOT, offset::INSTANCE_OVERFLOW as u64, Some(0), None),
        Uop::OverflowLoad => load(effect::SLOT, OVERFLOW, Some(0), None),
        Uop::OverflowStore => store(effect::SLOT, OVERFLOW, Some(0), None, 1),
        Uop::ItemLoad => load(effect::ITEM, 0, Some(0), Some(1)),
        Uop::ItemStore => store(effect::ITEM, 0, Some(0), Some(1), 2),
        Uop::ListLen => load(effect::LIST, LENGTH, Some(0), None),
        Uop::ListSetLen => store(effect::LIST, LENGTH, Some(0), None, 1),
        Uop::ListItems => load(effect::LIST, BUFFER, Some(0), None),
        Uop::ArrayLen => load(effect::LIST, ARRAY_LENGTH, Some(0), None),
        Uop::ArrayItems => load(effect::LIST, ARRAY_BUFFER, Some(0), None),
        Uop::ArrayCode => load(effect::LIST, ARRAY_CODE, Some(0), None),
        // Typecodes are immediates, and an array keeps its own: so items of different ones are different memory.
        Uop::FloatItemLoad => load(effect::ITEM, FLOATS, Some(0), Some(1)),
        Uop::FloatItemStore => store(effect::ITEM, FLOATS, Some(0), Some(1), 2),
        Uop::IntItemLoad => load(effect::ITEM, INTS, Some(0), Some(1)),
        Uop::IntItemStore => store(effect::ITEM, INTS, Some(0), Some(1), 2),
        Uop::GeneratorPlace => load(effect::SLOT, offset::GENERATOR_PLACE as u64, Some(0), None),
        Uop::GeneratorSetPlace => store(effect::SLOT, offset::GENERATOR_PLACE as u64, Some(0), None, 1),
        Uop::CellLoad => load(effect::CELL, 0, Some(0), None),
        Uop::CellStore => store(effect::CELL, 0, Some(0), None, 1),
        Uop::EntryLoad => load(effect::ENTRY, 0, Some(0), None),
        Uop::EntryStore => store(effect::ENTRY, 0, Some(0), None, 1),
        Uop::ReloadSlot => load(effect::FRAME, 0, None, None),
        Uop::StoreSlot => store(effect::FRAME, 0, None, None, 0),
        _ => None,
    }
}

/// One word of memory and what stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub base: Ref,
    pub index: Ref,
    pub value: Ref,
    /// The instruction that stored or loaded it.
    pub since: u32,
}

/// At most so many words of one class and offset are remembered: what is older is forgotten.
const MOST: usize = 24;

/// Known words, by alias class and immediate (the offset).
#[derive(Clone, Default)]
pub(super) struct Contents {
    words: Map<(u16, u64), SmallVec<[Known; 3]>>,
    killed: [u32; CLASSES],
}

/// The address that an access names.
#[derive(Clone, Copy)]
pub(super) struct Address {
    pub class: u16,
    pub offset: u64,
    pub base: Ref,
    pub index: Ref,
}

impl Access {
    /// The address for these operands.
    pub fn address(self, args: &[Ref; 3], imm: u64) -> Address {
        let operand = |place: Option<u8>| place.map_or(Ref::NONE, |place| args[place as usize]);
        Address {
            class: self.class,
            offset: imm.wrapping_add(self.field),
            base: operand(self.base),
            index: operand(self.index),
        }
    }
}

impl Contents {
    /// Forgets all words of these classes.
    pub fn kill(&mut self, classes: u16, now: u32) {
        let mut rest = classes;
        while rest != 0 {
            self.killed[rest.trailing_zeros() as usize] = now;
            rest &= rest - 1;
        }
    }
    /// Forgets the words of this class at this offset of whatever object.
    pub fn kill_offset(&mut self, class: u16, offset: u64) {
        self.words.remove(&(class, offset));
    }
    /// What stands there.
    pub fn find(&self, trace: &Trace, address: Address) -> Option<Ref> {
        let killed = self.killed[address.class.trailing_zeros() as usize];
        let words = self.words.get(&(address.class, address.offset))?;
        words
            .iter()
            .rev()
            .find(|known| {
                known.since >= killed
                    && known.base == address.base
                    && indexes(trace, known.index, address.index) == Indexes::Same
            })
            .map(|known| known.value)
    }
    /// From instruction `since` on, `value` is known to stand there.
    pub fn set(&mut self, address: Address, value: Ref, since: u32) {
        let words = self.words.entry((address.class, address.offset)).or_default();
        if words.len() >= MOST {
            words.remove(0);
        }
        words.push(Known { base: address.base, index: address.index, value, since });
    }
    /// All words known now.
    pub fn iter(&self) -> impl Iterator<Item = (Address, Known)> + '_ {
        self.words.iter().flat_map(move |(&(class, offset), words)| {
            let killed = self.killed[class.trailing_zeros() as usize];
            words
                .iter()
                .filter(move |known| known.since >= killed)
                .map(move |known| (Address { class, offset, base: known.base, index: known.index }, *known))
        })
    }
}

/// A store to `address`: forgets what it may have overwritten.
pub(super) fn overwrite(trace: &Trace, facts: &mut Facts, address: Address) {
    let class = address.class.trailing_zeros() as usize;
    let killed = facts.contents.killed[class];
    let Some(mut words) = facts.contents.words.remove(&(address.class, address.offset)) else { return };
    words.retain(|known| known.since >= killed && !may_alias(trace, facts, *known, address));
    facts.contents.words.insert((address.class, address.offset), words);
}

fn may_alias(trace: &Trace, facts: &Facts, known: Known, address: Address) -> bool {
    if indexes(trace, known.index, address.index) == Indexes::Different
        && (known.base == address.base || address.class == effect::FRAME)
    {
        return false;
    }
    if known.base == address.base {
        return true;
    }
    !fault::rule(Rule::MayAlias) && !distinct(trace, facts, owner(trace, known.base), owner(trace, address.base))
}

/// The object in whose memory an address is.
pub(super) fn owner(trace: &Trace, base: Ref) -> Ref {
    match base.as_inst() {
        Some(index)
            if matches!(
                trace.insts[index].op,
                Uop::ListItems | Uop::ArrayItems | Uop::OverflowSlots | Uop::DictEntries
            ) =>
        {
            trace.insts[index].args[0]
        }
        _ => base,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Indexes {
    Same,
    Different,
    Unknown,
}

/// How two indexes compare: by value, or by their difference.
fn indexes(trace: &Trace, a: Ref, b: Ref) -> Indexes {
    if a == b {
        return Indexes::Same;
    }
    let (base_a, plus_a) = split(trace, a);
    let (base_b, plus_b) = split(trace, b);
    match (base_a == base_b, plus_a == plus_b) {
        (true, true) => Indexes::Same,
        _ if fault::rule(Rule::UnknownIndex) => Indexes::Different,
        (true, false) => Indexes::Different,
        _ => Indexes::Unknown,
    }
}

/// An index as a value plus a constant.
fn split(trace: &Trace, mut index: Ref) -> (Ref, i64) {
    let mut plus = 0i64;
    for _ in 0..4 {
        if let Some(constant) = trace.as_constant(index) {
            return (Ref::NONE, plus.wrapping_add(constant.word as i64));
        }
        let Some(place) = index.as_inst() else { break };
        let inst = &trace.insts[place];
        let Some(constant) = trace.as_constant(inst.args[1]) else { break };
        match inst.op {
            Uop::IntAdd | Uop::IntAddWrap => plus = plus.wrapping_add(constant.word as i64),
            Uop::IntSub | Uop::IntSubWrap => plus = plus.wrapping_sub(constant.word as i64),
            _ => break,
        }
        index = inst.args[0];
    }
    (index, plus)
}
