//! What is read of a web page, and what is left out: pages in the forms that papers, weblogs and newsletters have, each
//! beside its article alone. `score-pages tests/fixtures/pages` compares the same files word by word.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read files")]

use std::fs;
use std::path::{Path, PathBuf};

use sayso::article::Draft;
use sayso::import::{Hint, read};

fn page(folder: &Path, name: &str) -> Draft {
    let hint = Hint { file_name: Some(name.to_owned()), ..Hint::default() };
    read(&fs::read(folder.join(name)).unwrap(), &hint).unwrap()
}

#[test]
fn each_kind_of_page_yields_its_article_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 10);
    for folder in folders {
        let (found, expected) = (page(&folder, "source.html"), page(&folder, "expected.html"));
        let shown = folder.display();
        assert_eq!(found.text.as_str(), expected.text.as_str(), "{shown}");
        let kinds = |draft: &Draft| draft.blocks.iter().map(|block| block.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&found), kinds(&expected), "{shown}");
        let metadata = &found.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Senator Who Read to Empty Chairs"), "{shown}");
        assert_eq!(metadata.byline.as_deref(), Some("Harriet Winslow"), "{shown}");
        assert_eq!(metadata.shortfall, None, "{shown}");
    }
}
