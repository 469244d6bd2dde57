//! Handles: values that the host keeps.

use std::sync::{Arc, Mutex, MutexGuard};

use crate::api::Error;
use crate::object::Value;

/// The values behind the handles of one VM: roots of its collector.
#[derive(Default)]
pub(crate) struct Handles {
    values: Vec<Value>,
    free: Vec<usize>,
    /// The VM is gone.
    closed: bool,
}

impl Handles {
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }
    pub(crate) fn close(&mut self) {
        self.values.clear();
        self.free.clear();
        self.closed = true;
    }
}

pub(crate) fn lock(table: &Mutex<Handles>) -> MutexGuard<'_, Handles> {
    // The table is consistent whatever panicked elsewhere.
    table.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A Python value that the host keeps alive, until the handle is dropped.
///
/// ```
/// let mut vm = taipan::Vm::new();
/// vm.run("def make(): return [1, 2]\ndef total(x): return sum(x)", "demo.py").unwrap();
/// let list: taipan::Object = vm.call("make", ()).unwrap();
/// let total: i64 = vm.call("total", (&list,)).unwrap();
/// assert_eq!(total, 3);
/// ```
pub struct Object {
    table: Arc<Mutex<Handles>>,
    index: usize,
}

impl Object {
    pub(crate) fn new(table: &Arc<Mutex<Handles>>, value: Value) -> Object {
        let mut handles = lock(table);
        let index = match handles.free.pop() {
            Some(index) => {
                handles.values[index] = value;
                index
            }
            None => {
                handles.values.push(value);
                handles.values.len() - 1
            }
        };
        drop(handles);
        Object { table: table.clone(), index }
    }
    pub(crate) fn value(&self) -> Result<Value, Error> {
        let handles = lock(&self.table);
        if handles.closed {
            return Err(Error::conversion("the VM of this object is gone"));
        }
        Ok(handles.values[self.index])
    }
    pub(crate) fn belongs_to(&self, table: &Arc<Mutex<Handles>>) -> bool {
        Arc::ptr_eq(&self.table, table)
    }
}

impl Clone for Object {
    fn clone(&self) -> Object {
        let value = self.value().unwrap_or(Value::NONE);
        if lock(&self.table).closed {
            return Object { table: self.table.clone(), index: 0 };
        }
        Object::new(&self.table, value)
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        let mut handles = lock(&self.table);
        if !handles.closed {
            handles.values[self.index] = Value::UNBOUND;
            handles.free.push(self.index);
        }
    }
}

impl std::fmt::Debug for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Object({})", self.index)
    }
}
