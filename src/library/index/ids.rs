//! Names of rows as a set, one bit each: rows are numbered from one, in the order in which they came.

/// A set of names of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    bits: Vec<u64>,
}

/// No table has a row of this number: one that says so is damaged, and would take all memory.
const MOST: i64 = 1 << 30;

impl Ids {
    /// Adds `id`.
    pub(super) fn insert(&mut self, id: i64) {
        let Some((word, bit)) = place(id) else { return };
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Whether `id` is in it.
    pub(super) fn has(&self, id: i64) -> bool {
        place(id).is_some_and(|(word, bit)| self.bits.get(word).is_some_and(|bits| bits & bit != 0))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Leaves what is in `others` too.
    pub(super) fn retain(&mut self, others: &Self) {
        self.bits.truncate(others.bits.len());
        self.bits.iter_mut().zip(&others.bits).for_each(|(bits, others)| *bits &= others);
    }

    /// Takes out what is in `others`.
    pub(super) fn remove(&mut self, others: &Self) {
        self.bits.iter_mut().zip(&others.bits).for_each(|(bits, others)| *bits &= !others);
    }

    /// All of them, the least first.
    pub(super) fn iter(&self) -> impl Iterator<Item = i64> {
        (0..).zip(&self.bits).flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        })
    }
}

impl Extend<i64> for Ids {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, ids: I) {
        ids.into_iter().for_each(|id| self.insert(id));
    }
}

impl FromIterator<i64> for Ids {
    fn from_iter<I: IntoIterator<Item = i64>>(ids: I) -> Self {
        let mut set = Self::default();
        set.extend(ids);
        set
    }
}

fn place(id: i64) -> Option<(usize, u64)> {
    let place = usize::try_from(id).ok().filter(|_| id < MOST)?;
    Some((place / 64, 1 << (place % 64)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_number_takes_all_memory() {
        let ids: Ids = [-1, i64::MIN, i64::MAX, MOST, 7].into_iter().collect();
        assert_eq!((ids.iter().collect::<Vec<_>>(), ids.bits.len()), (vec![7], 1));
    }

    proptest::proptest! {
        #[test]
        fn it_is_a_set(one in proptest::collection::btree_set(0..300_i64, 0..40),
                       other in proptest::collection::btree_set(0..300_i64, 0..40)) {
            let set = |ids: &BTreeSet<i64>| ids.iter().copied().collect::<Ids>();
            let (mut both, mut rest) = (set(&one), set(&one));
            both.retain(&set(&other));
            rest.remove(&set(&other));
            let told = |ids: &Ids| ids.iter().collect::<Vec<_>>();
            proptest::prop_assert_eq!(told(&both), one.intersection(&other).copied().collect::<Vec<_>>());
            proptest::prop_assert_eq!(told(&rest), one.difference(&other).copied().collect::<Vec<_>>());
            proptest::prop_assert_eq!((both.len(), set(&one).len()), (told(&both).len(), one.len()));
            proptest::prop_assert!((0..300).all(|id| set(&one).has(id) == one.contains(&id)));
        }
    }
}
