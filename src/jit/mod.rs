//! The trace compiler.
pub mod hot;
pub mod ir;
pub mod opt;
pub mod record;
pub mod regalloc;
pub mod emit;
pub mod exit;
#[cfg(test)]
mod tests;
