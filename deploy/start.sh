#!/bin/sh
# What the container runs: bring the graph up to the packaged facts, then serve. HOST, PORT and WORKERS may be set.
set -eu
explainer build
exec explainer serve --host "${HOST:-0.0.0.0}" --port "${PORT:-8000}" --workers "${WORKERS:-2}"
