//! What comes while an article is read: its analysis, the rest of a long one, where it was left. Nothing moves for it.

use std::sync::Arc;

use super::Model;
use crate::app::effect::Effect;
use crate::app::message::LastPlace;
use crate::article::Article;
use crate::attribution::Analysis;

impl Model {
    /// Takes in the analysis, and how many words there are. Nothing moves.
    pub fn analyzed(&mut self, analysis: Arc<Analysis>, words: usize) {
        self.found = Some(analysis);
        self.words = Some(words);
        self.set_right();
    }

    /// Takes in the rest of the paragraphs; the words on top stay there. Gives what is to be done now that all are
    /// known.
    pub fn complete(&mut self, article: Arc<Article>) -> Option<Effect> {
        if let Some(restored) = &mut self.set_aside {
            *restored = article;
            return None;
        }
        self.article = article;
        self.unfold();
        self.set(self.page.measure());
        self.stay();
        Some(Effect::Analyze(self.awaited, Arc::clone(&self.article)))
    }

    /// Keeps a place as one to come back to, if it is another than this; gives how far it is in percent.
    pub fn recall(&mut self, place: LastPlace) -> Option<u8> {
        let place = match place {
            LastPlace::Byte { cursor, .. } => cursor.min(self.last_byte()),
            LastPlace::Percent(percent) => self.page.offset_at_fraction(f64::from(percent) / 100.0),
        };
        if place == self.cursor {
            return None;
        }
        self.jumps.back.insert(0, place);
        Some(self.percent_at(place))
    }
}
