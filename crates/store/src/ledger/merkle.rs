//! The Merkle tree of RFC 6962, section 2.1, grown at its right edge.
//!
//! The libraries for such trees keep every node in memory; a log of millions of entries needs only the roots of the full
//! trees at its edge, one for each bit set in its size.

use sha2::{Digest, Sha256};

/// The hash of a leaf.
pub fn leaf_hash(leaf: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(leaf).finalize().into()
}

fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The right edge of a tree: enough to add leaves and to know the tree hash at any moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// The largest full tree first.
    peaks: Vec<[u8; 32]>,
}

impl Frontier {
    /// The edge of a tree of this size. Nothing if the roots are not as many as such a tree has.
    pub fn from_parts(size: u64, peaks: &[u8]) -> Option<Self> {
        let (peaks, rest) = peaks.as_chunks::<32>();
        let sound = rest.is_empty() && peaks.len() as u64 == u64::from(size.count_ones());
        sound.then(|| Self { size, peaks: peaks.to_vec() })
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full trees, the largest first, one after the other.
    pub fn peaks(&self) -> Vec<u8> {
        self.peaks.as_flattened().to_vec()
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: &[u8]) {
        let mut hash = leaf_hash(leaf);
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The tree hash.
    pub fn root(&self) -> [u8; 32] {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Sha256::digest([]).into() };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// The tree hash of these leaves.
pub fn tree_hash<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(leaf);
    }
    frontier.root()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    /// The definition of RFC 6962, word for word.
    fn naive(leaves: &[Vec<u8>]) -> [u8; 32] {
        match leaves {
            [] => Sha256::digest([]).into(),
            [leaf] => leaf_hash(leaf),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(&naive(&leaves[..split]), &naive(&leaves[split..]))
            }
        }
    }

    #[test]
    fn known_trees() {
        // The tree hashes of the first eight inputs that implementations of RFC 6962 are tested with.
        let inputs: [&str; 8] = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let leaves: Vec<_> = inputs.iter().map(|text| HEXLOWER.decode(text.as_bytes()).unwrap()).collect();
        let root = |count: usize| HEXLOWER.encode(&tree_hash(leaves[..count].iter().map(Vec::as_slice)));
        assert_eq!(root(0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(root(1), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(root(2), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assert_eq!(root(8), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    proptest! {
        #[test]
        fn the_edge_agrees_with_the_definition(leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..5), 0..130)) {
            let mut frontier = Frontier::default();
            for (count, leaf) in leaves.iter().enumerate() {
                prop_assert_eq!(frontier.root(), naive(&leaves[..count]));
                frontier.push(leaf);
                let stored = Frontier::from_parts(frontier.size(), &frontier.peaks());
                prop_assert_eq!(stored.as_ref(), Some(&frontier));
            }
            prop_assert_eq!(frontier.root(), naive(&leaves));
        }
    }

    #[test]
    fn an_edge_with_a_root_too_few_is_none() {
        assert_eq!(Frontier::from_parts(3, &[0; 32]), None);
        assert_eq!(Frontier::from_parts(1, &[0; 31]), None);
        assert_eq!(Frontier::from_parts(0, &[]), Some(Frontier::default()));
    }
}
