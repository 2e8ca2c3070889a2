"""Rows of wikitext become rows of Documents, in the executors.

    text, title, id, …, kept columns  ─►  kept columns, document, failure

    id   document                          failure
     7   {title: Foo, infoboxes: [… ], …}  null
     8   null                              {title: Bar, error: PageError, message: has no text, …}

A batch that comes in may have ten thousand rows (`spark.sql.execution.arrow.maxRecordsPerBatch`); what goes out is cut
by rows and by characters, so that what is held of documents at a time does not depend on it.

https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/api/pyspark.sql.DataFrame.mapInArrow.html
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import pyarrow
import pyarrow.compute
from pyspark.sql import functions, types

from wikiextract.models import Document, Failure
from wikiextract.page import SITE
from wikiextract.pipeline import extract, extract_page
from wikiextract.schema import arrow_schema, arrow_type
from wikiextract.spark.limit import Limit
from wikiextract.spark.rows import CHARACTERS, SCHEMA, page_of
from wikiextract.spark.types import spark_type, struct_type
from wikiextract.writers.arrow import batch_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SECONDS: Final = 60.0
"""How long a page may take, where nothing else is said."""

_ROWS = 64
_WHOLE = {"tinyint", "smallint", "int", "bigint"}
_RESULTS = ("document", "failure")


def extract_documents(
    dataframe: "DataFrame",
    text: str = "text",
    title: str = "title",
    id: str = "id",
    *,
    keep: Collection[str] = (),
    language: str | None = SITE,
    select: Collection[str] | None = None,
    layout: Literal["wikitext", "flattened"] | None = None,
    seconds: float | None = SECONDS,
) -> "DataFrame":
    """A row for each row of `dataframe`: the columns to `keep`, `document` and `failure`, one of which is null.

    `text`, `title` and `id` name the columns of the wikitext, the title and the number of the page; the last two need
    not be there under the names that they have by default. Further columns are read if they are there, as `read_dump`
    makes them: `namespace`, `revision_id`, `parent_id`, `timestamp`, `sha1`, `source`, `offset`, `site`, `unreadable`.
    `language`, `select` and `layout` are those of `run`: without a language each page's is that of its own site, and
    English where it has none. A page that takes more than `seconds` by the clock is a Failure, where the executor's
    system has an alarm clock (POSIX); None sets no limit.

    `document` is a struct with the fields of a Document and `failure` one with those of a Failure, so a row's
    `document` is validated by `Document.model_validate(row.document.asDict(recursive=True))`. A row without a text or
    with a number beyond 64 bits is a Failure, and so is whatever raises. Documents leave the executor's Python in
    batches of at most 64 rows and about a million characters of wikitext.

    Raises ValueError at once for a column that is not there or would be there twice, and for wrong keywords as
    `extract` does; TypeError for a column of another type than a page's.
    """
    extract("", language=language, select=select, layout=layout)
    columns = _columns(dataframe.schema, {"text": text, "title": title, "id": id})
    kept = list(dict.fromkeys(keep))
    _refuse_kept(dataframe.columns, kept)
    work = _Work(
        fields=tuple(columns),
        kept=tuple(kept),
        language=language,
        select=None if select is None else frozenset(select),
        layout=layout,
        seconds=seconds,
    )
    read = [_column(name).alias(f"page_{field}") for field, name in columns.items()]
    carried = [_column(name).alias(f"kept_{number}") for number, name in enumerate(kept)]
    schema = types.StructType(
        [
            *(dataframe.schema[name] for name in kept),
            types.StructField("document", struct_type(arrow_schema(), optional=True)),
            types.StructField("failure", spark_type(arrow_type(Failure), True)),
        ]
    )
    return dataframe.select(*read, *carried).mapInArrow(partial(_extracted, work), schema)


def _column(name: str) -> Any:
    return functions.col("`" + name.replace("`", "``") + "`")


def _columns(schema: Any, named: dict[str, str]) -> dict[str, str]:
    """The name of the column that has each field of a page, of those that are there."""
    columns = {field: named.get(field, field) for field in SCHEMA.names}
    there = {column.name: column.dataType for column in schema}
    for field, name in named.items():
        if name not in there and (field == "text" or name != field):
            raise _no_column(name, there)
    columns = {field: name for field, name in columns.items() if name in there}
    for field, name in columns.items():
        found, wanted = there[name].simpleString(), spark_type(SCHEMA.field(field).type).simpleString()
        if found != wanted and not _is_like(found, wanted, field):
            raise TypeError(
                f"column {name!r} is {found}; the {field} of a page is {wanted}: cast it, or drop the column"
            )
    return columns


def _is_like(found: str, wanted: str, field: str) -> bool:
    """Whether what is `found` is as good: a shorter number, a text of bounded length, an id in digits."""
    if wanted == "bigint":
        return found in _WHOLE or (field == "id" and (found == "string" or found.startswith("decimal(")))
    return wanted == "string" and found.startswith(("varchar(", "char("))


def _refuse_kept(there: Sequence[str], kept: Sequence[str]) -> None:
    for name in kept:
        if name not in there:
            raise _no_column(name, there)
        if name.lower() in _RESULTS:
            raise ValueError(f"column {name!r} cannot be kept: a column of the result has this name")


def _no_column(name: str, there: Iterable[str]) -> ValueError:
    return ValueError(f"there is no column {name!r}: there are {', '.join(there)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is sent to the executors."""

    fields: tuple[str, ...]
    """The fields of a page, of which the first columns are."""
    kept: tuple[str, ...]
    """The names of the columns behind them."""
    language: str | None
    select: frozenset[str] | None
    layout: Literal["wikitext", "flattened"] | None
    seconds: float | None


def _extracted(work: _Work, batches: Iterable[Any]) -> Iterator[Any]:
    """What becomes of the rows of `batches`, in their order."""
    one = partial(extract_page, language=work.language, select=work.select, layout=work.layout)
    with Limit(work.seconds) as limit:
        for batch in batches:
            for start, rows in _stretches(batch.column(work.fields.index("text"))):
                part = batch.slice(start, rows)
                pages = part.select(list(range(len(work.fields)))).rename_columns(list(work.fields))
                made = [limit(one, page_of(row)) for row in pages.to_pylist()]
                yield _results(made, dict(zip(work.kept, part.columns[len(work.fields) :], strict=True)))


def _stretches(texts: Any) -> Iterator[tuple[int, int]]:
    """(first row, number of rows) of parts that are bounded in rows and characters."""
    first = characters = 0
    for row, size in enumerate(pyarrow.compute.utf8_length(texts).to_pylist()):
        characters += size or 0
        if row > first and (row - first >= _ROWS or characters > CHARACTERS):
            yield first, row - first
            first, characters = row, size or 0
    if len(texts):
        yield first, len(texts) - first


def _results(made: Sequence[Document | Failure], kept: dict[str, Any]) -> Any:
    """One batch of the kept columns and what was made."""
    documents = [result for result in made if isinstance(result, Document)]
    failures = [None if isinstance(result, Document) else result.model_dump() for result in made]
    structs = batch_of(documents).to_struct_array()
    if len(documents) < len(made):
        numbers = iter(range(len(documents)))
        places = [next(numbers) if failure is None else None for failure in failures]
        structs = structs.take(pyarrow.array(places, pyarrow.int32()))
    arrays = [*kept.values(), structs, pyarrow.array(failures, arrow_type(Failure))]
    return pyarrow.RecordBatch.from_arrays(arrays, names=[*kept, *_RESULTS])
