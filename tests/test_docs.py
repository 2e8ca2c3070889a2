"""The documentation says what is true: its examples run, every option and every field is in it."""

import doctest
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from test_house import FLOORS
from wikiextract.cli import command
from wikiextract.models import Document

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in `language`."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the fixtures in it, to be in while an example runs."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_examples_give_what_they_show(workplace: Path) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    names: dict[str, object] = {}
    for number, block in enumerate(blocks("python")):
        test = parser.get_doctest(block, names, f"README {number}", "README.md", 0)
        assert test.examples
        runner.run(test, clear_globs=False)
        names = test.globs
    assert runner.summarize(verbose=False).failed == 0


def test_the_examples_of_the_front_door_give_what_they_show() -> None:
    import wikiextract

    assert doctest.testmod(wikiextract).failed == 0


@pytest.mark.parametrize(
    "line", [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
)
@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
def test_the_shell_examples_run(line: str, workplace: Path) -> None:
    programs = workplace / "bin"
    programs.mkdir()
    program = programs / "wikiextract"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wikiextract "$@"\n')
    program.chmod(0o755)
    paths = {
        "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        line.removeprefix("$ "), shell=True, env=os.environ | paths, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("parameter", [p for p in command.params if isinstance(p, click.Option)], ids=str)
def test_every_option_is_documented(parameter: click.Option) -> None:
    for name in parameter.opts:
        assert f"`{name}" in README, f"README.md does not name {name}"
    if isinstance(parameter.type, click.Choice):
        for choice in parameter.type.choices:
            assert f"`{parameter.opts[-1]} {choice}`" in README
    assert getattr(parameter, "help", None)


def rows(heading: str) -> str:
    """The first cells of the table below `heading` in the README."""
    section = README.partition(f"\n{heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert table is not None
    return "\n".join(line.split("|")[1] for line in table.group().splitlines()[2:])


def test_every_field_of_a_document_is_documented() -> None:
    assert re.findall(r"`(\w+)`", rows("## The document")) == list(Document.model_fields)


def test_the_floors_are_those_of_the_house() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    floors = re.findall(r"^\| \d+ · [^|]*\|([^|]*)\|$", text, re.MULTILINE)
    assert [{name.strip("/*") for name in re.findall(r"`([a-z_]+/?\*?)`", row)} for row in floors] == list(
        FLOORS
    )


def test_the_two_commands_are_where_they_are_looked_for() -> None:
    assert len(re.findall(r"^pip install", README, re.MULTILINE)) == 2


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_links_lead_to_files(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_keys_of_infoboxes_are_documented() -> None:
    path = ROOT / "tools" / "infobox_keys.py"
    made = runpy.run_path(str(path))["page"]()
    written = (ROOT / "docs" / "infoboxes.md").read_text(encoding="utf-8")
    assert written == made, "python tools/infobox_keys.py > page.md && mv page.md docs/infoboxes.md"
