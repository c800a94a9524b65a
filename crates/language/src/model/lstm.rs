//! A layer of two LSTMs, one from left to right and one from right to left.

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
    pub(super) fn apply(&self, x: &Bytes, scratch: &mut Scratch, out: &mut Vec<f32>) {
        let count = x.scale.len();
        let size = self.size;
        out.resize(count * 2 * size, 0.0);
        let places = out.chunks_exact_mut(2 * size).enumerate();
        self.forwards.walk(x, places.map(|(at, out)| (at, &mut out[..size])), scratch);
        let places = out.chunks_exact_mut(2 * size).enumerate().rev();
        self.backwards.walk(x, places.map(|(at, out)| (at, &mut out[size..])), scratch);
    }
}

impl Direction {
    /// Goes through the positions in the order of the places at which the outputs are to be written.
    fn walk<'o>(&self, x: &Bytes, places: impl Iterator<Item = (usize, &'o mut [f32])>, scratch: &mut Scratch) {
        self.input.apply(x, &mut scratch.sums);
        // A gate has a row for each number of the state.
        let size = self.input.rows / 4;
        let mut cell = vec![0.0; size];
        scratch.state = Bytes::default();
        scratch.state.round(&cell, size);
        for (at, out) in places {
            self.recurrent.apply(&scratch.state, &mut scratch.recurrent);
            let sums = &scratch.sums[at * 4 * size..][..4 * size];
            kernel::gates([sums, &scratch.recurrent], &mut cell, out);
            scratch.state.round(out, size);
        }
    }
}
