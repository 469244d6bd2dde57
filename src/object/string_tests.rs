use super::*;
use crate::object::test_vm::TestVm;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Strs made by appending to older ones, some of which are dropped meanwhile.
    #[test]
    fn concatenation_shares_safely(steps in prop::collection::vec((any::<u8>(), "[a-zé]{0,300}", any::<bool>()), 1..60)) {
        let vm = &mut TestVm::new();
        let first = vm.str("start");
        let mut made: Vec<(Value, String)> = vec![(first, "start".to_string())];
        for (which, part, collect) in steps {
            let (left, text) = made[made.len() - 1 - which as usize % made.len().min(3)].clone();
            let right = vm.str(&part);
            let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>()) else { panic!() };
            let sum = vm.concat(a, b).unwrap();
            made.push((sum, text + &part));
            if collect {
                if made.len() > 20 {
                    made.drain(..5);
                }
                let mark = vm.root_mark();
                for (value, _) in &made {
                    vm.root(*value);
                }
                vm.collect();
                vm.unroot(mark);
            }
            for (value, text) in &made {
                let string = value.cast::<StrObject>().unwrap();
                prop_assert_eq!(string.as_str(), text);
                prop_assert_eq!(string.char_len(), text.chars().count());
            }
        }
    }

    #[test]
    fn indexing_agrees_with_chars(text in "[a-z€é]{0,40}", picks in prop::collection::vec(any::<u8>(), 0..20)) {
        let vm = &mut TestVm::new();
        let value = vm.new_str(&text);
        let chars: Vec<char> = text.chars().collect();
        for pick in picks {
            if chars.is_empty() { break }
            let (a, b) = (pick as usize % chars.len(), pick as usize / 7 % (chars.len() + 1));
            let one = vm.str_char(value, a).cast::<StrObject>().unwrap();
            prop_assert_eq!(one.as_str(), chars[a].to_string());
            let (from, to) = (a.min(b), a.max(b));
            let part = vm.substring(value, from, to).cast::<StrObject>().unwrap();
            prop_assert_eq!(part.as_str(), chars[from..to].iter().collect::<String>());
        }
    }
}

#[test]
fn appending_in_a_loop_is_linear() {
    let vm = &mut TestVm::new();
    let part = vm.str("0123456789").cast::<StrObject>().unwrap();
    let mut sum = part;
    for _ in 0..100_000 {
        sum = vm.concat(sum, part).unwrap().cast().unwrap();
    }
    assert_eq!(sum.char_len(), 1_000_010);
    assert!(vm.heap.used() < 16 << 20);
}

#[test]
fn interned_strs_are_unique_and_go_away() {
    let vm = &mut TestVm::new();
    let a = vm.intern_str("some name");
    assert_eq!(vm.intern_str("some name"), a);
    let other = vm.new_str("other");
    assert_eq!(vm.intern_value(other), other);
    assert_eq!(vm.intern("other"), Value::object(other));
    vm.root(Value::object(a));
    vm.collect();
    assert!(vm.find_interned("some name").is_some());
    assert!(vm.find_interned("other").is_none());
}
