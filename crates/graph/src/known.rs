//! An actor as the graph holds it, with room for what is written of it again and again.

use chancery_core::Actor;
use std::{
    fmt,
    ops::Deref,
    sync::{Arc, OnceLock},
};

/// An actor and what was once written of it. A change of the actor makes a new one, in which nothing is written yet.
#[derive(Clone, Debug)]
pub struct Known {
    actor: Arc<Actor>,
    written: OnceLock<Arc<[u8]>>,
}

impl From<Actor> for Known {
    fn from(actor: Actor) -> Self {
        Self { actor: Arc::new(actor), written: OnceLock::new() }
    }
}

impl Deref for Known {
    type Target = Arc<Actor>;

    fn deref(&self) -> &Arc<Actor> {
        &self.actor
    }
}

/// An actor borrowed from a version of the graph.
#[derive(Clone, Copy)]
pub struct ActorRef<'g>(&'g Known);

impl<'g> ActorRef<'g> {
    /// What `write` makes of the actor. It is called once for an actor, so every caller must write the same.
    pub fn written(self, write: impl FnOnce(&Actor) -> Vec<u8>) -> &'g [u8] {
        self.0.written.get_or_init(|| write(&self.0.actor).into())
    }
}

impl<'g> From<&'g Known> for ActorRef<'g> {
    fn from(known: &'g Known) -> Self {
        Self(known)
    }
}

impl Deref for ActorRef<'_> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0.actor
    }
}

impl PartialEq for ActorRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.actor == other.0.actor
    }
}

impl fmt::Debug for ActorRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.actor.fmt(f)
    }
}
