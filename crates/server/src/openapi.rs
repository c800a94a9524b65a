//! The OpenAPI document: what the routes tell of themselves, and what holds for all of them.

use chancery_core::{ActorKind, Ontology, Role, Status};
use chancery_graph::query::{Bucket, By};
use utoipa::{
    OpenApi,
    openapi::{
        Array, Components, Content, ContentBuilder, Object, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder, Schema,
        path::{Operation, Parameter},
        schema::ArrayItems,
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

use crate::error::Problem;

/// The head of the document; the routes add themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chancery",
        description = "A knowledge graph of diplomatic events, read from news: who met, talked, agreed, sanctioned or refused whom, when, where, \
                       and which words of which article say so.\n\nNothing is silently ignored: an unknown parameter or value is a problem that names it. \
                       Repeating a parameter means or, different parameters mean and.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem)),
    tags(
        (name = "graph", description = "Questions to the graph"),
        (name = "events", description = "Events and the words that tell them"),
        (name = "actors", description = "Countries, persons, organizations, groups"),
        (name = "articles", description = "What was received"),
        (name = "reference", description = "The ontology and counts"),
        (name = "operations", description = "Health"),
    )
)]
pub struct Head;

/// A day, a month or a year.
const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// Adds what holds for all routes: problems, the three forms of lists, the words that parameters accept, and keys.
pub fn complete(mut document: Document, ontology: &Ontology) -> Document {
    for (path, item) in &mut document.paths.paths {
        // Only types in which participants meet make meetings.
        let types = ontology.types().iter().filter(|info| path != "/v1/meetings" || info.met);
        let types: Vec<&str> = types.map(|info| info.name.as_str()).collect();
        let operations = [&mut item.get, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let told = operation.parameters.iter_mut().flatten();
            told.filter_map(|one| if let RefOr::T(one) = one { Some(one) } else { None }).for_each(|one| complete_parameter(one, &types));
            complete_operation(operation);
        }
    }
    let key = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    document.components.get_or_insert_with(Components::new).add_security_scheme("key", key);
    // A service bound to this machine alone asks for no key.
    document.security = Some(vec![SecurityRequirement::default(), SecurityRequirement::new("key", Vec::<String>::new())]);
    document
}

fn complete_operation(operation: &mut Operation) {
    let formatted = operation.parameters.iter().flatten().any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "format"));
    let responses = &mut operation.responses.responses;
    // A route that tells its forms itself has more than one already.
    if let Some(RefOr::T(Response { content, .. })) = responses.get_mut("200").filter(|_| formatted)
        && content.len() == 1
    {
        for form in ["text/csv", "application/x-ndjson"] {
            content.entry(form.into()).or_insert_with(|| Content::new(Some(utoipa::schema!(String))).into());
        }
    }
    for (status, description) in [("4XX", "What is wrong with the request"), ("5XX", "The service failed or cannot answer now")] {
        responses.insert(status.into(), problem(description).into());
    }
}

/// Tells which words or which form a parameter accepts.
fn complete_parameter(parameter: &mut Parameter, types: &[&str]) {
    let words: Vec<&str> = match parameter.name.as_str() {
        "type" => types.to_vec(),
        "status" => Status::ALL.iter().map(|status| status.as_str()).collect(),
        "role" => Role::ALL.iter().map(|role| role.as_str()).collect(),
        "kind" => ActorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        "bucket" => Bucket::ALL.iter().map(|&(_, word)| word).collect(),
        "by" => By::ALL.iter().map(|&(_, word)| word).collect(),
        "include" => vec!["reports"],
        "format" => crate::format::Format::WORDS.to_vec(),
        _ => vec![],
    };
    let dated = matches!(parameter.name.as_str(), "from" | "to" | "on" | "as_of" | "published_on");
    let Some(object) = parameter.schema.as_mut().and_then(inner) else { return };
    if !words.is_empty() && object.enum_values.is_none() {
        object.enum_values = Some(words.into_iter().map(Into::into).collect());
    }
    if dated {
        object.pattern = Some(DATE.into());
    }
}

/// The schema of one value of a parameter, also where it may be repeated.
fn inner(schema: &mut RefOr<Schema>) -> Option<&mut Object> {
    match schema {
        RefOr::T(Schema::Object(object)) => Some(object),
        RefOr::T(Schema::Array(Array { items: ArrayItems::RefOrSchema(items), .. })) => inner(items),
        _ => None,
    }
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}
