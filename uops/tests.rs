//! Every template against its oracle: edge values of each operand's type, random registers within
//! the constraints (also a result in a dying operand's register), both forms, exits taken and not,
//! and everything a template must leave alone compared: registers, spill slots, memory.

mod image;
mod machine;
mod reference;

use super::{Constraints, Definition, Machinery, Outcome, Type, Uop, x64};
use image::Image;
use machine::{Code, Registers};

/// A small generator: the tests are the same every time.
pub struct Random(pub u64);
impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }
    pub fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const INTS: &[i64] = &[
    0,
    1,
    -1,
    2,
    -2,
    3,
    7,
    -7,
    10,
    -10,
    63,
    64,
    127,
    128,
    -128,
    -129,
    255,
    1000,
    0x7FFF_FFFF,
    -0x8000_0000,
    0x8000_0000,
    1 << 32,
    (1 << 47) - 1,
    1 << 47,
    -(1 << 47),
    -(1 << 47) - 1,
    (1 << 53) + 1,
    i64::MAX,
    i64::MAX - 1,
    i64::MIN,
    i64::MIN + 1,
    0x1234_5678_9ABC_DEF0,
    -0x0FED_CBA9_8765_4321,
];
const FLOATS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    -1.5,
    2.0,
    3.0,
    -3.0,
    0.1,
    10.0,
    1e10,
    -1e10,
    1e300,
    -1e300,
    f64::MAX,
    f64::MIN,
    f64::MIN_POSITIVE,
    5e-324,
    -5e-324,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    9.223372036854775e18,
    9.223372036854775807e18,
    -9.223372036854775808e18,
    1e19,
    4503599627370495.5,
    0.49999999999999994,
    2.25,
    7.3,
    1e-200,
];

/// Words of a parameter.
fn words(name: &str, ty: Type, image: &Image) -> Vec<u64> {
    match ty {
        Type::Int if name == "index" => (-9..9).map(|i: i64| i as u64).collect(),
        Type::Int if name == "state" => image.caller_states(),
        Type::Int => INTS.iter().map(|i| *i as u64).collect(),
        Type::Float => FLOATS.iter().map(|f| f.to_bits()).collect(),
        Type::Bool => vec![0, 1],
        Type::Value => image.values(),
        Type::Object => vec![image.object(name)],
        Type::Raw => image.raws(name),
        Type::Unit => unreachable!(),
    }
}

/// What the uop's doc says is proven before.
fn allowed(uop: Uop, args: &[u64]) -> bool {
    match uop {
        Uop::IntFloorDiv | Uop::IntMod => args[1] != 0,
        Uop::IntShiftRight | Uop::IntShiftLeftWrap => args[1] < 64,
        Uop::ItemLoad
        | Uop::ItemStore
        | Uop::TupleLoad
        | Uop::FloatItemLoad
        | Uop::FloatItemStore
        | Uop::SingleItemLoad
        | Uop::SingleItemStore
        | Uop::IntItemLoad
        | Uop::IntItemStore => args[1] < 8,
        Uop::FloatMod | Uop::FloatFloorDiv => f64::from_bits(args[1]) != 0.0,
        _ => true,
    }
}

/// Registers for one use of a template.
#[derive(Clone, Copy, Debug)]
pub struct Assignment {
    pub args: [u8; 3],
    pub out: u8,
    pub temps: [u8; 4],
    pub float_temps: [u8; 4],
    /// Operands 0 and 1 share a register, and so a value.
    pub shared: bool,
}

fn assign(random: &mut Random, definition: &Definition, constraints: &Constraints, operands: usize) -> Assignment {
    let mut used = [0u16; 2];
    let pools = [x64::GENERAL, x64::FLOAT];
    let mut result = Assignment { args: [0; 3], out: 0, temps: [0; 4], float_temps: [0; 4], shared: false };
    let take = |random: &mut Random, class: usize, not: u16| loop {
        let register = random.below(16) as u8;
        if pools[class] & !not & 1 << register != 0 {
            return register;
        }
    };
    let classes: Vec<usize> = definition.params.iter().map(|(_, ty)| ty.is_float() as usize).collect();
    let fixed_of = |class: usize| -> u16 {
        (0..operands)
            .filter(|k| classes[*k] == class)
            .filter_map(|k| constraints.fixed[k])
            .fold(0, |set, r| set | 1 << r)
    };
    let clobber = [constraints.clobber, constraints.float_clobber];
    for k in 0..operands {
        let class = classes[k];
        if k == 1
            && definition.params[0].1 == definition.params[1].1
            && random.chance(6)
            && (constraints.fixed[1].is_none() && constraints.fixed[0].is_none())
        {
            result.args[1] = result.args[0];
            result.shared = true;
            continue;
        }
        result.args[k] = match constraints.fixed[k] {
            Some(register) => register,
            None => take(random, class, used[class] | fixed_of(class) | clobber[class]),
        };
        used[class] |= 1 << result.args[k];
    }
    if definition.out != Type::Unit {
        let class = definition.out.is_float() as usize;
        result.out = match (constraints.reuse, constraints.fixed_out) {
            (Some(operand), _) => result.args[operand as usize],
            (_, Some(register)) => register,
            _ => {
                let dying: Vec<u8> = (0..operands).filter(|k| classes[*k] == class).map(|k| result.args[k]).collect();
                if !dying.is_empty() && random.chance(2) {
                    random.pick(&dying)
                } else {
                    take(random, class, used[class] | clobber[class])
                }
            }
        };
        used[class] |= 1 << result.out;
    }
    for k in 0..constraints.temps as usize {
        result.temps[k] = take(random, 0, used[0] | clobber[0]);
        used[0] |= 1 << result.temps[k];
    }
    for k in 0..constraints.float_temps as usize {
        result.float_temps[k] = take(random, 1, used[1] | clobber[1]);
        used[1] |= 1 << result.float_temps[k];
    }
    result
}

