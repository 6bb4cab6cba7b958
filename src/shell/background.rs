//! Whether the terminal's background is light or dark: what the environment says at once, what the terminal answers to
//! a question (OSC 11) when it does. Nobody waits for the answer, and no part of it is ever taken for keys.
//!
//! `crossterm` knows no such answers and hands them on as keys: Alt-], "11;rgb:ffff/ffff/ffff", and Alt-\ or Ctrl-g, or
//! Esc and a character instead of Alt where a slow line parts the two. [`Sifter`] takes them out of the keys.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What words stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Background {
    Light,
    Dark,
}

/// The question: OSC 11 with the string terminator.
pub(super) const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";

impl Background {
    /// What the environment says: `COLORFGBG` is "words;page" or "words;…;page" in the sixteen colours.
    pub(super) fn told(colorfgbg: Option<&str>) -> Option<Self> {
        let page: u8 = colorfgbg?.rsplit(';').next()?.parse().ok()?;
        match page {
            7 | 9..=15 => Some(Self::Light),
            0..=6 | 8 => Some(Self::Dark),
            _ => None,
        }
    }

    /// Reads the answer's colour: "rgb:" and three hexadecimal shares of one to four digits.
    fn read(answer: &str) -> Option<Self> {
        let shares = answer.strip_prefix("11;rgb:").or_else(|| answer.strip_prefix("11;rgba:"))?;
        let mut shares = shares.split('/').map(|share| {
            let value = f64::from(u16::from_str_radix(share, 16).ok()?);
            let most = f64::from(u16::MAX >> (16 - 4 * share.len().min(4)));
            Some(value / most)
        });
        let (red, green, blue) = (shares.next()??, shares.next()??, shares.next()??);
        // The luma of ITU-R BT.709.
        let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        Some(if luma > 0.5 { Self::Light } else { Self::Dark })
    }
}

/// Whether a terminal of this name (`TERM`) may be asked: consoles and hardware print what they do not know.
pub(super) fn can_answer(term: &str, is_tmux: bool) -> bool {
    let silent = ["dumb", "linux", "vt", "ansi", "cons", "sun", "eterm"];
    let is_screen = term.starts_with("screen") && !is_tmux;
    !term.is_empty() && !is_screen && !silent.iter().any(|name| term.starts_with(name))
}

/// Takes answers out of what the terminal sends.
#[derive(Debug, Default)]
pub(super) struct Sifter {
    /// What may be the beginning of an answer.
    held: Vec<Event>,
    /// Its words so far, where there is one.
    answer: Option<String>,
    /// Whether the answer may be ending: an Esc came, a backslash is to follow.
    is_ending: bool,
    /// Whether the last event was an Esc that was handed on.
    after_escape: bool,
    asked: Option<Instant>,
}

/// How the answer begins behind its introducer.
const BEGINNING: &str = "11;";
/// More characters than any answer has.
const LONGEST: usize = 40;
/// After so long an answer is not expected any more; one that comes in one piece is still known.
const EXPECTED: Duration = Duration::from_secs(5);

impl Sifter {
    /// One that expects an answer from now on.
    pub(super) fn asked_now() -> Self {
        Self { asked: Some(Instant::now()), ..Self::default() }
    }

    /// Hands on to `pass` what is no part of an answer; gives an answer that is complete.
    pub(super) fn sift(&mut self, event: Event, pass: &mut Vec<Event>) -> Option<Background> {
        let sign = self.asked.and_then(|_| sign(&event));
        let Some(answer) = &mut self.answer else {
            match sign {
                Some(Sign::Begin) => self.begin(event),
                Some(Sign::Character(']')) if self.after_escape => self.begin(event),
                _ => {
                    self.after_escape = sign == Some(Sign::Escape);
                    pass.push(event);
                }
            }
            return None;
        };
        match sign {
            Some(Sign::Character('\\')) if self.is_ending => return self.end(),
            Some(Sign::End) => return self.end(),
            Some(Sign::Escape) if !self.is_ending && answer.starts_with(BEGINNING) => {
                self.is_ending = true;
                self.held.push(event);
            }
            Some(Sign::Character(c)) if !self.is_ending && goes_on(answer, c) => {
                answer.push(c);
                self.held.push(event);
            }
            _ => {
                self.release(pass);
                return self.sift(event, pass);
            }
        }
        None
    }

    /// What was sent is at its end for now: what is hardly an answer is handed on.
    pub(super) fn pause(&mut self, pass: &mut Vec<Event>) {
        let is_expected = self.asked.is_some_and(|asked| asked.elapsed() < EXPECTED);
        let is_sure = self.answer.as_ref().is_some_and(|answer| answer.starts_with(BEGINNING));
        if !is_expected && !is_sure {
            self.release(pass);
        }
    }

    fn begin(&mut self, event: Event) {
        self.after_escape = false;
        self.held = vec![event];
        self.answer = Some(String::new());
    }

    fn end(&mut self) -> Option<Background> {
        self.is_ending = false;
        self.held.clear();
        self.answer.take().and_then(|answer| Background::read(&answer))
    }

    /// Ends an answer that does not go on: what surely was one is dropped, the rest was keys.
    fn release(&mut self, pass: &mut Vec<Event>) {
        let is_sure = self.answer.take().is_some_and(|answer| answer.starts_with(BEGINNING));
        let mut held = std::mem::take(&mut self.held);
        if is_sure {
            // An Esc that ended nothing was pressed.
            held.retain(|event| sign(event) == Some(Sign::Escape));
        }
        self.is_ending = false;
        pass.append(&mut held);
    }
}

