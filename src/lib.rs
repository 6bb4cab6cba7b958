//! A terminal reader for long-form political columns that knows who said what.
//!
//! # The picture
//!
//! ```text
//!  app::screen::reader ─┐        ┌─ article::Metadata            layout::Measure ─┐
//!                       │   Notices of a Short Speech  Winifred Ashdown           │  reader::MapRow
//!                       │                                      ┌──────────────────┤   │
//!   layout::Row ────────┼─ It was over before the photographer had his head under     │▲
//!                       │  the cloth.                                                 │●
//!   export::voice_sign ─┼ ▲›"The cheek of every American must tingle with shame," * ──┼── annotation::Annotation
//!   (attribution::      │  wrote the Chicago Times. ──┐                                ■   (app::notes::Mark)
//!    Speaker)           │                             └─ Cue, Mention (attribution::Attribution)
//!   app: cursor ────────┘
//!   reader::Ring ───────── ▲ 4/35 quoted · Chicago Times         12%  7 min left  ? help ─ app::keymap
//!   or reader::Search                                                └─ app::pace
//! ```
//!
//! # The rooms
//!
//! ```text
//! span.rs       Span: a byte range, and the one place that slices text; bytes to code points
//! lexicon.rs    the word lists of assets/lexicon
//! article/      what is read: Article, Block, Link, Metadata, Origin, Digest; SafeText, the only text that may be shown
//! segment/      blocks of plain text, lost paragraphs restored, sentences, tokens, gaps
//! quotation/    marks to pairs to passages
//! attribution/  passages to quotations; names to speakers; tagger.rs reads who reports what, by learned weights; sieve.rs
//!               the ordered rules, sieve/*.rs one rule a file
//! annotation/   Annotation and its selectors, operations, the notebook they make; anchor.rs finds the words of one in an
//!               article that has changed, by the text it was made in
//! correction/   what was found, as the reader set it right
//! revision/     two versions of an article: what was added, cut and altered, quotations first
//! comparison/   two articles side by side: whom each quotes and how much, and the quotations that both have
//! import/       bytes to drafts: charset, plain text, Markdown, HTML, e-mail, PDF; books, archives, feeds and news messages
//!               to several; corpus/ to rows, one after the other; which links are harmless; notes/ files of notes
//! export/       values to text: analysis, tables, notes; one format a file; notes/ what other programs take in; csl/ citations in
//!               the reader's own style; it reads XML, since a style is no article
//! fetch/        the web: an address to bytes; which machines may be asked, where redirections may lead, who may be asked when;
//!               the only room that talks to the net
//! find/         words in a text as a reader means them: across line ends, whatever the quotation marks
//! layout/       a text and a measure to lines, lazily; cell to byte and back; scroll arithmetic
//! app/          behaviour: model, message, action, effect, update, keymap, preferences; screen/*.rs one screen a file;
//!               linear/ the same without a screen: a line typed goes in, lines to be heard come out
//! ui/           picture: view(&Model), theme, one part of the screen a file
//! library/      the disk: journal of notes, annotated texts, drafts, subscriptions, what was chosen with keys, bundled columns;
//!               index/ the articles with their texts, versions, voices, places and marks, and searching them; query.rs what
//!               is asked of it; checkup/ looks whether all of it is sound
//! shell/        the world: terminal with its hyperlinks and its background, input and signals, browser, clipboard, clerk (the
//!               library's thread) and catalogue (what its screens ask), news of notes that others write, jobs, settings while they change, the loop, headless runs
//!               and those in lines
//! cli/          argv to invocation; one file a subcommand
//! main.rs       arguments to cli
//! build.rs      tells the linker which functions stand together, so that little of the program is in memory; .ci/link-order
//!               writes their list, assets/link/first.ld
//! bin/          programs for makers of this one: what trains the models, and what judges them
//! ```
//!
//! # Who knows whom
//!
//! Knowledge points one way; `tests/architecture.rs` has the same table and checks it.
//!
//! ```text
//! span, lexicon < article < segment < quotation < attribution    meaning    pure, cannot fail
//! span, article, annotation < import                             edges      pure: bytes in, drafts out
//! span, lexicon, article < annotation;  span, article < layout   notes, geometry   pure
//! the meaning, annotation < correction                       meaning    pure, cannot fail
//! the meaning, annotation < revision                         meaning    pure, cannot fail
//! span < find                                                    searching  pure
//! nobody < fetch                                             world      can fail
//! the meaning, annotation, correction < comparison           meaning    pure, cannot fail
//! the meaning, annotation, correction, revision, comparison, layout < export       edges      pure: values in, text out
//! all of the above but import < app                              behaviour  no clock, disk, environment, terminal
//! app, find, layout, export, segment, attribution, annotation < ui   picture    the only user of ratatui beside shell
//! span, article, annotation < library                            world      can fail
//! everything < shell < cli < main                                the only threads, but those that read a large journal
//! ```
//!
//! `lexicon` stands apart from `segment` because three rooms of meaning use its lists, `annotation` knows by them which changed
//! words change what a sentence means, `correction` the titles before a name, and people who do not write Rust improve them.
//! `revision` knows `annotation`, since what changed in a sentence is shown word by word as it is in a review of notes.
//! `comparison` knows it for the same reason, and `correction` because that tells which two names are one person's.
//! `find` knows neither articles nor lines: spans of blocks go in, spans of matches come out, so that lists
//! search the same way. `import` knows `annotation`,
//! since files of notes become annotations; what reads articles there does not use it. It may panic, since libraries of formats do;
//! `shell` catches that. `export` knows `attribution` and `annotation` because they are what it writes.
//!
//! # What always holds
//!
//! - An article's canonical text never changes. Everything else is spans into it; nothing is inserted.
//! - Segmenting, quoting, attributing, laying out and updating never fail. `Result` starts at import, library, shell.
//! - Every attribution says which rule decided, on which words, and how sure it is; where no rule is sure, the
//!   speaker is unknown.
//! - What the reader wrote is never lost: an annotation without a place is an orphan, listed and exported. Its selectors are
//!   never written again, so it is back when the article is; a place that is not certain is asked about, never taken.
//! - `update(&mut Model, Message) -> Vec<Effect>` is deterministic; `view` only reads.
//! - A place is an offset into the text, never a line number: a resize moves nobody.
//! - "Saved" is said when the record is on the disk. The notes of one device are written by one thread, in order.
//! - Text from outside is made safe once, where bytes become an article, and carried as [`article::SafeText`].
//! - Nothing is fetched unless the reader names an address or follows a link; no page leads to a private machine.
//! - The first frame never waits for the analysis, the library or the network, nor for the paragraphs of a long line that are
//!   not on it. What comes later moves nothing that the reader sees.
//! - No key waits for a search, a list or an answer of the terminal.

pub mod annotation;
pub mod app;
pub mod article;
pub mod attribution;
pub mod cli;
pub mod comparison;
pub mod correction;
pub mod export;
pub mod fetch;
pub mod find;
pub mod import;
pub mod layout;
pub mod lexicon;
pub mod library;
pub mod quotation;
pub mod revision;
pub mod segment;
pub mod shell;
pub mod span;
pub mod ui;
