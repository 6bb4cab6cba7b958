//! An origin as two columns, so that a path of any bytes comes back as it was.

use std::path::{Path, PathBuf};

use crate::article::Origin;

/// What kind of origin it is, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub kind: String,
    pub place: Vec<u8>,
}

impl Address {
    /// The address of `origin`. A file's path is made whole, since a relative one means another file tomorrow.
    pub(super) fn of(origin: &Origin) -> Self {
        let (kind, place) = match origin {
            Origin::File(path) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                ("file", path_bytes(&whole))
            }
            Origin::Bundled(name) => ("bundled", name.clone().into_bytes()),
            Origin::Row(id) => ("row", id.clone().into_bytes()),
            Origin::Address(address) => ("address", address.clone().into_bytes()),
            Origin::Part(whole, name) => {
                let whole = Self::of(whole);
                // The place of the whole may have any bytes in it, so its length stands before it.
                let head = format!("{} {} ", whole.kind, whole.place.len());
                ("part", [head.as_bytes(), &whole.place, name.as_bytes()].concat())
            }
            Origin::StandardInput => ("input", Vec::new()),
        };
        Self { kind: kind.to_owned(), place }
    }

    /// The origin at this address; `None` for a kind that is not known.
    pub(super) fn origin(self) -> Option<Origin> {
        let text = |bytes| String::from_utf8(bytes).ok();
        match self.kind.as_str() {
            "file" => path_of(self.place).map(Origin::File),
            "bundled" => text(self.place).map(Origin::Bundled),
            "row" => text(self.place).map(Origin::Row),
            "address" => text(self.place).map(Origin::Address),
            "part" => part_of(&self.place),
            "input" => Some(Origin::StandardInput),
            _ => None,
        }
    }
}

/// The part that is kept as the kind of the whole, the length of its place, the place and the name, each but the last
/// with a blank before it.
fn part_of(place: &[u8]) -> Option<Origin> {
    let mut fields = place.splitn(3, |byte| *byte == b' ');
    let kind = String::from_utf8(fields.next()?.to_owned()).ok()?;
    let length: usize = str::from_utf8(fields.next()?).ok()?.parse().ok()?;
    let (place, name) = fields.next()?.split_at_checked(length)?;
    let whole = Address { kind, place: place.to_owned() }.origin()?;
    Some(Origin::Part(Box::new(whole), String::from_utf8(name.to_owned()).ok()?))
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().to_owned()
}

#[cfg(not(unix))]
fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems cannot take any bytes")]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_origin_comes_back() {
        for origin in [
            Origin::File("/columns/a b.md".into()),
            Origin::Bundled("lincoln-douglas".to_owned()),
            Origin::Row("nyt-17".to_owned()),
            Origin::Address("https://example.org/a b".to_owned()),
            Origin::Part(Box::new(Origin::File("/books/a b.epub".into())), "text/ch 1.xhtml".to_owned()),
            Origin::Part(
                Box::new(Origin::Part(
                    Box::new(Origin::Address("https://e.org/a.zip".to_owned())),
                    "b.csv".to_owned(),
                )),
                String::new(),
            ),
            Origin::StandardInput,
        ] {
            assert_eq!(Address::of(&origin).origin(), Some(origin));
        }
    }

    #[test]
    fn a_relative_path_is_made_whole() {
        let Some(Origin::File(path)) = Address::of(&Origin::File("a.md".into())).origin() else {
            panic!("a file stays a file");
        };
        assert!(path.is_absolute() && path.ends_with("a.md"), "{path:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_need_not_be_a_text() {
        use std::os::unix::ffi::OsStringExt as _;
        let path = PathBuf::from(std::ffi::OsString::from_vec(b"/c/\xff.md".to_vec()));
        let origin = Origin::File(path);
        assert_eq!(Address::of(&origin).origin(), Some(origin));
    }
}
