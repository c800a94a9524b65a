//! From matched triggers to events: who took which part, whether it happened, who says so, when and where.

pub mod cast;
pub mod casting;
pub mod clause;
mod confidence;
pub mod gatherings;
mod implied;
mod kept;
mod partners;
pub mod ranker;
pub mod roles;
mod site;
pub mod status;
pub mod telling;
mod when;
