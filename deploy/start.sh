#!/bin/sh
# What the container runs: bring the ledger's tables and the graph up to date, then serve. HOST, PORT and WORKERS may be set.
set -eu
explainer migrate
explainer build
exec explainer serve --host "${HOST:-0.0.0.0}" --port "${PORT:-8000}" --workers "${WORKERS:-2}"
