//! How sure a telling is, 0 to 1: the product of what the rule, the roles, the names and the parse are worth.
//!
//! The factors are shares seen on annotated articles; `chancery eval` prints how well they hold.

use chancery_core::{Role, Shape};

use super::roles::Part;
use crate::{
    frames::{Pos, matcher::Match},
    tree::Tree,
};

/// Words beyond which a sentence is parsed less surely.
const LONG: usize = 40;

/// The confidence of a telling.
pub fn confidence(tree: &Tree, matched: &Match<'_>, parts: &[Part<'_>], shape: Shape) -> f32 {
    let rule = match (matched.site.pos, matched.site.light) {
        (Pos::Verb, _) | (Pos::Noun, Some(_)) => 0.9,
        _ => 0.75,
    };
    let narrow = if matched.trigger.conditions.is_empty() { 1.0 } else { 1.05 };
    let names: f32 = parts.iter().map(|part| part.named.confidence * part.sure * if part.inner { 0.9 } else { 1.0 }).fold(1.0, f32::min);
    let parse = if tree.words.len() > LONG { 0.9 } else { 1.0 };
    rule * narrow * names * parse * sides(parts, shape)
}

/// A confidence in hundredths, never sure and never void.
pub fn round(confidence: f32) -> f32 {
    (confidence.clamp(0.05, 0.99) * 100.0).round() / 100.0
}

/// What the learned reader adds to the confidence: `agrees` is how likely it finds the class of the act (none for statements, which it
/// does not read), `alone` whether it found the act without a frame.
pub fn weight(agrees: Option<f32>, alone: bool) -> f32 {
    match agrees {
        None => 1.0,
        Some(likely) if alone => 0.55 + 0.4 * likely,
        Some(likely) => 0.92 + 0.13 * likely,
    }
}

/// Whether both sides of a directed act are named.
fn sides(parts: &[Part<'_>], shape: Shape) -> f32 {
    let has = |role: Role| parts.iter().any(|part| part.role == role);
    match shape {
        Shape::Directed if !(has(Role::Source) && has(Role::Target)) => 0.75,
        Shape::Visit if !has(Role::Host) => 0.8,
        _ => 1.0,
    }
}
