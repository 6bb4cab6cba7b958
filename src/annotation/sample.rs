//! Corrections of every kind, for the laws of all rooms.

use proptest::prelude::*;

use super::Correction;
use crate::article::SafeText;

/// Any correction that names people and words as `name` makes them.
pub(crate) fn correction<N>(name: impl Fn() -> N) -> impl Strategy<Value = Correction>
where
    N: Strategy<Value = SafeText> + 'static,
{
    let maybe = || prop::option::of(name());
    prop_oneof![
        (maybe(), maybe()).prop_map(|(name, was)| Correction::SaidBy { name, was }),
        maybe().prop_map(|was| Correction::NotSpeech { was }),
        (name(), name()).prop_map(|(other, name)| Correction::Joined { other, name }),
        (name(), name()).prop_map(|(alias, was)| Correction::Parted { alias, was }),
        (name(), name()).prop_map(|(name, was)| Correction::Renamed { name, was }),
        (name(), maybe(), maybe()).prop_map(|(name, role, was)| Correction::Role { name, role, was }),
        (name(), name()).prop_map(|(words, name)| Correction::Means { words, name }),
    ]
}
