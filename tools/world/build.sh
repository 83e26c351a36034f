#!/bin/sh
# Rebuilds static/world.json and static/cities.tsv from the exact versions in package-lock.json.
# Needs Node 20 and npm; users of libgraph need neither.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --silent
npm run --silent build
rm -rf node_modules