/// What one template may change: bits of general and float registers.
fn changeable(definition: &Definition, constraints: &Constraints, assignment: &Assignment) -> [u16; 2] {
    let mut sets = [constraints.clobber, constraints.float_clobber];
    for k in 0..constraints.temps as usize {
        sets[0] |= 1 << assignment.temps[k];
    }
    for k in 0..constraints.float_temps as usize {
        sets[1] |= 1 << assignment.float_temps[k];
    }
    if definition.out != Type::Unit {
        sets[definition.out.is_float() as usize] |= 1 << assignment.out;
    }
    sets
}

fn same(ty: Type, a: u64, b: u64) -> bool {
    a == b || ty == Type::Float && f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan()
}

#[derive(Default)]
struct Counts {
    runs: usize,
    left: usize,
}

/// One template with one assignment over many values.
fn run_form(
    uop: Uop,
    random: &mut Random,
    image: &mut Image,
    imm: u64,
    constant: Option<i32>,
    limit: usize,
    counts: &mut Counts,
) {
    let definition = uop.definition();
    let count = definition.params.len();
    let (constraints, operands) = match constant {
        Some(_) => (definition.x64_imm.as_ref().unwrap(), count - 1),
        None => (&definition.x64, count),
    };
    let assignment = assign(random, definition, constraints, operands);
    let code = Code::new(uop, &assignment, imm, constant);
    let free = changeable(definition, constraints, &assignment);
    let lists: Vec<Vec<u64>> = definition.params.iter().map(|(name, ty)| words(name, *ty, image)).collect();
    let total: usize = lists[..operands].iter().map(Vec::len).product::<usize>().max(1);
    for number in 0..total.min(limit) {
        let mut rest = if total > limit { random.below(total) } else { number };
        let mut args = [0u64; 3];
        for k in 0..operands {
            args[k] = lists[k][rest % lists[k].len()];
            rest /= lists[k].len();
        }
        if assignment.shared {
            args[1] = args[0];
        }
        if let Some(constant) = constant {
            args[count - 1] = constant as i64 as u64;
        }
        if !allowed(uop, &args) {
            continue;
        }
        let before = image.save();
        let mut machinery = Machinery { realm: image.realm(), base: image.base() };
        let expected: Outcome = uop.oracle(&mut machinery, args, imm);
        let after = image.save();
        image.restore(&before);

        let mut registers = Registers::junk(random);
        registers.pin(image.realm() as u64, image.base() as u64);
        for k in 0..operands {
            let class = definition.params[k].1.is_float() as usize;
            registers.words[class][assignment.args[k] as usize] = args[k];
        }
        let mut results = registers;
        let left = code.run(&mut results);
        let machine = image.save();
        image.restore(&before);

        let describe = || {
            format!(
                "{uop:?} args {args:x?} imm {imm:#x} constant {constant:?} {assignment:?} oracle {expected:x?} left {left}\n{}",
                code.hex()
            )
        };
        assert_eq!(left, expected.is_err(), "{}", describe());
        assert!(machine == after, "memory: {}\n{}", describe(), image.difference(&after, &machine));
        for class in 0..2 {
            for register in 0..16 {
                if free[class] >> register & 1 == 0 && !(class == 0 && register == 4) {
                    let (now, then) = (results.words[class][register], registers.words[class][register]);
                    assert_eq!(now, then, "register {register} of class {class}: {}", describe());
                }
            }
        }
        if let Ok(word) = expected
            && definition.out != Type::Unit
        {
            let class = definition.out.is_float() as usize;
            let out = results.words[class][assignment.out as usize];
            assert!(same(definition.out, out, word), "result {out:#x}: {}", describe());
        }
        counts.runs += 1;
        counts.left += expected.is_err() as usize;
    }
}

