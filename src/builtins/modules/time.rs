//! Module `_time`: clocks. Module `time` adds calendars.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::builtins::arguments::{self, Keywords, real};
use crate::builtins::modules::ModuleDef;
use crate::object::{Call, NativeDef, PyResult, Value};

/// The module.
pub static TIME: ModuleDef = ModuleDef {
    name: "_time",
    functions: &[
        NativeDef::function("monotonic", monotonic),
        NativeDef::function("monotonic_ns", monotonic_ns),
        NativeDef::function("perf_counter", perf_counter),
        NativeDef::function("perf_counter_ns", perf_counter_ns),
        NativeDef::function("process_time", process_time),
        NativeDef::function("process_time_ns", process_time_ns),
        NativeDef::function("sleep", sleep),
        NativeDef::function("time", time),
        NativeDef::function("time_ns", time_ns),
    ],
    constants: &[],
    make: None,
};

/// Time since the first reading in this process: the zero of monotonic clocks is arbitrary.
fn since_start() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Processor time of the process.
fn processor_time() -> Duration {
    #[cfg(unix)]
    {
        let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the call fills the struct it is given, which outlives it.
        let status = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
        if status == 0 {
            return Duration::new(now.tv_sec as u64, now.tv_nsec as u32);
        }
    }
    since_start()
}

fn wall() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn seconds(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>, now: fn() -> Duration) -> PyResult {
    arguments::exactly::<0>(cx, name, args, keywords)?;
    Ok(Value::float(now().as_secs_f64()))
}
fn nanoseconds(
    cx: &mut dyn Call,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
    now: fn() -> Duration,
) -> PyResult {
    arguments::exactly::<0>(cx, name, args, keywords)?;
    Ok(cx.int(now().as_nanos() as i64))
}

fn time(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    seconds(cx, "time.time", args, keywords, wall)
}
fn time_ns(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    nanoseconds(cx, "time.time_ns", args, keywords, wall)
}
fn monotonic(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    seconds(cx, "time.monotonic", args, keywords, since_start)
}
fn monotonic_ns(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    nanoseconds(cx, "time.monotonic_ns", args, keywords, since_start)
}
fn perf_counter(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    seconds(cx, "time.perf_counter", args, keywords, since_start)
}
fn perf_counter_ns(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    nanoseconds(cx, "time.perf_counter_ns", args, keywords, since_start)
}
fn process_time(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    seconds(cx, "time.process_time", args, keywords, processor_time)
}
fn process_time_ns(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    nanoseconds(cx, "time.process_time_ns", args, keywords, processor_time)
}

fn sleep(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [length] = arguments::exactly(cx, "time.sleep", args, keywords)?;
    if cx.payload(length).as_float().is_none() {
        // Anything but a float must be an int.
        arguments::index(cx, length)?;
    }
    let length = real(cx, length)?;
    if length < 0.0 {
        return Err(cx.value_error("sleep length must be non-negative"));
    }
    match Duration::try_from_secs_f64(length) {
        Ok(length) => std::thread::sleep(length),
        Err(_) => return Err(cx.overflow_error("timestamp too large to convert to C _PyTime_t")),
    }
    Ok(Value::NONE)
}
