//! Voices as a table with bars, for a terminal of any width. A long name goes on below itself.

use super::{percent, ranked};
use crate::article::Article;
use crate::attribution::{Analysis, SpeakerKind};
use crate::export::columns::{left, right, width, wrapped};
use crate::export::credits::credits;
use crate::export::voice_sign::sign_of;
use crate::export::{Paint, Voice, counted, ended};

/// One article's voices, at most `columns` cells wide where the figures fit into that, under its title.
pub fn table(article: &Article, analysis: &Analysis, columns: usize, paint: Paint) -> String {
    let ranked = ranked(analysis);
    let mut lines: Vec<String> =
        wrapped(&article.display_title(), columns).iter().map(|line| paint.bold(line)).collect();
    if let Some(credits) = credits(&article.metadata) {
        lines.extend(wrapped(&credits, columns));
    }
    lines.extend(wrapped(&tally(&ranked, analysis), columns).iter().map(|line| paint.faint(line)));
    if !ranked.is_empty() {
        lines.push(String::new());
        lines.extend(Columns::fitting(&ranked, columns).lines(&ranked, paint));
    }
    ended(lines)
}

fn tally(voices: &[Voice<'_>], analysis: &Analysis) -> String {
    if voices.is_empty() {
        return "no quotations".to_owned();
    }
    let words: usize = voices.iter().map(|voice| voice.words).sum();
    let speakers = voices.iter().filter(|voice| voice.speaker.is_some()).count();
    let quotations = counted(analysis.quotations.len(), "quotation");
    format!("{}, {quotations}, {}", counted(speakers, "voice"), counted(words, "quoted word"))
}

/// The widths of the columns, in cells; a column that has no room has none.
struct Columns {
    name: usize,
    kind: usize,
    bar: usize,
}

const BETWEEN: &str = "  ";
const SIGN: usize = 2;
const KIND: usize = 12;
const QUOTATIONS: usize = 10;
const WORDS: usize = 5;
const SHARE: usize = 6;
const LEAST_NAME: usize = 8;
const LEAST_BAR: usize = 8;
const MOST_BAR: usize = 40;

impl Columns {
    fn fitting(voices: &[Voice<'_>], columns: usize) -> Self {
        let figures = QUOTATIONS + WORDS + SHARE + 3 * BETWEEN.len();
        let longest = voices.iter().map(|voice| width(voice.name)).max().unwrap_or(0).max(LEAST_NAME);
        let room = columns.saturating_sub(SIGN + figures);
        let name = longest.min((room / 2).max(24).min(room)).max(LEAST_NAME);
        let room = room.saturating_sub(name);
        let kind = if room >= KIND + BETWEEN.len() { KIND } else { 0 };
        let room = room.saturating_sub(kind + BETWEEN.len() * usize::from(kind > 0) + BETWEEN.len());
        let bar = if room >= LEAST_BAR { room.min(MOST_BAR) } else { 0 };
        Self { name, kind, bar }
    }

    fn lines(&self, voices: &[Voice<'_>], paint: Paint) -> Vec<String> {
        let most = voices.iter().map(|voice| voice.share).fold(0.0, f64::max);
        let head = self.joined(
            format!("  {}", left("speaker", self.name)),
            "kind",
            ["quotations", "words", "share"].map(str::to_owned),
            "",
        );
        let mut lines = vec![paint.faint(head.trim_end())];
        for voice in voices {
            let mut names = wrapped(voice.name, self.name).into_iter();
            let first =
                format!("{} {}", sign_of(voice.speaker), left(&names.next().unwrap_or_default(), self.name));
            let figures =
                [voice.quotations.to_string(), voice.words.to_string(), format!("{}%", percent(voice.share))];
            let bar = paint.voice(&bar(voice.share / most.max(f64::MIN_POSITIVE), self.bar), voice.speaker);
            let kind = voice.kind.map(SpeakerKind::name).unwrap_or_default();
            lines.push(self.joined(paint.voice(&first, voice.speaker), kind, figures, &bar));
            lines.extend(
                names.map(|name| format!("{}{}", " ".repeat(SIGN), paint.voice(&name, voice.speaker))),
            );
        }
        lines
    }

    fn joined(&self, name: String, kind: &str, figures: [String; 3], bar: &str) -> String {
        let [quotations, words, share] = figures;
        let mut cells = vec![name];
        if self.kind > 0 {
            cells.push(left(kind, self.kind));
        }
        cells.extend([right(&quotations, QUOTATIONS), right(&words, WORDS), right(&share, SHARE)]);
        if self.bar > 0 {
            cells.push(bar.to_owned());
        }
        cells.join(BETWEEN)
    }
}

/// A bar of `part` of `cells`, to an eighth of a cell. What is there at all has at least one eighth.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few cells"
)]
fn bar(part: f64, cells: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (part * cells as f64 * 8.0).round() as usize;
    let eighths = if part > 0.0 { eighths.max(1) } else { eighths }.min(cells * 8);
    format!("{}{}", "█".repeat(eighths / 8), PARTS.get(eighths % 8).unwrap_or(&""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::export::speakers::{csv, jsonl};

    const TEXT: &str = "“One two three four,” said A. “Five.” “Six seven,” said B.";

    fn shown(columns: usize) -> String {
        let article = sample::article("How a vote was lost", &[TEXT]);
        let said =
            [("“One two three four,”", "Senator Elizabeth Warren"), ("“Five.”", "-"), ("“Six seven,”", "=B")];
        table(&article, &sample::analysis(&article, &said), columns, Paint::default())
    }

    #[test]
    fn bars_show_who_says_how_much() {
        insta::assert_snapshot!(shown(100));
    }

    #[test]
    fn a_narrow_table_has_the_figures_only() {
        insta::assert_snapshot!(shown(44));
    }

    #[test]
    fn fits_every_width_that_holds_its_figures() {
        for columns in 40..140 {
            let table = shown(columns);
            assert!(table.lines().all(|line| width(line) <= columns), "{columns}\n{table}");
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        for (part, cells, drawn) in
            [(1.0, 3, "███"), (0.5, 3, "█▌"), (0.001, 3, "▏"), (0.0, 3, ""), (1.0, 0, "")]
        {
            assert_eq!(bar(part, cells), drawn, "{part}");
        }
    }

    #[test]
    fn rows_and_lines_tell_the_same() {
        let article = sample::article("T", &[TEXT]);
        let said = [("“One two three four,”", "A"), ("“Five.”", "-"), ("“Six seven,”", "=B")];
        let analysis = sample::analysis(&article, &said);
        let rows = csv::rows(&article, &analysis);
        let figures: Vec<Vec<&str>> = rows.lines().map(|row| row.split(',').skip(4).collect()).collect();
        assert_eq!(
            figures,
            [
                vec!["A", "person", "", "1", "4", "57.1"],
                vec!["'=B", "person", "", "1", "2", "28.6"],
                vec!["", "", "", "1", "1", "14.3"]
            ]
        );
        assert_eq!(csv::header().split(',').count(), rows.lines().next().unwrap().split(',').count());
        let lines: Vec<serde_json::Value> = jsonl::lines(&article, &analysis)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!((&lines[0]["speaker"], &lines[0]["share"]), (&"A".into(), &0.571.into()));
        assert!(lines[2]["speaker"].is_null());
    }
}
