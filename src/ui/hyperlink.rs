//! Addresses on the screen. A cell has no room for one, so it carries its mark: a colour for an underline that is
//! never drawn in it. Whoever writes the cells to a terminal takes the mark off, and makes a hyperlink of it where the
//! terminal knows how. Since the mark is part of the cell, a cell whose address alone has changed is drawn anew too.

use std::collections::BTreeMap;

use ratatui::style::Color;

use crate::app::Model;
use crate::layout::Row;

/// The addresses that are on the screen, each by its mark.
pub type Addresses = BTreeMap<(u8, u8, u8), String>;

/// The longest address that terminals take as one (VTE), in bytes.
const LONGEST: usize = 2083;

/// Whether an address may be handed to a terminal: one of the web, and none that it cuts off in the middle.
fn may_be_sent(address: &str) -> bool {
    let sent: usize = address.bytes().map(|byte| if byte.is_ascii_graphic() { 1 } else { 3 }).sum();
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) && sent <= LONGEST
}

/// The addresses of the rows that are seen, as far as a terminal may have them.
pub fn addresses(model: &Model) -> Addresses {
    let Some(reader) = model.reader() else {
        return Addresses::new();
    };
    let rows = reader.rows.iter().filter_map(Row::line);
    let links = rows.flat_map(|line| reader.article.links_in(line.span));
    let addresses = links.filter_map(|(_, link)| link.target.address());
    let sent = addresses.filter(|address| may_be_sent(address));
    sent.map(|address| (digest(address), address.to_string())).collect()
}

/// The mark of an address, the same wherever it stands.
pub(super) fn mark(address: &str) -> Color {
    let (red, green, blue) = digest(address);
    Color::Rgb(red, green, blue)
}

/// Three bytes of the FNV-1a hash of an address: enough to tell those of one screen from each other.
fn digest(address: &str) -> (u8, u8, u8) {
    let hash = address
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let [folded, red, green, blue] = hash.to_be_bytes();
    (red ^ folded, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_that_are_not_too_long_are_sent() {
        let long = |count: usize| format!("https://e.org/{}", "a".repeat(count));
        for (address, expected) in [
            ("https://example.org/a;b", true),
            ("http://example.org/", true),
            ("mailto:a@example.org", false),
            ("javascript:x", false),
            (&long(2083 - 14), true),
            (&long(2083 - 13), false),
            (&format!("https://e.org/{}", "é".repeat(400)), false),
        ] {
            assert_eq!(may_be_sent(address), expected, "{address}");
        }
    }

    #[test]
    fn addresses_are_told_apart() {
        let addresses: Vec<String> = (0..200).map(|n| format!("https://example.org/{n}")).collect();
        let marks: std::collections::BTreeSet<_> = addresses.iter().map(|address| digest(address)).collect();
        assert_eq!(marks.len(), addresses.len());
        let (red, green, blue) = digest("https://example.org/1");
        assert_eq!(mark("https://example.org/1"), Color::Rgb(red, green, blue));
    }
}
