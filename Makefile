# What a person types. `make run` serves the demo; `make test` checks everything, as the continuous integration does.

.PHONY: help run test check-format check-lints check-direction check-gold check-docs unit dashboard check-dashboard model ranker gazetteer

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: ## Build what is missing and serve the demo at http://127.0.0.1:8080
	@scripts/install-tools run
	cargo run --release --locked --package chancery -- serve --demo

test: ## Install what the tests need (Debian), then run every check and every test
	@scripts/install-tools test
	@$(MAKE) --no-print-directory check-format check-lints check-direction check-gold unit check-dashboard

check-format:
	cargo fmt --all --check

check-lints:
	cargo clippy --workspace --all-targets --locked -- -D warnings

check-direction: ## The crates know only whom they may know
	scripts/check-direction

check-gold: ## The annotated articles are what they say
	python3 eval/check.py
	python3 eval/check.py --set news

unit:
	CHANCERY_REQUIRE_POSTGRES=1 cargo test --workspace --locked

dashboard/node_modules/.package-lock.json: dashboard/package-lock.json
	cd dashboard && npm ci
	@touch $@

dashboard: dashboard/node_modules/.package-lock.json ## Serve the dashboard's sources, anew at every change, beside a service at 127.0.0.1:8080
	cd dashboard && npm run dev

check-dashboard: dashboard/node_modules/.package-lock.json ## Types of the dashboard, its functions, and its ways in a browser
	cargo build --locked --package chancery
	cd dashboard && npm run check && npm run test:unit && npm run test:browser

check-docs: ## Every public item is documented and every link in the documentation leads somewhere
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked

SHARED ?= ../shared
WORK ?= target/training

model: ## Train the language model and the learned reader anew (hours; Python packages: tools/language-model/requirements.txt)
	python3 tools/language-model/build.py --stage all --work $(WORK) --data $(SHARED)/data
	python3 tools/event-model/build.py --stage all --work $(WORK)/events --shared $(SHARED) --parser $(WORK)/teacher.pt

ranker: ## Train the forest that ranks who takes part (a minute; Python packages: tools/ranker/requirements.txt)
	python3 tools/ranker/build.py --work $(WORK)/ranker --shared $(SHARED)

gazetteer: ## Compile the gazetteer from its sources
	python3 tools/gazetteer/compile.py $(SHARED)/data/gazetteer
