"""bzip2: what follows a broken stream is read, and several cores give what one does, whatever the file is like."""

import bz2
import random
import re
import threading
from pathlib import Path

import pytest

from dumps import END, dump, entry, head
from wikiextract import Page, read
from wikiextract.sources import blocks
from wikiextract.sources.pieces import Broken, Piece
from wikiextract.sources.unpacking import Unpacked

LETTERS = random.Random(1)
TEXT = LETTERS.randbytes(1_200_000).hex().encode()
ONE = bz2.compress(TEXT)
LOW = bz2.compress(TEXT[:500_000], 1)
PARTS = [bz2.compress(TEXT[at : at + 200_000]) for at in range(0, 1_200_000, 200_000)]
MANY = b"".join(PARTS)
BLOCK = 0x314159265359
END_OF_STREAM = 0x177245385090


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.bz2"


def content(path: Path, cores: int) -> list[Piece]:
    """The pieces, those that follow each other put together: how large they are is nobody's concern."""
    joined: list[Piece] = []
    for piece in Unpacked(str(path), cores):
        if isinstance(piece, Broken):
            joined.append(piece)
        elif piece:
            before = joined.pop() if joined and isinstance(joined[-1], bytes) else b""
            assert isinstance(before, bytes)
            joined.append(before + bytes(piece))
    return joined


def same(path: Path, data: bytes) -> list[Piece]:
    """What `data` holds, by one core and by several."""
    path.write_bytes(data)
    one = content(path, 1)
    assert content(path, 3) == one
    return one


def bit_of(data: bytes, signs: int, which: int) -> int:
    """The bit at which known bits stand in `data`."""
    bits = f"{int.from_bytes(data):0{len(data) * 8}b}"
    return [found.start() for found in re.finditer(f"{signs:048b}", bits)][which]


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 128 >> bit % 8
    return bytes(changed)


@pytest.mark.parametrize(
    "data", [ONE, MANY, LOW + MANY, bz2.compress(b"") + ONE, ONE + bz2.compress(b"") + MANY]
)
def test_sound_files(path: Path, data: bytes) -> None:
    assert same(path, data) == [bz2.decompress(data)]
    assert same(path, data + bytes(5000)) == [bz2.decompress(data)]


def test_files_that_hold_nothing(path: Path) -> None:
    assert same(path, b"") == same(path, bz2.compress(b"")) == []
    assert same(path, b"BZh9") == [Broken("the bzip2 stream is cut short", 4)]


def test_a_sound_file_is_not_read_by_one_core_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_again", None)
    path.write_bytes(ONE + MANY + LOW)
    assert content(path, 2) == [TEXT + TEXT[:1_200_000] + TEXT[:500_000]]


@pytest.mark.parametrize(
    "data",
    [
        flipped(ONE, bit_of(ONE, BLOCK, 0) + 5),
        flipped(ONE, bit_of(ONE, BLOCK, 1) + 5),
        flipped(ONE, bit_of(ONE, BLOCK, -1) + 60),  # the checksum of a block
        flipped(ONE, bit_of(ONE, END_OF_STREAM, 0) + 5),
        flipped(ONE, bit_of(ONE, END_OF_STREAM, 0) + 60),  # the checksum of the stream
        flipped(MANY, bit_of(MANY, BLOCK, 2) + 5),
        flipped(MANY, bit_of(MANY, BLOCK, 2) - 30),  # BZh
        flipped(MANY, bit_of(MANY, BLOCK, 2) - 2),  # the size of its blocks
        flipped(MANY, bit_of(MANY, END_OF_STREAM, 2) + 5),
        flipped(MANY, bit_of(MANY, END_OF_STREAM, 2) + 60),
        PARTS[0] + b"something" * 20 + MANY,
        PARTS[0] + bytes(600) + MANY,
        ONE[: len(ONE) // 2],
        MANY[: -len(PARTS[-1]) // 2],
        MANY + b"behind it",
        MANY[: len(MANY) // 2] + b"\xff" * 8 + MANY[len(MANY) // 2 + 8 :],
    ],
)
def test_damage_is_the_same_on_several_cores(path: Path, data: bytes) -> None:
    assert same(path, data)


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_is_the_same_on_several_cores(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(PARTS[0] + LOW + MANY)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(data))
        data[at : at + dice.choice((1, 1, 9))] = dice.randbytes(dice.choice((0, 1, 9)))
    same(path, bytes(data))


def test_signs_that_only_look_like_a_block(path: Path) -> None:
    """The forty-eight bits may stand in packed data by chance: what is behind them is no block."""
    hidden = BLOCK.to_bytes(6) * 3
    data = PARTS[0] + b"BZh9" + hidden + MANY
    assert same(path, data)[-1] == TEXT[:1_200_000]


def test_a_bomb_is_left_to_one_core(path: Path) -> None:
    bomb = bz2.compress(bytes(45_000_000))
    assert len(bomb) < 100
    path.write_bytes(PARTS[0] + bomb + PARTS[1])
    pieces = [len(piece) for piece in Unpacked(str(path), 2) if not isinstance(piece, Broken)]
    assert sum(pieces) == 45_400_000
    assert max(pieces) < 2 << 20


def test_streams_behind_a_break_are_found(path: Path) -> None:
    """Several begin in the bytes that were read with those that broke: none of them is lost."""
    packed = [bz2.compress(LETTERS.randbytes(9000).hex().encode()) for _ in range(60)]
    long = bytearray(bz2.compress(TEXT))
    long[-20_000:-19_990] = b"\xff" * 10
    made = same(path, bytes(long) + b"".join(packed))
    assert isinstance(made[-1], bytes)
    assert len(made[-1]) == 60 * 18_000


def test_threads_end_when_nobody_reads_on(path: Path) -> None:
    path.write_bytes(ONE * 3)
    before = threading.active_count()
    pieces = Unpacked(str(path), 2)
    next(pieces)
    assert threading.active_count() > before
    del pieces
    assert threading.active_count() == before


def test_pages_are_the_same_on_several_cores(tmp_path: Path) -> None:
    made = [entry(f"Page {n}", n, LETTERS.randbytes(8000).hex()) for n in range(1, 200)]
    path = tmp_path / "a.xml.bz2"
    broken = bytearray(bz2.compress(dump(*made).encode()))
    broken[len(broken) // 2 : len(broken) // 2 + 20] = b"\0" * 20
    streams = [head(), *("".join(page.xml() for page in made[at : at + 9]) for at in range(0, 199, 9)), END]
    for data in (
        bz2.compress(dump(*made).encode()),
        bytes(broken),
        b"".join(bz2.compress(part.encode()) for part in streams),
    ):
        path.write_bytes(data)
        one, several = _pages(path, 1), _pages(path, 3)
        assert several == one
        assert len(one) > 50
        assert [page.read or 0 for page in several] == sorted(page.read or 0 for page in several)


def _pages(path: Path, cores: int) -> list[Page]:
    return [page for shard in read(path, cores=cores) for page in shard.pages()]
