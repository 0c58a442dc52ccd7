"""Draws the rooms of the code as they really import each other into `CONTRIBUTING.md`.

An arrow that follows from two others is left out. `python3 resources/rooms.py` draws it anew; a
test holds that the picture is the one of today's imports.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "```mermaid\n", "```\n"


def room_of(file: Path) -> str:
    """The room that a file of the code is in."""
    inside = file.relative_to(ROOT / "app")
    return inside.parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The rooms that a file imports from, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == "app"
            names = [f"app.{each.name}" for each in node.names] if whole else [node.module]
        yield from (name.split(".")[1] for name in names if name.startswith("app."))


def imports() -> dict[str, set[str]]:
    """The rooms that each room imports from."""
    found: dict[str, set[str]] = {}
    for file in (ROOT / "app").rglob("*.py"):
        if file.parent == ROOT / "app" and file.name == "__init__.py":
            continue
        found.setdefault(room_of(file), set()).update(imported(file))
    return {room: others & set(found) - {room} for room, others in found.items()}


def below(room: str, known: dict[str, set[str]]) -> set[str]:
    """Every room that is reached from one."""
    reached: set[str] = set()
    waiting = set(known.get(room, ()))
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting |= known.get(each, set())
    return reached


def drawn() -> str:
    """The picture: an arrow from each room to those right below it."""
    known = imports()
    lines = ["graph TD"]
    for room in sorted(known):
        through = {far for near in known[room] for far in below(near, known)}
        lines += [f"    {room} --> {other}" for other in sorted(known[room] - through)]
    return BEGIN + "\n".join(lines) + "\n" + END


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + drawn() + after, encoding="utf-8")
