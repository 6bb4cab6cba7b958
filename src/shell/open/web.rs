//! Addresses: what one that a user typed means, and the bytes of a page on the web.

use std::path::PathBuf;

use url::Url;

use super::failure;
use crate::app::Problem;
use crate::article::Origin;
use crate::fetch::{self, Address, Answer, GiveUp, Request};
use crate::import::Hint;

/// How a page of the web is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// A way to stop waiting for it.
    pub give_up: GiveUp,
    /// The article with the link that leads there; `None` where the user named the page. A page may lead to no private
    /// machine but its own.
    pub from: Option<Origin>,
}

/// What an address means that a user typed.
pub(super) enum Named {
    /// A file or a folder of this machine.
    Path(PathBuf),
    /// A page.
    Page(Origin),
}

/// Reads an address that a user typed. One that names a file of this machine is that file.
///
/// # Errors
/// When it is no address that can be opened.
pub(super) fn named(text: &str) -> Result<Named, Problem> {
    if text.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) {
        return file(text).map(Named::Path);
    }
    match Address::parse(text) {
        Ok(address) => Ok(Named::Page(Origin::Address(address.untracked().to_string()))),
        Err(unfit) => Err(Problem::new(&format!("cannot open {text}"), &unfit.to_string())),
    }
}

fn file(text: &str) -> Result<PathBuf, Problem> {
    let cannot = |why: &str| Problem::new(&format!("cannot open {text}"), why);
    let url = Url::parse(text).map_err(|_unread| cannot("it is no address of a file"))?;
    if url.host_str().is_some_and(|host| !host.is_empty() && host != "localhost") {
        return Err(cannot("the file is on another machine").hint("copy it to this one"));
    }
    url.to_file_path().map_err(|()| cannot("it is no address of a file"))
}

/// The bytes of a page, and what is known about them.
///
/// # Errors
/// Whatever keeps the page from being read.
pub(super) fn page(origin: &Origin, address: &str, asking: &Asking) -> Result<(Vec<u8>, Hint), Problem> {
    let cannot = |why: &str| Problem::new(&failure(origin), why);
    let address = Address::parse(address).map_err(|unfit| cannot(&unfit.to_string()))?;
    let from = asking.from.as_ref().map(|from| match from.whole() {
        Origin::Address(address) => Address::parse(address).ok(),
        _ => None,
    });
    let request = Request::named(address);
    let request = Request {
        beside: from.unwrap_or_else(|| request.beside.clone()),
        give_up: asking.give_up.clone(),
        ..request
    };
    match fetch::get(&request) {
        Ok(Answer::Page(page)) => {
            let page = *page;
            let hint = Hint {
                file_name: page.address.file_name().map(str::to_owned),
                media_type: page.media_type,
                address: Some(page.address.to_string()),
            };
            Ok((page.bytes, hint))
        }
        // Nothing was said to be here already.
        Ok(Answer::NotModified) => Err(cannot("the site gives an answer that is none")),
        Err(error) => {
            let problem = cannot(&error.to_string());
            Err(error.hint().map_or(problem.clone(), |hint| problem.hint(hint)))
        }
    }
}
