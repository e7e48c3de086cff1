# What one types. `make help` lists it.

# Where the demonstration is served, and where its invented data stands.
LISTEN ?= 127.0.0.1:8080
DATA ?= data/wendale
CARGO ?= cargo
# How many invented children the benchmark measures with.
CHILDREN ?= 10000

assets_made := build/assets/alongside.css
packages_installed := node_modules/.package-lock.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-distributed lint bench assets offline tools

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: tools $(assets_made) ## Build, and serve the invented partnership "Wendale"
	$(CARGO) build --locked --package alongside
	@$(CARGO) run --quiet --locked --package alongside -- demo --listen $(LISTEN) --data $(DATA)

test: tools ## Run every test; installs Chromium, fonts and PostgreSQL from Debian, and asks first unless CI=true
	@scripts/test.sh

test-distributed: ## Run the suite of the store on a cluster that is given: URL=postgres://… (may make databases), DISTRIBUTE=FILE.sql
	STORE_DISTRIBUTED="$(URL)" STORE_DISTRIBUTE="$(DISTRIBUTE)" $(CARGO) test --locked --package store --test store -- distributed::

lint: tools $(assets_made) ## Check the form of the code and every warning
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- --deny warnings

bench: tools $(assets_made) ## Measure in release mode, and print the table
	$(CARGO) build --release --locked --package alongside --package benches
	$(CARGO) run --release --quiet --locked --package benches -- --children $(CHILDREN) --executable $${CARGO_TARGET_DIR:-target}/release/alongside
	$(CARGO) run --release --quiet --locked --package benches --bin measures
	$(CARGO) run --release --quiet --locked --package benches --bin duties
	$(CARGO) run --release --quiet --locked --package benches --bin from_store -- --children $(CHILDREN)

offline: ## Make the page that checks returns without a connection: build/check-returns.html
	@scripts/offline.sh

assets: tools $(assets_made) ## Make the style sheet and the scripts in build/assets

tools:
	@scripts/tools.sh

# The package manager writes its own lock file last, so that file is as new as the installation.
$(packages_installed): package.json package-lock.json
	npm ci --no-progress
	@touch $@

$(assets_made): $(packages_installed) $(wildcard assets/*)
	npm run --silent assets
	@touch $@
