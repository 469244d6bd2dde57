//! What a number of executions reached.
//!
//! In: what the checks note. Out: a table for people, and lines from which other processes' figures are added up.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::jit::ir::Trace;
use crate::uops::{ExitReason, Uop};

/// Figures of a check.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    pub cases: u64,
    /// Comparisons made: a case may be worth several.
    pub executions: u64,
    /// Stopped by the clock, or of no use.
    pub discarded: u64,
    /// Cases in which a trace was compiled; and whether one was in the case that runs.
    pub compiled: u64,
    pub compiled_now: bool,
    /// Cases that ended by an exception.
    pub raised: u64,
    /// Uops in compiled traces.
    pub uops: BTreeSet<Uop>,
    /// Uops with an exit among those compiled; those whose exit was taken, and those whose exit was forced.
    pub guards: BTreeSet<Uop>,
    pub exits: BTreeSet<Uop>,
    pub forced: BTreeSet<Uop>,
    /// Anything else worth counting.
    pub counts: BTreeMap<Cow<'static, str>, u64>,
}

fn names(uops: impl IntoIterator<Item = Uop>) -> String {
    let names: Vec<&str> = uops.into_iter().map(|uop| uop.definition().name).collect();
    names.join(" ")
}

impl Statistics {
    pub fn count(&mut self, name: &'static str, by: u64) {
        *self.counts.entry(Cow::Borrowed(name)).or_default() += by;
    }
    /// A count, 0 if nothing was counted.
    pub fn counted(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or(0)
    }
    /// A trace that was compiled, or run by oracles.
    pub fn see(&mut self, trace: &Trace) {
        self.uops.extend(trace.insts.iter().map(|inst| inst.op));
    }
    /// As a table for people.
    pub fn report(&self) -> String {
        let share = |part: u64, of: u64| part as f64 * 100.0 / of.max(1) as f64;
        let mut text = format!(
            "cases {} executions {} discarded {} raised {:.1} % compiled a trace {:.1} %\n",
            self.cases,
            self.executions,
            self.discarded,
            share(self.raised, self.cases),
            share(self.compiled, self.cases)
        );
        if !self.uops.is_empty() {
            let without = names(Uop::ALL.iter().copied().filter(|uop| !self.uops.contains(uop)));
            text += &format!("uops covered {} of {}; not: {without}\n", self.uops.len(), Uop::ALL.len());
        }
        if !self.guards.is_empty() {
            let kinds: BTreeSet<Uop> = Uop::ALL.iter().copied().filter(|uop| uop.definition().exit.is_some()).collect();
            text += &format!(
                "kinds of exits {}: compiled {}, taken {}; never compiled: {}\n",
                kinds.len(),
                self.guards.len(),
                self.exits.len(),
                names(kinds.difference(&self.guards).copied())
            );
            if !self.forced.is_empty() {
                // What raised cannot be forced.
                let guards: BTreeSet<Uop> = kinds
                    .into_iter()
                    .filter(|uop| uop.definition().exit != Some(ExitReason::Raised) && self.guards.contains(uop))
                    .collect();
                let (of, not): (usize, Vec<Uop>) = (guards.len(), guards.difference(&self.forced).copied().collect());
                text += &format!("guards compiled and forced {} of {of}; not: {}\n", of - not.len(), names(not));
            }
        }
        for (name, count) in &self.counts {
            text += &format!("{name} {count}\n");
        }
        text
    }
    /// As lines that [`add`](Self::add) reads.
    pub fn lines(&self) -> String {
        let mut text = String::new();
        let numbers = [self.cases, self.executions, self.discarded, self.compiled, self.raised];
        for number in numbers {
            text += &format!("{number} ");
        }
        text.push('\n');
        for uops in [&self.uops, &self.guards, &self.exits, &self.forced] {
            text += &names(uops.iter().copied());
            text.push('\n');
        }
        for (name, count) in &self.counts {
            text += &format!("{count} {name}\n");
        }
        text
    }
    /// Adds what another process found.
    pub fn add(&mut self, lines: &str) {
        let mut lines = lines.lines();
        let numbers = lines.next().unwrap_or("").split(' ').map(|number| number.parse().unwrap_or(0));
        let own = [&mut self.cases, &mut self.executions, &mut self.discarded, &mut self.compiled, &mut self.raised];
        for (own, number) in own.into_iter().zip(numbers) {
            *own += number;
        }
        for own in [&mut self.uops, &mut self.guards, &mut self.exits, &mut self.forced] {
            let names = lines.next().unwrap_or("").split(' ');
            own.extend(names.filter_map(Uop::from_name));
        }
        for line in lines {
            if let Some((count, name)) = line.split_once(' ') {
                *self.counts.entry(Cow::Owned(name.into())).or_default() += count.parse::<u64>().unwrap_or(0);
            }
        }
    }
}
