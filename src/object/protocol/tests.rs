use super::*;
use crate::object::test_vm::TestVm;
use crate::object::*;
use proptest::prelude::*;

fn ints(vm: &mut TestVm, items: &[i64]) -> Value {
    let items: Vec<Value> = items.iter().map(|i| Value::int(*i)).collect();
    Value::object(vm.list(&items))
}

fn numbers_of(list: Value) -> Vec<i64> {
    list.cast::<ListObject>()
        .map(|l| ListObject::items(l).iter().filter_map(|v| v.as_int()).collect())
        .unwrap_or_default()
}

/// What CPython's slices select.
fn selected(len: i64, start: Option<i64>, stop: Option<i64>, step: i64) -> Vec<i64> {
    let clip = |value: Option<i64>, default: i64| match value {
        None => default,
        Some(i) if i < 0 => (i + len).max(if step < 0 { -1 } else { 0 }),
        Some(i) => i.min(if step < 0 { len - 1 } else { len }),
    };
    let mut at = clip(start, if step < 0 { len - 1 } else { 0 });
    let stop = clip(stop, if step < 0 { -1 } else { len });
    let mut out = Vec::new();
    while if step > 0 { at < stop } else { at > stop } {
        out.push(at);
        at += step;
    }
    out
}

proptest! {
    #[test]
    fn slices(
        len in 0i64..12,
        start in prop::option::of(-15i64..15),
        stop in prop::option::of(-15i64..15),
        step in prop_oneof![-4i64..0, 1i64..4],
        new in prop::collection::vec(100i64..200, 0..6),
    ) {
        let vm = &mut TestVm::new();
        let all: Vec<i64> = (0..len).collect();
        let expected = selected(len, start, stop, step);
        let part = |v: Option<i64>| v.map_or(Value::NONE, Value::int);
        let slice = vm.slice(part(start), part(stop), Value::int(step));
        let list = ints(vm, &all);
        let got = get_item(vm, list, slice).unwrap();
        prop_assert_eq!(numbers_of(got), expected.clone());
        let range = vm.range(0, len, 1);
        let got = get_item(vm, Value::object(range), slice).unwrap();
        let got = list_from(vm, got).unwrap();
        prop_assert_eq!(numbers_of(Value::object(got)), expected.clone());
        // Deleting leaves the rest.
        let list = ints(vm, &all);
        del_item(vm, list, slice).unwrap();
        let rest: Vec<i64> = all.iter().copied().filter(|i| !expected.contains(i)).collect();
        prop_assert_eq!(numbers_of(list), rest);
        // Assigning needs the same number of items unless the step is 1.
        let list = ints(vm, &all);
        let source = ints(vm, &new);
        let outcome = set_item(vm, list, slice, source);
        if step == 1 {
            let from = expected.first().copied().unwrap_or_else(|| {
                let start = start.unwrap_or(0);
                if start < 0 { (start + len).max(0) } else { start.min(len) }
            }) as usize;
            let mut model = all.clone();
            model.splice(from..from + expected.len(), new);
            prop_assert_eq!(numbers_of(list), model);
        } else {
            prop_assert_eq!(outcome.is_ok(), new.len() == expected.len());
        }
    }

    #[test]
    fn ranges(start in -50i64..50, stop in -50i64..50, step in prop_oneof![-7i64..0, 1i64..7], probe in -60i64..60) {
        let vm = &mut TestVm::new();
        let range = vm.range(start, stop, step);
        let mut model = Vec::new();
        let mut at = start;
        while if step > 0 { at < stop } else { at > stop } {
            model.push(at);
            at += step;
        }
        prop_assert_eq!(range.len as usize, model.len());
        prop_assert_eq!(range.contains(probe), model.contains(&probe));
        let back = reversed(vm, Value::object(range)).unwrap();
        let back = list_from(vm, back).unwrap();
        model.reverse();
        prop_assert_eq!(numbers_of(Value::object(back)), model);
    }
}

