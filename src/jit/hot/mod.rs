//! Floor 8: back-off after failures, the blocklist, and the counts.

mod backoff;
mod statistics;

pub use backoff::Backoff;
pub use statistics::Statistics;
