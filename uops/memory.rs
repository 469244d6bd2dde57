//! Fields of objects. Each alias class of memory has loads and stores of its own.

use crate::object::Value;
use crate::object::layout::offset;
use crate::uops::define::uop;

uop! {
    /// The length of a list.
    ListLen(list: Object) -> out: Int
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(list.address() as u64, offset::LIST_LEN as i64) as i64 }
    x64 [] { ; mov Rq(out), [Rq(list) + offset::LIST_LEN] }
    a64 [] {}
}
uop! {
    /// The address of a list's items.
    ListItems(list: Object) -> out: Raw
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(list.address() as u64, offset::LIST_ITEMS as i64) }
    x64 [] { ; mov Rq(out), [Rq(list) + offset::LIST_ITEMS] }
    a64 [] {}
}
uop! {
    /// Item `index` of a buffer; the index was checked.
    ItemLoad(items: Raw, index: Int) -> out: Value
    exits()
    effects(reads(ITEM))
    oracle(cx) { Value::from_bits(cx.load(items, index * 8)) }
    x64 [] { ; mov Rq(out), [Rq(items) + Rq(index) * 8] }
    x64_imm [] { ; mov Rq(out), [Rq(items) + index * 8] }
    a64 [] {}
}
uop! {
    /// Writes item `index` of a buffer; the index was checked.
    ItemStore(items: Raw, index: Int, value: Value)
    exits()
    effects(writes(ITEM))
    oracle(cx) { cx.store(items, index * 8, value.bits()) }
    x64 [] { ; mov [Rq(items) + Rq(index) * 8], Rq(value) }
    a64 [] {}
}
uop! {
    /// The attribute at byte `offset` of an instance whose shape was proven.
    SlotLoad(object: Object; offset: i32) -> out: Value
    exits()
    effects(reads(SLOT))
    oracle(cx) { Value::from_bits(cx.load(object.address() as u64, offset as i64)) }
    x64 [] { ; mov Rq(out), [Rq(object) + offset] }
    a64 [] {}
}
uop! {
    /// Writes the attribute at byte `offset` of an instance whose shape was proven.
    SlotStore(object: Object, value: Value; offset: i32)
    exits()
    effects(writes(SLOT))
    oracle(cx) { cx.store(object.address() as u64, offset as i64, value.bits()) }
    x64 [] { ; mov [Rq(object) + offset], Rq(value) }
    a64 [] {}
}
