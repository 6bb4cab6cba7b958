//! What a file says of a feed: where the feed is that it is a copy of, or that a saved page names.

use std::path::Path;

use super::{failure, file_bytes, name_of, outline, unreadable, whole, whole_path};
use crate::app::Problem;
use crate::article::Origin;
use crate::fetch::Address;
use crate::import::{self, Found, Hint, Subscription};

/// Where the feed in the file at `path` is on the web, as it says itself; `None` for what is no feed, and one that does
/// not say.
pub fn own_address(path: &Path) -> Option<Subscription> {
    let path = whole_path(path);
    let hint = Hint { file_name: name_of(&path), ..Hint::default() };
    if !super::first_bytes(&path).is_some_and(|start| import::may_hold_several(&start, &hint)) {
        return None;
    }
    match whole::hauled(&file_bytes(&path).ok()?, &hint).ok()?.found {
        Found::Feed(feed) => {
            Some(Subscription { title: feed.title, address: feed.own_address?, ..Subscription::default() })
        }
        _ => None,
    }
}

/// The feed to follow that a file stands for: a copy of one that says where it is, a saved page that names one, or a list.
///
/// # Errors
/// When it cannot be read, or names no feed, or several.
pub fn feeds_of(path: &Path) -> Result<Vec<Subscription>, Problem> {
    let path = whole_path(path);
    let origin = Origin::File(path.clone());
    if let Some((feeds, _)) = outline(&origin)? {
        return Ok(feeds);
    }
    let hint = Hint { file_name: name_of(&path), ..Hint::default() };
    let bytes = file_bytes(&path)?;
    let haul = whole::hauled(&bytes, &hint).map_err(|error| unreadable(&origin, error))?;
    let cannot = |why: &str| Problem::new(&failure(&origin).replace("cannot open", "cannot follow"), why);
    if let Found::Feed(feed) = haul.found {
        let address = feed.own_address.ok_or_else(|| {
            cannot("this feed does not say where it is on the web")
                .hint("name its address: sayso add --feed ADDRESS")
        })?;
        if Address::parse(&address).is_ok_and(|address| address.is_private()) {
            let problem = cannot("it says that it is in a private network");
            return Err(problem.hint("if you mean it: sayso add --feed with its address"));
        }
        return Ok(vec![Subscription { title: feed.title, address, ..Subscription::default() }]);
    }
    let feeds = import::feeds_named(&bytes, &hint);
    match feeds.as_slice() {
        [_] => Ok(feeds),
        [] => Err(cannot("it is no feed, and names none")),
        several => {
            let names: Vec<&str> = several.iter().map(|feed| feed.address.as_str()).collect();
            Err(cannot("it names several feeds").hint(&format!("add one of {}", names.join(", "))))
        }
    }
}
