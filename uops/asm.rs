//! The buffer that templates write into.

use dynasmrt::VecAssembler;
use dynasmrt::x64::X64Relocation;

/// Position-independent machine code of one trace, with labels.
pub type Asm = VecAssembler<X64Relocation>;
