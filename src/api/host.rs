//! Host functions: closures with typed parameters.

use crate::api::{Context, Error, FromValue, ToValue};
use crate::object::{ClassId, PyResult, Value};

/// An exception that a host function raises.
///
/// ```
/// use taipan::Exception;
/// let mut vm = taipan::Vm::new();
/// vm.register("half", |n: i64| {
///     if n % 2 == 0 { Ok(n / 2) } else { Err(Exception::new("ValueError", "odd")) }
/// });
/// assert_eq!(vm.eval::<i64>("half(6)").unwrap(), 3);
/// assert_eq!(vm.eval::<i64>("half(5)").unwrap_err().class_name(), "ValueError");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exception {
    class_name: String,
    message: String,
}

impl Exception {
    /// An exception of a builtin class; of RuntimeError, if there is no such class.
    pub fn new(class_name: impl Into<String>, message: impl Into<String>) -> Exception {
        Exception { class_name: class_name.into(), message: message.into() }
    }
    fn class(&self) -> ClassId {
        ClassId::ALL
            .iter()
            .copied()
            .find(|class| class.is_exception() && class.name() == self.class_name)
            .unwrap_or(ClassId::RuntimeError)
    }
}

impl std::fmt::Display for Exception {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.class_name, self.message)
    }
}
impl std::error::Error for Exception {}

impl From<String> for Exception {
    fn from(message: String) -> Exception {
        Exception::new("RuntimeError", message)
    }
}
impl From<&str> for Exception {
    fn from(message: &str) -> Exception {
        Exception::new("RuntimeError", message)
    }
}
impl From<std::io::Error> for Exception {
    fn from(error: std::io::Error) -> Exception {
        Exception::new("OSError", error.to_string())
    }
}

/// What a host function may return: a value, or a result whose error becomes an exception.
pub trait HostReturn {
    /// The value, or the exception raised.
    #[doc(hidden)]
    fn into_result(self, cx: &mut Context<'_>) -> PyResult;
}

impl<T: ToValue> HostReturn for T {
    fn into_result(self, cx: &mut Context<'_>) -> PyResult {
        self.to_value(cx).map_err(|error| cx.raise(ClassId::TypeError, error.message()))
    }
}
impl<T: ToValue, E: Into<Exception>> HostReturn for Result<T, E> {
    fn into_result(self, cx: &mut Context<'_>) -> PyResult {
        match self {
            Ok(value) => value.into_result(cx),
            Err(error) => {
                let error = error.into();
                Err(cx.raise(error.class(), &error.message))
            }
        }
    }
}

/// A closure that can be registered as a Python function; `A` is the tuple of its parameters.
pub trait HostFunction<A>: Send + 'static {
    /// Converts the arguments, calls the closure and converts its result.
    #[doc(hidden)]
    fn call(&self, name: &str, cx: &mut Context<'_>, args: &[Value]) -> PyResult;
}

fn argument<T: FromValue>(name: &str, number: usize, value: Value, cx: &mut Context<'_>) -> PyResult<T> {
    T::from_value(value, cx).map_err(|error: Error| {
        let text = format!("{name}() argument {number}: {}", error.message());
        cx.raise(ClassId::TypeError, &text)
    })
}

macro_rules! functions {
    ($(($($name:ident $index:tt),*))*) => {$(
        impl<Function, Return, $($name: FromValue),*> HostFunction<($($name,)*)> for Function
        where
            Function: Fn($($name),*) -> Return + Send + 'static,
            Return: HostReturn,
        {
            #[allow(unused_variables)]
            fn call(&self, name: &str, cx: &mut Context<'_>, args: &[Value]) -> PyResult {
                const COUNT: usize = { let names: &[&str] = &[$(stringify!($name)),*]; names.len() };
                if args.len() != COUNT {
                    let text = format!(
                        "{name}() takes {COUNT} positional argument{} but {} {} given",
                        if COUNT == 1 { "" } else { "s" },
                        args.len(),
                        if args.len() == 1 { "was" } else { "were" },
                    );
                    return Err(cx.raise(ClassId::TypeError, &text));
                }
                self($(argument::<$name>(name, $index + 1, args[$index], cx)?),*).into_result(cx)
            }
        }
    )*};
}
functions! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
