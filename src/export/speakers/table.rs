//! Voices as a table with bars, for a terminal of any width. A long name goes on below itself.
//!
//! A bar is solid for words in marks and shaded for the others, so that the two are told apart in any colour.

use super::{Order, Ranked, percent, ranked};
use crate::article::Article;
use crate::attribution::{Analysis, SpeakerKind};
use crate::export::columns::{left, right, shortened, width, wrapped};
use crate::export::credits::credits;
use crate::export::voice_sign::sign_of;
use crate::export::{Paint, Tally, counted, ended};

/// One article's voices, at most `columns` cells wide where the figures fit into that, under its title.
pub fn table(article: &Article, analysis: &Analysis, order: Order, columns: usize, paint: Paint) -> String {
    let ranked = ranked(article, analysis, order);
    let mut lines: Vec<String> =
        wrapped(&article.display_title(), columns).iter().map(|line| paint.bold(line)).collect();
    if let Some(credits) = credits(&article.metadata) {
        lines.extend(wrapped(&credits, columns));
    }
    lines.extend(wrapped(&tally(&ranked, analysis), columns).iter().map(|line| paint.faint(line)));
    if !ranked.is_empty() {
        let fitting = Columns::fitting(&ranked, columns);
        lines.push(String::new());
        lines.extend(fitting.lines(&ranked, paint));
        if fitting.bar > 0 && ranked.iter().any(|ranked| ranked.mixed + ranked.indirect > 0) {
            let legend = wrapped("█ direct, ░ partly or wholly in other words", columns);
            lines.push(String::new());
            lines.extend(legend.iter().map(|line| paint.faint(line)));
        }
    }
    ended(lines)
}

