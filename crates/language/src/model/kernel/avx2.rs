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
    for (block, weights) in matrix.packed.chunks_exact(BLOCK * width).enumerate() {
        let first = block * BLOCK;
        let mut vector = 0;
        while vector + GROUP <= scale.len() {
            let x: [&[u8]; GROUP] = std::array::from_fn(|i| &values[(vector + i) * width..][..width]);
            for (i, sums) in sums(weights, x).into_iter().enumerate() {
                finish(matrix, first, sums, scale[vector + i], &mut out[(vector + i) * height + first..]);
            }
            vector += GROUP;
        }
        for vector in vector..scale.len() {
            let [sums] = sums(weights, [&values[vector * width..][..width]]);
            finish(matrix, first, sums, scale[vector], &mut out[vector * height + first..]);
        }
    }
}

/// The sums of products of sixteen rows with some vectors.
#[target_feature(enable = "avx2")]
#[inline]
fn sums<const N: usize>(weights: &[i8], x: [&[u8]; N]) -> [[__m256i; 2]; N] {
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_si256(); 2]; N];
    for (step, weights) in weights.as_chunks::<{ BLOCK * STEP }>().0.iter().enumerate() {
        let pair = weights.as_ptr().cast::<__m256i>();
        // SAFETY: a step holds 64 weights, that is two times 32 bytes; the loads need no alignment.
        let weights = unsafe { [_mm256_loadu_si256(pair), _mm256_loadu_si256(pair.add(1))] };
        for (sums, x) in sums.iter_mut().zip(x) {
            let four: [u8; STEP] = x[step * STEP..][..STEP].try_into().expect("a slice of that length");
            let four = _mm256_set1_epi32(i32::from_ne_bytes(four));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                // Bytes of 7 bits times weights of at most 127, two added: at most 2 * 127 * 127, which fits 16 bits.
                let pairs = _mm256_maddubs_epi16(four, weights);
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    sums
}

/// Takes the offset out of the sums and scales them, in the order of the plain twin.
#[target_feature(enable = "avx2")]
#[inline]
fn finish(matrix: &Matrix, first: usize, sums: [__m256i; 2], scale: f32, out: &mut [f32]) {
    let out = &mut out[..BLOCK];
    let offset = &matrix.offset[first..][..BLOCK];
    let row_scale = &matrix.scale[first..][..BLOCK];
    let bias = &matrix.bias[first..][..BLOCK];
    let scale = _mm256_set1_ps(scale);
    for (half, sums) in sums.into_iter().enumerate() {
        let at = half * 8;
        // SAFETY: all four slices are sixteen long, and eight are taken from 0 or from 8.
        unsafe {
            let offset = _mm256_loadu_si256(offset.as_ptr().add(at).cast());
            let exact = _mm256_cvtepi32_ps(_mm256_sub_epi32(sums, offset));
            let factor = _mm256_mul_ps(_mm256_loadu_ps(row_scale.as_ptr().add(at)), scale);
            let y = _mm256_add_ps(_mm256_mul_ps(exact, factor), _mm256_loadu_ps(bias.as_ptr().add(at)));
            _mm256_storeu_ps(out.as_mut_ptr().add(at), y);
        }
    }
}
