//! `list`: a buffer of values that grows by half.

use std::alloc::{Layout, alloc, dealloc, realloc};
use std::cell::Cell;

use crate::gc::{Gc, Header};
use crate::object::{ClassId, ListObject, PyResult, Realm, Value};

fn layout(capacity: usize) -> Layout {
    // SAFETY: capacities are below 2^40.
    unsafe { Layout::from_size_align_unchecked(capacity * 8, 8) }
}

impl ListObject {
    /// The items now. Callers do not keep the slice across anything that may change the list.
    #[inline(always)]
    pub fn items<'a>(this: Gc<ListObject>) -> &'a [Value] {
        let len = this.len.get();
        if len == 0 {
            return &[];
        }
        // SAFETY: the buffer holds `len` items.
        unsafe { std::slice::from_raw_parts(this.items.get(), len) }
    }
    /// The items, to be changed. The same promise, and no other such slice lives.
    #[allow(clippy::mut_from_ref)]
    pub fn items_mut<'a>(this: Gc<ListObject>) -> &'a mut [Value] {
        let len = this.len.get();
        if len == 0 {
            return &mut [];
        }
        // SAFETY: as above, and callers promise exclusiveness.
        unsafe { std::slice::from_raw_parts_mut(this.items.get(), len) }
    }
    /// Item `index`, if there is one.
    #[inline(always)]
    pub fn get(this: Gc<ListObject>, index: usize) -> Option<Value> {
        if index < this.len.get() {
            // SAFETY: just checked.
            Some(unsafe { *this.items.get().add(index) })
        } else {
            None
        }
    }
    /// Replaces item `index`; whether there is one.
    #[inline(always)]
    pub fn set(this: Gc<ListObject>, index: usize, value: Value) -> bool {
        if index < this.len.get() {
            // SAFETY: just checked.
            unsafe { *this.items.get().add(index) = value };
            return true;
        }
        false
    }
    /// Removes and returns the last item.
    #[inline]
    pub fn pop(this: Gc<ListObject>) -> Option<Value> {
        let last = this.len.get().checked_sub(1)?;
        let value = ListObject::get(this, last);
        this.len.set(last);
        value
    }
    /// Removes and returns item `index`.
    pub fn remove(this: Gc<ListObject>, index: usize) -> Option<Value> {
        let value = ListObject::get(this, index)?;
        let items = ListObject::items_mut(this);
        items.copy_within(index + 1.., index);
        this.len.set(this.len.get() - 1);
        Some(value)
    }
    /// Drops the items from `len` on.
    pub fn truncate(this: Gc<ListObject>, len: usize) {
        if len < this.len.get() {
            this.len.set(len);
        }
    }
    pub(crate) fn external(&self) -> usize {
        self.capacity.get() * 8
    }
    pub(crate) fn free_buffer(&self) {
        if self.capacity.get() != 0 {
            // SAFETY: allocated with this layout in `list_reserve`.
            unsafe { dealloc(self.items.get() as *mut u8, layout(self.capacity.get())) };
        }
        self.items.set(std::ptr::null_mut());
        self.capacity.set(0);
        self.len.set(0);
    }
}

