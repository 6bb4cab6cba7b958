//! Notes as text that Anki takes in: tab-separated, with the note's own id first, so that a second import brings cards up
//! to date and doubles none.

use super::{Sheaf, each};
use crate::export::credits::credits;
use crate::export::noted::Noted;

const HEADER: &str = "#separator:tab\n#html:false\n#columns:Id\tFront\tBack\tSource\tTags\n#tags column:5\n";

/// The notes, one a line, under what Anki is to know of them: the words in front, who said them and the note behind.
pub(super) fn document(sheaves: &[Sheaf]) -> String {
    [HEADER.to_owned()].into_iter().chain(each(sheaves).map(line)).collect()
}

fn line(noted: &Noted) -> String {
    let speaker = noted.speaker.as_ref().map(|speaker| format!("— {speaker}"));
    let back: Vec<String> = speaker.into_iter().chain(super::whole_note(noted)).collect();
    let about = noted.about();
    let title = about.title.as_ref().unwrap_or(noted.origin()).to_string();
    let source: Vec<String> = [title].into_iter().chain(credits(about)).collect();
    let tags: Vec<String> =
        noted.tags.iter().map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("_")).collect();
    let cells = [
        noted.id.0.to_string(),
        noted.shown.to_string(),
        back.join("\n\n"),
        source.join(" · "),
        tags.join(" "),
    ];
    format!("{}\n", cells.map(|text| quoted(&text)).join("\t"))
}

/// A field: in marks where there is a tab, a line end, a mark or a number sign in it.
fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '"', '#']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::noted::tests::{entry, noted as placed};
    use crate::export::sample;

    #[test]
    fn a_note_is_one_row_whatever_is_in_it() {
        let article = sample::article("#T", &["\"One\ttwo,\" said A."]);
        let analysis = sample::analysis(&article, &[("\"One\ttwo,\"", "A")]);
        let noted = placed(
            &entry(&article, "\"One\ttwo,\"", Some("a\nb"), &["law & order", "x"]),
            &article,
            &analysis,
        );
        let document = document(&Sheaf::gathered(&[noted]));
        let body = document.strip_prefix(HEADER).unwrap();
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).from_reader(body.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        let cells: Vec<&str> = rows[0].iter().collect();
        assert_eq!(cells, ["0192", "\"One\ttwo,\"", "— A\n\na\nb", "#T", "law_&_order x"]);
    }
}
