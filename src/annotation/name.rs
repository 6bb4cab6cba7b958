//! What annotations and operations are called.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use uuid::Uuid;
use uuid::fmt::Hyphenated;

/// A name that is given once: a UUID, which is kept without a text of its own, or whatever another program wrote in its place.
///
/// Names stand in the order of their texts.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(Form);

/// A text has one form only, so that names are equal when their forms are.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    /// As it is written as a rule: in small letters, with four hyphens.
    Uuid(Uuid),
    /// Any other text.
    Other(Arc<str>),
}

impl Name {
    /// Does `work` with its text.
    fn with_text<T>(&self, work: impl FnOnce(&str) -> T) -> T {
        match &self.0 {
            Form::Uuid(uuid) => work(uuid.hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH])),
            Form::Other(text) => work(text),
        }
    }
}

impl From<Uuid> for Name {
    fn from(uuid: Uuid) -> Self {
        Self(Form::Uuid(uuid))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        // Only one of the ways to write a UUID is as long as this.
        let is_usual =
            text.len() == Hyphenated::LENGTH && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        match is_usual.then(|| Uuid::try_parse(text)) {
            Some(Ok(uuid)) => uuid.into(),
            _ => Self(Form::Other(text.into())),
        }
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            // The digits of a number stand in the order of numbers, and the hyphens always in the same places.
            (Form::Uuid(one), Form::Uuid(other)) => one.cmp(other),
            _ => self.with_text(|one| other.with_text(|other| one.cmp(other))),
        }
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| write!(f, "{text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<u128>().prop_map(|number| Uuid::from_u128(number).to_string()),
            "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-fA-F]{12}",
            "[0-9a-f]{0,40}",
            "\\PC{0,9}",
        ]
    }

    #[test]
    fn a_uuid_takes_no_memory_of_its_own_and_other_texts_stay_what_they_are() {
        for (text, is_uuid) in [
            ("0192f3a1-7c1e-7d52-9b0a-0123456789ab", true),
            ("0192F3A1-7C1E-7D52-9B0A-0123456789AB", false),
            ("0192f3a17c1e7d529b0a0123456789ab", false),
            ("{0192f3a1-7c1e-7d52-9b0a-0123456789ab}", false),
            ("urn:uuid:0192f3a1-7c1e-7d52-9b0a-0123456789ab", false),
            ("0192f3a1-7c1e-7d52-9b0a-0123456789ag", false),
            ("0192f3a1-7c1e-7d52-9b0a0-123456789ab", false),
            ("", false),
        ] {
            let name = Name::from(text);
            assert_eq!(matches!(name.0, Form::Uuid(_)), is_uuid, "{text}");
            assert_eq!(name.to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn names_are_alike_and_stand_in_order_as_their_texts_do(one in text(), other in text()) {
            let (name, second) = (Name::from(one.as_str()), Name::from(other.as_str()));
            prop_assert_eq!(name.to_string(), one.as_str());
            prop_assert_eq!(name == second, one == other);
            prop_assert_eq!(name.cmp(&second), one.cmp(&other));
        }
    }
}
