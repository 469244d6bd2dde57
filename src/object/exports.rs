//! Which objects show their bytes to a `memoryview`: those must not change their size meanwhile.
//!
//! ```text
//! realm.export(view, base)            // a view is made
//! exports::may_resize(cx, base)?      // before the size changes: BufferError
//! ```
//!
//! 1. A view that is released, or found dead by a collection, exports nothing any more. So whoever is refused has the
//!    collector look first: the view may be dead without anybody having noticed.

use crate::gc::{Gc, Tracer};
use crate::object::{Call, ClassId, InstanceObject, Kind, PyResult, Realm, Value};

/// Views and what they look at.
#[derive(Default)]
pub struct Exports {
    views: Vec<(Gc<InstanceObject>, Value)>,
}

impl Exports {
    /// Forgets dead views.
    pub(crate) fn finish(&mut self, tracer: &Tracer<'_>) {
        self.views.retain(|(view, _)| tracer.is_marked(*view));
    }
    fn has(&self, base: Value) -> bool {
        self.views.iter().any(|(_, other)| *other == base)
    }
}

impl Realm {
    /// The view looks at that object from now on.
    pub fn export(&mut self, view: Value, base: Value) {
        if let Some(view) = view.cast()
            && matches!(base.kind(), Some(Kind::ByteArray | Kind::Array))
        {
            self.exports.views.push((view, base));
        }
    }
    /// The view looks at nothing any more.
    pub fn end_export(&mut self, view: Value) {
        self.exports.views.retain(|(other, _)| Value::object(*other) != view);
    }
}

/// BufferError if some view looks at the bytearray or array. The caller keeps it alive.
#[inline]
pub fn may_resize(cx: &mut dyn Call, base: Value) -> PyResult<()> {
    if cx.exports.views.is_empty() { Ok(()) } else { may_resize_exported(cx, base) }
}

#[cold]
fn may_resize_exported(cx: &mut dyn Call, base: Value) -> PyResult<()> {
    if !cx.exports.has(base) {
        return Ok(());
    }
    cx.collect_garbage()?;
    if !cx.exports.has(base) {
        return Ok(());
    }
    Err(cx.raise(
        ClassId::BufferError,
        match base.kind() {
            Some(Kind::Array) => "cannot resize an array that is exporting buffers",
            _ => "Existing exports of data: object cannot be re-sized",
        },
    ))
}
