//! Fields of objects. Each alias class of memory has loads and stores of its own.

use crate::gc::{Gc, Header};
use crate::object::layout::offset;
use crate::object::{Realm, Value};
use crate::uops::asm::{self, Argument};
use crate::uops::define::uop;
use std::mem::offset_of;

const FREE_AT: i32 = offset_of!(Realm, machine.free) as i32;
const ALLOCATE_AT: i32 = offset_of!(Realm, machine.calls.allocate) as i32;

uop! {
    /// The length of a list.
    ListLen(list: Object) -> out: Int
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(list.address() as u64, offset::LIST_LEN as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, list, offset::LIST_LEN) }
    a64 [] {}
}
uop! {
    /// The address of a list's items.
    ListItems(list: Object) -> out: Raw
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(list.address() as u64, offset::LIST_ITEMS as i64) }
    x64(asm) [] { ;; asm::load(asm, out, list, offset::LIST_ITEMS) }
    a64 [] {}
}
uop! {
    /// Shortens a list to a length that is not above its own.
    ListSetLen(list: Object, length: Int)
    exits()
    effects(writes(LIST))
    oracle(cx) { cx.store(list.address() as u64, offset::LIST_LEN as i64, length as u64) }
    x64(asm) [] { ;; asm::store(asm, list, offset::LIST_LEN, length) }
    x64_imm(asm) [] { ; mov QWORD [BYTE Rq(list) + offset::LIST_LEN as i8], DWORD length }
    a64 [] {}
}
uop! {
    /// Appends to a list; if it is full, by `extern "C" fn(*mut Realm, list, value) -> u64`, which runs no Python code
    /// and returns 0, or something else if it raised.
    ListAppend(list: Object, value: Value; function: u64)
    exits(raised: Raised)
    effects(reads(LIST), writes(LIST | ITEM), pinned)
    oracle(cx) {
        let address = list.address() as u64;
        let length = cx.load(address, offset::LIST_LEN as i64);
        if length < cx.load(address, offset::LIST_CAPACITY as i64) {
            let items = cx.load(address, offset::LIST_ITEMS as i64);
            cx.store(items, length as i64 * 8, value.bits());
            cx.store(address, offset::LIST_LEN as i64, length + 1);
            Ok(())
        } else if cx.call2(function, address, value.bits()) == 0 {
            Ok(())
        } else {
            Err(raised)
        }
    }
    x64(asm) [temp(length, items)] {
        ; mov Rq(length), [BYTE Rq(list) + offset::LIST_LEN as i8]
        ; cmp Rq(length), [BYTE Rq(list) + offset::LIST_CAPACITY as i8]
        ; jae >full
        ; mov Rq(items), [BYTE Rq(list) + offset::LIST_ITEMS as i8]
        ; mov [Rq(items) + Rq(length) * 8], Rq(value)
        ; inc QWORD [BYTE Rq(list) + offset::LIST_LEN as i8]
        ; jmp >done
        ; full:
        ;; asm::quiet_call(asm, function, [Argument::General(list), Argument::General(value)])
        ;; asm::quiet_result(asm, length)
        ; test Rq(length), Rq(length)
        ; jnz =>raised
        ; done:
    }
    a64 [] {}
}
uop! {
    /// Item `index` of a buffer; the index was checked.
    ItemLoad(items: Raw, index: Int) -> out: Value
    exits()
    effects(reads(ITEM))
    oracle(cx) { Value::from_bits(cx.load(items, index.wrapping_mul(8))) }
    x64(asm) [] { ; mov Rq(out), [Rq(items) + Rq(index) * 8] }
    x64_imm(asm) [] { ;; asm::load(asm, out, items, index.wrapping_mul(8)) }
    a64 [] {}
}
uop! {
    /// Writes item `index` of a buffer; the index was checked.
    ItemStore(items: Raw, index: Int, value: Value)
    exits()
    effects(writes(ITEM))
    oracle(cx) { cx.store(items, index.wrapping_mul(8), value.bits()) }
    x64(asm) [] { ; mov [Rq(items) + Rq(index) * 8], Rq(value) }
    a64 [] {}
}
uop! {
    /// The attribute at byte `offset` of an instance whose shape was proven.
    SlotLoad(object: Object; offset: i32) -> out: Value
    exits()
    effects(reads(SLOT))
    oracle(cx) { Value::from_bits(cx.load(object.address() as u64, offset as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, object, offset) }
    a64 [] {}
}
uop! {
    /// Writes the attribute at byte `offset` of an instance whose shape was proven.
    SlotStore(object: Object, value: Value; offset: i32)
    exits()
    effects(writes(SLOT))
    oracle(cx) { cx.store(object.address() as u64, offset as i64, value.bits()) }
    x64(asm) [] { ;; asm::store(asm, object, offset, value) }
    a64 [] {}
}
uop! {
    /// Changes the shape of an instance, along a transition that adds the attribute just stored.
    SetShape(object: Object; shape: u32)
    exits()
    effects(writes(SHAPE))
    oracle(cx) { cx.store32(object.address() as u64, offset::HEADER_SHAPE as i64, shape) }
    x64(asm) [] { ; mov DWORD [Rq(object)], shape as i32 }
    a64 [] {}
}
uop! {
    /// The address of an instance's slots past the inline ones.
    OverflowSlots(object: Object) -> out: Raw
    exits()
    effects(reads(SLOT))
    oracle(cx) { cx.load(object.address() as u64, offset::INSTANCE_OVERFLOW as i64) }
    x64(asm) [] { ;; asm::load(asm, out, object, offset::INSTANCE_OVERFLOW) }
    a64 [] {}
}
uop! {
    /// The attribute at byte `offset` of an instance's overflow slots.
    OverflowLoad(slots: Raw; offset: i32) -> out: Value
    exits()
    effects(reads(SLOT))
    oracle(cx) { Value::from_bits(cx.load(slots, offset as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, slots, offset) }
    a64 [] {}
}
uop! {
    /// Writes the attribute at byte `offset` of an instance's overflow slots.
    OverflowStore(slots: Raw, value: Value; offset: i32)
    exits()
    effects(writes(SLOT))
    oracle(cx) { cx.store(slots, offset as i64, value.bits()) }
    x64(asm) [] { ;; asm::store(asm, slots, offset, value) }
    a64 [] {}
}
uop! {
    /// The length of a tuple, which never changes.
    TupleLen(tuple: Object) -> out: Int
    exits()
    effects()
    oracle(cx) { cx.load(tuple.address() as u64, offset::TUPLE_LEN as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, tuple, offset::TUPLE_LEN) }
    a64 [] {}
}
uop! {
    /// Item `index` of a tuple, which never changes; the index was checked.
    TupleLoad(tuple: Object, index: Int) -> out: Value
    exits()
    effects()
    oracle(cx) {
        Value::from_bits(cx.load(tuple.address() as u64, index.wrapping_mul(8).wrapping_add(offset::TUPLE_ITEMS as i64)))
    }
    x64(asm) [] { ; mov Rq(out), [BYTE Rq(tuple) + Rq(index) * 8 + offset::TUPLE_ITEMS as i8] }
    x64_imm(asm) [] { ;; asm::load(asm, out, tuple, index.wrapping_mul(8).wrapping_add(offset::TUPLE_ITEMS)) }
    a64 [] {}
}
uop! {
    /// A new range of these three numbers; the step is not 0.
    RangeMake(start: Int, stop: Int, step: Int) -> out: Object
    exits(full: Raised)
    effects(allocates)
    oracle(cx) {
        let address = super::function::range_make(cx.realm, start, stop, step);
        if address == 0 { Err(full) } else { Ok(Gc::<Header>::from_address(address as usize)) }
    }
    x64(asm) [fix(start: rsi, stop: rdx, step: rcx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD super::function::range_make as *const () as i64
        ; call rax
        ; test rax, rax
        ; jz =>full
    }
    a64 [] {}
}
uop! {
    /// The number at byte `offset` of an object, which never changes: `start`, `stop`, `step` or `len` of a range.
    RangeField(range: Object; offset: i32) -> out: Int
    exits()
    effects()
    oracle(cx) { cx.load(range.address() as u64, offset as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, range, offset) }
    a64 [] {}
}
uop! {
    /// The contents of a cell, perhaps unbound.
    CellLoad(cell: Object) -> out: Value
    exits()
    effects(reads(CELL))
    oracle(cx) { Value::from_bits(cx.load(cell.address() as u64, offset::CELL_VALUE as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, cell, offset::CELL_VALUE) }
    a64 [] {}
}
uop! {
    /// Writes a cell.
    CellStore(cell: Object, value: Value)
    exits()
    effects(writes(CELL))
    oracle(cx) { cx.store(cell.address() as u64, offset::CELL_VALUE as i64, value.bits()) }
    x64(asm) [] { ;; asm::store(asm, cell, offset::CELL_VALUE, value) }
    a64 [] {}
}
uop! {
    /// The tuple of a function's closure, which never changes. The function has one.
    FunctionClosure(function: Object) -> out: Object
    exits()
    effects()
    oracle(cx) { Gc::<Header>::from_address(cx.load(function.address() as u64, offset::FUNCTION_CLOSURE as i64) as usize) }
    x64(asm) [] { ;; asm::load(asm, out, function, offset::FUNCTION_CLOSURE) }
    a64 [] {}
}
uop! {
    /// The namespace that a function's globals are in, which never changes.
    FunctionGlobals(function: Object) -> out: Object
    exits()
    effects()
    oracle(cx) { Gc::<Header>::from_address(cx.load(function.address() as u64, offset::FUNCTION_GLOBALS as i64) as usize) }
    x64(asm) [] { ;; asm::load(asm, out, function, offset::FUNCTION_GLOBALS) }
    a64 [] {}
}
uop! {
    /// The code object of a function, which never changes.
    FunctionCode(function: Object) -> out: Object
    exits()
    effects()
    oracle(cx) { Gc::<Header>::from_address(cx.load(function.address() as u64, offset::FUNCTION_CODE as i64) as usize) }
    x64(asm) [] { ;; asm::load(asm, out, function, offset::FUNCTION_CODE) }
    a64 [] {}
}
uop! {
    /// The function that a generator is a frame of, which never changes.
    GeneratorFunction(generator: Object) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits(cx.load(generator.address() as u64, offset::GENERATOR_FUNCTION as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, generator, offset::GENERATOR_FUNCTION) }
    a64 [] {}
}
uop! {
    /// The word that says where a generator stands and how many registers it holds.
    GeneratorPlace(generator: Object) -> out: Int
    exits()
    effects(reads(SLOT))
    oracle(cx) { cx.load(generator.address() as u64, offset::GENERATOR_PLACE as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, generator, offset::GENERATOR_PLACE) }
    a64 [] {}
}
uop! {
    /// Writes that word.
    GeneratorSetPlace(generator: Object, place: Int)
    exits()
    effects(writes(SLOT))
    oracle(cx) { cx.store(generator.address() as u64, offset::GENERATOR_PLACE as i64, place as u64) }
    x64(asm) [] { ;; asm::store(asm, generator, offset::GENERATOR_PLACE, place) }
    a64 [] {}
}
uop! {
    /// The function of a bound method, which never changes.
    MethodFunction(method: Object) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits(cx.load(method.address() as u64, offset::METHOD_FUNCTION as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, method, offset::METHOD_FUNCTION) }
    a64 [] {}
}
uop! {
    /// The receiver of a bound method, which never changes.
    MethodReceiver(method: Object) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits(cx.load(method.address() as u64, offset::METHOD_RECEIVER as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, method, offset::METHOD_RECEIVER) }
    a64 [] {}
}
uop! {
    /// A new object with this header word (`Header::word`: shape, kind, size class), its second word zero and the rest
    /// arbitrary: the uops that follow store all its slots before anything can collect.
    InstanceAllocate(; header: u64) -> out: Object
    exits(empty: Pending)
    effects(allocates)
    oracle(cx) {
        let cell = cx.allocate(header);
        if cell == 0 { Err(empty) } else { Ok(cell) }
    }
    x64(asm) [temp(word)] {
        ;; let free = FREE_AT + (header >> 48) as u8 as i32 * 8
        ; mov Rq(out), [rbp + free]
        ; test Rq(out), Rq(out)
        ; jz >empty_list
        ; mov Rq(word), [BYTE Rq(out) + 8]
        ; mov [rbp + free], Rq(word)
        ; ready:
        ;; asm::number(asm, word, header)
        ; mov [Rq(out)], Rq(word)
        ; mov QWORD [BYTE Rq(out) + 8], BYTE 0
        ; jmp >done
        ; empty_list:
        ;; asm::quiet_call_at(asm, ALLOCATE_AT, [Argument::Number(header), Argument::Number(0)])
        ;; asm::quiet_result(asm, out)
        ; test Rq(out), Rq(out)
        ; jz =>empty
        ; jmp <ready
        ; done:
    }
    a64 [] {}
}
