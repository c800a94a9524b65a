//! The places of the tables: where a city lies, and which place a name means where no text around it says more.

use chancery_core::{CountryCode, Place, PlacePrecision};

use super::{Country, Entry, Gazetteer, Kind, words};

impl Gazetteer {
    /// The place that a name alone means: "Beijing", "Georgia", "Cordoba, Spain". Of several cities of one name it is that of the country behind the
    /// comma, or the largest. None for a name that no place has.
    pub fn place(&self, name: &str) -> Option<Place> {
        let (name, home) = match name.rsplit_once(',') {
            Some((name, home)) => (name, Some(self.place(home)?)),
            None => (name, None),
        };
        let entries = self.called(name);
        let of = |kind| entries.iter().filter(move |entry| entry.kind == kind).map(|entry| entry.row);
        if let (Some(row), None) = (of(Kind::Country).next(), &home) {
            return Some(self.place_of_country(self.country(row)));
        }
        let code = home.as_ref().and_then(|home| home.country);
        let there = |country: &str| code.is_none_or(|code| code.as_str() == country);
        let cities = of(Kind::City).map(|row| self.city(row)).filter(|cells| there(cells[2]));
        if let Some(cells) = cities.max_by_key(|cells| weight(*cells)) {
            return Some(self.place_of_city(cells, home.map(|home| home.name)));
        }
        let regions = of(Kind::Region).filter(|&row| code.is_none_or(|code| self.region(row)[3].split('|').any(|country| country == code.as_str())));
        regions.min().map(|row| self.place_of_region(row))
    }

    fn place_of_country(&self, country: Country) -> Place {
        let middle = country.capital().and_then(|capital| self.spot(capital, country.code()));
        made(country.name(), (None, country.code()), middle, PlacePrecision::Country)
    }

    /// A city or site; `within` is what it is told to lie in, its country where nothing is.
    pub(crate) fn place_of_city(&self, cells: [&'static str; 8], within: Option<String>) -> Place {
        let country = cells[2].parse().ok();
        let name = country.and_then(|code: CountryCode| self.country_of(code.as_str())).map(|country| country.name().to_owned());
        let precision = if cells[7] == "place" { PlacePrecision::Site } else { PlacePrecision::City };
        made(cells[0], (within.or(name), country), numbers(cells[4], cells[5]), precision)
    }

    /// A region, with its country where it lies in one alone.
    pub(crate) fn place_of_region(&self, row: u32) -> Place {
        let cells = self.region(row);
        let codes: Vec<CountryCode> = cells[3].split('|').filter_map(|code| code.parse().ok()).collect();
        let country = if codes.len() == 1 { codes.first().copied() } else { None };
        let within = country.and_then(|code| self.country_of(code.as_str())).map(|country| country.name().to_owned());
        made(cells[0], (within, country), numbers(cells[5], cells[6]), PlacePrecision::Region)
    }

    /// Where a city of a country lies.
    pub(crate) fn spot(&self, name: &str, country: Option<CountryCode>) -> Option<(f64, f64)> {
        let cities = self.called(name).into_iter().filter(|entry| entry.kind == Kind::City).map(|entry| self.city(entry.row));
        let home = country.map(|code| code.to_string()).unwrap_or_default();
        cities.filter(|cells| cells[2] == home).max_by_key(|cells| weight(*cells)).and_then(|cells| numbers(cells[4], cells[5]))
    }

    /// What bears just this name.
    fn called(&self, name: &str) -> Vec<Entry> {
        let words = words(name);
        self.at(&words, 0).into_iter().filter(|(length, _)| *length == words.len()).flat_map(|(_, entries)| entries).collect()
    }
}

/// A place of the tables.
pub(crate) fn made(name: &str, (within, country): (Option<String>, Option<CountryCode>), at: Option<(f64, f64)>, precision: PlacePrecision) -> Place {
    Place { name: name.to_owned(), within, country, lat: at.map(|at| at.0), lon: at.map(|at| at.1), precision }
}

/// How large a city is: thousands of people, a capital as if it had four millions more.
pub(crate) fn weight(cells: [&str; 8]) -> u32 {
    let bonus = if cells[7] == "capital" { 4000 } else { 0 };
    bonus + cells[6].parse::<u32>().unwrap_or(0)
}

fn numbers(lat: &str, lon: &str) -> Option<(f64, f64)> {
    Some((lat.parse().ok()?, lon.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> Option<(String, Option<String>, PlacePrecision)> {
        let place = Gazetteer::builtin().place(name)?;
        Some((place.name, place.country.map(|country| country.to_string()), place.precision))
    }

    #[test]
    fn a_name_alone_means_the_largest_place_and_a_country_behind_it_another() {
        assert_eq!(place("beijing"), Some(("Beijing".into(), Some("CHN".into()), PlacePrecision::City)));
        assert_eq!(place("Peru"), Some(("Peru".into(), Some("PER".into()), PlacePrecision::Country)));
        let countries = ["Valencia", "Valencia, Spain"].map(|name| place(name).unwrap().1.unwrap());
        assert_eq!(countries, ["VEN", "ESP"]);
        assert_eq!(place("Darfur").unwrap().2, PlacePrecision::Region);
        for none in ["", ",", "Nowhere at all", "Beijing, Nowhere at all", "Vladimir Putin"] {
            assert_eq!(place(none), None, "{none}");
        }
        assert!(Gazetteer::builtin().place("Lima").unwrap().lat.is_some_and(|lat| (-13.0..-11.0).contains(&lat)));
    }
}
