# The commands of the house. Each one may be called in a fresh clone, and a second call
# skips what is up to date. PORT, BIND, DEMO and PYTHON may be given: make run PORT=8001
SHELL := /bin/sh
PYTHON ?= python3
export PYTHON
V := .venv/bin

# KILLS=20 is handed on as --kills 20, and so on.
CHAOS = $(foreach name,KILLS RATE SEED WITHIN ATTACKS,$(if $($(name)),--$(shell echo $(name) | tr A-Z a-z) $($(name))))

.PHONY: help bench chaos run build test check check-format check-lint check-imports check-types \
	check-frontend format openapi pg pg-stop backup lock screenshots installed installed-test

help:
	@sed -n 's/^## //p' Makefile

installed:
	@.ci/install run

installed-test:
	@.ci/install test

## make run       start the product: database, web, worker, jobs (PORT=8000, DEMO=0 without the demo)
run: installed
	@.ci/frontend build
	@exec $(V)/python -m config.supervisor

## make build     install the packages and build the frontend, without starting anything
build: installed
	@.ci/frontend build

## make test      every check and every test
test: installed-test
	@.ci/frontend build
	@$(V)/python .ci/test.py

## make check     format, lint, imports and types, of Python and of the frontend
check: check-format check-lint check-imports check-types check-frontend

check-format: installed-test
	$(V)/ruff format --check .

check-lint: installed-test
	$(V)/ruff check .

check-imports: installed-test
	$(V)/lint-imports

check-types: installed-test
	$(V)/mypy .

check-frontend: installed-test
	@.ci/frontend install
	@if [ -f frontend/package.json ]; then cd frontend && PATH="$(CURDIR)/$(V):$$PATH" npm run --silent check; fi

## make openapi   write openapi.json anew, and the frontend's types from it
openapi: installed-test
	$(V)/python manage.py spectacular --format openapi-json --file openapi.json --fail-on-warn
	@.ci/frontend install
	@cd frontend && PATH="$(CURDIR)/$(V):$$PATH" npm run --silent generate

## make format    mend the format and what the linters can mend
format: installed-test
	$(V)/ruff format .
	$(V)/ruff check --fix .
	@if [ -f frontend/package.json ]; then cd frontend && PATH="$(CURDIR)/$(V):$$PATH" npm run --silent format; fi

## make pg        start the embedded PostgreSQL in the background and print its URL
pg: installed
	@$(V)/python -m config.postgres start

## make pg-stop   stop it
pg-stop:
	@$(V)/python -m config.postgres stop

## make bench     measure this machine: a table, and bench.json (some minutes; BENCH=flow for a part)
bench: installed-test
	@$(V)/python -m bench $(BENCH)

## make chaos     kill 56 processes under load, then hold the accounts (some minutes; KILLS=20 SEED=7)
chaos: installed-test
	@$(V)/python -m chaos $(CHAOS)

## make screenshots   pictures of every page in screenshots/ (README=1: those of the README, in docs/)
screenshots: installed-test
	@.ci/frontend build
	@$(V)/python -m tests.screenshots $(if $(README),--readme)

## make lock      make the lock files of Python anew from pyproject.toml
lock:
	@.ci/lock
