//! Sanctions in force on a day.

use chancery_core::{
    EventId, Role,
    date::{day_number, day_of_number},
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{ActorBrief, Filter, Graph, plan::Plan, rows::Hot};

/// The type of the events that impose.
const IMPOSED: &str = "sanction";
/// CAMEO's code for the easing of sanctions, boycotts and embargoes.
const LIFTED: &str = "085";

/// The day of an act, whether it lifts, and its event.
type Act = (i32, bool, u64);

/// Who sanctions whom on a day: what was imposed by then and not lifted since.
#[derive(Clone, Debug)]
pub struct Sanctions {
    /// The day.
    pub on: Date,
    /// Which events; types, roles and window are replaced, the status is occurred or ongoing unless it says otherwise.
    pub filter: Filter,
}

/// One actor's sanctions on another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sanction {
    /// Who imposed them.
    pub source: ActorBrief,
    /// On whom.
    pub target: ActorBrief,
    /// The day of the first that is in force.
    pub since: Option<Date>,
    /// The events that imposed them, oldest first.
    pub events: Vec<EventId>,
}

impl Sanctions {
    /// Answers the question, by source and target.
    pub fn run(&self, graph: &Graph) -> Vec<Sanction> {
        let filter = Filter { kinds: None, roles: vec![], from: None, to: Some(self.on), undated: false, ..self.filter.clone() }.happened();
        let plan = Plan::new(graph, &filter);
        let mut acts: BTreeMap<(u32, u32), Vec<Act>> = BTreeMap::new();
        plan.each(|row, hot| {
            let class = graph.tables.classes.get(hot.class);
            let lifted = class.cameo.starts_with(LIFTED);
            if lifted || graph.tables.kinds.get(u32::from(class.kind)).as_str() == IMPOSED {
                for pair in directed(&plan, hot) {
                    acts.entry(pair).or_default().push((graph.start(row), lifted, graph.id(row)));
                }
            }
        });
        let until = day_number(self.on);
        let mut found: Vec<Sanction> = acts.into_iter().filter_map(|(pair, acts)| in_force(graph, pair, acts, until)).collect();
        found.sort_by(|x, y| {
            (&x.source.name, &x.target.name, &x.source.id, &x.target.id).cmp(&(&y.source.name, &y.target.name, &y.source.id, &y.target.id))
        });
        found
    }
}

/// Who acts upon whom, at the plan's level.
fn directed(plan: &Plan<'_>, hot: &Hot) -> Vec<(u32, u32)> {
    let tables = &plan.graph.tables;
    let parts = || tables.parts(hot).iter().map(|&part| tables.parts.get(part));
    let of = |role: Role| parts().filter(move |part| part.role == role).filter_map(|part| plan.node(part)).collect::<Vec<u32>>();
    let targets = of(Role::Target);
    let mut pairs: Vec<(u32, u32)> = of(Role::Source).into_iter().flat_map(|source| targets.iter().map(move |&target| (source, target))).collect();
    pairs.retain(|(source, target)| source != target);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What is left after each lifting; on one day, what is imposed comes before what is lifted.
fn in_force(graph: &Graph, (source, target): (u32, u32), mut acts: Vec<Act>, until: i32) -> Option<Sanction> {
    acts.retain(|&(start, ..)| start <= until);
    acts.sort_unstable();
    let left = acts.iter().rposition(|&(_, lifted, _)| lifted).map_or(0, |at| at + 1);
    let acts = &acts[left..];
    let since = day_of_number(acts.first()?.0);
    let events = acts.iter().map(|&(.., id)| EventId(id)).collect();
    Some(Sanction { source: graph.brief_of(source), target: graph.brief_of(target), since, events })
}
