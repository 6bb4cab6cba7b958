//! From what a user names to articles.
