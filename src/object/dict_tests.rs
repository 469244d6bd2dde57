use super::*;
use crate::object::test_vm::TestVm;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Set(u16, i64),
    Get(u16),
    Remove(u16),
    Collect,
    Clear,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0u16..60, any::<i32>()).prop_map(|(k, v)| Step::Set(k, v as i64)),
        3 => (0u16..60).prop_map(Step::Get),
        4 => (0u16..60).prop_map(Step::Remove),
        1 => Just(Step::Collect),
        1 => prop::bool::weighted(0.1).prop_map(|b| if b { Step::Clear } else { Step::Collect }),
    ]
}

/// Keys of several kinds, some equal to others.
fn key(vm: &mut TestVm, number: u16) -> Value {
    match number % 5 {
        0 => Value::int(number as i64),
        1 => Value::float(number as f64 - 1.0),
        2 => vm.str(&format!("key {number}")),
        3 => {
            let text = vm.str("t");
            vm.tuple(&[Value::int(number as i64), text])
        }
        _ => vm.int((number as i64) << 50),
    }
}

/// Which keys are equal.
fn class(number: u16) -> u16 {
    if number % 5 == 1 { number - 1 } else { number }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn behaves_as_an_ordered_map(steps in prop::collection::vec(step(), 1..300)) {
        let vm = &mut TestVm::new();
        let dict = vm.new_dict();
        vm.root(Value::object(dict));
        let mut model: Vec<(u16, i64)> = Vec::new();
        for step in steps {
            let version = vm.keys_version(dict);
            let before: Vec<u16> = model.iter().map(|m| m.0).collect();
            match step {
                Step::Set(k, v) => {
                    let key = key(vm, k);
                    dict_set(vm, dict, key, Value::int(v)).unwrap();
                    match model.iter_mut().find(|m| m.0 == class(k)) {
                        Some(entry) => entry.1 = v,
                        None => model.push((class(k), v)),
                    }
                }
                Step::Get(k) => {
                    let key = key(vm, k);
                    let found = dict_get(vm, dict, key).unwrap();
                    prop_assert_eq!(found, model.iter().find(|m| m.0 == class(k)).map(|m| Value::int(m.1)));
                }
                Step::Remove(k) => {
                    let key = key(vm, k);
                    let found = dict_remove(vm, dict, key).unwrap();
                    let at = model.iter().position(|m| m.0 == class(k));
                    prop_assert_eq!(found, at.map(|at| Value::int(model.remove(at).1)));
                }
                Step::Collect => vm.collect(),
                Step::Clear => {
                    vm.dict_clear(dict);
                    model.clear();
                }
            }
            let after: Vec<u16> = model.iter().map(|m| m.0).collect();
            if before != after {
                prop_assert_ne!(vm.keys_version(dict), version);
            }
            prop_assert_eq!(dict.len(), model.len());
            let values: Vec<Value> = DictObject::pairs(dict).iter().map(|p| p.1).collect();
            prop_assert_eq!(values, model.iter().map(|m| Value::int(m.1)).collect::<Vec<_>>());
        }
        let copy = vm.dict_copy(dict).unwrap();
        prop_assert!(crate::object::protocol::equal(vm, Value::object(dict), Value::object(copy)).unwrap());
    }
}

#[test]
fn reports_watched_entries_and_names() {
    let vm = &mut TestVm::new();
    let dict = vm.new_dict();
    let name = vm.intern_str("name");
    vm.dict_set_str(dict, name, Value::int(1));
    let index = vm.dict_find_str(dict, name).unwrap();
    let version = vm.keys_version(dict);
    assert!(vm.watch_entry(dict, index));
    vm.dict_set_str(dict, name, Value::int(1));
    assert!(vm.watch_events.is_empty());
    vm.dict_set_str(dict, name, Value::int(2));
    assert_eq!(vm.watch_events, [WatchEvent::Entry { dict, key: Value::object(name) }]);
    assert_eq!(vm.keys_version(dict), version);
    assert!(!vm.watch_entry(dict, index));
    let other = vm.intern_str("other");
    vm.watch_absent(dict, other);
    vm.watch_events.clear();
    vm.dict_set_str(dict, other, Value::NONE);
    assert_eq!(vm.watch_events, [WatchEvent::Absent(other)]);
    assert!(
        vm.machine.pending.load(std::sync::atomic::Ordering::Relaxed) & crate::object::realm::pending::INVALIDATE != 0
    );
}

#[test]
fn keys_of_python_classes_are_asked() {
    let vm = &mut TestVm::new();
    vm.stress = true;
    let class = vm.class(
        "Key",
        &[],
        vec![
            ("__hash__", Box::new(|_, _, _| Ok(Value::int(1)))),
            (
                "__eq__",
                Box::new(|cx, args, _| {
                    let id = cx.intern_str("id");
                    let of = |v: Value| v.cast().and_then(|i| cx.instance_get(i, id));
                    Ok(Value::bool(of(args[0]).is_some() && of(args[0]) == of(args[1])))
                }),
            ),
        ],
    );
    vm.root(Value::object(class));
    let dict = vm.new_dict();
    vm.root(Value::object(dict));
    let id = vm.intern_str("id");
    for number in 0..30 {
        let key = vm.new_instance(class);
        vm.instance_set(key, id, Value::int(number % 10));
        dict_set(vm, dict, Value::object(key), Value::int(number)).unwrap();
    }
    assert_eq!(dict.len(), 10);
    dict_set(vm, dict, Value::int(1), Value::NONE).unwrap();
    assert_eq!(dict.len(), 11);
}

#[test]
fn a_dict_may_change_while_its_keys_are_compared() {
    let vm = &mut TestVm::new();
    let dict = vm.new_dict();
    vm.root(Value::object(dict));
    let address = dict.address();
    let class = vm.class(
        "Evil",
        &[],
        vec![
            ("__hash__", Box::new(|_, _, _| Ok(Value::int(1)))),
            (
                "__eq__",
                Box::new(move |cx, _, _| {
                    cx.dict_clear(Gc::from_address(address));
                    Ok(Value::TRUE)
                }),
            ),
        ],
    );
    let (a, b) = (vm.new_instance(class), vm.new_instance(class));
    dict_set(vm, dict, Value::object(a), Value::int(1)).unwrap();
    dict_set(vm, dict, Value::object(b), Value::int(2)).unwrap();
    assert_eq!(dict.len(), 1);
}
