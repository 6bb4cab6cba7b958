//! What the reader says of who speaks, where the program is wrong or knows nothing.

use crate::article::SafeText;

/// One thing set right. It keeps what the program, or an earlier correction, had said, so that nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// The words were said by this speaker, whether or not they were taken for a quotation.
    SaidBy {
        /// Who; `None` for somebody unknown.
        name: Option<SafeText>,
        /// Who was thought to have said them.
        was: Option<SafeText>,
    },
    /// Nobody said the words.
    NotSpeech {
        /// Who was thought to have said them.
        was: Option<SafeText>,
    },
    /// Two names are one speaker's.
    Joined {
        /// The name that is given up.
        other: SafeText,
        /// The name that stays.
        name: SafeText,
    },
    /// What the article calls a speaker in these words is somebody else.
    Parted {
        /// The words, which become a speaker of their own.
        alias: SafeText,
        /// The speaker they were taken for.
        was: SafeText,
    },
    /// A speaker is shown by another name.
    Renamed {
        /// The new name.
        name: SafeText,
        /// The old one.
        was: SafeText,
    },
    /// What a speaker is: "mayor of Springfield".
    Role {
        /// The speaker.
        name: SafeText,
        /// The role; `None` takes it away.
        role: Option<SafeText>,
        /// The role before.
        was: Option<SafeText>,
    },
    /// Wherever the article names a speaker in these words, this one is meant: "the mayor" is John Moore.
    Means {
        /// The words.
        words: SafeText,
        /// Who.
        name: SafeText,
    },
}

impl Correction {
    /// In words, for the line that tells what was undone.
    pub fn what(&self) -> &'static str {
        match self {
            Self::SaidBy { was: None, .. } => "speaker given",
            Self::SaidBy { .. } => "change of the speaker",
            Self::NotSpeech { .. } => "“not a quotation”",
            Self::Joined { .. } => "joining of two speakers",
            Self::Parted { .. } => "parting of two speakers",
            Self::Renamed { .. } => "new name of a speaker",
            Self::Role { .. } => "role of a speaker",
            Self::Means { .. } => "meaning of a mention",
        }
    }
}
