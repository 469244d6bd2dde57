//! The engine alone; its Python side is tested by programs.

use crate::builtins::regex::{Mode, Program, parse};

fn program(pattern: &str) -> Program {
    let chars: Vec<u32> = pattern.chars().map(u32::from).collect();
    let tree = parse(&chars, 0, false).unwrap_or_else(|failure| panic!("{pattern}: {failure:?}"));
    Program::new(&tree, false)
}

fn spans(pattern: &str, text: &str) -> Option<Vec<usize>> {
    program(pattern).find(text.as_bytes(), 0, Mode::Search, false).map(|found| found.spans)
}

const NO: usize = usize::MAX;

#[test]
fn groups_of_matches() {
    assert_eq!(spans("a(b|c)*d", "xabcbd"), Some(vec![1, 6, 4, 5]));
    assert_eq!(spans("(a)|(b)", "b"), Some(vec![0, 1, NO, NO, 0, 1]));
    assert_eq!(spans("(?:(a)|b)*", "ab"), Some(vec![0, 2, 0, 1]));
    assert_eq!(spans("(a*)*", "aa"), Some(vec![0, 2, 2, 2]));
    assert_eq!(spans("(a*)+?b", "aab"), Some(vec![0, 3, 0, 2]));
    assert_eq!(spans("(?=(a+))a*b\\1", "baaabac"), Some(vec![3, 6, 3, 4]));
}

#[test]
fn repetitions() {
    assert_eq!(spans("x*", "aaa"), Some(vec![0, 0]));
    assert_eq!(spans("a{2,3}?", "aaaa"), Some(vec![0, 2]));
    assert_eq!(spans("a*+a", "aaa"), None);
    assert_eq!(spans("(?>a*)a", "aaa"), None);
    assert_eq!(spans("(?:ab){2}c", "ababc"), Some(vec![0, 5]));
}

#[test]
fn places_and_looks() {
    assert_eq!(spans("(?<=é)x", "éx"), Some(vec![2, 3]));
    assert_eq!(spans("(?<!a)b", "abb"), Some(vec![2, 3]));
    assert_eq!(spans("\\bfoo\\b", "a foo b"), Some(vec![2, 5]));
    assert_eq!(spans("a$", "a\n"), Some(vec![0, 1]));
    assert_eq!(spans("(a)?(?(1)b|c)", "c"), Some(vec![0, 1, NO, NO]));
}

#[test]
fn a_long_text_does_not_overflow_the_stack() {
    let text = "ab".repeat(100_000);
    assert_eq!(spans("(?:a|b|ab)*$", &text), Some(vec![0, 200_000]));
}
