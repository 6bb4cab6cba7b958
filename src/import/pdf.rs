//! PDF files with a text layer: letters with their places become lines, columns and paragraphs.
//!
//! The parser and its fonts are libraries of safe Rust that look at no picture. `glyphs` runs the operators of a page as
//! far as they place letters, `lines` puts letters into lines in the order of reading, `paragraphs` takes the lines of
//! all pages together: what is repeated on each page goes, words that were broken are joined.

mod bomb;
mod glyphs;
mod lines;
mod paragraphs;

use hayro_syntax::{LoadPdfError, Pdf};

use super::page::{Container, Page};
use super::{Error, fields};
use crate::article::{Draft, Metadata, SafeText};
use paragraphs::Paragraph;

/// Bytes of a file.
const MOST_BYTES: usize = 256 << 20;

/// Pages that are read.
const MOST_PAGES: usize = 5_000;

/// Letters of a whole file that has text.
const LEAST_LETTERS: usize = 20;

/// The article of a PDF file.
///
/// # Errors
/// A broken or an encrypted file, one that is too large unpacked, one of scanned pages.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Error> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLarge { most: "256 MiB" });
    }
    if bomb::is_one(bytes) {
        return Err(Error::TooMuch { what: "PDF" });
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Locked { what: "this PDF" },
        LoadPdfError::Invalid => Error::Broken { what: "PDF" },
    })?;
    let mut reader = glyphs::Reader::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        pages.push(lines::of(reader.page(page)));
    }
    let letters = pages.iter().flatten().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic());
    if letters.take(LEAST_LETTERS).count() < LEAST_LETTERS {
        return Err(Error::Pictures);
    }
    let paragraphs = paragraphs::of(pages);
    let about = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decoded);
    let metadata = Metadata {
        title: text(&about.title).filter(|title| is_title(title)).as_deref().and_then(fields::line),
        byline: text(&about.author).as_deref().and_then(fields::byline),
        ..Metadata::default()
    };
    draft(&paragraphs, metadata)
}

fn draft(paragraphs: &[Paragraph], mut metadata: Metadata) -> Result<Draft, Error> {
    let largest = paragraphs.iter().take(6).filter(|paragraph| paragraph.is_heading);
    let largest = largest.max_by(|a, b| a.size.total_cmp(&b.size));
    if metadata.title.is_none() {
        metadata.title = largest.map(|title| SafeText::one_line(&title.text));
    }
    let mut page = Page::default();
    for paragraph in paragraphs {
        if paragraph.is_heading {
            page.enter(Container::Heading(2));
        }
        page.flowing_text(&paragraph.text);
        page.end_block();
        if paragraph.is_heading {
            page.leave(Container::Heading(2));
        }
    }
    page.finish(metadata)
}

/// Words of a PDF outside its pages: UTF-16 or UTF-8 with a mark, else nearly Latin-1.
fn decoded(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0.into_owned()
        }
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Whether a title was written by a person rather than left by a program.
fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let endings = [".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".dvi", ".odt", ".rtf", ".txt", ".html"];
    !lower.is_empty()
        && !lower.starts_with("untitled")
        && !lower.starts_with("microsoft word")
        && !endings.iter().any(|ending| lower.ends_with(ending))
        && lower.contains(' ')
}

#[cfg(test)]
mod tests;
