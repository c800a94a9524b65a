//! The OpenAPI document: what the routes tell of themselves, and what holds for all of them.

use utoipa::{
    OpenApi,
    openapi::{
        Components, Content, ContentBuilder, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder,
        path::Operation,
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

/// Adds what holds for all routes: problems, the three forms of lists, and keys.
pub fn complete(mut document: Document) -> Document {
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.delete];
        operations.into_iter().flatten().for_each(complete_operation);
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

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}
