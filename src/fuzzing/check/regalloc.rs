//! Allocations of traces over the whole table, proven by the checker.

use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::trace::pressure::{self, Shape};
use crate::jit::ir::{GiveUp, Trace, verify};
use crate::jit::regalloc::{self, Location, Settings, allocate};
use crate::uops::x64;

fn case(random: &mut Choices<'_>) -> (Trace, Vec<Location>) {
    let shape = Shape::any(random);
    pressure::trace(random, shape)
}

pub fn print(bytes: &[u8]) -> String {
    case(&mut Choices::new(bytes)).0.to_string()
}

pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let mut random = Choices::new(bytes);
    let seed = random.word();
    let squeeze = |random: &mut Choices<'_>| {
        let (general, float) = (6 + random.below(6), 5 + random.below(8));
        (random.fewer(x64::GENERAL, general), random.fewer(x64::FLOAT, float))
    };
    let masks = [squeeze(&mut random), squeeze(&mut random)];
    let (trace, inherited) = case(&mut random);
    statistics.cases += 1;
    let wrong = |what: String, settings: &Settings| Failure {
        what: format!("{what}\n{settings:?}"),
        case: trace.to_string(),
        extension: "txt",
    };
    let usual = Settings { first_spill: 20, check: false, ..Settings::default() };
    verify(&trace).map_err(|error| wrong(error, &usual))?;
    statistics.see(&trace);
    let mut ways = vec![usual, Settings { spill_everything: true, ..usual }, Settings { seed: Some(seed), ..usual }];
    for (index, (general, float)) in masks.into_iter().enumerate() {
        ways.push(Settings { general, float, seed: (index == 1).then_some(seed), ..usual });
    }
    for (way, settings) in ways.iter().enumerate() {
        let allocation = match allocate(&trace, &inherited, settings) {
            Ok(allocation) => allocation,
            Err(GiveUp::OutOfRegisters) if settings.general != usual.general => {
                statistics.count("squeezed too much", 1);
                continue;
            }
            Err(error) => return Err(wrong(format!("{error:?}"), settings)),
        };
        statistics.executions += 1;
        regalloc::check(&trace, &inherited, settings, &allocation).map_err(|error| wrong(error, settings))?;
        // Text is slow: one allocation of every eighth case.
        if !seed.is_multiple_of(8) || seed as usize / 8 % ways.len() != way {
            continue;
        }
        let text = regalloc::print(&trace, &allocation);
        match regalloc::parse(&trace, &text) {
            Ok(again) if again == allocation => {}
            Ok(_) => return Err(wrong(format!("parsed otherwise than printed:\n{text}"), settings)),
            Err(error) => return Err(wrong(format!("{error}\n{text}"), settings)),
        }
    }
    Ok(())
}
