//! Quotation marks, and whether each opens or closes.

use crate::span::Span;

/// One quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes; two characters for doubled backquotes and apostrophes.
    pub span: Span,
    /// Which family it belongs to.
    pub style: Style,
    /// What it does here.
    pub role: Role,
}

/// The families of marks. Marks close only marks of their own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// “ ” " „ and doubled backquotes or apostrophes
    Double,
    /// ‘ ’ '
    Single,
    /// « »
    Guillemet,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Begins a quotation.
    Opens,
    /// Ends one.
    Closes,
    /// Could do either: what stands around it does not tell.
    Either,
}

/// The quotation marks in `within`. Apostrophes, feet and inches are left out.
pub fn marks(text: &str, within: Span) -> Vec<Mark> {
    let words = within.of(text);
    let mut marks = Vec::new();
    let mut before = None;
    let mut rest = words.char_indices().peekable();
    while let Some((place, c)) = rest.next() {
        let mut length = c.len_utf8();
        let mut sign = c;
        if matches!(c, '`' | '\'') && rest.next_if(|&(_, next)| next == c).is_some() {
            length *= 2;
            sign = if c == '`' { '“' } else { '"' };
        }
        let after = rest.peek().map(|&(_, next)| next);
        if let Some((style, role)) = read(sign, before, after) {
            let start = within.start + place;
            marks.push(Mark { span: Span::new(start, start + length), style, role });
        }
        before = Some(c);
    }
    marks
}

/// What `sign` is between `before` and `after`; `None` when it is no quotation mark.
fn read(sign: char, before: Option<char>, after: Option<char>) -> Option<(Style, Role)> {
    match sign {
        '“' | '„' | '‟' => Some((Style::Double, curly_open(before, after))),
        '”' => Some((Style::Double, curly_close(before, after))),
        '"' => Some((Style::Double, straight_double(before, after))),
        '«' => Some((Style::Guillemet, Role::Opens)),
        '»' => Some((Style::Guillemet, Role::Closes)),
        '‘' | '‚' | '‛' => follows_word(after).then_some((Style::Single, Role::Opens)),
        '’' => single_close(before, after).map(|role| (Style::Single, role)),
        '\'' | '`' => straight_single(before, after).map(|role| (Style::Single, role)),
        _ => None,
    }
}

/// “ opens, but for the German „ … “ where it stands behind a word or stop.
fn curly_open(before: Option<char>, after: Option<char>) -> Role {
    let behind_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?'));
    let before_word = after.is_some_and(char::is_alphanumeric);
    if behind_word && !before_word { Role::Closes } else { Role::Opens }
}

/// ” closes, but for a typist's slip where it stands behind a blank and before a word.
fn curly_close(before: Option<char>, after: Option<char>) -> Role {
    let before_word = after.is_some_and(char::is_alphanumeric);
    if stands_open(before) && before_word { Role::Either } else { Role::Closes }
}

fn straight_double(before: Option<char>, after: Option<char>) -> Role {
    let open_before = stands_open(before);
    let open_after = after.is_none_or(|c| c.is_whitespace() || is_closing_punctuation(c));
    match (open_before, open_after) {
        (true, false) => Role::Opens,
        (false, true) if before.is_some_and(|c| c.is_ascii_digit()) => Role::Either,
        (false, true) => Role::Closes,
        _ => Role::Either,
    }
}

/// A curly closing mark that is not an apostrophe inside a word; behind a word it may be either.
fn single_close(before: Option<char>, after: Option<char>) -> Option<Role> {
    let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let before_word = stands_open(before) && after.is_some_and(char::is_alphanumeric);
    (!inside_word && !before_word).then_some(Role::Closes)
}

fn straight_single(before: Option<char>, after: Option<char>) -> Option<Role> {
    if stands_open(before) {
        let elided = after.is_some_and(|c| c.is_ascii_digit());
        return (follows_word(after) && !elided).then_some(Role::Opens);
    }
    let closes = after.is_none_or(|c| c.is_whitespace() || is_closing_punctuation(c) || c == '"' || c == '”');
    let feet = before.is_some_and(|c| c.is_ascii_digit());
    (closes && !feet).then_some(Role::Closes)
}

/// Whether a mark behind `before` can open: nothing, a blank, a bracket, a dash or another opening mark is there.
fn stands_open(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | '“' | '‘' | '«' | '"' | '\'')
    })
}

fn follows_word(after: Option<char>) -> bool {
    after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '…' | '$' | '[' | '“' | '"' | '#' | '@'))
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '—' | '–' | '―' | '…' | '’' | '\'' | '”' | '/'
    )
}
