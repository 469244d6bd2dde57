//! The buffer that templates write into.
//!
//! ```text
//! let exit = asm.label();
//! dynasm!(asm ; .arch x64 ; add Rq(out), Rq(rhs) ; jo =>exit)
//! dynasm!(asm ; .arch x64 ; =>exit ; jmp …) ; asm.commit()?
//! ```
//!
//! 1. The code is position-independent: jumps are relative, and to labels of the same buffer.
//! 2. [`Asm::jumps`] keeps where each jump to a dynamic label has its distance, so that whoever
//!    publishes the code can patch it later.
//! 3. [`Asm::clear`] keeps the memory: one buffer serves all traces of a VM.

use dynasmrt::components::{LabelRegistry, PatchLoc, StaticLabel};
use dynasmrt::x64::X64Relocation;
use dynasmrt::{AssemblyOffset, DynamicLabel, DynasmApi, DynasmError, DynasmLabelApi, TargetKind};

/// A jump (or other pc-relative operand) that names a dynamic label.
#[derive(Clone, Debug)]
pub struct LabelUse {
    /// The label's number: labels count from 0 in the order they were made.
    pub label: u32,
    location: PatchLoc<X64Relocation>,
}

impl LabelUse {
    /// Where the distance stands, if it has 32 bits.
    pub fn field(&self) -> Option<u32> {
        let range = self.location.range(0);
        if range.len() == 4 { Some(range.start as u32) } else { None }
    }
}

const UNDEFINED: u32 = u32::MAX;

/// Machine code of one trace, with labels.
#[derive(Default)]
pub struct Asm {
    bytes: Vec<u8>,
    /// Offsets of dynamic labels.
    labels: Vec<u32>,
    uses: Vec<LabelUse>,
    /// Makes dynamic labels, and keeps the local ones that a template may use inside itself.
    registry: LabelRegistry,
    local_uses: Vec<(PatchLoc<X64Relocation>, StaticLabel)>,
    error: Option<DynasmError>,
}

impl Asm {
    /// An empty buffer; allocates nothing.
    pub fn new() -> Asm {
        Asm::default()
    }
    /// Forgets code and labels, keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.labels.clear();
        self.uses.clear();
        self.registry.clear();
        self.local_uses.clear();
        self.error = None;
    }
    /// Makes a label. It may be used before it is defined.
    pub fn label(&mut self) -> DynamicLabel {
        self.labels.push(UNDEFINED);
        self.registry.new_dynamic_label()
    }
    /// The same as [`label`](Self::label).
    pub fn new_dynamic_label(&mut self) -> DynamicLabel {
        self.label()
    }
    /// Where a label was defined.
    pub fn offset_of(&self, label: DynamicLabel) -> Option<u32> {
        self.labels.get(label.get_id()).copied().filter(|offset| *offset != UNDEFINED)
    }
    /// The jumps to dynamic labels so far, in the order of the code.
    pub fn jumps(&self) -> &[LabelUse] {
        &self.uses
    }
    /// The number of bytes so far.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }
    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
    /// The code so far; complete only after [`commit`](Self::commit).
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
    /// Writes the distances of all jumps.
    pub fn commit(&mut self) -> Result<(), DynasmError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        for (location, label) in &self.local_uses {
            let target = self.registry.resolve_static(label)?;
            let impossible = || DynasmError::ImpossibleRelocation(TargetKind::Local(label.get_name()));
            location.patch(&mut self.bytes[location.range(0)], 0, target.0).map_err(|_| impossible())?;
        }
        self.local_uses.clear();
        for label_use in &self.uses {
            let location = &label_use.location;
            let target = self.labels.get(label_use.label as usize).copied().unwrap_or(UNDEFINED);
            if target == UNDEFINED {
                return Err(DynasmError::ImpossibleRelocation(TargetKind::Value(label_use.label as usize)));
            }
            let range = location.range(0);
            if location.patch(&mut self.bytes[range], 0, target as usize).is_err() {
                return Err(DynasmError::ImpossibleRelocation(TargetKind::Value(target as usize)));
            }
        }
        Ok(())
    }
    /// The finished code.
    pub fn finalize(mut self) -> Result<Vec<u8>, DynasmError> {
        self.commit()?;
        Ok(self.bytes)
    }
}

