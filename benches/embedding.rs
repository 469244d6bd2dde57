//! What a host pays for an engine: the first one of a process, and each further one, with `1+1` evaluated.
//!
//! ```text
//! cargo bench --bench embedding
//! ```

use std::time::Instant;
use taipan::Vm;

fn once() -> f64 {
    let begin = Instant::now();
    let mut vm = Vm::new();
    let sum: i64 = vm.eval("1+1").unwrap_or(0);
    drop(vm);
    assert_eq!(sum, 2);
    begin.elapsed().as_secs_f64() * 1e6
}

fn main() {
    let first = once();
    let mut further: Vec<f64> = (0..2000).map(|_| once()).collect();
    further.sort_by(f64::total_cmp);
    println!("first engine and 1+1:        {first:8.1} µs");
    println!("each further one (median):   {:8.1} µs", further[further.len() / 2]);
    let mut vm = Vm::new();
    let mut evaluations: Vec<f64> = (0..2000)
        .map(|_| {
            let begin = Instant::now();
            let _: i64 = vm.eval("1+1").unwrap_or(0);
            begin.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    evaluations.sort_by(f64::total_cmp);
    println!("1+1 in a warm engine:        {:8.1} µs", evaluations[evaluations.len() / 2]);
}