impl Realm {
    /// An empty list.
    pub fn new_list(&mut self) -> Gc<ListObject> {
        self.alloc(ListObject {
            header: Header::plain::<ListObject>(),
            len: Cell::new(0),
            items: Cell::new(std::ptr::null_mut()),
            capacity: Cell::new(0),
        })
    }
    /// A list of those items (of a size that the program does not choose freely; else
    /// [`try_list`](Self::try_list)).
    pub fn list(&mut self, items: &[Value]) -> Gc<ListObject> {
        let list = self.new_list();
        if !items.is_empty() {
            self.list_resize(list, items.len());
            list.len.set(items.len());
            ListObject::items_mut(list).copy_from_slice(items);
        }
        list
    }
    /// A list of those items, checked against the memory limit.
    pub fn try_list(&mut self, items: &[Value]) -> PyResult<Gc<ListObject>> {
        self.reserve(items.len() * 8)?;
        Ok(self.list(items))
    }
    /// `list.append(value)`
    #[inline]
    pub fn list_push(&mut self, list: Gc<ListObject>, value: Value) -> PyResult<()> {
        let len = list.len.get();
        if len == list.capacity.get() {
            self.list_reserve(list, 1)?;
        }
        // SAFETY: there is room now.
        unsafe { *list.items.get().add(len) = value };
        list.len.set(len + 1);
        Ok(())
    }
    /// Appends all; `items` may be the list's own.
    pub fn list_extend(&mut self, list: Gc<ListObject>, items: &[Value]) -> PyResult<()> {
        let own = std::ptr::eq(items.as_ptr(), list.items.get());
        self.list_reserve(list, items.len())?;
        let source = if own { list.items.get() as *const Value } else { items.as_ptr() };
        let len = list.len.get();
        // SAFETY: there is room for them, and they do not overlap the free part.
        unsafe { std::ptr::copy_nonoverlapping(source, list.items.get().add(len), items.len()) };
        list.len.set(len + items.len());
        Ok(())
    }
    /// Appends one value many times.
    pub fn list_fill(&mut self, list: Gc<ListObject>, value: Value, count: usize) -> PyResult<()> {
        self.list_reserve(list, count)?;
        let len = list.len.get();
        for index in len..len + count {
            // SAFETY: there is room now.
            unsafe { *list.items.get().add(index) = value };
        }
        list.len.set(len + count);
        Ok(())
    }
    /// `list.insert(index, value)`; `index` at most the length.
    pub fn list_insert(&mut self, list: Gc<ListObject>, index: usize, value: Value) -> PyResult<()> {
        self.list_push(list, value)?;
        let items = ListObject::items_mut(list);
        let last = items.len() - 1;
        items.copy_within(index..last, index + 1);
        items[index] = value;
        Ok(())
    }
    /// Replaces items `start..stop` by `items` (not the list's own).
    pub fn list_splice(&mut self, list: Gc<ListObject>, start: usize, stop: usize, items: &[Value]) -> PyResult<()> {
        let old = list.len.get();
        let tail = old - stop;
        let len = start + items.len() + tail;
        if len > old {
            self.list_reserve(list, len - old)?;
        }
        if len != 0 {
            // SAFETY: the buffer has room for both lengths.
            unsafe {
                let base = list.items.get();
                std::ptr::copy(base.add(stop), base.add(start + items.len()), tail);
                std::ptr::copy_nonoverlapping(items.as_ptr(), base.add(start), items.len());
            }
        }
        list.len.set(len);
        Ok(())
    }
    /// Drops all items and the buffer.
    pub fn list_clear(&mut self, list: Gc<ListObject>) {
        self.heap.external_shrunk(list.external());
        list.free_buffer();
    }
    /// Makes room for `more` items.
    #[cold]
    #[inline(never)]
    pub fn list_reserve(&mut self, list: Gc<ListObject>, more: usize) -> PyResult<()> {
        let needed = list.len.get().saturating_add(more);
        if needed <= list.capacity.get() {
            return Ok(());
        }
        if needed > 1 << 40 {
            return Err(self.raise(ClassId::MemoryError, ""));
        }
        let capacity = needed.max(list.capacity.get() + list.capacity.get() / 2).max(4);
        if capacity > 1024 {
            self.reserve((capacity - list.capacity.get()) * 8)?;
        }
        self.list_resize(list, capacity);
        Ok(())
    }
    /// Gives the list a buffer of that capacity, which is not below its length.
    fn list_resize(&mut self, list: Gc<ListObject>, capacity: usize) {
        let old = list.capacity.get();
        // SAFETY: not empty; the old buffer has the old layout.
        let buffer = unsafe {
            if old == 0 {
                alloc(layout(capacity))
            } else {
                realloc(list.items.get() as *mut u8, layout(old), capacity * 8)
            }
        };
        if buffer.is_null() {
            std::alloc::handle_alloc_error(layout(capacity));
        }
        list.items.set(buffer as *mut Value);
        list.capacity.set(capacity);
        self.external_grown((capacity - old) * 8);
    }
}
