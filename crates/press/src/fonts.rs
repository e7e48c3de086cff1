//! The fonts. Letters are set in Atkinson Hyperlegible, which was drawn for readers with low vision; names in letters it
//! does not have come from Noto Sans. All are under the SIL Open Font Licence and join when the product is built.

use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};

/// The families in the order in which a letter is looked for.
pub(crate) const FAMILIES: [&str; 3] = ["Text", "World", "Arabic"];

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../build/fonts/", $name, ".ttf"))
    };
}

/// The files, each with its family.
const FILES: [(&str, &[u8]); 6] = [
    (FAMILIES[0], font!("text-regular")),
    (FAMILIES[0], font!("text-bold")),
    (FAMILIES[1], font!("world-regular")),
    (FAMILIES[1], font!("world-bold")),
    (FAMILIES[2], font!("arabic-regular")),
    (FAMILIES[2], font!("arabic-bold")),
];

/// Our fonts, and none of the machine's: a letter looks the same wherever it is made.
pub(crate) fn context() -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    for (family, bytes) in FILES {
        let named = FontInfoOverride { family_name: Some(family), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(bytes)), Some(named));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
