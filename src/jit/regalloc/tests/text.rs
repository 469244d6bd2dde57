//! Text in, text out.

use super::*;
use crate::jit::ir::parse;

fn allocated(text: &str) -> (Trace, Allocation) {
    let trace = parse(text).unwrap();
    verify(&trace).unwrap();
    let allocation = checked(&trace, &[], &Settings::default()).unwrap();
    (trace, allocation)
}

const MANDELBROT: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = UnboxFloat v0 -> #0
  v2 = LoadSlot 1
  v3 = UnboxFloat v2 -> #0
  v4 = LoadSlot 2
  v5 = UnboxInt v4 -> #0
  v6 = LoopBegin
  v7:Float = Phi 0.0, v18
  v8:Float = Phi 0.0, v16
  v9:Int = Phi v5, v19
  v10 = FloatMul v7, v7
  v11 = FloatMul v8, v8
  v12 = FloatAdd v10, v11
  v13 = GuardFloatLe v12, 4.0 -> #1
  v14 = FloatMul 2.0, v7
  v15 = FloatMul v14, v8
  v16 = FloatAdd v15, v3
  v17 = FloatSub v10, v11
  v18 = FloatAdd v17, v1
  v19 = IntAdd v9, 1 -> #2
  v20 = GuardIntLt v19, 1000 -> #3
  v21 = Poll -> #3
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v9, 3: v7, 4: v8}
#2 = [f0@9+0] {2: v9, 3: v18, 4: v16}
#3 = [f0@11+0] {2: v19, 3: v18, 4: v16}
";

#[test]
fn mandelbrot() {
    let (trace, allocation) = allocated(MANDELBROT);
    println!("{}", print(&trace, &allocation));
    println!("{:?}", statistics(&allocation));
}
