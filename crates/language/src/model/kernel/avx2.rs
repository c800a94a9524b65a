//! The only unsafe code of this library. Each function does what its plain twin does and answers whether the processor could.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::super::matrix::{BLOCK, Matrix, STEP};

/// Vectors that go through the weights together, so that each weight is fetched once for all.
const GROUP: usize = 4;

pub(super) fn product(matrix: &Matrix, values: &[u8], scale: &[f32], out: &mut [f32]) -> bool {
    if !is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the processor has AVX2.
    unsafe { fast_product(matrix, values, scale, out) };
    true
}

pub(super) fn round(x: &[f32], out: &mut [u8]) -> Option<f32> {
    // SAFETY: the processor has AVX2.
    is_x86_feature_detected!("avx2").then(|| unsafe { fast_round(x, out) })
}

pub(super) fn gates(sums: [&[f32]; 2], cell: &mut [f32], out: &mut [f32]) -> bool {
    if !is_x86_feature_detected!("avx2") {
        return false;
    }
    // SAFETY: the processor has AVX2.
    unsafe { fast_gates(sums, cell, out) };
    true
}

/// The plain function, compiled with wider vectors.
#[target_feature(enable = "avx2")]
fn fast_round(x: &[f32], out: &mut [u8]) -> f32 {
    super::plain_round(x, out)
}

/// The plain function, compiled with wider vectors.
#[target_feature(enable = "avx2")]
fn fast_gates(sums: [&[f32]; 2], cell: &mut [f32], out: &mut [f32]) {
    super::plain_gates(sums, cell, out);
}

#[target_feature(enable = "avx2")]
fn fast_product(matrix: &Matrix, values: &[u8], scale: &[f32], out: &mut [f32]) {
    let (width, height) = (matrix.width, matrix.height());
    // What the pointers below rely on.
    assert!(width.is_multiple_of(STEP) && height.is_multiple_of(BLOCK) && matrix.packed.len() == width * height);
    assert!(values.len() == scale.len() * width && out.len() == scale.len() * height);
    assert!(matrix.offset.len() == height && matrix.bias.len() == height);
    for (block, weights) in matrix.packed.chunks_exact(BLOCK * width).enumerate() {
        let rows = Rows { matrix, weights, first: block * BLOCK };
        let whole = scale.len() / GROUP * GROUP;
        for vector in (0..whole).step_by(GROUP) {
            rows.times::<GROUP>(vector, values, scale, out);
        }
        for vector in whole..scale.len() {
            rows.times::<1>(vector, values, scale, out);
        }
    }
}

/// Sixteen rows of a matrix.
#[derive(Clone, Copy)]
struct Rows<'m> {
    matrix: &'m Matrix,
    weights: &'m [i8],
    first: usize,
}

impl Rows<'_> {
    /// Writes the products with `N` vectors from `vector` on.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn times<const N: usize>(self, vector: usize, values: &[u8], scale: &[f32], out: &mut [f32]) {
        let width = self.matrix.width;
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[_mm256_setzero_si256(); 2]; N];
        // SAFETY: the caller asserted the sizes. A step of the weights is 64 bytes, of a vector 4; there are as many of both, and
        // the vectors from `vector` to `vector + N` exist. No load needs alignment.
        unsafe {
            let x = values.as_ptr().add(vector * width);
            for step in 0..width / STEP {
                let pair = self.weights.as_ptr().add(step * BLOCK * STEP).cast::<__m256i>();
                let weights = [_mm256_loadu_si256(pair), _mm256_loadu_si256(pair.add(1))];
                for (index, sums) in sums.iter_mut().enumerate() {
                    let four = x.add(index * width + step * STEP).cast::<i32>().read_unaligned();
                    let four = _mm256_set1_epi32(four);
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        // Bytes of 7 bits times weights of at most 127, two added: at most 2 * 127 * 127, which fits 16 bits.
                        let pairs = _mm256_maddubs_epi16(four, weights);
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
        }
        for half in 0..2 {
            self.finish(half * BLOCK / 2, sums.map(|sums| sums[half]), (vector, scale), out);
        }
    }

    /// Takes the offset out of the sums of eight rows and scales them, in the order of the plain twin.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn finish<const N: usize>(self, at: usize, sums: [__m256i; N], (vector, scale): (usize, &[f32]), out: &mut [f32]) {
        let (matrix, row) = (self.matrix, self.first + at);
        // SAFETY: the caller asserted the sizes: eight rows from `row` on exist, and so do `N` vectors from `vector` on.
        unsafe {
            let offset = _mm256_loadu_si256(matrix.offset.as_ptr().add(row).cast());
            let row_scale = _mm256_loadu_ps(matrix.scale.as_ptr().add(row));
            let bias = _mm256_loadu_ps(matrix.bias.as_ptr().add(row));
            for (index, sum) in sums.into_iter().enumerate() {
                let exact = _mm256_cvtepi32_ps(_mm256_sub_epi32(sum, offset));
                let factor = _mm256_mul_ps(row_scale, _mm256_set1_ps(*scale.as_ptr().add(vector + index)));
                let y = _mm256_add_ps(_mm256_mul_ps(exact, factor), bias);
                _mm256_storeu_ps(out.as_mut_ptr().add((vector + index) * matrix.height() + row), y);
            }
        }
    }
}
