//! The few functions of numbers that the net needs, the same on every processor: no library of the system has a say in them.

/// `e` to the power of `x`, to about five digits, for `x` in -80..=80.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // 2^t = 2^whole * 2^rest with the rest in -0.5..=0.5. Adding 1.5 * 2^23 rounds to a whole number, which then stands in the
    // lowest bits of the sum.
    const ROUND: f32 = 12_582_912.0;
    let t = x * std::f32::consts::LOG2_E;
    let rounded = t + ROUND;
    let rest = t - (rounded - ROUND);
    // The Taylor series of 2^rest.
    let p = 0.001_333_355_8_f32;
    let p = p * rest + 0.009_618_129;
    let p = p * rest + 0.055_504_11;
    let p = p * rest + 0.240_226_5;
    let p = p * rest + std::f32::consts::LN_2;
    let p = p * rest + 1.0;
    f32::from_bits(p.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// The logistic function.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    // Clamped without `f32::clamp`, whose care for NaN keeps the loop from being vectorised.
    let x = if x > 30.0 { 30.0 } else { x };
    let x = if x < -30.0 { -30.0 } else { x };
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// The rectifier that lets a tenth of what is negative through.
#[inline(always)]
pub(super) fn leaky(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.1 * x }
}

/// The inner product, summed up in eight lanes, so that the order of the sums does not depend on the processor.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let half: [f32; 4] = std::array::from_fn(|lane| lanes[lane] + lanes[lane + 4]);
    (half[0] + half[2]) + (half[1] + half[3])
}

/// Scores to probabilities, in place.
pub(super) fn softmax(scores: &mut [f32]) -> &[f32] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        let below = *score - highest;
        *score = exp(if below > -80.0 { below } else { -80.0 });
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_close_to_those_of_the_library() {
        for step in -400..=400 {
            let x = step as f32 / 10.0;
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-5, "sigmoid {x}");
            assert!((tanh(x) - x.tanh()).abs() < 2e-5, "tanh {x}");
        }
        assert!(sigmoid(f32::NEG_INFINITY) >= 0.0 && sigmoid(f32::INFINITY) <= 1.0);
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let mut scores = [0.0, 1.0, -300.0, 2.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6 && (scores[1] / scores[0] - 1f32.exp()).abs() < 1e-4 && scores[2] < 1e-6);
    }

    #[test]
    fn the_inner_product_is_right() {
        let a: Vec<f32> = (0..16).map(|i| i as f32).collect();
        assert_eq!(dot(&a, &a), 1240.0);
    }
}
