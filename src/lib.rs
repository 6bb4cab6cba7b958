//! A terminal reader for long-form political columns that knows who said what.
pub mod annotation;
pub mod app;
pub mod article;
pub mod attribution;
pub mod export;
pub mod import;
pub mod layout;
pub mod lexicon;
pub mod library;
pub mod quotation;
pub mod segment;
pub mod shell;
pub mod span;
