//! Every route on one screen, and what each request passes through.

use axum::{Router, extract::DefaultBodyLimit, middleware};
use chancery_core::Ontology;
use tower::ServiceBuilder;
use tower_http::{
    compression::CompressionLayer,
    request_id::{PropagateRequestIdLayer, SetRequestIdLayer},
};
use utoipa::{OpenApi, openapi::OpenApi as Document};
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    dashboard,
    error::ApiError,
    layers,
    openapi::{Head, complete},
    request_ids::RequestIds,
    routes::{
        actors, articles, communities, corrections, events, fields, health, intake, meetings, network, ontology, pairs, question, search, series,
        stream,
    },
    state::AppState,
};

/// The largest body, some thousand articles as JSON Lines.
pub const MAX_BODY: usize = 64 << 20;

/// The whole service.
pub fn router(state: AppState) -> Router {
    let (questions, document) = api(&state.ontology);
    let page = SwaggerUi::new("/docs").url("/openapi.json", document).config(Config::default().try_it_out_enabled(true));
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(RequestIds::default()))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(state.clone(), layers::around))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    questions
        .merge(page)
        .merge(dashboard::routes())
        .fallback(|| async { ApiError::NotFound("No such path; GET /openapi.json lists all of them, GET /docs shows them.".into()) })
        .layer(layers)
        .with_state(state)
}

/// The OpenAPI document of a service with the shipped event types.
pub fn document() -> Document {
    api(&Ontology::builtin()).1
}

fn api(ontology: &Ontology) -> (Router<AppState>, Document) {
    let (router, document) = OpenApiRouter::with_openapi(Head::openapi())
        .routes(routes!(articles::list_articles, intake::post_articles))
        .routes(routes!(articles::get_article, articles::delete_article))
        .routes(routes!(meetings::list_meetings))
        .routes(routes!(events::list_events))
        .routes(routes!(events::get_event, fields::correct_event))
        .routes(routes!(fields::list_corrections))
        .routes(routes!(fields::undo_correction))
        .routes(routes!(corrections::merge_events))
        .routes(routes!(corrections::split_event))
        .routes(routes!(events::list_upcoming))
        .routes(routes!(actors::list_actors))
        .routes(routes!(actors::get_actor))
        .routes(routes!(pairs::get_dyad))
        .routes(routes!(pairs::get_path))
        .routes(routes!(question::get_answer))
        .routes(routes!(network::get_network))
        .routes(routes!(network::get_graph))
        .routes(routes!(series::get_timeline))
        .routes(routes!(series::list_rankings))
        .routes(routes!(communities::list_communities))
        .routes(routes!(series::list_sanctions))
        .routes(routes!(series::get_facets))
        .routes(routes!(search::search))
        .routes(routes!(stream::get_stream))
        .routes(routes!(ontology::list_types))
        .routes(routes!(ontology::get_stats))
        .routes(routes!(health::get_health))
        .routes(routes!(health::get_readiness))
        .routes(routes!(health::get_metrics))
        .split_for_parts();
    (router, complete(document, ontology))
}
