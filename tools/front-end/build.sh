#!/bin/sh
# Rebuilds src/libgraph/drawing/static/vendor.min.js and copies the query editor to
# src/libgraph/web/static, both from the exact versions in the package-lock.json beside each.
# Needs Node 20 and npm; users of libgraph need neither.
set -eu
cd "$(dirname "$0")"
for folder in . editor; do
  (
    cd "$folder"
    npm ci --ignore-scripts --no-audit --no-fund --silent
    npm run --silent build
    rm -rf node_modules
  )
done
