//! What the tagger's own confidence is worth: it is right more often than it computes, so what is told is the measured
//! share of right answers, and “60 percent” means six of ten.

use std::sync::LazyLock;

/// The lines of `assets/models/calibration.txt`.
#[derive(Debug, Default)]
pub struct Calibration {
    name: Vec<(f32, f32)>,
    pronoun: Vec<(f32, f32)>,
}

/// What says who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A name, a role or another phrase.
    Name,
    /// A pronoun that was led back to somebody.
    Pronoun,
}

static BUNDLED: LazyLock<Calibration> =
    LazyLock::new(|| Calibration::read(include_str!("../../../assets/models/calibration.txt")));

impl Calibration {
    /// The table that ships with the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a table: `#` begins a remark, else a line has the source, how sure is computed and how often that is right,
    /// both from 0 to 1 and rising.
    pub fn read(table: &str) -> Self {
        let mut read = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let source = fields.next();
            let mut number = || fields.next()?.parse::<f32>().ok();
            let Some(knot) = number().zip(number()) else { continue };
            match source {
                Some("name") => read.name.push(knot),
                Some("pronoun") => read.pronoun.push(knot),
                _ => {}
            }
        }
        read
    }

    /// How often an answer is right that the tagger is so `sure` of, both from 0 to 1.
    pub fn share_right(&self, source: Source, sure: f32) -> f32 {
        let knots = match source {
            Source::Name => &self.name,
            Source::Pronoun => &self.pronoun,
        };
        let behind = knots.partition_point(|(computed, _)| *computed <= sure);
        match (behind.checked_sub(1).and_then(|before| knots.get(before)), knots.get(behind)) {
            (Some((from, low)), Some((to, high))) => low + (high - low) * (sure - from) / (to - from),
            (Some((_, share)), None) | (None, Some((_, share))) => *share,
            (None, None) => sure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_lines_it_goes_in_proportion() {
        let table = Calibration::read("# remark\nname 0.0 0.4\nname 0.5 0.8\nname 1.0 0.9\nnonsense 1 1\n");
        for (sure, share) in [(0.0, 0.4), (0.25, 0.6), (0.5, 0.8), (0.75, 0.85), (1.0, 0.9)] {
            assert!((table.share_right(Source::Name, sure) - share).abs() < 1e-6, "{sure}");
        }
        assert!((table.share_right(Source::Pronoun, 0.3) - 0.3).abs() < 1e-6, "nothing is known of pronouns");
    }

    #[test]
    fn who_is_surer_is_told_as_surer() {
        for source in [Source::Name, Source::Pronoun] {
            let shares =
                (0u8..=100).map(|sure| Calibration::bundled().share_right(source, f32::from(sure) / 100.0));
            let shares: Vec<f32> = shares.collect();
            assert!(
                shares.is_sorted() && shares.iter().all(|share| (0.0..1.0).contains(share)),
                "{shares:?}"
            );
            assert!(shares[100] > shares[0], "{source:?} has lines");
        }
    }
}
