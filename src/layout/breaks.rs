//! Where a line may end inside a run of characters without white space.

use unicode_width::UnicodeWidthChar as _;

/// Whether a line may end between `word`, whose last cluster is `last`, and the cluster `next`, which is not blank.
///
/// Yes: “word—|word”, “well-|known”, “example.org/|articles”, “中|文”. No: “km/h”, “so—|”, “F-|16”, “中|。”, a word of any other script.
pub(super) fn is_allowed(word: &str, last: &str, next: &str) -> bool {
    let (Some(before), Some(after)) = (last.chars().next(), next.chars().next()) else {
        return false;
    };
    if before.is_ascii_alphanumeric() && after.is_ascii() {
        return false;
    }
    before == '\u{200b}'
        || (is_dash_or_hyphen(before) && is_after_dash(word, after))
        || (is_hyphen(before) && is_after_hyphen(word, after))
        || (before == '/' && is_after_slash(word, after))
        || is_between_ideographs(before, after)
}

/// After a dash that follows something, when what comes starts a word: yes in “he—|she” and “he--|she”,
/// no in “he—,” and “—she”.
fn is_after_dash(word: &str, after: char) -> bool {
    let is_dash = word.ends_with(is_long_dash) || word.ends_with("--");
    let starts_word = after.is_alphanumeric() || (opens(after) && !closes(after));
    // Asked last, so that a row of a thousand dashes is not read a thousand times.
    let lead = || word.trim_end_matches(is_dash_or_hyphen).chars().next_back();
    is_dash && starts_word && lead().is_some_and(|lead| !opens(lead))
}

/// After a hyphen between letters: yes in “well-|known”, no in “F-16” and “pre- and”.
fn is_after_hyphen(word: &str, after: char) -> bool {
    let lead = word.chars().rev().nth(1);
    lead.is_some_and(char::is_alphabetic) && after.is_alphabetic()
}

/// After a slash behind something longer than an abbreviation: yes in “and/|or” and in an address, no in “w/o”, in
/// “2016/05” and in “http://”.
fn is_after_slash(word: &str, after: char) -> bool {
    let mut lead = word.chars().rev().skip(1).take(3).peekable();
    let is_number = lead.peek().is_some_and(char::is_ascii_digit) && after.is_numeric();
    let mut length = 0;
    after.is_alphanumeric()
        && !is_number
        && lead.all(|c| {
            length += 1;
            c.is_alphanumeric()
        })
        && length == 3
}

/// Beside an ideograph, unless punctuation belongs to its neighbour: yes in “中|文”, no in “「中” and “文。”.
fn is_between_ideographs(before: char, after: char) -> bool {
    // Neither is punctuation; this is most of a Chinese text.
    let are_han = is_han(before) && is_han(after);
    are_han || ((is_ideographic(before) || is_ideographic(after)) && !opens(before) && !closes(after))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Characters that are words by themselves: ideographs, kana, emoji. Korean is written with blanks between
/// its words, so Hangul is not.
fn is_ideographic(c: char) -> bool {
    let is_hangul = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    let is_flag = matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    is_flag || (c.width() == Some(2) && !is_hangul)
}

fn is_long_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

fn is_dash_or_hyphen(c: char) -> bool {
    is_long_dash(c) || is_hyphen(c)
}

/// Whether `c` belongs to what follows it, so that no line ends after it.
fn opens(c: char) -> bool {
    OPENING.contains(c) || EITHER.contains(c)
}

/// Whether `c` belongs to what stands before it, so that no line starts with it.
fn closes(c: char) -> bool {
    CLOSING.contains(c) || EITHER.contains(c) || is_dash_or_hyphen(c) || c.width().unwrap_or(0) == 0
}

const OPENING: &str = "([{“‘„‚«‹¿¡$£€¥#@「『（《〈【〔〖〘〝［｛＄￥￡\u{2060}\u{feff}";
const CLOSING: &str = ")]}”’»›,.;:!?%…/」』）》〉】〕〗〙〞〟］｝、。，．；：！？％・ー々ゝゞヽヾ〜～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// Straight marks, which may be either side's, and blanks at which no line ends.
const EITHER: &str = "\"'\u{a0}\u{2007}\u{202f}";
