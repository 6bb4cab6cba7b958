//! What a style writes, part by part, as it was read.

use super::letter_case::LetterCase;

/// A part of what is written: a rendering element of CSL 1.0.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(Source, Look),
    Date(Date),
    Number { variable: String, form: Figures, look: Look },
    Label { variable: String, form: Form, look: Look },
    Names(Box<Names>),
    Group { parts: Vec<Self>, delimiter: String, look: Look },
    Choose(Vec<Branch>),
}

/// What a text is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Variable { name: String, form: Form },
    Macro { name: String, line: usize },
    Term { name: String, form: Form, is_plural: bool },
    Value(String),
}

/// What is done to what is written. Fonts have no place in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) case: Option<LetterCase>,
    pub(super) in_quotes: bool,
    pub(super) without_points: bool,
    /// Whether it stands in a block of its own, which on one line is a blank before it.
    pub(super) stands_apart: bool,
}

/// The form of a term, a name or a title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    #[default]
    Long,
    Short,
    Verb,
    VerbShort,
    Symbol,
    /// How many names there are.
    Count,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Figures {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

/// A date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) variable: String,
    /// The English date that it is written as, where the style does not list the parts itself.
    pub(super) local: Option<LocalForm>,
    pub(super) parts: Vec<DatePart>,
    /// The parts that are wanted of an English date: year, month, day.
    pub(super) wanted: [bool; 3],
    pub(super) delimiter: String,
    pub(super) look: Look,
}

/// Which of the dates of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LocalForm {
    InWords,
    InFigures,
}

/// A part of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatePart {
    pub(super) unit: Unit,
    pub(super) form: DateForm,
    pub(super) look: Look,
}

/// Which part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
}

/// How a part of a date is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DateForm {
    /// As is usual for the unit: the whole year, the month's name, the day's number.
    #[default]
    Usual,
    Short,
    Numeric,
    TwoDigits,
    Ordinal,
}

/// Names, with what stands for them where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) variables: Vec<String>,
    pub(super) options: NameOptions,
    /// How each name is written, and what is done to all of one variable.
    pub(super) look_of_name: Look,
    pub(super) given: Look,
    pub(super) family: Look,
    pub(super) et_al: EtAl,
    /// A label, and whether it stands before the names.
    pub(super) label: Option<(Form, Look, bool)>,
    pub(super) substitute: Vec<Part>,
    pub(super) look: Look,
}

/// What stands for names that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EtAl {
    /// The term; `et-al` where the style does not say.
    pub(super) term: Option<String>,
    pub(super) look: Look,
}

/// How names are written; what is open here is as the layout has it, then as the style has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameOptions {
    pub(super) and: Option<And>,
    pub(super) delimiter: Option<String>,
    pub(super) names_delimiter: Option<String>,
    pub(super) before_et_al: Option<Before>,
    pub(super) before_last: Option<Before>,
    pub(super) et_al_min: Option<usize>,
    pub(super) et_al_use_first: Option<usize>,
    pub(super) et_al_use_last: Option<bool>,
    pub(super) form: Option<Form>,
    pub(super) initialize: Option<bool>,
    pub(super) initialize_with: Option<String>,
    pub(super) sorted: Option<Sorted>,
    pub(super) sort_separator: Option<String>,
}

impl NameOptions {
    /// These, and where they are open, `others`.
    pub(super) fn or(&self, others: &Self) -> Self {
        Self {
            and: self.and.or(others.and),
            delimiter: self.delimiter.clone().or_else(|| others.delimiter.clone()),
            names_delimiter: self.names_delimiter.clone().or_else(|| others.names_delimiter.clone()),
            before_et_al: self.before_et_al.or(others.before_et_al),
            before_last: self.before_last.or(others.before_last),
            et_al_min: self.et_al_min.or(others.et_al_min),
            et_al_use_first: self.et_al_use_first.or(others.et_al_use_first),
            et_al_use_last: self.et_al_use_last.or(others.et_al_use_last),
            form: self.form.or(others.form),
            initialize: self.initialize.or(others.initialize),
            initialize_with: self.initialize_with.clone().or_else(|| others.initialize_with.clone()),
            sorted: self.sorted.or(others.sorted),
            sort_separator: self.sort_separator.clone().or_else(|| others.sort_separator.clone()),
        }
    }
}

/// What stands before the last name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum And {
    Text,
    Symbol,
}

/// When a delimiter stands before the last name or before "et al.".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Where it would be missed: with two names before the last one, or two before "et al.".
    Contextual,
    AfterInvertedName,
    Always,
    Never,
}

/// Which names begin with the family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sorted {
    First,
    All,
}

/// Parts that are written where something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) tests: Vec<Test>,
    pub(super) needs: Match,
    pub(super) parts: Vec<Part>,
}

/// How many of its tests have to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Match {
    #[default]
    All,
    Any,
    None,
}

/// Something that holds of what is cited or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Type(String),
    Variable(String),
    Numeric(String),
    /// The place of a citation among others; there is only a first one.
    Position(String),
    /// What never holds of one article that is cited once: a locator, an uncertain date, names that are to be told apart.
    Never,
}
