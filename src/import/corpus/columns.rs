//! Which column of a corpus is which part of an article.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Trouble;

/// A part of an article that a corpus can have a column for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// Its words.
    Text,
    /// What the corpus calls it.
    Id,
    /// Its headline.
    Title,
    /// Who wrote it.
    Byline,
    /// Where it was published.
    Publication,
    /// The part of the publication.
    Section,
    /// When it was published.
    Date,
    /// Where it is on the web.
    Address,
    /// The language that it is in.
    Language,
}

impl Column {
    const ALL: [Self; 9] = [
        Self::Text,
        Self::Id,
        Self::Title,
        Self::Byline,
        Self::Publication,
        Self::Section,
        Self::Date,
        Self::Address,
        Self::Language,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Publication => "publication",
            Self::Section => "section",
            Self::Date => "date",
            Self::Address => "address",
            Self::Language => "language",
        }
    }
}

/// What the user says of a column: `text=content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    column: Column,
    name: String,
}

impl Choice {
    /// Reads `part=name of the column`.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(argument: &str) -> Result<Self, String> {
        let parts = || Column::ALL.map(Column::name).join(", ");
        let (part, name) = argument
            .split_once('=')
            .filter(|(_, name)| !name.is_empty())
            .ok_or_else(|| "write it as text=content: a part of the article, and its column".to_owned())?;
        let part = match part.trim() {
            "author" => "byline",
            "url" => "address",
            "source" => "publication",
            part => part,
        };
        let column = Column::ALL.into_iter().find(|column| column.name() == part);
        let column =
            column.ok_or_else(|| format!("\"{part}\" is no part of an article; there are {}", parts()))?;
        Ok(Self { column, name: name.to_owned() })
    }
}

/// The values of one row, by the part that they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields([String; Column::ALL.len()]);

impl Fields {
    pub(super) fn get(&self, column: Column) -> &str {
        self.0.get(column as usize).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, column: Column, value: String) {
        if let Some(field) = self.0.get_mut(column as usize) {
            *field = value;
        }
    }

    pub(super) fn take(&mut self, column: Column) -> String {
        self.0.get_mut(column as usize).map(std::mem::take).unwrap_or_default()
    }
}

/// What columns are called.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    choices: Vec<Choice>,
}

/// The names in `assets`, as [`folded`] has them.
static NAMES: LazyLock<BTreeMap<Column, Vec<String>>> = LazyLock::new(|| {
    let names: BTreeMap<Column, Vec<String>> =
        toml::from_str(include_str!("../../../assets/corpus-columns.toml")).unwrap_or_default();
    names
        .into_iter()
        .map(|(column, names)| (column, names.iter().map(|name| folded(name)).collect()))
        .collect()
});

impl Columns {
    pub(super) fn new(choices: &[Choice]) -> Self {
        Self { choices: choices.to_vec() }
    }

    /// Which of the columns named `there` is which part, each part at most once and each column for one part.
    ///
    /// # Errors
    /// When a chosen column is not there, or none is the text's.
    pub(super) fn among(&self, there: &[String]) -> Result<Vec<(Column, usize)>, Trouble> {
        let mut found = Vec::new();
        for choice in &self.choices {
            let place = place_of(&choice.name, there)
                .ok_or_else(|| Trouble::NoSuchColumn { name: choice.name.clone(), there: there.to_vec() })?;
            found.push((choice.column, place));
        }
        let names: Vec<String> = there.iter().map(|name| folded(name)).collect();
        for column in Column::ALL {
            if found.iter().any(|(known, _)| *known == column) {
                continue;
            }
            let known = NAMES.get(&column).into_iter().flatten();
            let mut places = known.filter_map(|name| names.iter().position(|there| there == name));
            let free = places.find(|place| found.iter().all(|(_, taken)| taken != place));
            found.extend(free.map(|place| (column, place)));
        }
        if found.iter().all(|(column, _)| *column != Column::Text) {
            return Err(Trouble::NoTextColumn(there.to_vec()));
        }
        Ok(found)
    }
}

/// How many of the names are known to be columns of a corpus.
pub(super) fn known(there: &[String]) -> usize {
    Columns::new(&[]).among(there).map_or(0, |found| found.len())
}

fn place_of(name: &str, there: &[String]) -> Option<usize> {
    let exactly = there.iter().position(|column| column == name);
    exactly.or_else(|| there.iter().position(|column| folded(column) == folded(name)))
}

/// A name without what people write differently.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(there: &[&str], choices: &[&str]) -> Result<String, String> {
        let choices: Vec<Choice> = choices.iter().map(|choice| Choice::parse(choice).unwrap()).collect();
        let there: Vec<String> = there.iter().map(|&name| name.to_owned()).collect();
        let mut found = Columns::new(&choices).among(&there).map_err(|trouble| trouble.to_string())?;
        found.sort_by_key(|(_, place)| *place);
        let shown = found.iter().map(|(column, place)| format!("{}={}", column.name(), there[*place]));
        Ok(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn every_part_has_names() {
        assert!(Column::ALL.iter().all(|column| NAMES.get(column).is_some_and(|names| !names.is_empty())));
    }

    #[test]
    fn the_columns_of_common_corpora_are_known() {
        for (there, expected) in [
            (
                &["", "id", "title", "publication", "author", "date", "year", "month", "url", "content"][..],
                "id=id title=title publication=publication byline=author date=date address=url text=content",
            ),
            (
                &[
                    "date",
                    "year",
                    "month",
                    "day",
                    "author",
                    "title",
                    "article",
                    "url",
                    "section",
                    "publication",
                ],
                "date=date byline=author title=title text=article address=url section=section publication=publication",
            ),
            (&["id", "article", "highlights"], "id=id text=article"),
            (&["document", "summary", "id"], "text=document id=id"),
            (
                &["id", "domain", "type", "url", "content", "scraped_at", "title", "authors"],
                "id=id publication=domain address=url text=content title=title byline=authors",
            ),
            (
                &["Article Text", "Headline", "Author Name", "Publish-Date"],
                "text=Article Text title=Headline byline=Author Name date=Publish-Date",
            ),
            (
                &[
                    "webTitle",
                    "webPublicationDate",
                    "webUrl",
                    "sectionName",
                    "fields.bodyText",
                    "fields.byline",
                ],
                "title=webTitle date=webPublicationDate address=webUrl section=sectionName text=fields.bodyText byline=fields.byline",
            ),
        ] {
            assert_eq!(found(there, &[]).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_the_user_says_counts_more() {
        let there = ["headline", "text", "lede"];
        assert_eq!(found(&there, &["text=lede"]).as_deref(), Ok("title=headline text=lede"));
        assert_eq!(
            found(&there, &["author=Text", "text=lede"]).as_deref(),
            Ok("title=headline byline=text text=lede")
        );
        assert_eq!(
            found(&there, &["text=words"]).unwrap_err(),
            "there is no column \"words\"; there are headline, text, lede"
        );
        assert_eq!(
            found(&["label", "label2"], &[]).unwrap_err(),
            "no column is known to hold the text; there are label, label2"
        );
        for (argument, said) in
            [("content", "write it as"), ("words=a", "is no part of an article"), ("text=", "write it as")]
        {
            assert!(Choice::parse(argument).unwrap_err().contains(said), "{argument}");
        }
    }
}
