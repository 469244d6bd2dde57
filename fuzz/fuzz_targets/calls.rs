//! `cargo fuzz run calls`: see `taipan::fuzzing`.
#![no_main]

use taipan::fuzzing::{Statistics, check};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let check = check::find("calls").expect("a check");
    if let Err(failure) = (check.run)(bytes, &mut Statistics::default()) {
        panic!("{}\n{}", failure.what, failure.case);
    }
});
