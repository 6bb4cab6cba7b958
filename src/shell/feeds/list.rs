//! The list of feeds: OPML in a plain file.

use std::fmt::Write as _;

use crate::app::Problem;
use crate::article::SafeText;
use crate::fetch::Address;
use crate::import::{self, Found, Hint, Subscription};
use crate::library::Library;

/// The feeds that the reader follows, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The feeds.
    pub feeds: Vec<Subscription>,
}

/// A feed that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Problem);

impl List {
    /// The reader's list; an empty one where there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read; nothing is written over it then.
    pub fn read(library: &Library) -> Result<Self, Problem> {
        let path = library.paths().subscriptions_file();
        let cannot = |why: &str| {
            Problem::new(&format!("cannot read your list of feeds, {}", path.display()), why)
                .hint("put it right, or move it away")
        };
        let Some(bytes) = library.subscriptions().map_err(|error| cannot(&error.to_string()))? else {
            return Ok(Self::default());
        };
        let hint = Hint { file_name: Some("subscriptions.opml".to_owned()), ..Hint::default() };
        match import::read_all(&bytes, &hint) {
            Ok(Found::Outline(feeds)) => Ok(Self { feeds }),
            Ok(_) => Err(cannot("it is no list of feeds")),
            Err(error) => Err(cannot(&error.to_string())),
        }
    }

    /// Adds feeds, each once, and to those that are there the tags that they do not have yet; how many are new. `named` tells whether the reader wrote their addresses; what a list from the
    /// web has may lead to no private machine.
    pub fn add(&mut self, feeds: &[Subscription], source: Source) -> (usize, Vec<Refused>) {
        let (mut new, mut refused) = (0, Vec::new());
        for feed in feeds {
            let cannot = |why: &str| {
                Refused(Problem::new(&format!("cannot follow {}", SafeText::one_line(&feed.address)), why))
            };
            let address = match Address::parse(&feed.address) {
                Ok(address) => address,
                Err(unfit) => {
                    refused.push(cannot(&unfit.to_string()));
                    continue;
                }
            };
            if source == Source::Web && address.is_private() {
                refused.push(cannot("it is in a private network, where no list of the web leads"));
                continue;
            }
            if let Some(known) = self.feeds.iter_mut().find(|known| known.address == address.as_str()) {
                let more: Vec<SafeText> =
                    feed.tags.iter().filter(|tag| !known.tags.contains(tag)).cloned().collect();
                known.tags.extend(more);
            } else {
                self.feeds.push(Subscription { address: address.to_string(), ..feed.clone() });
                new += 1;
            }
        }
        (new, refused)
    }

    /// Takes out the feeds with this address, or this name; those that were there.
    pub fn remove(&mut self, name: &str) -> Vec<Subscription> {
        let address = Address::parse(name).map(|address| address.to_string());
        let is_meant = |feed: &Subscription| {
            Ok(&feed.address) == address.as_ref()
                || feed.title.as_ref().is_some_and(|title| title.to_lowercase() == name.trim().to_lowercase())
        };
        let (gone, stay) = std::mem::take(&mut self.feeds).into_iter().partition(is_meant);
        self.feeds = stay;
        gone
    }

    /// Gives a feed the name that it gives itself, where it has none yet; whether that changed anything.
    pub(super) fn give_title(&mut self, address: &str, title: Option<&SafeText>) -> bool {
        let nameless = self.feeds.iter_mut().find(|feed| feed.address == address && feed.title.is_none());
        match (nameless, title) {
            (Some(feed), Some(title)) => {
                feed.title = Some(title.clone());
                true
            }
            _ => false,
        }
    }

    /// Puts the list on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, library: &Library) -> Result<(), Problem> {
        let kept = library.keep_subscriptions(&self.opml());
        kept.map_err(|error| Problem::new("cannot keep your list of feeds", &error.to_string()))
    }

    /// As OPML 2.0.
    fn opml(&self) -> String {
        let mut opml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
             <title>Feeds of sayso</title>\n  </head>\n  <body>\n",
        );
        for feed in &self.feeds {
            let title = escaped(feed.title.as_deref().unwrap_or_default());
            let address = escaped(&feed.address);
            let named = if title.is_empty() {
                format!("text=\"{address}\"")
            } else {
                format!("text=\"{title}\" title=\"{title}\"")
            };
            let tags: Vec<String> = feed.tags.iter().map(|tag| escaped(&import::category(tag))).collect();
            let tagged =
                if tags.is_empty() { String::new() } else { format!(" category=\"{}\"", tags.join(",")) };
            writeln!(opml, "    <outline type=\"rss\" {named} xmlUrl=\"{address}\"{tagged}/>").ok();
        }
        opml.push_str("  </body>\n</opml>\n");
        opml
    }
}

/// Who wrote the addresses of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The reader, or a file that the reader named.
    Reader,
    /// A site.
    Web,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str, address: &str) -> Subscription {
        let title = (!title.is_empty()).then(|| SafeText::one_line(title));
        Subscription { title, address: address.to_owned(), tags: Vec::new() }
    }

    fn read(opml: &str) -> Vec<Subscription> {
        match import::read_all(opml.as_bytes(), &Hint::default()).unwrap() {
            Found::Outline(feeds) => feeds,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut list = List::default();
        let mut feeds = [
            feed("Q & A <\"daily\">", "https://example.org/feed?a=1&b=2"),
            feed("Marsh Ferry", "http://example.org/atom"),
        ];
        feeds[1].tags = ["river & sea", "a, b/c 100%"].map(SafeText::new).to_vec();
        assert_eq!(list.add(&[feed("Marsh Ferry", "http://example.org/atom")], Source::Reader).0, 1);
        list = List::default();
        assert_eq!(list.add(&feeds, Source::Reader).0, 2);
        assert_eq!(list.add(&feeds, Source::Reader).0, 0);
        assert_eq!(read(&list.opml()), feeds);
        assert_eq!(list.remove("marsh ferry").len(), 1);
        assert_eq!(list.remove("https://example.org/feed?a=1&b=2").len(), 1);
        assert!(list.feeds.is_empty());
    }

    #[test]
    fn only_addresses_of_the_web_are_followed_and_a_site_leads_to_no_private_machine() {
        for (address, source, is_taken) in [
            ("https://example.org/feed", Source::Web, true),
            ("http://192.168.1.1/feed", Source::Reader, true),
            ("http://192.168.1.1/feed", Source::Web, false),
            ("http://printer/feed", Source::Web, false),
            ("exec:curl example.org", Source::Reader, false),
            ("filter:sort", Source::Reader, false),
            ("file:///etc/passwd", Source::Reader, false),
            ("https://me:secret@example.org/", Source::Reader, false),
        ] {
            let (new, refused) = List::default().add(&[feed("", address)], source);
            assert_eq!((new, refused.len()), if is_taken { (1, 0) } else { (0, 1) }, "{address}");
        }
    }
}