fn tally(voices: &[Ranked<'_>], analysis: &Analysis) -> String {
    if voices.is_empty() {
        return "no quotations".to_owned();
    }
    let sum = |words: fn(&Ranked<'_>) -> usize| voices.iter().map(words).sum::<usize>();
    let speakers = voices.iter().filter(|ranked| ranked.voice.speaker.is_some()).count();
    let (words, direct) = (sum(|ranked| ranked.voice.words), sum(|ranked| ranked.direct));
    // Also where the table has no room to tell the two apart.
    let of_them = if direct < words { format!(" ({direct} direct)") } else { String::new() };
    let mut told = vec![
        counted(speakers, "voice"),
        Tally::of(&analysis.quotations).summed(),
        format!("{}{of_them}", counted(words, "word")),
    ];
    let corrected = sum(|ranked| ranked.by_reader);
    if corrected > 0 {
        told.push(format!("{} by you", counted(corrected, "attribution")));
    }
    told.join("; ")
}

/// The widths of the columns, in cells; a column that has no room, or nothing to tell, has none.
#[derive(Debug, Default)]
struct Columns {
    name: usize,
    kind: usize,
    role: usize,
    /// Words of quotations that are direct, mixed and indirect.
    kinds: [usize; 3],
    place: usize,
    bar: usize,
}

const BETWEEN: usize = 2;
const SIGN: usize = 2;
const QUOTATIONS: usize = 6;
const WORDS: usize = 5;
const SHARE: usize = 6;
const LEAST_NAME: usize = 8;
const LEAST_BAR: usize = 10;
const MOST_BAR: usize = 40;
const MOST_ROLE: usize = 24;
const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

impl Columns {
    /// The figures always stand; then, as far as there is room, bars, kinds of words, what the speakers are, and where.
    fn fitting(voices: &[Ranked<'_>], columns: usize) -> Self {
        let widest = |cells: &dyn Fn(&Ranked<'_>) -> usize| voices.iter().map(cells).max().unwrap_or(0);
        let figures = QUOTATIONS + WORDS + SHARE + 3 * BETWEEN;
        let longest = widest(&|ranked| width(ranked.voice.name)).max(LEAST_NAME);
        let room = columns.saturating_sub(SIGN + figures);
        let name = longest.min((room / 2).max(24).min(room)).max(LEAST_NAME);
        let mut room = room.saturating_sub(name);
        let mut take = |cells: usize| {
            let is_room = cells > 0 && room >= cells + BETWEEN;
            room -= if is_room { cells + BETWEEN } else { 0 };
            is_room
        };
        let mut fitting = Self { name, ..Self::default() };
        let least_bar = if take(LEAST_BAR) { LEAST_BAR } else { 0 };
        let kinds: [usize; 3] = std::array::from_fn(|kind| {
            let most = widest(&|ranked| ranked.words_of(kind));
            if most > 0 { KINDS[kind].len().max(most.to_string().len()) } else { 0 }
        });
        let is_any_other = kinds[1..].iter().any(|cells| *cells > 0);
        let of_kinds: usize = kinds.iter().filter(|cells| **cells > 0).map(|cells| cells + BETWEEN).sum();
        // Where all is direct, the words tell it already.
        if is_any_other && take(of_kinds - BETWEEN) {
            fitting.kinds = kinds;
        }
        let kind = widest(&|ranked| ranked.voice.kind.map_or(0, |kind| kind.name().len()));
        fitting.kind = if take(kind.max("kind".len())) { kind.max("kind".len()) } else { 0 };
        let place = widest(&|ranked| width(&ranked.places())).max("where".len());
        fitting.place = if take(place) { place } else { 0 };
        let role = widest(&|ranked| ranked.role.map_or(0, width)).min(MOST_ROLE);
        fitting.role = if role > 0 && take(role.max("role".len())) { role.max("role".len()) } else { 0 };
        fitting.bar = if least_bar > 0 { (least_bar + room).min(MOST_BAR) } else { 0 };
        fitting
    }

    fn lines(&self, voices: &[Ranked<'_>], paint: Paint) -> Vec<String> {
        let most = voices.iter().map(|ranked| ranked.voice.share).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let head = self.joined(&Row {
            name: format!("  {}", left("speaker", self.name)),
            kind: "kind",
            role: "role",
            quotations: "quotes".to_owned(),
            words: "words".to_owned(),
            kinds: KINDS.map(str::to_owned),
            share: "share".to_owned(),
            place: "where".to_owned(),
            bar: String::new(),
        });
        let mut lines = vec![paint.faint(head.trim_end())];
        for ranked in voices {
            let voice = &ranked.voice;
            let mut names = wrapped(voice.name, self.name).into_iter();
            let first =
                format!("{} {}", sign_of(voice.sign), left(&names.next().unwrap_or_default(), self.name));
            lines.push(self.joined(&Row {
                name: paint.voice(&first, voice.sign),
                kind: voice.kind.map(SpeakerKind::name).unwrap_or_default(),
                role: ranked.role.unwrap_or_default(),
                quotations: voice.said.all().to_string(),
                words: voice.words.to_string(),
                kinds: std::array::from_fn(|kind| ranked.words_of(kind).to_string()),
                share: format!("{}%", percent(voice.share)),
                place: ranked.places(),
                bar: paint.voice(&ranked.bar(voice.share / most, self.bar), voice.sign),
            }));
            lines.extend(names.map(|name| format!("{}{}", " ".repeat(SIGN), paint.voice(&name, voice.sign))));
        }
        lines
    }

    fn joined(&self, row: &Row<'_>) -> String {
        let mut cells = vec![row.name.clone()];
        if self.kind > 0 {
            cells.push(left(row.kind, self.kind));
        }
        if self.role > 0 {
            cells.push(left(&shortened(row.role, self.role), self.role));
        }
        cells.extend([right(&row.quotations, QUOTATIONS), right(&row.words, WORDS)]);
        let kinds = row.kinds.iter().zip(self.kinds).filter(|(_, cells)| *cells > 0);
        cells.extend(kinds.map(|(words, cells)| right(words, cells)));
        cells.push(right(&row.share, SHARE));
        if self.place > 0 {
            cells.push(right(&row.place, self.place));
        }
        if self.bar > 0 {
            cells.push(row.bar.clone());
        }
        cells.join(&" ".repeat(BETWEEN))
    }
}

/// The cells of one line.
struct Row<'a> {
    name: String,
    kind: &'a str,
    role: &'a str,
    quotations: String,
    words: String,
    kinds: [String; 3],
    share: String,
    place: String,
    bar: String,
}

impl Ranked<'_> {
    /// Words of the kind whose column is the first, second or third of [`KINDS`].
    fn words_of(&self, kind: usize) -> usize {
        [self.direct, self.mixed, self.indirect].get(kind).copied().unwrap_or(0)
    }

    /// Where the voice is heard: "3–97%", "12%".
    fn places(&self) -> String {
        let (first, last) = (format!("{:.0}", self.first), format!("{:.0}", self.last));
        if first == last { format!("{first}%") } else { format!("{first}–{last}%") }
    }

    /// A bar of `part` of `cells`: solid for direct words, shaded for the others.
    fn bar(&self, part: f64, cells: usize) -> String {
        let others = self.voice.words - self.direct;
        if others == 0 {
            return solid(part, cells);
        }
        let all = whole(part, cells);
        let shaded = whole(ratio(others, self.voice.words), all);
        let direct = (all - shaded).max(usize::from(self.direct > 0 && all > 1));
        format!("{}{}", "█".repeat(direct), "░".repeat(all - direct))
    }
}

/// A bar of `part` of `cells`, to an eighth of a cell. What is there at all has at least one eighth.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few cells"
)]
fn solid(part: f64, cells: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (part * cells as f64 * 8.0).round() as usize;
    let eighths = if part > 0.0 { eighths.max(1) } else { eighths }.min(cells * 8);
    format!("{}{}", "█".repeat(eighths / 8), PARTS.get(eighths % 8).unwrap_or(&""))
}

/// `part` of `cells` in whole cells. What is there at all has one, where there is any.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few cells"
)]
fn whole(part: f64, cells: usize) -> usize {
    let drawn = (part * cells as f64).round() as usize;
    if part > 0.0 { drawn.max(1) } else { drawn }.min(cells)
}