#[test]
fn templates_match_oracles() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut image = Image::new();
    for &uop in Uop::ALL {
        let definition = uop.definition();
        // Structure; and what allocates in the VM's heap, which the image does not have: programs test it.
        if matches!(uop, Uop::Phi | Uop::Inherit | Uop::LoopBegin | Uop::RangeMake) {
            continue;
        }
        let mut counts = Counts::default();
        for _ in 0..24 {
            for variant in 0..Image::VARIANTS {
                image.prepare(variant);
                for imm in image.immediates(uop) {
                    run_form(uop, &mut random, &mut image, imm, None, 120, &mut counts);
                    if definition.x64_imm.is_some() {
                        let (name, ty) = *definition.params.last().unwrap();
                        let list: Vec<i32> = words(name, ty, &image)
                            .iter()
                            .filter_map(|word| i32::try_from(*word as i64).ok())
                            .collect();
                        for _ in 0..3 {
                            let constant = random.pick(&list);
                            run_form(uop, &mut random, &mut image, imm, Some(constant), 40, &mut counts);
                        }
                    }
                }
            }
        }
        assert!(counts.runs > 0, "{uop:?} was not run");
        if definition.exit.is_some() {
            assert!(counts.left > 0, "{uop:?} never left");
            assert!(counts.left < counts.runs, "{uop:?} always left");
        }
    }
}

/// `x ** 0.5` by the template against libm, where it matters: random mantissas and neighbours of
/// squares of numbers in the middle between two floats.
#[test]
fn pow_half_is_libms() {
    let mut random = Random(77);
    let mut image = Image::new();
    image.prepare(0);
    let constraints = &Uop::FloatPowHalf.definition().x64;
    let assignment = assign(&mut random, Uop::FloatPowHalf.definition(), constraints, 1);
    let code = Code::new(Uop::FloatPowHalf, &assignment, 0, None);
    let count: usize = std::env::var("TAIPAN_TEST_COUNT").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000_000);
    for round in 0..count {
        let bits = match round % 4 {
            0 => random.next() & !(1 << 63),
            1 => 0x3FF0_0000_0000_0000 + (random.next() >> 11),
            _ => {
                let root = f64::from_bits(0x3FF0_0000_0000_0000 | random.next() >> 12);
                let middle = root * root + root * f64::EPSILON * 0.5;
                middle.to_bits().wrapping_add((random.next() % 5).wrapping_sub(2))
            }
        };
        let mut registers = Registers::junk(&mut random);
        registers.pin(image.realm() as u64, image.base() as u64);
        registers.words[1][assignment.args[0] as usize] = bits;
        let left = code.run(&mut registers);
        let value = f64::from_bits(bits);
        let expected = value.powf(std::hint::black_box(0.5));
        assert_eq!(left, !expected.is_finite(), "{value:e}");
        if !left {
            assert_eq!(registers.words[1][assignment.out as usize], expected.to_bits(), "{value:e}");
        }
    }
}

/// `//` and `%` by constants: random divisors, numbers around their multiples.
#[test]
fn division_by_constants() {
    let mut random = Random(5);
    let mut image = Image::new();
    image.prepare(0);
    for round in 0..3000 {
        let divisor = match round % 3 {
            0 => 2 + random.below(300) as i32,
            1 => i32::MAX - random.below(1000) as i32,
            _ => (random.next() as i32 & i32::MAX) >> random.below(30) | 2,
        };
        for uop in [Uop::IntFloorDiv, Uop::IntMod] {
            let assignment = assign(&mut random, uop.definition(), uop.definition().x64_imm.as_ref().unwrap(), 1);
            let code = Code::new(uop, &assignment, 0, Some(divisor));
            for _ in 0..30 {
                let number = random.next() as i64 >> random.below(64);
                let multiple = (number / divisor as i64).wrapping_mul(divisor as i64);
                for number in [number, multiple, multiple.wrapping_sub(1), multiple.wrapping_add(1), i64::MAX, i64::MIN]
                {
                    let mut registers = Registers::junk(&mut random);
                    registers.pin(image.realm() as u64, image.base() as u64);
                    registers.words[0][assignment.args[0] as usize] = number as u64;
                    assert!(!code.run(&mut registers));
                    let wide = (number as i128, divisor as i128);
                    let expected = match uop {
                        Uop::IntMod => wide.0.rem_euclid(wide.1),
                        _ => wide.0.div_euclid(wide.1),
                    };
                    assert_eq!(
                        registers.words[0][assignment.out as usize] as i64 as i128, expected,
                        "{number} {divisor}"
                    );
                }
            }
        }
    }
}
