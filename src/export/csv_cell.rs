//! Cells of a table that a spreadsheet will open: no text from outside is taken for a formula.

use std::borrow::Cow;

/// `text` as a cell. A spreadsheet computes what begins with one of `= + - @`, in either width and also behind
/// blanks; an apostrophe before it makes it text. Readers of the table take one leading apostrophe off such a cell, so one
/// that stands there already gets another.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    let is_formula = bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula || bare.starts_with(['\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// One table: the first row, then the others, each ended by CRLF as RFC 4180 has it.
pub(super) fn table<R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator,
    R::Item: AsRef<[u8]>,
{
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory fails only for rows of different lengths, which the callers' arrays rule out.
        writer.write_record(row).ok();
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("  +1", "'  +1"),
            ("\u{a0}-1", "'\u{a0}-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\t1", "'\t1"),
            ("'=1", "''=1"),
            ("'1", "'1"),
            ("1 = 1", "1 = 1"),
            ("“=1”", "“=1”"),
            ("", ""),
        ] {
            assert_eq!(cell(text), shown);
        }
    }

    #[test]
    fn marks_and_line_ends_stay_inside_their_cell() {
        assert_eq!(table([["a\"b", "c,d"], ["e\nf", "g"]]), "\"a\"\"b\",\"c,d\"\r\n\"e\nf\",g\r\n");
    }
}
