"""docs/clusters.md: its code runs as it stands there, but for its folders. Ray and Dask are tried where they are."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dumps import entry, multistream

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
PAGES = [entry(f"Page {n}", n, f"'''{n}''' {{{{ICD10|E83.5}}}}") for n in range(1, 6)]


@pytest.fixture
def mount(tmp_path: Path) -> Path:
    """What is /mnt on the page."""
    for name in ("dumps", "documents"):
        (tmp_path / name).mkdir()
    multistream(tmp_path / "dumps" / "enwiki-20260101-pages-articles-multistream.xml.bz2", PAGES)
    return tmp_path


@pytest.mark.parametrize("library", ["ray", "dask"])
def test_the_same_function_runs_under(library: str, mount: Path) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    [block] = [block for block in BLOCKS if re.search(rf"^(?:import|from) {library}\b", block, re.MULTILINE)]
    script = mount / "script.py"
    script.write_text(block.replace("/mnt/", f"{mount}/"))
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, str(script)], env=os.environ | paths, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "3 streams, 0 failures"
    [file] = (mount / "documents").iterdir()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        assert [json.loads(line)["title"] for line in lines] == [f"Page {n}" for n in range(1, 6)]


def test_a_packed_package_works(tmp_path: Path) -> None:
    """What `--py-files` sends stays packed."""
    packed = shutil.make_archive(str(tmp_path / "wikiextract"), "zip", ROOT / "src", "wikiextract")
    code = (
        "import wikiextract; from wikiextract import extract; print(wikiextract.__file__);"
        "print(extract('[[Kategorie:A]] {{ICD10|E83.5}}', language='de').categories[0].name);"
        "print(extract('[[Kategorie:Tier]] Der Hund ist nicht mit der Katze verwandt.', language=None).language);"
        "print(extract('', language='nowhere').language)"
    )
    found = os.pathsep.join([packed, *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": found},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    file, *said = done.stdout.splitlines()
    assert file.startswith(packed)
    assert said == ["A", "de", "nowhere"]


def test_each_library_has_its_code() -> None:
    assert [re.findall(r"^(?:import|from) (\w+)", block)[0] for block in BLOCKS] == ["pyspark", "ray", "dask"]
