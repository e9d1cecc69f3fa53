# The verbs of the project. CI runs `make test`, exactly as the README says.
.PHONY: run test coverage lint format bench lock messages prepare

# A version manager may offer a `uv` that this Python does not have.
UV = $(if $(shell uv --version 2>/dev/null),uv,python3 -m uv)
RUN = $(UV) run --no-sync

run: uv
	$(UV) run meishi

test: prepare lint
	$(RUN) python -m tests.run

coverage: prepare
	$(RUN) python -m tests.run --ignore=tests/browser --cov

lint:
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) djade --check --target-version 6.1 $$(git ls-files 'src/*.html')
	$(RUN) lint-imports
	$(RUN) mypy

format:
	$(RUN) ruff check --fix
	$(RUN) ruff format
	$(RUN) djade --target-version 6.1 $$(git ls-files 'src/*.html')

bench: prepare
	$(RUN) python -m bench

messages: uv
	DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=. $(RUN) python scripts/messages.py

lock: uv
	$(UV) run --no-project --python 3.13 python scripts/lock.py

prepare: uv
	$(UV) sync --quiet
	tests/prepare

.PHONY: uv
uv:
	@$(UV) --version >/dev/null 2>&1 || python3 -m pip install --quiet uv
