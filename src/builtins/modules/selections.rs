//! The selections of `itertools`: products, permutations and combinations of pools of items.
//!
//! 1. A pool is read once, when the iterator is made; the iterator holds indices into it.

use std::cell::RefCell;

use crate::builtins::arguments::{self, Keywords, str_of};
use crate::builtins::modules::iterators::wrap;
use crate::builtins::protocol;
use crate::gc::Tracer;
use crate::object::{Call, ClassId, NativeIterator, PyResult, Value};

struct Selection {
    class: ClassId,
    pools: Vec<Vec<Value>>,
    /// One pool for all places, except for products.
    state: RefCell<State>,
}

struct State {
    started: bool,
    indices: Vec<usize>,
    /// For permutations: how many steps each place has left.
    cycles: Vec<usize>,
    length: usize,
}

/// `product(...)`, `permutations(...)`, `combinations(...)`, `combinations_with_replacement(...)`.
pub fn construct(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let name = class.name().rsplit('.').next().unwrap_or("");
    if class == ClassId::Product {
        let repeat = match keywords {
            [] => 1,
            [(key, value)] if str_of(cx, *key).is_some_and(|key| key.as_str() == "repeat") => {
                arguments::size(cx, *value)?
            }
            _ => {
                arguments::keyword_only(cx, name, keywords, ["repeat"])?;
                1
            }
        };
        if repeat < 0 {
            return Err(cx.value_error("repeat argument cannot be negative"));
        }
        let mut pools = Vec::new();
        for arg in args {
            let pool = pool(cx, *arg)?;
            pools.push(pool);
        }
        cx.reserve(pools.len().saturating_mul(repeat as usize).saturating_mul(16))?;
        let pools: Vec<Vec<Value>> = (0..repeat).flat_map(|_| pools.iter().cloned()).collect();
        let length = pools.len();
        return make(cx, class, pools, length);
    }
    let [iterable, length] = arguments::named(
        cx,
        name,
        args,
        keywords,
        ["iterable", "r"],
        if class == ClassId::Permutations { 1 } else { 2 },
    )?;
    let pool = pool(cx, iterable)?;
    let length = if length.is_unbound() || length.is_none() && class == ClassId::Permutations {
        pool.len() as i64
    } else if !protocol::has_index(cx, length) && class == ClassId::Permutations {
        return Err(cx.type_error("Expected int as r"));
    } else {
        arguments::size(cx, length)?
    };
    if length < 0 {
        return Err(cx.value_error("r must be non-negative"));
    }
    make(cx, class, vec![pool], length as usize)
}

fn pool(cx: &mut dyn Call, iterable: Value) -> PyResult<Vec<Value>> {
    let items = protocol::collect(cx, iterable)?;
    // The other pools are still to be read.
    for item in &items {
        cx.root(*item);
    }
    Ok(items)
}

fn make(cx: &mut dyn Call, class: ClassId, pools: Vec<Vec<Value>>, length: usize) -> PyResult {
    let size = pools.first().map_or(0, Vec::len);
    let possible = match class {
        ClassId::Product => pools.iter().all(|pool| !pool.is_empty()),
        ClassId::CombinationsWithReplacement => size > 0 || length == 0,
        _ => length <= size,
    };
    let indices = if !possible {
        Vec::new()
    } else {
        match class {
            ClassId::Product | ClassId::CombinationsWithReplacement => vec![0; length],
            ClassId::Permutations => (0..size).collect(),
            _ => (0..length).collect(),
        }
    };
    let cycles =
        if class == ClassId::Permutations && possible { (0..length).map(|at| size - at).collect() } else { Vec::new() };
    if !possible {
        return wrap(
            cx,
            Selection {
                class,
                pools: vec![Vec::new()],
                state: RefCell::new(State { started: true, indices, cycles, length: 0 }),
            },
        );
    }
    wrap(cx, Selection { class, pools, state: RefCell::new(State { started: false, indices, cycles, length }) })
}

impl State {
    /// Moves on to the next selection; whether there is one.
    fn advance(&mut self, class: ClassId, pools: &[Vec<Value>]) -> bool {
        if !self.started {
            self.started = true;
            return true;
        }
        let size = pools.first().map_or(0, Vec::len);
        let length = self.length;
        match class {
            ClassId::Product => {
                for place in (0..length).rev() {
                    self.indices[place] += 1;
                    if self.indices[place] < pools[place].len() {
                        return true;
                    }
                    self.indices[place] = 0;
                }
                false
            }
            ClassId::Combinations => {
                for place in (0..length).rev() {
                    if self.indices[place] != place + size - length {
                        self.indices[place] += 1;
                        for later in place + 1..length {
                            self.indices[later] = self.indices[later - 1] + 1;
                        }
                        return true;
                    }
                }
                false
            }
            ClassId::CombinationsWithReplacement => {
                for place in (0..length).rev() {
                    if self.indices[place] + 1 < size {
                        let next = self.indices[place] + 1;
                        self.indices[place..].fill(next);
                        return true;
                    }
                }
                false
            }
            _ => {
                for place in (0..length).rev() {
                    self.cycles[place] -= 1;
                    if self.cycles[place] == 0 {
                        self.indices[place..].rotate_left(1);
                        self.cycles[place] = size - place;
                    } else {
                        let other = size - self.cycles[place];
                        self.indices.swap(place, other);
                        return true;
                    }
                }
                false
            }
        }
    }
}

impl NativeIterator for Selection {
    fn class(&self) -> ClassId {
        self.class
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let mut state = self.state.borrow_mut();
        if !state.advance(self.class, &self.pools) {
            return Ok(None);
        }
        let items: smallvec::SmallVec<[Value; 8]> = state.indices[..state.length]
            .iter()
            .enumerate()
            .map(|(place, index)| self.pools[if self.class == ClassId::Product { place } else { 0 }][*index])
            .collect();
        Ok(Some(cx.tuple(&items)))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for pool in &self.pools {
            tracer.values(pool);
        }
    }
}
