//! The evaluation as tables for people.

use std::fmt;

use super::{BANDS, Counts, FIELDS, Scores};

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<16}{:>6}{:>8}{:>7}{:>7}{:>7}{:>7}", "type", "found", "missed", "false", "P", "R", "F1")?;
        for (kind, counts) in &self.types {
            row(f, kind.as_str(), *counts)?;
        }
        row(f, "all", self.all())?;
        writeln!(f, "statements beyond the annotation: {}", self.statements)?;
        writeln!(f)?;
        for (name, (right, all)) in FIELDS.iter().zip(self.fields) {
            writeln!(f, "{name:<16}{right:>6} of {all}")?;
        }
        writeln!(f, "{:<16}{:>6.3}", "fields", self.field_share())?;
        self.confusion(f)?;
        self.reliability(f)
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: Counts) -> fmt::Result {
    let (precision, recall, f1) = counts.figures();
    writeln!(f, "{name:<16}{:>6}{:>8}{:>7}{precision:>7.2}{recall:>7.2}{f1:>7.3}", counts.found, counts.missed, counts.wrong)
}

impl Scores {
    fn confusion(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.confused.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nannotated, but in the same words told")?;
        for ((wanted, told), count) in &self.confused {
            writeln!(f, "{:<16}{:<16}{count:>4}", wanted.as_str(), told.as_str())?;
        }
        Ok(())
    }

    fn reliability(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<12}{:>7}{:>12}{:>8}", "confidence", "events", "said", "right")?;
        for (band, &(events, right, sum)) in self.bands.iter().enumerate().filter(|(_, band)| band.0 > 0) {
            let (low, high) = (band as f64 / BANDS as f64, (band + 1) as f64 / BANDS as f64);
            writeln!(f, "{low:.1} to {high:.1}  {events:>7}{:>12.2}{:>8.2}", sum / events as f64, right as f64 / events as f64)?;
        }
        writeln!(f, "expected calibration error {:.3}", self.calibration_error())
    }

    /// The mean distance between the confidence told and the share that is right, over bands, weighted by events.
    pub fn calibration_error(&self) -> f64 {
        let events: usize = self.bands.iter().map(|band| band.0).sum();
        let distance: f64 = self.bands.iter().map(|&(_, right, sum)| (sum - right as f64).abs()).sum();
        if events == 0 { 0.0 } else { distance / events as f64 }
    }
}
