//! Floor 0: typed ids, vectors indexed by them, and bit sets. No word of Python.
//!
//! ```text
//! typed_id! { pub struct SnapshotId }
//! let mut snapshots: IdVec<SnapshotId, Snapshot> = IdVec::new();
//! let id = snapshots.push(snapshot);
//! ```

mod bit_set;
pub mod fault;
mod id;

pub use bit_set::BitSet;
pub(crate) use id::typed_id;
pub use id::{Id, IdVec};
