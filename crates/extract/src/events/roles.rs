//! Who takes which part in a matched trigger.

use chancery_core::{Role, Shape};

use super::cast::{Cast, Named};
use crate::{
    frames::{
        Frame,
        matcher::{Match, follow, name},
    },
    tree::Tree,
};

/// An actor's words in a role, and how they were found.
#[derive(Clone, Debug)]
pub struct Part<'c> {
    /// The role.
    pub role: Role,
    /// The words.
    pub named: &'c Named,
    /// The argument that led to them, in the notation of frames.
    pub path: String,
    /// Whether the phrase only contains the name ("Iran's nuclear sites").
    pub inner: bool,
}

/// The parts that actors take, in the order of the frame's roles.
pub fn fill<'c>(frame: &Frame, matched: &Match<'_>, tree: &Tree, cast: &'c Cast) -> Vec<Part<'c>> {
    let mut parts: Vec<Part<'c>> = Vec::new();
    for rule in &frame.roles {
        for alternative in &rule.alternatives {
            let mut found = Vec::new();
            for path in alternative {
                for word in follow(tree, matched.site, path) {
                    let Some(named) = cast.named_by(tree, word) else { continue };
                    let taken = parts.iter().chain(&found).any(|part: &Part<'_>| part.named.span == named.span);
                    if !taken && named.head != matched.site.word {
                        found.push(Part { role: rule.role, named, path: name(path), inner: named.head != word });
                    }
                }
            }
            if !found.is_empty() {
                parts.extend(found);
                break;
            }
        }
    }
    drop_doubles(&mut parts);
    parts
}

/// Nobody acts upon himself, and nobody stands twice in one role.
fn drop_doubles(parts: &mut Vec<Part<'_>>) {
    let mut kept: Vec<(Role, chancery_core::ActorId)> = Vec::new();
    parts.retain(|part| {
        let fresh = part.named.who.iter().any(|who| !kept.iter().any(|(_, actor)| *actor == who.actor));
        kept.extend(part.named.who.iter().map(|who| (part.role, who.actor.clone())));
        fresh
    });
}

/// Which role is missing that the shape of the type needs, if any.
pub fn missing(shape: Shape, parts: &[Part<'_>]) -> Option<&'static str> {
    let has = |roles: &[Role]| parts.iter().any(|part| roles.contains(&part.role));
    let members = |role: Role| parts.iter().filter(|part| part.role == role).map(|part| part.named.who.len()).sum::<usize>();
    match shape {
        Shape::Symmetric if members(Role::Participant) < 2 => Some("participant"),
        Shape::Directed if !has(&[Role::Source, Role::Target, Role::Participant]) => Some("source"),
        Shape::Visit if !has(&[Role::Source]) => Some("source"),
        Shape::Mediation if !has(&[Role::Mediator]) => Some("mediator"),
        Shape::Statement if !has(&[Role::Speaker]) => Some("speaker"),
        _ => None,
    }
}
