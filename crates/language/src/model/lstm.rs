//! A layer of two LSTMs, one from left to right and one from right to left.

use std::ops::Range;

use super::{
    file::{File, ModelError},
    kernel,
    matrix::{Bytes, Matrix},
};

/// The size of the state in each direction, in the layers of the big net.
pub(super) const HIDDEN: usize = 128;

/// Both directions of a layer.
pub(super) struct Layer {
    size: usize,
    forwards: Direction,
    backwards: Direction,
}

struct Direction {
    input: Matrix,
    recurrent: Matrix,
}

/// Room for the steps of a layer, used again and again.
#[derive(Default)]
pub(super) struct Scratch {
    sums: Vec<f32>,
    recurrent: Vec<f32>,
    state: Bytes,
    cells: Vec<f32>,
}

impl Layer {
    pub(super) fn read(file: &File, name: &str, cols: usize, size: usize) -> Result<Self, ModelError> {
        let direction = |side: &str| -> Result<Direction, ModelError> {
            let name = format!("{name}.{side}");
            Ok(Direction {
                input: Matrix::read_gates(file, &name, "x", [4 * size, cols])?,
                recurrent: Matrix::read_gates(file, &name, "h", [4 * size, size])?,
            })
        };
        Ok(Self { size, forwards: direction("fwd")?, backwards: direction("bwd")? })
    }

    /// The outputs at each position, those forwards in front of those backwards.
    ///
    /// The positions are those of several sequences, one behind the other and none longer than the one before. All take a step
    /// together, so that the weights are fetched once for all of them.
    pub(super) fn apply(&self, x: &Bytes, sequences: &[Range<usize>], scratch: &mut Scratch, out: &mut Vec<f32>) {
        let size = self.size;
        out.resize(x.scale.len() * 2 * size, 0.0);
        let ahead = |sequence: &Range<usize>, step: usize| Some(sequence.start + step).filter(|at| sequence.contains(at));
        let back = |sequence: &Range<usize>, step: usize| sequence.end.checked_sub(step + 1).filter(|at| sequence.contains(at));
        self.forwards.walk(x, |step| sequences.iter().map_while(move |sequence| ahead(sequence, step)), scratch, out);
        self.backwards.walk(x, |step| sequences.iter().map_while(move |sequence| back(sequence, step)), scratch, &mut out[size..]);
    }
}

impl Direction {
    /// Takes steps as long as there is a sequence with a position in it: `positions` names them by step. Writes each output at the
    /// place of its position in `out`.
    fn walk<P: Iterator<Item = usize>>(&self, x: &Bytes, positions: impl Fn(usize) -> P, scratch: &mut Scratch, out: &mut [f32]) {
        // A gate has a row for each number of the state.
        let size = self.input.rows / 4;
        self.input.apply(x, &mut scratch.sums);
        let count = positions(0).count();
        scratch.cells.clear();
        scratch.cells.resize(count * size, 0.0);
        scratch.state.clear(count, size);
        for step in 0.. {
            let count = positions(step).count();
            if count == 0 {
                break;
            }
            scratch.state.truncate(count, size);
            self.recurrent.apply(&scratch.state, &mut scratch.recurrent);
            for (sequence, at) in positions(step).enumerate() {
                let input = &scratch.sums[at * 4 * size..][..4 * size];
                let recurrent = &scratch.recurrent[sequence * 4 * size..][..4 * size];
                let out = &mut out[at * 2 * size..][..size];
                kernel::gates([input, recurrent], &mut scratch.cells[sequence * size..][..size], out);
                scratch.state.set(sequence, out);
            }
        }
    }
}
