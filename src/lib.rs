//! A terminal reader for long-form political columns that knows who said what.
pub mod annotation;
pub mod article;
pub mod import;
pub mod span;
