//! Quotations as a table for a terminal of any width.
//!
//! The words of a quotation may be shortened, with an ellipsis; a name never is: it goes on below itself.

use super::{Filter, Listed, listed};
use crate::article::Article;
use crate::attribution::Analysis;
use crate::export::columns::{left, right, shortened, width, wrapped};
use crate::export::credits::credits;
use crate::export::voice::{certainty, told};
use crate::export::voice_sign::{mark_of, sign_of};
use crate::export::{Paint, Tally, UNKNOWN, counted, ended};

/// One article's table, at most `columns` cells wide, under its title.
pub fn table(
    article: &Article,
    analysis: &Analysis,
    filter: &Filter,
    columns: usize,
    paint: Paint,
) -> String {
    let rows = listed(article, analysis, filter);
    let mut lines: Vec<String> =
        wrapped(&article.display_title(), columns).iter().map(|line| paint.bold(line)).collect();
    if let Some(credits) = credits(&article.metadata) {
        lines.extend(wrapped(&credits, columns));
    }
    lines.extend(wrapped(&tally(analysis, filter, &rows), columns).iter().map(|line| paint.faint(line)));
    if !rows.is_empty() {
        lines.push(String::new());
        match Columns::fitting(&rows, columns) {
            Some(fitting) => lines.extend(fitting.lines(&rows, paint)),
            None => lines.extend(rows.iter().flat_map(|listed| stacked(listed, columns, paint))),
        }
    }
    ended(lines)
}

