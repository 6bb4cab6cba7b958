//! Which of some names a mistyped one is most likely to be.

/// The name that `typed` is most like: one letter wrong, too many, missing or exchanged with its neighbour, two in names of
/// five letters and more. `None` where none is so near, or `typed` is too short to tell.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let most = match typed.chars().count() {
        0..=2 => return None,
        3..=4 => 1,
        _ => 2,
    };
    let typed = typed.to_lowercase();
    let near = names.into_iter().map(|name| (strsim::osa_distance(&typed, name), name));
    near.filter(|(errors, _)| *errors <= most).min_by_key(|(errors, _)| *errors).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_meant() {
        for (typed, expected) in [
            ("qoutes", Some("quotes")),
            ("quote", Some("quotes")),
            ("Serach", Some("search")),
            ("lst", Some("list")),
            ("speeker", Some("speakers")),
            ("exprot", Some("export")),
            ("nxt", None),
            ("li", None),
            ("rail", None),
            ("harbour", None),
        ] {
            let names = ["quotes", "list", "search", "speakers", "import", "export", "notes"];
            assert_eq!(nearest(typed, names), expected, "{typed}");
        }
    }
}
