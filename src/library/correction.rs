//! A correction as it stands on the disk.

use serde::{Deserialize, Serialize};

use crate::annotation::Correction;
use crate::article::SafeText;

/// One correction, by its kind.
#[derive(Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum DiskCorrection {
    SaidBy { name: Option<String>, was: Option<String> },
    NotSpeech { was: Option<String> },
    Joined { other: String, name: String },
    Parted { alias: String, was: String },
    Renamed { name: String, was: String },
    Role { name: String, role: Option<String>, was: Option<String> },
    Means { words: String, name: String },
}

impl From<&Correction> for DiskCorrection {
    fn from(correction: &Correction) -> Self {
        let own = SafeText::to_string;
        let maybe = |text: &Option<SafeText>| text.as_ref().map(SafeText::to_string);
        match correction {
            Correction::SaidBy { name, was } => Self::SaidBy { name: maybe(name), was: maybe(was) },
            Correction::NotSpeech { was } => Self::NotSpeech { was: maybe(was) },
            Correction::Joined { other, name } => Self::Joined { other: own(other), name: own(name) },
            Correction::Parted { alias, was } => Self::Parted { alias: own(alias), was: own(was) },
            Correction::Renamed { name, was } => Self::Renamed { name: own(name), was: own(was) },
            Correction::Role { name, role, was } => {
                Self::Role { name: own(name), role: maybe(role), was: maybe(was) }
            }
            Correction::Means { words, name } => Self::Means { words: own(words), name: own(name) },
        }
    }
}

impl From<DiskCorrection> for Correction {
    fn from(correction: DiskCorrection) -> Self {
        let own = SafeText::from_string;
        let maybe = |text: Option<String>| text.map(SafeText::from_string);
        match correction {
            DiskCorrection::SaidBy { name, was } => Self::SaidBy { name: maybe(name), was: maybe(was) },
            DiskCorrection::NotSpeech { was } => Self::NotSpeech { was: maybe(was) },
            DiskCorrection::Joined { other, name } => Self::Joined { other: own(other), name: own(name) },
            DiskCorrection::Parted { alias, was } => Self::Parted { alias: own(alias), was: own(was) },
            DiskCorrection::Renamed { name, was } => Self::Renamed { name: own(name), was: own(was) },
            DiskCorrection::Role { name, role, was } => {
                Self::Role { name: own(name), role: maybe(role), was: maybe(was) }
            }
            DiskCorrection::Means { words, name } => Self::Means { words: own(words), name: own(name) },
        }
    }
}
