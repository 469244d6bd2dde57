//! The methods of the builtin types, one static table for each class.
//!
//! ```text
//! types::methods(ClassId::List)  →  [append, clear, …]
//! ```

pub mod array;
pub mod byte_array;
pub mod byte_change;
pub mod byte_search;
pub mod bytes;
pub mod code;
pub mod code_page;
pub mod codec;
pub mod dict;
pub mod dunder;
pub mod exception;
pub mod function;
pub mod generator;
pub mod group;
pub mod iterator;
pub mod list;
pub mod mapping_proxy;
pub mod memory;
pub mod number;
pub mod object;
pub mod range;
pub mod set;
pub mod str;
pub mod tuple;

use crate::object::{ClassId, NativeDef};

/// The methods of a builtin class, without those of its bases.
pub fn methods(class: ClassId) -> &'static [NativeDef] {
    match class {
        ClassId::Object => object::OBJECT,
        ClassId::Type => object::TYPE,
        ClassId::Int => number::INT,
        ClassId::Bool => number::BOOL,
        ClassId::Float => number::FLOAT,
        ClassId::Complex => number::COMPLEX,
        ClassId::Str => str::STR,
        ClassId::Bytes => bytes::BYTES,
        ClassId::ByteArray => bytes::BYTE_ARRAY,
        ClassId::Array => array::ARRAY,
        ClassId::Tuple => tuple::TUPLE,
        ClassId::List => list::LIST,
        ClassId::Dict => dict::DICT,
        ClassId::Set => set::SET,
        ClassId::FrozenSet => set::FROZEN_SET,
        ClassId::Range => range::RANGE,
        ClassId::Slice => range::SLICE,
        ClassId::DictKeys | ClassId::DictItems => dict::SET_VIEW,
        ClassId::DictValues => dict::VALUE_VIEW,
        ClassId::MappingProxy => mapping_proxy::MAPPING_PROXY,
        ClassId::Function => function::FUNCTION,
        ClassId::NativeFunction => function::NATIVE,
        ClassId::MethodDescriptor => function::METHOD_DESCRIPTOR,
        ClassId::Method => function::METHOD,
        ClassId::Property => function::PROPERTY,
        ClassId::StaticMethod => function::STATIC_METHOD,
        ClassId::ClassMethod => function::CLASS_METHOD,
        ClassId::Cell => function::CELL,
        ClassId::MemberDescriptor => function::MEMBER,
        ClassId::Module => object::MODULE,
        ClassId::Frame => object::FRAME,
        ClassId::NoneType => object::NONE_TYPE,
        ClassId::TextStream => object::STREAM,
        ClassId::BaseException => exception::BASE_EXCEPTION,
        ClassId::KeyError => exception::KEY_ERROR,
        ClassId::AttributeError => exception::ATTRIBUTE_ERROR,
        ClassId::NameError => exception::NAME_ERROR,
        ClassId::ImportError => exception::IMPORT_ERROR,
        ClassId::OSError => exception::OS_ERROR,
        ClassId::SyntaxError => exception::SYNTAX_ERROR,
        ClassId::SystemExit => exception::SYSTEM_EXIT,
        ClassId::UnicodeEncodeError | ClassId::UnicodeDecodeError | ClassId::UnicodeTranslateError => {
            exception::UNICODE_ERROR
        }
        ClassId::BaseExceptionGroup => group::GROUP,
        ClassId::Code => code::CODE,
        ClassId::StopIteration => generator::STOP_ITERATION,
        ClassId::Traceback => exception::TRACEBACK,
        ClassId::Generator => generator::GENERATOR,
        ClassId::Coroutine => generator::COROUTINE,
        ClassId::AsyncGenerator => generator::ASYNC_GENERATOR,
        ClassId::CoroutineWrapper
        | ClassId::AsyncGeneratorSend
        | ClassId::AsyncGeneratorThrow
        | ClassId::AsyncNextAwaitable => generator::AWAITABLE,
        class if is_iterator(class) => object::ITERATOR,
        class => crate::builtins::modules::iterators::methods(class).unwrap_or(&[]),
    }
}

fn is_iterator(class: ClassId) -> bool {
    matches!(
        class,
        ClassId::ListIterator
            | ClassId::ListReverseIterator
            | ClassId::TupleIterator
            | ClassId::StrIterator
            | ClassId::BytesIterator
            | ClassId::ArrayIterator
            | ClassId::RangeIterator
            | ClassId::DictKeyIterator
            | ClassId::DictValueIterator
            | ClassId::DictItemIterator
            | ClassId::DictReverseKeyIterator
            | ClassId::SetIterator
            | ClassId::SequenceIterator
            | ClassId::CallableIterator
            | ClassId::Enumerate
            | ClassId::Zip
            | ClassId::Map
            | ClassId::Filter
            | ClassId::Reversed
    )
}
