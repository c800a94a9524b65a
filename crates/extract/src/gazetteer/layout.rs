//! How the index of names lies in memory: what the build script writes and what [`super::index`] reads in place. Both include this file.

/// What an entry of the gazetteer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A name of a country.
    Country,
    /// The adjective of a country: "Israeli".
    Adjective,
    /// The people of a country: "Israelis".
    People,
    /// The capital of a country.
    Capital,
    /// A seat of government other than the capital: "the Kremlin".
    Seat,
    /// An organisation.
    Organisation,
    /// An armed group, party or people.
    Group,
    /// The whole name of a person.
    Person,
    /// A part of a person's name that news uses alone.
    Surname,
    /// The title of an office.
    Title,
    /// A city or a site.
    City,
    /// A region.
    Region,
    /// The adjective of a region: "Catalan".
    RegionAdjective,
    /// A word for a body or for people: "troops".
    Noun,
    /// The first name of at least three persons.
    Given,
    /// The whole name of a person by its sound: other romanisations of it.
    Sound,
}

impl Kind {
    /// Every kind, in the order of their numbers in the index.
    pub const ALL: [Self; 16] = [
        Self::Country,
        Self::Adjective,
        Self::People,
        Self::Capital,
        Self::Seat,
        Self::Organisation,
        Self::Group,
        Self::Person,
        Self::Surname,
        Self::Title,
        Self::City,
        Self::Region,
        Self::RegionAdjective,
        Self::Noun,
        Self::Given,
        Self::Sound,
    ];
}

/// The tables, in the order in which their rows lie in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// actor, country, name, names, adjectives, nouns, capitals, seats, from, to, kind, sector, successors
    Countries,
    /// id, name, acronyms, names, kind, from, to, members
    Organisations,
    /// id, name, names, homes, from, to, sector; armed groups, then bodies of one country
    Groups,
    /// title, office, sector, acts for, rank
    Offices,
    /// name, names, country, state, lat, lon, thousands, kind
    Cities,
    /// name, names, adjectives, countries, kind, lat, lon
    Regions,
    /// words, class, sector, kind
    Nouns,
    /// id, name, names, offices; sorted by id
    Persons,
}

/// Buckets of the index are numbered by that many bits of a hash.
pub const BUCKET_BITS: u32 = 17;
/// Bits of the filter over the beginnings of names.
pub const FILTER_BITS: usize = 1 << 23;
/// Numbers an entry takes: half its hash; where its name begins in the text; its row (20 bits), kind (4) and length (8).
pub const ENTRY: usize = 3;

/// The hash of no name.
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of a name with one more folded character.
pub fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// The hash with its bits well spread; bucket, half and filter are read from it.
pub fn spread(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 32)
}

/// The bucket of a spread hash.
pub fn bucket(spread: u64) -> usize {
    (spread >> (64 - BUCKET_BITS)) as usize
}

/// The half of a spread hash by which names of one bucket are told apart.
pub fn half(spread: u64) -> u32 {
    spread as u32
}

/// The byte and the bit of the filter for a spread hash.
pub fn filter(spread: u64) -> (usize, u8) {
    let place = (spread >> 12) as usize % FILTER_BITS;
    (place / 8, 1 << (place % 8))
}
