//! The innermost loops, twice: plain, and compiled for processors that have AVX2. Both give the same bits, which a test holds.
//!
//! Sums of products are of whole numbers, and the arithmetic of floats is written in one order and without fused steps, so there is
//! nothing in which two processors could differ.

#[cfg(target_arch = "x86_64")]
mod avx2;

use super::{
    math::{sigmoid, tanh},
    matrix::{BLOCK, Matrix, STEP},
};

/// `out[v] = W x[v] + b` for each vector of bytes.
pub(super) fn product(matrix: &Matrix, values: &[u8], scale: &[f32], out: &mut [f32]) {
    assert!(values.len() == scale.len() * matrix.width && out.len() == scale.len() * matrix.height());
    #[cfg(target_arch = "x86_64")]
    if avx2::product(matrix, values, scale, out) {
        return;
    }
    plain_product(matrix, values, scale, out);
}

/// Rounds a vector to bytes around 64 and gives the scale back.
pub(super) fn round(x: &[f32], out: &mut [u8]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if let Some(scale) = avx2::round(x, out) {
        return scale;
    }
    plain_round(x, out)
}

/// One step of an LSTM from the sums at its gates i, f, g, o: the input's and the recurrent ones. Writes the cell and the output.
pub(super) fn gates(sums: [&[f32]; 2], cell: &mut [f32], out: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if avx2::gates(sums, cell, out) {
        return;
    }
    plain_gates(sums, cell, out);
}

fn plain_product(matrix: &Matrix, values: &[u8], scale: &[f32], out: &mut [f32]) {
    let height = matrix.height();
    for (block, weights) in matrix.packed.chunks_exact(BLOCK * matrix.width).enumerate() {
        for (vector, x) in values.chunks_exact(matrix.width).enumerate() {
            let sums = plain_sums(weights, x);
            for (row, sum) in (block * BLOCK..).zip(sums) {
                let factor = matrix.scale[row] * scale[vector];
                out[vector * height + row] = (sum - matrix.offset[row]) as f32 * factor + matrix.bias[row];
            }
        }
    }
}

fn plain_sums(weights: &[i8], x: &[u8]) -> [i32; BLOCK] {
    let mut sums = [0; BLOCK];
    for (weights, x) in weights.as_chunks::<{ BLOCK * STEP }>().0.iter().zip(x.as_chunks::<STEP>().0) {
        for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<STEP>().0) {
            *sum += (0..STEP).map(|step| i32::from(weights[step]) * i32::from(x[step])).sum::<i32>();
        }
    }
    sums
}

#[inline(always)]
fn plain_round(x: &[f32], out: &mut [u8]) -> f32 {
    // Numbers without a sign are in the order of their bits, and whole numbers have a maximum that vectorises.
    let largest = x.iter().fold(0, |largest, x| largest.max(x.to_bits() & 0x7fff_ffff));
    let largest = f32::from_bits(largest);
    // Also where the vector is zero or holds something that is no number.
    if !(f32::MIN_POSITIVE * 64.0..f32::MAX).contains(&largest) {
        out.fill(64);
        return 0.0;
    }
    let factor = 63.0 / largest;
    for (out, x) in out.iter_mut().zip(x) {
        // Adding 2^23 rounds to a whole number, here 1..=127, which then stands in the lowest bits.
        *out = (x * factor + 8_388_672.0).to_bits() as u8;
    }
    largest / 63.0
}

#[inline(always)]
fn plain_gates(sums: [&[f32]; 2], cell: &mut [f32], out: &mut [f32]) {
    let size = cell.len();
    let [a, b] = sums;
    let (a, b, out) = (&a[..4 * size], &b[..4 * size], &mut out[..size]);
    for at in 0..size {
        let sum = |gate: usize| a[gate * size + at] + b[gate * size + at];
        let kept = sigmoid(sum(1)) * cell[at] + sigmoid(sum(0)) * tanh(sum(2));
        cell[at] = kept;
        out[at] = sigmoid(sum(3)) * tanh(kept);
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;

    /// Numbers without a pattern, the same in every run.
    fn noise(count: usize) -> Vec<f32> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next() * 4.0).collect()
    }

    #[test]
    fn the_fast_product_equals_the_plain_one() {
        for (rows, cols, vectors) in [(16, 4, 1), (17, 250, 5), (512, 192, 9), (51, 288, 4)] {
            let q: Vec<u8> = noise(rows * cols).iter().map(|x| (x * 31.75) as i8 as u8).collect();
            let matrix = Matrix::pack(&q, vec![0.013; rows], noise(rows), cols);
            let values: Vec<u8> = noise(vectors * matrix.width).iter().map(|x| (x * 15.0 + 64.0) as u8).collect();
            let (mut plain, mut fast) = (vec![0.0; vectors * matrix.height()], vec![0.0; vectors * matrix.height()]);
            plain_product(&matrix, &values, &noise(vectors), &mut plain);
            if avx2::product(&matrix, &values, &noise(vectors), &mut fast) {
                assert_eq!(plain, fast);
            }
        }
    }

    #[test]
    fn extreme_bytes_do_not_saturate() {
        let matrix = Matrix::pack(&[129; 16 * 64], vec![1.0; 16], vec![0.0; 16], 64);
        let mut out = vec![0.0; 16];
        product(&matrix, &[127; 64], &[1.0], &mut out);
        assert!(out.iter().all(|&y| y == -127.0 * 63.0 * 64.0), "{out:?}");
    }

    #[test]
    fn fast_steps_equal_plain_ones() {
        for x in [noise(128), noise(7), vec![0.0; 16], vec![f32::NAN; 16], vec![f32::INFINITY; 9], vec![1e-40; 8]] {
            let (mut plain, mut fast) = (vec![0; x.len()], vec![0; x.len()]);
            let expected = plain_round(&x, &mut plain);
            if let Some(scale) = avx2::round(&x, &mut fast) {
                assert_eq!((scale, fast), (expected, plain));
            }
        }
        let (a, b) = (noise(512), noise(512));
        let (mut cell, mut out) = (noise(128), vec![0.0; 128]);
        let (mut fast_cell, mut fast_out) = (cell.clone(), out.clone());
        plain_gates([&a, &b], &mut cell, &mut out);
        if avx2::gates([&a, &b], &mut fast_cell, &mut fast_out) {
            assert_eq!((fast_cell, fast_out), (cell, out));
        }
    }
}