impl Extend<u8> for Asm {
    fn extend<T: IntoIterator<Item = u8>>(&mut self, iter: T) {
        self.bytes.extend(iter)
    }
}
impl<'a> Extend<&'a u8> for Asm {
    fn extend<T: IntoIterator<Item = &'a u8>>(&mut self, iter: T) {
        self.bytes.extend(iter)
    }
}

impl DynasmApi for Asm {
    #[inline]
    fn offset(&self) -> AssemblyOffset {
        AssemblyOffset(self.bytes.len())
    }
    #[inline]
    fn push(&mut self, byte: u8) {
        self.bytes.push(byte);
    }
    fn align(&mut self, alignment: usize, with: u8) {
        while !self.bytes.len().is_multiple_of(alignment) {
            self.bytes.push(with);
        }
    }
    #[inline]
    fn push_i32(&mut self, value: i32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }
    #[inline]
    fn push_i64(&mut self, value: i64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }
}

impl DynasmLabelApi for Asm {
    type Relocation = X64Relocation;

    fn local_label(&mut self, name: &'static str) {
        let offset = self.offset();
        self.registry.define_local(name, offset);
    }
    fn global_label(&mut self, name: &'static str) {
        let offset = self.offset();
        if let Err(error) = self.registry.define_global(name, offset) {
            self.error = Some(error);
        }
    }
    fn dynamic_label(&mut self, id: DynamicLabel) {
        let offset = self.bytes.len() as u32;
        match self.labels.get_mut(id.get_id()) {
            Some(slot) if *slot == UNDEFINED => *slot = offset,
            _ => self.error = Some(DynasmError::ImpossibleRelocation(TargetKind::Dynamic(id))),
        }
    }
    fn global_relocation(&mut self, name: &'static str, target: isize, field: u8, reference: u8, kind: X64Relocation) {
        let location = PatchLoc::new(self.offset(), target, field, reference, kind);
        self.local_uses.push((location, StaticLabel::global(name)));
    }
    fn dynamic_relocation(&mut self, id: DynamicLabel, target: isize, field: u8, reference: u8, kind: X64Relocation) {
        let location = PatchLoc::new(self.offset(), target, field, reference, kind);
        self.uses.push(LabelUse { label: id.get_id() as u32, location });
    }
    fn forward_relocation(&mut self, name: &'static str, target: isize, field: u8, reference: u8, kind: X64Relocation) {
        let location = PatchLoc::new(self.offset(), target, field, reference, kind);
        let label = match self.registry.place_local_reference(name) {
            Some(label) => label.next(),
            None => StaticLabel::first(name),
        };
        self.local_uses.push((location, label));
    }
    fn backward_relocation(
        &mut self,
        name: &'static str,
        target: isize,
        field: u8,
        reference: u8,
        kind: X64Relocation,
    ) {
        let location = PatchLoc::new(self.offset(), target, field, reference, kind);
        match self.registry.place_local_reference(name) {
            Some(label) => self.local_uses.push((location, label)),
            None => self.error = Some(DynasmError::UnknownLabel(dynasmrt::LabelKind::Local(name))),
        }
    }
    fn value_relocation(&mut self, value: usize, field: u8, reference: u8, kind: X64Relocation) {
        let location = PatchLoc::new(self.offset(), 0, field, reference, kind);
        let range = location.range(0);
        if location.patch(&mut self.bytes[range], 0, value).is_err() {
            self.error = Some(DynasmError::ImpossibleRelocation(TargetKind::Value(value)));
        }
    }
}
