//! A rule engine in a few lines: the host lends functions, the script decides.

use taipan::Vm;

fn main() -> Result<(), taipan::Error> {
    let mut vm = Vm::new();
    vm.register("discount", |total: f64, loyal: bool| if loyal { total * 0.1 } else { 0.0 });
    vm.run(
        "def price(amounts, loyal):\n    total = 0.0\n    for amount in amounts:\n        total += amount\n    return total - discount(total, loyal)\n",
        "rules.py",
    )?;
    let price: f64 = vm.call("price", (vec![10.0, 20.5, 3.25], true))?;
    println!("{price:.2}");
    Ok(())
}