fn tally(analysis: &Analysis, filter: &Filter, rows: &[Listed<'_>]) -> String {
    let (listed, all) =
        (Tally::of(rows.iter().map(|listed| listed.quotation)), Tally::of(&analysis.quotations));
    match (analysis.quotations.len(), analysis.speakers.len()) {
        (0, _) => "no quotations".to_owned(),
        (count, _) if !filter.is_open() => {
            let kinds = if listed.all() == 0 { String::new() } else { format!(": {}", listed.told()) };
            format!("{} of {}{kinds}", listed.all(), counted(count, "quotation"))
        }
        (_, 0) => format!("{}; nobody known", all.summed()),
        (_, voices) => format!("{}; {}", all.summed(), counted(voices, "voice")),
    }
}

/// The widths of the columns, in cells. Between two stands [`BETWEEN`].
struct Columns {
    id: usize,
    /// The sign of the voice, the mark beside it where any has one, and a blank.
    sign: usize,
    name: usize,
    /// The rule, where there is room for it.
    sieve: Option<usize>,
    words: usize,
}

const BETWEEN: usize = 2;
const KIND: usize = 8;
const COUNT: usize = 5;
const SURE: usize = 4;
/// Fewer cells for a quotation's words than this are no use.
const LEAST_WORDS: usize = 24;
/// With this many the rule that decided is told too.
const ROOM_FOR_SIEVE: usize = 32;

impl Columns {
    /// `None` where the table would be too narrow.
    fn fitting(rows: &[Listed<'_>], columns: usize) -> Option<Self> {
        let widest = |cells: &dyn Fn(&Listed<'_>) -> usize| rows.iter().map(cells).max().unwrap_or(0);
        let id = widest(&|listed| listed.name().len());
        let sign = widest(&|listed| signs(listed).chars().count()) + 1;
        let name = widest(&|listed| width(&name(listed))).max("speaker".len()).min((columns / 4).max(12));
        let sieve = widest(&|listed| listed.sieve().map_or(0, width)).max("rule".len());
        let rest = columns.checked_sub(id + sign + name + KIND + COUNT + 4 * BETWEEN)?;
        let with_sieve =
            rest.checked_sub(sieve + SURE + 2 * BETWEEN).filter(|&words| words >= ROOM_FOR_SIEVE);
        let words = with_sieve.or((rest >= LEAST_WORDS).then_some(rest))?;
        Some(Self { id, sign, name, sieve: with_sieve.map(|_| sieve), words })
    }

    fn lines(&self, rows: &[Listed<'_>], paint: Paint) -> Vec<String> {
        let mut head = vec![
            right("", self.id),
            format!("{}{}", " ".repeat(self.sign), left("speaker", self.name)),
            left("kind", KIND),
            right("words", COUNT),
        ];
        if let Some(sieve) = self.sieve {
            head.extend([left("rule", sieve), right("sure", SURE)]);
        }
        head.push("quotation".to_owned());
        let mut lines = vec![paint.faint(head.join("  ").trim_end())];
        lines.extend(rows.iter().flat_map(|listed| self.row(listed, paint)));
        lines
    }

    fn row(&self, listed: &Listed<'_>, paint: Paint) -> Vec<String> {
        let voice = listed.sign();
        let mut names = wrapped(&name(listed), self.name).into_iter();
        let first = left(&signs(listed), self.sign) + &left(&names.next().unwrap_or_default(), self.name);
        let mut cells = vec![
            right(&listed.name(), self.id),
            paint.voice(&first, voice),
            left(listed.quotation.kind.name(), KIND),
            right(&listed.quotation.words.to_string(), COUNT),
        ];
        if let Some(sieve) = self.sieve {
            let sure = listed.confidence().map(|confidence| format!("{confidence:.2}")).unwrap_or_default();
            cells.extend([left(listed.sieve().unwrap_or("–"), sieve), right(&sure, SURE)]);
        }
        cells.push(shortened(&listed.words(), self.words));
        let below = " ".repeat(self.id + BETWEEN + self.sign);
        let more = names.map(|name| format!("{below}{}", paint.voice(&name, voice)));
        [cells.join("  ")].into_iter().chain(more).collect()
    }
}

/// A quotation on two lines or more, for a narrow terminal.
fn stacked(listed: &Listed<'_>, columns: usize, paint: Paint) -> Vec<String> {
    let voice = listed.sign();
    let (id, sign, name) = (listed.name(), signs(listed), name(listed));
    let (kind, count) = (listed.quotation.kind.name(), counted(listed.quotation.words, "word"));
    let told = wrapped(&format!("{id} {sign} {name}, {kind}, {count}"), columns);
    let words = format!("  {}", shortened(&listed.words(), columns.saturating_sub(2)));
    told.iter().map(|line| paint.voice(line, voice)).chain([words]).collect()
}

/// The sign of the voice, and the mark beside it.
fn signs(listed: &Listed<'_>) -> String {
    let mark = mark_of(certainty(listed.quotation));
    [sign_of(listed.sign())].into_iter().chain(mark).collect()
}

/// The name as sure as it is: "perhaps James Comey", "James Comey (by you)".
fn name(listed: &Listed<'_>) -> String {
    told(listed.quotation, listed.speaker_name().unwrap_or(UNKNOWN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::quotes::Unattributed;
    use crate::export::sample;

    fn shown(columns: usize, filter: &Filter) -> String {
        let text = "“We lost the room, and we knew it before anybody had said a word of it,” said Warren. “Twice.” “Never,” he said.";
        let article = sample::article("How a vote was lost", &[text]);
        let long = "“We lost the room, and we knew it before anybody had said a word of it,”";
        let said = [
            (long, "Senator Elizabeth Warren of Massachusetts"),
            ("“Twice.”", "-"),
            ("“Never,”", "Senator Elizabeth Warren of Massachusetts"),
        ];
        let analysis = sample::analysis(&article, &said);
        table(&article, &analysis, filter, columns, Paint::default())
    }

    #[test]
    fn a_wide_table_tells_the_rule() {
        insta::assert_snapshot!(shown(110, &Filter::default()));
    }

    #[test]
    fn a_narrow_table_leaves_it_out() {
        insta::assert_snapshot!(shown(72, &Filter::default()));
    }

    #[test]
    fn a_very_narrow_one_is_a_list() {
        insta::assert_snapshot!(shown(30, &Filter::default()));
    }

    #[test]
    fn a_guess_and_a_correction_look_different_without_colours() {
        let article = sample::article("T", &["“One,” said A. “Two,” said B. “Three,” said C."]);
        let mut analysis = sample::analysis(&article, &[("“One,”", "A"), ("“Two,”", "B"), ("“Three,”", "C")]);
        let attribution = |analysis: &mut Analysis, index: usize, sieve, confidence| {
            let found = analysis.quotations[index].attribution.as_mut().unwrap();
            (found.sieve, found.confidence) = (sieve, confidence);
        };
        attribution(&mut analysis, 1, "focus", 0.5);
        attribution(&mut analysis, 2, crate::correction::READER, 1.0);
        for columns in [30, 72, 110] {
            let table = table(&article, &analysis, &Filter::default(), columns, Paint::default());
            let has = |words: &str| table.contains(words);
            let blank = if columns == 30 { "" } else { " " };
            assert!(has(&format!("●{blank} A")) && has("▲? perhaps B") && has("■° C (by you)"), "{table}");
        }
    }

    #[test]
    fn tells_how_many_were_left_out() {
        let filter = Filter { unattributed: Some(Unattributed::Unknown), ..Filter::default() };
        assert!(shown(80, &filter).contains("\n1 of 3 quotations: 1 quoted\n"));
    }

    #[test]
    fn fits_every_width_and_keeps_every_name() {
        for columns in 1..140 {
            let table = shown(columns, &Filter::default());
            let joined: String = table.split_whitespace().collect();
            assert!(columns < 14 || table.lines().all(|line| width(line) <= columns), "{columns}\n{table}");
            assert!(
                columns < 20
                    || ["Senator", "Elizabeth", "Warren", "Massachusetts"]
                        .iter()
                        .all(|part| joined.contains(part)),
                "{columns}\n{table}"
            );
        }
    }
}