#[test]
fn deep_structures_raise_instead_of_overflowing() {
    let vm = &mut TestVm::new();
    let mut nested: Vec<Value> = Vec::new();
    for _ in 0..2 {
        let (mut list, mut tuple, mut iterator) = (ints(vm, &[1]), vm.tuple(&[]), Value::NONE);
        for number in 0..50_000 {
            list = Value::object(vm.list(&[list]));
            tuple = vm.tuple(&[tuple]);
            iterator = if number == 0 {
                iter(vm, list).unwrap()
            } else {
                vm.iterator(IteratorState::Enumerate { iterator, next: Value::int(0) })
            };
        }
        nested.extend([list, tuple, iterator]);
    }
    let recursion = |vm: &mut TestVm, outcome: PyResult<()>| {
        let raised = outcome.unwrap_err();
        assert!(vm.message(raised).starts_with("RecursionError: maximum recursion depth exceeded"));
    };
    let outcome = equal(vm, nested[0], nested[3]).map(|_| ());
    recursion(vm, outcome);
    let outcome = compare(vm, CompareOp::Lt, nested[1], nested[4]).map(|_| ());
    recursion(vm, outcome);
    let outcome = hash(vm, nested[1]).map(|_| ());
    recursion(vm, outcome);
    let outcome = next(vm, nested[2]).map(|_| ());
    recursion(vm, outcome);
    let outcome = is_instance(vm, Value::NONE, nested[1]).map(|_| ());
    recursion(vm, outcome);
}

#[test]
fn attributes_move_with_the_shape() {
    let vm = &mut TestVm::new();
    let class = TestVm::class(vm, "C", &[], vec![]);
    vm.root(Value::object(class));
    let names: Vec<_> = (0..40).map(|i| vm.intern_str(&format!("n{i}"))).collect();
    let (a, b) = (vm.new_instance(class), vm.new_instance(class));
    vm.root(Value::object(a));
    vm.root(Value::object(b));
    for (number, name) in names.iter().enumerate() {
        for instance in [a, b] {
            set_attr(vm, Value::object(instance), *name, Value::int(number as i64)).unwrap();
        }
    }
    assert_eq!(a.header.shape.get(), b.header.shape.get());
    vm.collect();
    for number in (0..40).step_by(3) {
        del_attr(vm, Value::object(a), names[number]).unwrap();
        assert!(find_attr(vm, Value::object(a), names[number]).unwrap().is_none());
    }
    vm.collect();
    for number in 0..40 {
        let left = find_attr(vm, Value::object(a), names[number]).unwrap();
        assert_eq!(left, (number % 3 != 0).then_some(Value::int(number as i64)));
        assert_eq!(get_attr(vm, Value::object(b), names[number]).unwrap(), Value::int(number as i64));
    }
    // A later instance has room for all of them at once.
    let later = vm.new_instance(class);
    assert!(vm.shape_of(later).inline_slots >= 40);
    let dict = vm.instance_dict(later);
    vm.dict_set_str(dict, names[0], Value::TRUE);
    assert_eq!(vm.instance_get(later, names[0]), Some(Value::TRUE));
    vm.dict_clear(dict);
    assert_eq!(vm.instance_get(later, names[0]), None);
}

#[test]
fn classes_change_versions_and_are_watched() {
    let vm = &mut TestVm::new();
    let base = TestVm::class(vm, "Base", &[], vec![]);
    let class = TestVm::class(vm, "Derived", &[Value::object(base)], vec![]);
    let name = vm.intern_str("x");
    assert_eq!(vm.class_lookup(class, name), None);
    let version = vm.class_version(class);
    class.watch();
    set_attr(vm, Value::object(base), name, Value::int(1)).unwrap();
    assert_ne!(vm.class_version(class), version);
    assert_eq!(vm.watch_events, [WatchEvent::Class(class)]);
    assert_eq!(vm.class_lookup(class, name), Some(Value::int(1)));
    let int = vm.realm.class(ClassId::Int);
    let raised = set_attr(vm, Value::object(int), name, Value::NONE).unwrap_err();
    assert_eq!(vm.message(raised), "TypeError: cannot set 'x' attribute of immutable type 'int'");
}
