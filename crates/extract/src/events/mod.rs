//! From matched triggers to events: who took which part, whether it happened, who says so, when and where.

pub mod cast;
pub mod clause;
pub mod roles;
pub mod status;
