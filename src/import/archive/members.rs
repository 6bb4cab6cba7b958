//! The articles of an archive: each member by its own format, archives in it one level deep.

use super::{Archive, Member};
use crate::article::SafeText;
use crate::import::found::{Found, Haul, Names, Part, Refusal};
use crate::import::{ENDINGS, Error, Hint, epub, haul_within, is_structured};

/// How many refusals are told.
const MOST_TOLD: usize = 100;

/// How deep archives may lie in each other.
const DEEPEST: u8 = 2;

/// The articles of an archive, or the chapters of a book. `depth` archives are open already.
///
/// # Errors
/// No archive, one of too many members, or nothing to read in it.
pub(in crate::import) fn read(bytes: &[u8], depth: u8) -> Result<Haul, Error> {
    if depth >= DEEPEST {
        return Err(Error::Member { why: "archives lie too deep in each other" });
    }
    let mut archive = Archive::open(bytes)?;
    let mut members = archive.members();
    if epub::is(&members) {
        return Ok(Haul::whole(Found::Parts(epub::read(&mut archive)?)));
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    let mut taken = Taken::default();
    for member in members.iter().filter(|member| !member.is_folder && is_for_readers(&member.name)) {
        taken.take(&mut archive, member, depth);
    }
    match taken.refused.first() {
        _ if !taken.parts.is_empty() => {}
        None => return Err(Error::Nothing { what: "archive" }),
        Some(first) if taken.refused.len() == 1 => return Err(first.why),
        Some(_) => {}
    }
    Ok(Haul { found: Found::Parts(taken.parts), refused: taken.refused })
}

#[derive(Default)]
struct Taken {
    parts: Vec<Part>,
    names: Names,
    refused: Vec<Refusal>,
}

impl Taken {
    fn take(&mut self, archive: &mut Archive<'_>, member: &Member, depth: u8) {
        match self.read(archive, member, depth) {
            Ok(Some(found)) => self.add(&member.name, found),
            Ok(None) => {}
            Err(why) => self.refuse(&member.name, why),
        }
    }

    /// What a member is; nothing for one of a kind that is not for readers although its name could be.
    fn read(
        &mut self,
        archive: &mut Archive<'_>,
        member: &Member,
        depth: u8,
    ) -> Result<Option<Found>, Error> {
        if let Some(fault) = member.fault {
            return Err(fault);
        }
        let bytes = archive.bytes(member.at)?;
        let file_name = member.name.rsplit('/').next().unwrap_or_default();
        let hint = Hint { file_name: Some(file_name.to_owned()), ..Hint::default() };
        if is_shared(file_name) && !is_structured(&bytes, &hint) {
            return Ok(None);
        }
        let haul = haul_within(&bytes, &hint, depth + 1)?;
        for refusal in haul.refused {
            self.refuse(&format!("{}/{}", member.name, refusal.name), refusal.why);
        }
        Ok(Some(haul.found))
    }

    fn add(&mut self, name: &str, found: Found) {
        match found {
            Found::Article(draft) => {
                let name = self.names.once(name.to_owned());
                self.parts.push(Part { name, draft });
            }
            Found::Parts(parts) => {
                for part in parts {
                    let name = self.names.once(format!("{name}/{}", part.name));
                    self.parts.push(Part { name, draft: part.draft });
                }
            }
            Found::Feed(feed) => {
                for item in feed.items {
                    if let Some(draft) = item.draft {
                        let name = self.names.once(format!("{name}/{}", item.id));
                        self.parts.push(Part { name, draft });
                    }
                }
            }
            Found::Outline(feeds) => self.refuse(name, Error::Outline { count: feeds.len() }),
        }
    }

    fn refuse(&mut self, name: &str, why: Error) {
        if self.refused.len() < MOST_TOLD {
            self.refused.push(Refusal { name: SafeText::one_line(name), why });
        }
    }
}

/// Whether a member looks as if it were to be read: by the ending of its name, and not by a system's own folders.
fn is_for_readers(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']).filter(|part| !part.is_empty() && *part != "..");
    let is_hidden = parts.clone().any(|part| part.starts_with('.') || part == "__MACOSX");
    let file = parts.next_back().unwrap_or_default();
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !is_hidden && ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether files of other kinds have such a name as well.
fn is_shared(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "xml" || ending == "json")
}
