//! The person or body behind mentions, as a reader meets it.

/// The person or body behind mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name the article gives, or the role.
    pub name: String,
    /// Other words that refer to it.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: SpeakerKind,
    /// What the reader says it is: "mayor of Springfield".
    pub role: Option<String>,
    /// The quotations it is given, by index.
    pub quotations: Vec<usize>,
    /// Words in them.
    pub words: usize,
    /// Which of the signs and colours of voices is theirs, counted from 0: no two have the same, and it stays when another
    /// voice is joined to somebody or has nothing left to say.
    pub sign: usize,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerKind {
    /// One person.
    Person,
    /// Several people.
    Group,
    /// A paper, an office, a body.
    Organisation,
    /// Somebody whose name is kept back.
    Anonymous,
}

impl SpeakerKind {
    /// The name used in `sayso analyze`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Organisation => "organisation",
            Self::Anonymous => "anonymous",
        }
    }
}
