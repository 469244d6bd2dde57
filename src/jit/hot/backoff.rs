//! When to try again after a recording was given up.

use rustc_hash::FxHashMap;

use crate::jit::ir::GiveUp;

/// Failures until a place is blocked.
const FAILURES: u8 = 6;
/// Failures for a reason that goes away by itself (a loop met on its last iteration).
const TRANSIENT_FAILURES: u8 = 40;
/// … as so many of which a loop met on its last iteration counts: one that always is has so few
/// iterations that it is better unrolled into what is around it.
const LEFT_LOOP: u8 = 4;

/// Failures by place: a code's address and pc, or a trace and its exit.
#[derive(Debug, Default)]
pub struct Backoff {
    places: FxHashMap<(usize, u32), (u8, u8)>,
    invalidated: FxHashMap<(usize, u32), u8>,
}

impl Backoff {
    /// Whether recording there was given up for good.
    pub fn is_blocked(&self, place: (usize, u32)) -> bool {
        self.places.get(&place).is_some_and(|(hard, soft)| *hard >= FAILURES || *soft >= TRANSIENT_FAILURES)
    }
    /// Counts a trace of that place that was invalidated; how many executions to wait until the next attempt.
    pub fn invalidated(&mut self, place: (usize, u32), threshold: u16) -> u16 {
        let count = self.invalidated.entry(place).or_default();
        *count = count.saturating_add(1);
        // A few are nothing: a program sets itself up.
        let wait = (threshold as u32) << count.saturating_sub(4).min(9);
        wait.min(30_000) as u16
    }
    /// Counts a failure; how many executions to wait until the next attempt.
    pub fn failed(&mut self, place: (usize, u32), reason: GiveUp, threshold: u16) -> u16 {
        let (hard, soft) = self.places.entry(place).or_default();
        // A short loop is often met on its last iteration; a little later it is not. An odd number of
        // executions, so that the next attempt meets another phase of the loop.
        if matches!(reason, GiveUp::GlobalChanges | GiveUp::LeftLoop) {
            *soft = soft.saturating_add(if reason == GiveUp::LeftLoop { LEFT_LOOP } else { 1 });
            return (threshold / 16).max(2) + 2 * *soft as u16 + 1;
        }
        *hard = hard.saturating_add(1);
        let wait = (threshold.max(8) as u32) << (*hard).min(8);
        wait.min(30_000) as u16
    }
}
