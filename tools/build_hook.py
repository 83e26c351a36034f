"""Put manual pages and completions into the wheel: made while it is built, and kept nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Manual(BuildHookInterface):  # type: ignore[type-arg]
    """Runs tools/manual.py before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._made = TemporaryDirectory()
        folder = Path(self._made.name)
        manual = Path(self.root) / "tools" / "manual.py"
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        subprocess.run(
            [sys.executable, str(manual), str(folder)],
            check=True, env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                place = path.relative_to(folder).as_posix()
                build_data["shared_data"][str(path)] = f"share/{place}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._made.cleanup()
