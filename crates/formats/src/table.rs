//! Rows of tables: cells found by the names of their columns.

/// Where the cells of the known columns stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    places: Vec<Option<usize>>,
    width: usize,
}

impl Layout {
    /// The columns as they are published.
    pub fn plain(width: usize) -> Self {
        Self { places: (0..width).map(Some).collect(), width }
    }

    /// The columns of a header with at least the `needed` first of the `known` ones; none where the line is no such header. Case, spaces and
    /// underscores are not looked at, nor what stands before the first name.
    pub fn of_header(line: &str, known: &[&str], needed: &[usize]) -> Option<Self> {
        let head: Vec<String> = line.trim_start_matches(['\u{feff}', '#', '!', ' ']).split('\t').map(folded).collect();
        let places: Vec<Option<usize>> =
            known.iter().map(|names| names.split('|').map(folded).find_map(|name| head.iter().position(|column| *column == name))).collect();
        needed.iter().all(|&column| places[column].is_some()).then_some(Self { places, width: head.len() })
    }

    /// How many columns a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The cells of a line.
    pub fn cells<'l>(&'l self, line: &'l str) -> Cells<'l> {
        Cells { layout: self, cells: line.split('\t').collect() }
    }
}

fn folded(name: &str) -> String {
    name.trim().trim_matches('"').chars().filter(|c| !matches!(c, ' ' | '_' | '.')).flat_map(char::to_lowercase).collect()
}

/// The cells of one row.
pub(crate) struct Cells<'l> {
    layout: &'l Layout,
    cells: Vec<&'l str>,
}

impl<'l> Cells<'l> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// A cell by the number of its column; none where there is nothing in it, in the words that the field has for nothing.
    pub fn get(&self, column: usize) -> Option<&'l str> {
        let cell = self.cells.get((*self.layout.places.get(column)?)?)?.trim();
        let nothing = cell.is_empty() || matches!(cell, "NA" | "NULL" | "None" | "none" | "NaN" | "nan" | "---");
        (!nothing).then_some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_whatever_their_order() {
        let layout = Layout::of_header("#!Event_Date\tEvent ID\textra", &["Event ID", "Event Date", "Intensity|Event Intensity"], &[0, 1]).unwrap();
        let cells = layout.cells("2018-06-01\t7\tx");
        assert_eq!((cells.get(0), cells.get(1), cells.get(2)), (Some("7"), Some("2018-06-01"), None));
        assert_eq!(layout.width(), 3);
        assert_eq!(Layout::of_header("7\t2018-06-01", &["Event ID", "Event Date"], &[0, 1]), None);
        assert_eq!(Layout::plain(2).cells("NULL\t ").get(0), None);
    }
}
