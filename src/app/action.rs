//! What a user can ask for. The keymap names these; the help describes them.

/// Everything a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is described in ACTIONS, for the user too")]
pub enum Action {
    Help,
    Close,
    Quit,
    Suspend,
    Redraw,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    LineDown,
    LineUp,
    NextParagraph,
    PreviousParagraph,
    NextSentence,
    PreviousSentence,
    Start,
    End,
    Percent,
    NextInRing,
    PreviousInRing,
    NextQuotation,
    PreviousQuotation,
    NextBySpeaker,
    PreviousBySpeaker,
    Speakers,
    Quotations,
    AllVoices,
    Find,
    OnlyMatching,
    Expression,
    NextHeading,
    PreviousHeading,
    Mark,
    GoToMark,
    JumpBack,
    JumpForward,
    Highlight,
    Note,
    Delete,
    Undo,
    Redo,
    NextNote,
    PreviousNote,
    Export,
    ExportMarkdown,
    ExportJson,
    Wider,
    Narrower,
    UsualWidth,
    ToggleGaps,
    ToggleParagraphs,
    NextArticle,
    PreviousArticle,
    Library,
    Choose,
    SaveNote,
    DiscardNote,
    NewLine,
    Left,
    Right,
    Up,
    Down,
    LineStart,
    LineEnd,
    Erase,
    EraseForward,
    EraseWord,
}

/// Each action with its name in the keymap and what it does, in the words of the help.
pub const ACTIONS: &[(Action, &str, &str)] = &[
    (Action::Help, "help", "this help"),
    (Action::Close, "close", "back one level"),
    (Action::Quit, "quit", "quit"),
    (Action::Suspend, "suspend", "put the program aside (fg brings it back)"),
    (Action::Redraw, "redraw", "draw the screen anew"),
    (Action::PageDown, "page-down", "one page on"),
    (Action::PageUp, "page-up", "one page back"),
    (Action::HalfPageDown, "half-page-down", "half a page on"),
    (Action::HalfPageUp, "half-page-up", "half a page back"),
    (Action::LineDown, "line-down", "one line down"),
    (Action::LineUp, "line-up", "one line up"),
    (Action::NextParagraph, "next-paragraph", "next paragraph"),
    (Action::PreviousParagraph, "previous-paragraph", "previous paragraph"),
    (Action::NextSentence, "next-sentence", "next sentence"),
    (Action::PreviousSentence, "previous-sentence", "previous sentence"),
    (Action::Start, "start", "to the start"),
    (Action::End, "end", "to the end"),
    (Action::Percent, "percent", "to that percentage: 50%"),
    (Action::NextInRing, "next-in-ring", "next quotation, or next of the voice or matches you walk"),
    (Action::PreviousInRing, "previous-in-ring", "the one before"),
    (Action::NextQuotation, "next-quotation", "next quotation by anybody"),
    (Action::PreviousQuotation, "previous-quotation", "previous quotation by anybody"),
    (Action::NextBySpeaker, "next-by-speaker", "next quotation by the same speaker"),
    (Action::PreviousBySpeaker, "previous-by-speaker", "previous quotation by the same speaker"),
    (Action::Speakers, "speakers", "who speaks; Enter walks one voice"),
    (Action::Quotations, "quotations", "all quotations; Enter goes there"),
    (Action::AllVoices, "all-voices", "end the search, or walk all voices again"),
    (Action::Find, "find", "find words; n and N walk the matches until Esc"),
    (Action::OnlyMatching, "only-matching", "only the paragraphs with a match, or all again"),
    (Action::Expression, "expression", "words, or a regular expression"),
    (Action::NextHeading, "next-heading", "next heading"),
    (Action::PreviousHeading, "previous-heading", "previous heading"),
    (Action::Mark, "mark", "and a letter: mark the place here with it"),
    (Action::GoToMark, "go-to-mark", "and a letter: go to the place marked; '' goes back and forth"),
    (Action::JumpBack, "jump-back", "back to where you were"),
    (Action::JumpForward, "jump-forward", "forward again"),
    (Action::Highlight, "highlight", "highlight the quotation or paragraph here; again takes it off"),
    (Action::Note, "note", "write a note here, or change it"),
    (Action::Delete, "delete", "delete the note or highlight here"),
    (Action::Undo, "undo", "undo the last change of your notes"),
    (Action::Redo, "redo", "redo it"),
    (Action::NextNote, "next-note", "next note or highlight"),
    (Action::PreviousNote, "previous-note", "previous note or highlight"),
    (Action::Export, "export", "write your notes to a file"),
    (Action::ExportMarkdown, "export-markdown", "as Markdown"),
    (Action::ExportJson, "export-json", "as JSON"),
    (Action::Wider, "wider", "wider lines"),
    (Action::Narrower, "narrower", "narrower lines"),
    (Action::UsualWidth, "usual-width", "the usual width"),
    (Action::ToggleGaps, "toggle-gaps", "show or hide where words are missing"),
    (Action::ToggleParagraphs, "toggle-paragraphs", "with or without the paragraphs that were restored"),
    (Action::NextArticle, "next-article", "next article"),
    (Action::PreviousArticle, "previous-article", "previous article"),
    (Action::Library, "library", "the library"),
    (Action::Choose, "choose", "open, or go there"),
    (Action::SaveNote, "save-note", "save the note"),
    (Action::DiscardNote, "discard-note", "leave the note as it was"),
    (Action::NewLine, "new-line", "new line"),
    (Action::Left, "left", "left"),
    (Action::Right, "right", "right"),
    (Action::Up, "up", "up"),
    (Action::Down, "down", "down"),
    (Action::LineStart, "line-start", "to the start of the line"),
    (Action::LineEnd, "line-end", "to the end of the line"),
    (Action::Erase, "erase", "erase the character before"),
    (Action::EraseForward, "erase-forward", "erase the character behind"),
    (Action::EraseWord, "erase-word", "erase the word before"),
];

impl Action {
    /// Whether the next key is a letter that belongs to it.
    pub fn takes_letter(self) -> bool {
        matches!(self, Self::Mark | Self::GoToMark)
    }

    /// The action with this name in the keymap.
    pub fn named(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|(_, other, _)| *other == name).map(|(action, _, _)| *action)
    }

    /// Its name in the keymap.
    pub fn name(self) -> &'static str {
        ACTIONS.iter().find(|(action, _, _)| *action == self).map_or("", |(_, name, _)| name)
    }

    /// What it does, in the words of the help.
    pub fn description(self) -> &'static str {
        ACTIONS.iter().find(|(action, _, _)| *action == self).map_or("", |(_, _, description)| description)
    }
}
