//! Letters to lines in the order of reading: columns are found by the white space between them.

use super::glyphs::Glyph;

/// A line of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    /// Which stretch of the page it stands in; a new one begins with each column.
    pub(super) region: usize,
    /// The edges of that stretch.
    pub(super) edges: (f64, f64),
}

/// How deep stretches are cut into smaller ones.
const DEEPEST: u8 = 12;

/// The lines of a page.
pub(super) fn of(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut runs = runs(glyphs);
    runs.retain(|run| !run.text.trim().is_empty());
    let mut lines = Vec::new();
    let mut region = 0;
    cut(runs, 0, &mut region, &mut lines);
    lines
}

/// Letters that follow each other on one line. Blanks between words may be written or only left.
fn runs(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut runs: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let Some(run) = runs.last_mut().filter(|run| continues(run, &glyph)) else {
            let edges = (glyph.left, glyph.right);
            let Glyph { text, left, right, baseline, size } = glyph;
            runs.push(Line { text, left, right, baseline, size, region: 0, edges });
            continue;
        };
        let is_apart = glyph.left - run.right > WORD_GAP * run.size.min(glyph.size);
        if is_apart && !run.text.ends_with(' ') && !glyph.text.starts_with(' ') {
            run.text.push(' ');
        }
        run.text.push_str(&glyph.text);
        run.right = run.right.max(glyph.right);
        run.size = run.size.max(glyph.size);
    }
    runs
}

/// A gap of so many times the size of the letters parts words.
const WORD_GAP: f64 = 0.17;

/// A gap of so many times the size of the letters parts what stands beside each other.
const COLUMN_GAP: f64 = 1.2;

fn continues(run: &Line, glyph: &Glyph) -> bool {
    let size = run.size.max(glyph.size);
    let is_level = (run.baseline - glyph.baseline).abs() < 0.4 * size;
    let gap = glyph.left - run.right;
    is_level && gap > -0.5 * size && gap < COLUMN_GAP * size
}

/// Cuts a stretch at the white space from top to bottom, else at the widest from side to side, until there is none.
fn cut(runs: Vec<Line>, depth: u8, region: &mut usize, lines: &mut Vec<Line>) {
    if depth < DEEPEST {
        if let Some(gutter) = gutter(&runs) {
            let (left, right) = runs.into_iter().partition(|run: &Line| run.left < gutter);
            cut(left, depth + 1, region, lines);
            cut(right, depth + 1, region, lines);
            return;
        }
        if let Some(gap) = gap(&runs) {
            let (above, below): (Vec<Line>, Vec<Line>) = runs.into_iter().partition(|run| run.baseline < gap);
            // Only a cut that shows columns is worth a new stretch.
            if gutter_within(&above) || gutter_within(&below) {
                cut(above, depth + 1, region, lines);
                cut(below, depth + 1, region, lines);
                return;
            }
            return finish([above, below].concat(), region, lines);
        }
    }
    finish(runs, region, lines);
}

/// Whether a stretch has columns, now or after one more cut.
fn gutter_within(runs: &[Line]) -> bool {
    if gutter(runs).is_some() {
        return true;
    }
    let Some(at) = gap(runs) else { return false };
    let (above, below): (Vec<&Line>, Vec<&Line>) = runs.iter().partition(|run| run.baseline < at);
    [above, below].into_iter().any(|part| {
        let part: Vec<Line> = part.into_iter().cloned().collect();
        gutter(&part).is_some()
    })
}

/// Where white space from top to bottom parts two columns, each as wide and as high as one can be.
fn gutter(runs: &[Line]) -> Option<f64> {
    let size = middle_size(runs)?;
    let mut by_left: Vec<&Line> = runs.iter().collect();
    by_left.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (first, last) = (by_left.first()?.left, runs.iter().map(|run| run.right).fold(f64::MIN, f64::max));
    let mut reach = f64::MIN;
    let mut best: Option<(f64, f64)> = None;
    for (at, run) in by_left.iter().enumerate() {
        let width = run.left - reach;
        let is_wide = reach - first > LEAST_COLUMN * size && last - run.left > LEAST_COLUMN * size;
        let is_high = rows(by_left.get(..at)) >= LEAST_ROWS && rows(by_left.get(at..)) >= LEAST_ROWS;
        if at > 0 && width > 0.7 * size && is_wide && best.is_none_or(|(widest, _)| width > widest) && is_high
        {
            best = Some((width, run.left - width / 2.0));
        }
        reach = reach.max(run.right);
    }
    best.map(|(_, at)| at)
}

/// The narrowest column, in sizes of its letters.
const LEAST_COLUMN: f64 = 8.0;

/// The lowest column, in lines.
const LEAST_ROWS: usize = 3;

fn rows(runs: Option<&[&Line]>) -> usize {
    let mut baselines: Vec<f64> = runs.unwrap_or_default().iter().map(|run| run.baseline).collect();
    baselines.sort_by(f64::total_cmp);
    baselines.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    baselines.len()
}

/// Where the widest white space from side to side is, if it is wider than that between lines.
fn gap(runs: &[Line]) -> Option<f64> {
    let size = middle_size(runs)?;
    let mut baselines: Vec<(f64, f64)> = runs.iter().map(|run| (run.baseline, run.size)).collect();
    baselines.sort_by(|a, b| a.0.total_cmp(&b.0));
    let gaps = baselines.windows(2).filter_map(|pair| match pair {
        [(above, _), (below, height)] => Some((below - above - height, below - height * 0.9)),
        _ => None,
    });
    let widest = gaps.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (widest.0 > 0.35 * size).then_some(widest.1)
}

fn middle_size(runs: &[Line]) -> Option<f64> {
    let mut sizes: Vec<f64> = runs.iter().map(|run| run.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

/// The lines of one stretch: what stands beside each other is one.
fn finish(mut runs: Vec<Line>, region: &mut usize, lines: &mut Vec<Line>) {
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let left = runs.iter().map(|run| run.left).fold(f64::MAX, f64::min);
    let right = runs.iter().map(|run| run.right).fold(f64::MIN, f64::max);
    let mut row: Vec<Line> = Vec::new();
    let mut done: Vec<Line> = Vec::new();
    for run in runs {
        let is_level =
            row.first().is_none_or(|first| run.baseline - first.baseline < 0.4 * first.size.max(run.size));
        if !is_level {
            done.extend(joined(std::mem::take(&mut row)));
        }
        row.push(run);
    }
    done.extend(joined(row));
    lines.extend(done.into_iter().map(|line| Line { region: *region, edges: (left, right), ..line }));
    *region += 1;
}

fn joined(mut row: Vec<Line>) -> Option<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut row = row.into_iter();
    let first = row.next()?;
    Some(row.fold(first, |line, next| {
        let is_apart = next.left - line.right > WORD_GAP * line.size.min(next.size);
        let blank = if is_apart && !line.text.ends_with(' ') { " " } else { "" };
        // The letters that most of a line is written in say its size and where it stands.
        let (size, baseline) = if line.text.len() >= next.text.len() {
            (line.size, line.baseline)
        } else {
            (next.size, next.baseline)
        };
        Line {
            text: format!("{}{blank}{}", line.text, next.text),
            right: line.right.max(next.right),
            size,
            baseline,
            ..line
        }
    }))
}