#[expect(clippy::cast_precision_loss, reason = "a few cells")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Kind;
    use crate::export::sample;
    use crate::export::speakers::{csv, jsonl};

    const TEXT: &str = "“One two three four,” said A. “Five.” “Six seven,” said B. “Eight nine ten,” said A.";

    fn shown(columns: usize) -> String {
        let article = sample::article("How a vote was lost", &[TEXT]);
        let senator = "Senator Elizabeth Warren";
        let said = [
            ("“One two three four,”", senator),
            ("“Five.”", "-"),
            ("“Six seven,”", "=B"),
            ("“Eight nine ten,”", senator),
        ];
        let mut analysis = sample::analysis(&article, &said);
        analysis.quotations[3].kind = Kind::Mixed;
        analysis.speakers[0].role = Some("senator from Massachusetts since 2013".to_owned());
        table(&article, &analysis, Order::Words, columns, Paint::default())
    }

    #[test]
    fn bars_show_who_says_how_much() {
        insta::assert_snapshot!(shown(120));
    }

    #[test]
    fn a_narrow_table_has_the_figures_only() {
        insta::assert_snapshot!(shown(44));
    }

    #[test]
    fn fits_every_width_that_holds_its_figures() {
        for columns in 33..160 {
            let table = shown(columns);
            assert!(table.lines().all(|line| width(line) <= columns), "{columns}\n{table}");
            let joined: String = table.split_whitespace().collect();
            let names = ["Senator", "Elizabeth", "Warren"];
            assert!(names.iter().all(|part| joined.contains(part)), "{columns}\n{table}");
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        for (part, cells, drawn) in
            [(1.0, 3, "███"), (0.5, 3, "█▌"), (0.001, 3, "▏"), (0.0, 3, ""), (1.0, 0, "")]
        {
            assert_eq!(solid(part, cells), drawn, "{part}");
        }
    }

    #[test]
    fn a_bar_tells_direct_words_from_others() {
        let article = sample::article("T", &[TEXT]);
        let mut analysis =
            sample::analysis(&article, &[("“One two three four,”", "A"), ("“Six seven,”", "A")]);
        let bar =
            |analysis: &Analysis, part, cells| ranked(&article, analysis, Order::Words)[0].bar(part, cells);
        assert_eq!(bar(&analysis, 1.0, 6), "██████");
        analysis.quotations[1].kind = Kind::Indirect;
        for (part, cells, drawn) in
            [(1.0, 6, "████░░"), (0.5, 6, "██░"), (0.01, 6, "░"), (1.0, 2, "█░"), (1.0, 0, "")]
        {
            assert_eq!(bar(&analysis, part, cells), drawn, "{part} {cells}");
        }
        analysis.quotations[0].kind = Kind::Mixed;
        assert_eq!(bar(&analysis, 1.0, 6), "░░░░░░");
    }

    #[test]
    fn rows_and_lines_tell_the_same() {
        let article = sample::article("T", &[TEXT]);
        let said = [("“One two three four,”", "A"), ("“Five.”", "-"), ("“Six seven,”", "=B")];
        let analysis = sample::analysis(&article, &said);
        let rows = csv::rows(&article, &analysis, Order::Words);
        let figures: Vec<Vec<&str>> = rows.lines().map(|row| row.split(',').skip(4).collect()).collect();
        assert_eq!(
            figures,
            [
                vec!["A", "person", "", "", "1", "1", "0", "0", "4", "4", "0", "0", "57.1", "0.0", "0.0"],
                vec!["'=B", "person", "", "", "1", "1", "0", "0", "2", "2", "0", "0", "28.6", "46.0", "46.0"],
                vec!["", "", "", "", "1", "1", "0", "0", "1", "1", "0", "0", "14.3", "34.0", "34.0"]
            ]
        );
        assert_eq!(csv::header().split(',').count(), rows.lines().next().unwrap().split(',').count());
        let lines: Vec<serde_json::Value> = jsonl::lines(&article, &analysis, Order::Words)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!((&lines[0]["speaker"], &lines[0]["share"]), (&"A".into(), &0.571.into()));
        assert!(lines[2]["speaker"].is_null());
        let names: Vec<String> = lines[0].as_object().unwrap().keys().cloned().collect();
        assert_eq!(csv::header().trim_end(), names.join(","), "the same fields in the same order");
    }
}
