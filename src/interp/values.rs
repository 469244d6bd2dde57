//! Small questions about values that tier 1 and the API ask.

use crate::gc::Gc;
use crate::object::{Kind, ListObject, Name, Realm, StrObject, Value};

impl Realm {
    /// The text of a str (or of an instance of a subclass); empty for anything else.
    pub fn text_of<'a>(&self, value: Value) -> &'a str {
        self.payload(value).cast::<StrObject>().map_or("", |text| text.as_str())
    }
    /// Whether two strs are equal.
    pub fn same_text(&self, left: Value, right: Value) -> bool {
        left == right || self.text_of(left) == self.text_of(right)
    }
    /// The items of a list; none for anything else.
    pub fn list_items<'a>(&self, value: Value) -> &'a [Value] {
        value.cast::<ListObject>().map_or(&[], ListObject::items)
    }
    /// A str value as a name to look up.
    pub fn name_str(&mut self, value: Value) -> Gc<StrObject> {
        match value.cast::<StrObject>() {
            Some(name) => name,
            None => {
                let text = self.text_of(value);
                self.intern_str(text)
            }
        }
    }
    /// Whether what a class defines comes before an attribute of the instance.
    pub fn is_data_descriptor(&mut self, defined: Value) -> bool {
        match defined.kind() {
            None => false,
            Some(Kind::Function | Kind::Str | Kind::Tuple | Kind::List | Kind::Dict | Kind::BigInt) => false,
            Some(Kind::Property) => true,
            Some(_) => {
                let class = self.type_of(defined);
                self.class_lookup_name(class, Name::Set).is_some()
                    || self.class_lookup_name(class, Name::Delete).is_some()
                    || matches!(defined.kind(), Some(Kind::Native))
            }
        }
    }
}
