//! Matrices of 8-bit weights and their products with vectors that are rounded to 7 bits on the way.
//!
//! A vector becomes bytes around 64: `x = (q - 64) * scale`, `q` in 1..=127. A byte of 7 bits times a weight of 8 bits, two of them
//! added, just fits 16 bits, which is what the fast instructions hold. All sums of products are of whole numbers and thus exact.

use super::{
    file::{File, ModelError},
    kernel,
};

/// Rows that lie interleaved.
pub(super) const BLOCK: usize = 16;
/// Columns that lie together.
pub(super) const STEP: usize = 4;

/// A linear layer `y = W x + b`.
pub(super) struct Matrix {
    /// By block of sixteen rows, by step of four columns: the four weights of each row. Missing rows and columns are zero.
    pub packed: Vec<i8>,
    pub scale: Vec<f32>,
    pub bias: Vec<f32>,
    /// 64 times the sum of a row, which the offset of the bytes adds to each product.
    pub offset: Vec<i32>,
    pub rows: usize,
    /// How many columns there are, rounded up to whole steps.
    pub width: usize,
}

/// Vectors of bytes, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Bytes {
    pub values: Vec<u8>,
    pub scale: Vec<f32>,
}

impl Matrix {
    pub(super) fn read(file: &File, name: &str, rows: usize, cols: usize) -> Result<Self, ModelError> {
        let quantised = file.matrix(name, Some(rows), cols)?;
        let bias = file.floats(&format!("{name}.bias"), rows)?;
        Ok(Self::pack(quantised.q, quantised.scale, bias, cols))
    }

    /// A layer without a bias.
    pub(super) fn read_plain(file: &File, name: &str, rows: usize, cols: usize) -> Result<Self, ModelError> {
        let quantised = file.matrix(name, Some(rows), cols)?;
        Ok(Self::pack(quantised.q, quantised.scale, vec![0.0; rows], cols))
    }

    /// Two layers that read the same vector, as one.
    pub(super) fn read_pair(file: &File, names: [&str; 2], sizes: [usize; 2], cols: usize) -> Result<Self, ModelError> {
        let (mut q, mut scale, mut bias) = (Vec::new(), Vec::new(), Vec::new());
        for (name, rows) in names.iter().zip(sizes) {
            let part = file.matrix(name, Some(rows), cols)?;
            q.extend_from_slice(part.q);
            scale.extend(part.scale);
            bias.extend(file.floats(&format!("{name}.bias"), rows)?);
        }
        Ok(Self::pack(&q, scale, bias, cols))
    }

    /// The input weights of an LSTM with its bias, or the recurrent weights without one.
    pub(super) fn read_gates(file: &File, name: &str, kind: &str, [rows, cols]: [usize; 2]) -> Result<Self, ModelError> {
        let quantised = file.matrix(&format!("{name}.{kind}"), Some(rows), cols)?;
        let bias = if kind == "x" { file.floats(&format!("{name}.bias"), quantised.scale.len())? } else { vec![0.0; quantised.scale.len()] };
        Ok(Self::pack(quantised.q, quantised.scale, bias, cols))
    }

    pub(super) fn pack(q: &[u8], mut scale: Vec<f32>, mut bias: Vec<f32>, cols: usize) -> Self {
        let rows = scale.len();
        let (height, width) = (rows.next_multiple_of(BLOCK), cols.next_multiple_of(STEP));
        let mut packed = vec![0; height * width];
        let mut offset = vec![0; height];
        for (row, weights) in q.chunks_exact(cols).enumerate() {
            let block = &mut packed[row / BLOCK * BLOCK * width..];
            for (col, &weight) in weights.iter().enumerate() {
                block[(col / STEP * BLOCK + row % BLOCK) * STEP + col % STEP] = weight as i8;
                offset[row] += 64 * i32::from(weight as i8);
            }
        }
        scale.resize(height, 0.0);
        bias.resize(height, 0.0);
        Self { packed, scale, bias, offset, rows, width }
    }

    /// How many numbers a product takes: the rows, rounded up to whole blocks. What is behind the rows is zero.
    pub(super) fn height(&self) -> usize {
        self.scale.len()
    }

    /// The products with each of the vectors, one after the other.
    pub(super) fn apply(&self, x: &Bytes, out: &mut Vec<f32>) {
        out.resize(x.scale.len() * self.height(), 0.0);
        kernel::product(self, &x.values, &x.scale, out);
    }
}

impl Bytes {
    /// Rounds vectors of `cols` numbers.
    pub(super) fn round(&mut self, x: &[f32], cols: usize) {
        let width = cols.next_multiple_of(STEP);
        let count = x.len() / cols;
        self.values.resize(count * width, 64);
        self.scale.resize(count, 0.0);
        for (index, x) in x.chunks_exact(cols).enumerate() {
            self.scale[index] = kernel::round(x, &mut self.values[index * width..][..cols]);
        }
    }

    /// Makes it that many vectors of zeros, `cols` long, which is a multiple of the step.
    pub(super) fn clear(&mut self, count: usize, cols: usize) {
        self.values.clear();
        self.values.resize(count * cols, 64);
        self.scale.clear();
        self.scale.resize(count, 0.0);
    }

    /// Lets go of all vectors but the first ones.
    pub(super) fn truncate(&mut self, count: usize, cols: usize) {
        self.values.truncate(count * cols);
        self.scale.truncate(count);
    }

    /// Rounds one vector, whose length is a multiple of the step.
    pub(super) fn set(&mut self, index: usize, x: &[f32]) {
        self.scale[index] = kernel::round(x, &mut self.values[index * x.len()..][..x.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_plain_formula() {
        let (rows, cols) = (19, 10);
        let q: Vec<u8> = (0..rows * cols).map(|i| (i * 37 % 255) as u8).collect();
        let scale: Vec<f32> = (0..rows).map(|row| 0.01 + row as f32 / 1000.0).collect();
        let bias: Vec<f32> = (0..rows).map(|row| row as f32 / 10.0).collect();
        let matrix = Matrix::pack(&q, scale.clone(), bias.clone(), cols);
        let x: Vec<f32> = (0..3 * cols).map(|i| (i as f32 * 0.7).sin()).collect();
        let (mut bytes, mut out) = (Bytes::default(), Vec::new());
        bytes.round(&x, cols);
        matrix.apply(&bytes, &mut out);
        for (vector, x) in x.chunks_exact(cols).enumerate() {
            for row in 0..rows {
                let sum: f32 = (0..cols).map(|col| f32::from(q[row * cols + col] as i8) * scale[row] * x[col]).sum();
                let got = out[vector * matrix.height() + row];
                assert!((got - sum - bias[row]).abs() < 0.15, "{vector} {row}: {got} {}", sum + bias[row]);
            }
        }
    }
}
