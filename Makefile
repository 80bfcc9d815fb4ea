# The commands of the house. Each one may be called in a fresh clone.
SHELL := /bin/sh
PYTHON ?= python3
V := .venv/bin

.PHONY: help run test check format pg pg-stop lock

help:
	@sed -n 's/^## //p' Makefile

## make pg        start the embedded PostgreSQL in the background and print its URL
pg:
	@$(V)/python -m config.postgres start

## make pg-stop   stop it
pg-stop:
	@$(V)/python -m config.postgres stop

## make check     format, lint, types, imports
check:
	$(V)/ruff format --check .
	$(V)/ruff check .
	$(V)/lint-imports
	$(V)/mypy .

## make format    mend what can be mended
format:
	$(V)/ruff format .
	$(V)/ruff check --fix .

## make test      everything that must pass
test: check
	$(V)/pytest
