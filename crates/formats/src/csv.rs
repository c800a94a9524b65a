//! Lines of CSV (RFC 4180) that a spreadsheet can open without harm.

/// The cell of a value that may be missing.
pub fn cell<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// One line, with its line break.
pub fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| escape(&cell)).collect();
    cells.join(",") + "\r\n"
}

/// Quotes a cell where it must be. A cell that a spreadsheet would run as a formula is led by an apostrophe, since names and
/// evidence come from texts that anyone may have written; numbers are left alone.
fn escape(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(line(["a".into(), "b, c".into(), "say \"no\"".into(), "two\nlines".into()]), "a,\"b, c\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn a_formula_becomes_text_and_a_number_stays_one() {
        assert_eq!(line(["=1+1".into(), "-2.5".into(), "@x".into()]), "'=1+1,-2.5,'@x\r\n");
    }
}
