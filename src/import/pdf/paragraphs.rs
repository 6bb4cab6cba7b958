//! Lines of all pages to paragraphs: without what is repeated on each page, and with broken words joined.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Line;

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) is_heading: bool,
}

/// How many lines at the top and at the bottom of a page may be repeated ones.
const MARGIN: usize = 2;

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// The paragraphs of these pages.
pub(super) fn of(mut pages: Vec<Vec<Line>>) -> Vec<Paragraph> {
    drop_repeated(&mut pages);
    let words = vocabulary(pages.iter().flatten());
    let usual = usual_size(pages.iter().flatten());
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<Line> = None;
    for (page, lines) in pages.into_iter().enumerate() {
        let leading = leading(&lines);
        for line in lines {
            let line = Line { region: line.region + page * REGIONS, ..line };
            let is_new = before.as_ref().is_none_or(|before| begins(before, &line, leading));
            match paragraphs.last_mut().filter(|_| !is_new) {
                Some(last) => append(&mut last.text, &line.text, &words),
                None => paragraphs.push(Paragraph {
                    text: line.text.trim().to_owned(),
                    size: line.size,
                    is_heading: false,
                }),
            }
            before = Some(line);
        }
    }
    for paragraph in &mut paragraphs {
        paragraph.is_heading = paragraph.size > usual * 1.15 && paragraph.text.len() < LONGEST_HEADING;
    }
    paragraphs
}

/// More stretches than any page has.
const REGIONS: usize = 1 << 20;

/// Whether a line begins a paragraph.
fn begins(before: &Line, line: &Line, leading: f64) -> bool {
    let is_other_size = (before.size - line.size).abs() > 0.12 * before.size.max(line.size);
    if is_other_size {
        return true;
    }
    let ends = ends_sentence(&before.text);
    if before.region != line.region {
        // A sentence goes on over columns and pages.
        let goes_on = line.text.trim_start().starts_with(char::is_lowercase) || ends_broken(&before.text);
        return !goes_on && (ends || is_short(before));
    }
    let is_indented =
        line.left - line.edges.0 > 0.8 * line.size && before.left - before.edges.0 < 0.5 * line.size;
    if line.text.trim_start().starts_with(BULLETS) {
        return true;
    }
    // Large letters stand further apart than the page's usual ones.
    let is_far = line.baseline - before.baseline > 1.3 * leading.max(1.2 * line.size);
    is_far
        || (is_indented && (ends || is_short(before)))
        || (is_short(before) && ends && is_full(line))
        || (is_short(before)
            && !ends
            && line.text.trim_start().starts_with(char::is_uppercase)
            && is_very_short(before))
}

/// What an item of a list begins with.
const BULLETS: [char; 5] = ['•', '▪', '◦', '‣', '●'];

/// Whether a line ends well before its column does.
fn is_short(line: &Line) -> bool {
    line.edges.1 - line.right > 0.12 * (line.edges.1 - line.edges.0)
}

fn is_very_short(line: &Line) -> bool {
    line.edges.1 - line.right > 0.45 * (line.edges.1 - line.edges.0)
}

/// Whether a line begins where its column does, or is indented as a first line is.
fn is_full(line: &Line) -> bool {
    line.left - line.edges.0 < 4.0 * line.size
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ':', ')', '»'])
}

fn ends_broken(text: &str) -> bool {
    text.trim_end().ends_with(HYPHENS)
}

/// What a broken word ends with.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Adds a line to a paragraph. A word that was broken is joined where that is the likelier word.
fn append(text: &mut String, line: &str, words: &BTreeMap<String, usize>) {
    let line = line.trim();
    if let Some(start) = text.strip_suffix(HYPHENS) {
        let first = start
            .rsplit(|c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c))
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let second: String =
            line.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let is_word = first.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase);
        let count = |word: &str| words.get(word).copied().unwrap_or(0);
        let whole = count(&format!("{first}{second}"));
        let parted = count(&format!("{first}-{second}"));
        let is_pair = first.len() > 2 && second.len() > 2 && count(&first) > 0 && count(&second) > 0;
        let is_soft = text.ends_with('\u{ad}');
        if is_soft || (is_word && whole >= parted && (whole > 0 || (parted == 0 && !is_pair))) {
            let length = start.len();
            text.truncate(length);
        }
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// How often each word stands within a line, where nothing has broken it.
fn vocabulary<'l>(lines: impl Iterator<Item = &'l Line>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for line in lines {
        let all: Vec<&str> = line.text.split_whitespace().collect();
        // The first and the last may be halves of words.
        for word in all.iter().skip(1).take(all.len().saturating_sub(2)) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            *words.entry(word).or_insert(0) += 1;
        }
    }
    words
}

/// The size that most letters have.
fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f64 {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry(tenths(line.size)).or_insert(0) += line.text.len();
    }
    let usual = sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(0, |(size, _)| size);
    f64::from(u32::try_from(usual).unwrap_or(u32::MAX)) / 10.0
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are small and positive")]
fn tenths(size: f64) -> u64 {
    (size * 10.0).round().clamp(0.0, 1e6) as u64
}

/// How far apart the lines of a page stand mostly.
fn leading(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] if above.region == below.region => Some(below.baseline - above.baseline),
            _ => None,
        })
        .filter(|step| *step > 1.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(14.0)
}

/// Takes out heads, feet and numbers of pages: what stands at one height of several pages and differs only in its
/// digits, and numbers alone.
fn drop_repeated(pages: &mut [Vec<Line>]) {
    let mut seen: BTreeMap<(String, u64), BTreeSet<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for line in outermost(page) {
            seen.entry(pattern(line)).or_default().insert(at);
        }
    }
    let most = pages.len();
    let is_repeated = |line: &Line| seen.get(&pattern(line)).is_some_and(|pages| pages.len() >= 2);
    for page in pages {
        let outer: Vec<Line> = outermost(page).into_iter().cloned().collect();
        let goes =
            |line: &Line| outer.contains(line) && (is_repeated(line) || (most > 1 && is_number(&line.text)));
        page.retain(|line| !goes(line));
    }
}

/// The lines nearest to the top and to the bottom.
fn outermost(page: &[Line]) -> Vec<&Line> {
    let mut heights: Vec<f64> = page.iter().map(|line| line.baseline).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    let top = heights.get((MARGIN - 1).min(heights.len().saturating_sub(1))).copied().unwrap_or(f64::MIN);
    let bottom = heights.get(heights.len().saturating_sub(MARGIN)).copied().unwrap_or(f64::MAX);
    page.iter().filter(|line| line.baseline <= top + 3.0 || line.baseline >= bottom - 3.0).collect()
}

/// What the same line of another page has in common with one: its letters, and its height in steps of two points.
fn pattern(line: &Line) -> (String, u64) {
    let letters = line.text.trim().chars().map(|c| if c.is_ascii_digit() { '#' } else { c });
    let mut pattern: String = letters.collect();
    while pattern.contains("##") {
        pattern = pattern.replace("##", "#");
    }
    (pattern, tenths(line.baseline) / 20)
}

/// `3`, `- 3 -`, `Page 3 of 9`, `iv`.
fn is_number(text: &str) -> bool {
    let bare = text.to_lowercase().replace("page", "").replace("of", "");
    let bare: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "ivxlc".contains(c));
    text.len() < 20 && (is_roman || (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())))
}
