//! Executable memory of one VM.
//!
//! ```text
//! let at = memory.allocate(code.len())?;      // its address is known before it is written
//! memory.write(at, &code)?;                   // …so the code can name addresses relative to itself
//! memory.patch(at + 7, &distance)?;
//! ```
//!
//! 1. One region per VM, reserved when the first trace is published, never moved, unmapped with the
//!    VM. All code of a VM reaches all other with a 32-bit distance.
//! 2. No page is writable and executable through one mapping: on Linux a memfd is mapped twice,
//!    once to write and once to run; elsewhere the protection is flipped for each write.
//! 3. When the region or the budget is full, that is an error, and nothing changes.

use std::io;

use memmap2::{Mmap, MmapMut, MmapOptions};

/// The address of machine code, in the mapping that runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeAddress(pub usize);

impl CodeAddress {
    /// The address `bytes` further on.
    pub const fn plus(self, bytes: u32) -> CodeAddress {
        CodeAddress(self.0 + bytes as usize)
    }
}

/// Why code could not be placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemoryError {
    /// The budget is used up.
    Full,
    /// The system refuses executable memory.
    Refused,
}

/// Alignment of everything that is allocated.
pub const ALIGNMENT: usize = 16;
/// The budget unless told otherwise.
pub const DEFAULT_BUDGET: usize = 16 << 20;
/// Filler: a breakpoint.
const TRAP: u8 = 0xCC;

enum Region {
    /// Two mappings of the same memory.
    Double { writable: MmapMut, executable: Mmap },
    /// One mapping, made writable for the time of a write. `None` after the system refused to
    /// change it back.
    Flipping(Option<Mmap>),
}

/// Which way of mapping to use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mapping {
    /// Two mappings if possible, else flipping.
    Best,
    /// One mapping, flipped.
    Flipping,
}

/// See the module.
pub struct CodeMemory {
    region: Option<Region>,
    mapping: Mapping,
    budget: usize,
    /// Offset of the first byte never used.
    top: usize,
    /// Freed ranges (offset, size), ascending, not adjacent.
    free: Vec<(usize, usize)>,
    used: usize,
}

impl CodeMemory {
    /// Memory for at most `budget` bytes of code. Maps nothing yet.
    pub const fn new(budget: usize, mapping: Mapping) -> CodeMemory {
        CodeMemory { region: None, mapping, budget, top: 0, free: Vec::new(), used: 0 }
    }
    /// Bytes in use.
    pub const fn used(&self) -> usize {
        self.used
    }
    fn region(&mut self) -> Result<&mut Region, MemoryError> {
        if self.region.is_none() {
            let size = self.budget.max(1).next_multiple_of(4096);
            let double = if self.mapping == Mapping::Best { map_twice(size).ok() } else { None };
            let region = match double {
                Some(region) => region,
                None => map_once(size).map_err(|_| MemoryError::Refused)?,
            };
            self.region = Some(region);
        }
        self.region.as_mut().ok_or(MemoryError::Refused)
    }
    fn start(&mut self) -> Result<usize, MemoryError> {
        match self.region()? {
            Region::Double { executable, .. } => Ok(executable.as_ptr() as usize),
            Region::Flipping(Some(map)) => Ok(map.as_ptr() as usize),
            Region::Flipping(None) => Err(MemoryError::Refused),
        }
    }
    /// Room for `size` bytes.
    pub fn allocate(&mut self, size: usize) -> Result<CodeAddress, MemoryError> {
        let size = size.max(1).next_multiple_of(ALIGNMENT);
        let start = self.start()?;
        let hole = self.free.iter().position(|(_, room)| *room >= size);
        let offset = match hole {
            Some(index) => {
                let (offset, room) = self.free[index];
                if room == size {
                    self.free.remove(index);
                } else {
                    self.free[index] = (offset + size, room - size);
                }
                offset
            }
            None if size <= self.budget.saturating_sub(self.top) => {
                self.top += size;
                self.top - size
            }
            None => return Err(MemoryError::Full),
        };
        self.used += size;
        Ok(CodeAddress(start + offset))
    }
    /// Gives back what `allocate(size)` returned. Nothing may run or jump there any more.
    pub fn release(&mut self, at: CodeAddress, size: usize) {
        let size = size.max(1).next_multiple_of(ALIGNMENT);
        let Ok(start) = self.start() else { return };
        let offset = at.0 - start;
        if cfg!(debug_assertions) {
            let _ = self.write(at, &vec![TRAP; size]);
        }
        self.used -= size;
        let index = self.free.partition_point(|(other, _)| *other < offset);
        self.free.insert(index, (offset, size));
        if index + 1 < self.free.len() && self.free[index].0 + self.free[index].1 == self.free[index + 1].0 {
            self.free[index].1 += self.free[index + 1].1;
            self.free.remove(index + 1);
        }
        if index > 0 && self.free[index - 1].0 + self.free[index - 1].1 == self.free[index].0 {
            self.free[index - 1].1 += self.free[index].1;
            self.free.remove(index);
        }
        if let Some(&(last, room)) = self.free.last()
            && last + room == self.top
        {
            self.top = last;
            self.free.pop();
        }
    }
    /// Writes `bytes` to `at`, which was allocated.
    pub fn write(&mut self, at: CodeAddress, bytes: &[u8]) -> Result<(), MemoryError> {
        let offset = at.0.wrapping_sub(self.start()?);
        match self.region()? {
            Region::Double { writable, .. } => {
                let target = writable.get_mut(offset..offset + bytes.len()).ok_or(MemoryError::Full)?;
                target.copy_from_slice(bytes);
            }
            Region::Flipping(slot) => {
                let mut map = slot.take().ok_or(MemoryError::Refused)?.make_mut().map_err(|_| MemoryError::Refused)?;
                if let Some(target) = map.get_mut(offset..offset + bytes.len()) {
                    target.copy_from_slice(bytes);
                }
                *slot = Some(map.make_exec().map_err(|_| MemoryError::Refused)?);
            }
        }
        Ok(())
    }
    /// The code at `at`, to be read.
    pub fn read(&self, at: CodeAddress, size: usize) -> &[u8] {
        let bytes: &[u8] = match &self.region {
            Some(Region::Double { executable, .. }) => executable,
            Some(Region::Flipping(Some(map))) => map,
            _ => &[],
        };
        let offset = at.0.wrapping_sub(bytes.as_ptr() as usize);
        bytes.get(offset..offset.wrapping_add(size)).unwrap_or(&[])
    }
}

#[cfg(target_os = "linux")]
fn map_twice(size: usize) -> io::Result<Region> {
    use std::os::fd::FromRawFd;
    // SAFETY: the name is a C string; the result is checked.
    let descriptor = unsafe { libc::memfd_create(c"taipan-code".as_ptr(), libc::MFD_CLOEXEC) };
    if descriptor < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor is open and nobody else's.
    let file = unsafe { std::fs::File::from_raw_fd(descriptor) };
    file.set_len(size as u64)?;
    // SAFETY: nobody else knows the file, so that nothing changes it behind the mappings but we.
    let writable = unsafe { MmapOptions::new().len(size).map_mut(&file)? };
    // SAFETY: as above.
    let executable = unsafe { MmapOptions::new().len(size).map_exec(&file)? };
    Ok(Region::Double { writable, executable })
}

#[cfg(not(target_os = "linux"))]
fn map_twice(_size: usize) -> io::Result<Region> {
    Err(io::ErrorKind::Unsupported.into())
}

fn map_once(size: usize) -> io::Result<Region> {
    Ok(Region::Flipping(Some(MmapOptions::new().len(size).map_anon()?.make_exec()?)))
}