/// What an event can be in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Begin,
    Escape,
    Character(char),
    End,
}

fn sign(event: &Event) -> Option<Sign> {
    let Event::Key(KeyEvent { code, modifiers, kind: KeyEventKind::Press, .. }) = event else { return None };
    let plain = *modifiers - KeyModifiers::SHIFT;
    match (code, plain) {
        (KeyCode::Char(']'), KeyModifiers::ALT) => Some(Sign::Begin),
        (KeyCode::Char('\\'), KeyModifiers::ALT) | (KeyCode::Char('g'), KeyModifiers::CONTROL) => {
            Some(Sign::End)
        }
        (KeyCode::Esc, KeyModifiers::NONE) => Some(Sign::Escape),
        (KeyCode::Char(c), KeyModifiers::NONE) => Some(Sign::Character(*c)),
        _ => None,
    }
}

/// Whether an answer can go on with this character.
fn goes_on(answer: &str, next: char) -> bool {
    match BEGINNING.chars().nth(answer.len()) {
        Some(expected) => next == expected,
        None => {
            answer.len() < LONGEST
                && matches!(next, 'r' | 'g' | 'b' | 'a' | ':' | '/' | '0'..='9' | 'a'..='f' | 'A'..='F')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events that `crossterm` makes of bytes, for those that matter here.
    fn events(sent: &str) -> Vec<Event> {
        let mut events = Vec::new();
        let mut rest = sent.chars().peekable();
        while let Some(c) = rest.next() {
            let (code, modifiers) = match c {
                '\u{1b}' => match rest.next_if(|next| matches!(next, ']' | '\\')) {
                    Some(next) => (KeyCode::Char(next), KeyModifiers::ALT),
                    None => (KeyCode::Esc, KeyModifiers::NONE),
                },
                // Parts an escape from what follows, as a slow line does.
                '|' => continue,
                '\u{7}' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
                c => (KeyCode::Char(c), KeyModifiers::NONE),
            };
            events.push(Event::Key(KeyEvent::new(code, modifiers)));
        }
        events
    }

    fn sifted(sent: &str) -> (String, Option<Background>) {
        let (mut sifter, mut passed, mut answer) = (Sifter::asked_now(), Vec::new(), None);
        for event in events(sent) {
            answer = sifter.sift(event, &mut passed).or(answer);
        }
        sifter.pause(&mut passed);
        let shown = passed.iter().map(|event| match sign(event) {
            Some(Sign::Begin) => "A]".to_owned(),
            Some(Sign::Escape) => "E".to_owned(),
            Some(Sign::Character(c)) => c.to_string(),
            Some(Sign::End) => "!".to_owned(),
            None => "?".to_owned(),
        });
        (shown.collect(), answer)
    }

    #[test]
    fn no_part_of_an_answer_becomes_a_key() {
        use Background::{Dark, Light};
        for (sent, keys, answer) in [
            ("j\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\k", "jk", Some(Light)),
            ("\u{1b}]11;rgb:0000/1c1c/3030\u{7}k", "k", Some(Dark)),
            ("\u{1b}]11;rgb:F/F/F\u{7}", "", Some(Light)),
            ("\u{1b}]11;rgba:fdfd/f6f6/e3e3/ffff\u{1b}\\", "", Some(Light)),
            // A slow line parts the escapes from what follows them; the first one was taken for a key before.
            ("\u{1b}|]11;rgb:00/00/00\u{1b}|\\n", "En", Some(Dark)),
            // Cut short, and a key pressed after that.
            ("\u{1b}]11;rgb:ff", "", None),
            ("\u{1b}]11;rgb:ff n", " n", None),
            ("\u{1b}]11;rgb:ff\u{1b}n", "En", None),
            ("\u{1b}]11;rgb:zz", "zz", None),
            // Keys that only look like the beginning of one.
            ("\u{1b}]n", "A]n", None),
            ("\u{1b}]1n", "A]1n", None),
            ("\u{1b}|]h", "E]h", None),
            ("]h\u{1b}\u{1b}j", "]hEEj", None),
            ("\u{1b}\\\u{7}", "!!", None),
        ] {
            assert_eq!(sifted(sent), (keys.to_owned(), answer), "{sent:?}");
        }
    }

    #[test]
    fn an_unasked_sifter_hands_everything_on() {
        let (mut sifter, mut passed) = (Sifter::default(), Vec::new());
        for event in events("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}") {
            assert_eq!(sifter.sift(event, &mut passed), None);
        }
        assert_eq!(passed.len(), 23);
    }

    #[test]
    fn the_environment_may_say_it() {
        use Background::{Dark, Light};
        for (told, background) in [
            (Some("15;0"), Some(Dark)),
            (Some("0;15"), Some(Light)),
            (Some("0;default;7"), Some(Light)),
            (Some("0;default"), None),
            (Some(""), None),
            (None, None),
        ] {
            assert_eq!(Background::told(told), background, "{told:?}");
        }
    }

    #[test]
    fn only_terminals_that_know_the_question_are_asked() {
        for (term, is_tmux, asked) in [
            ("xterm-256color", false, true),
            ("tmux-256color", true, true),
            ("screen-256color", true, true),
            ("screen", false, false),
            ("linux", false, false),
            ("vt220", false, false),
            ("dumb", false, false),
            ("", false, false),
        ] {
            assert_eq!(can_answer(term, is_tmux), asked, "{term}");
        }
    }
}
