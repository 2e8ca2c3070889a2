"""The contract: closed, frozen, complete; the unchecked constructors equal to the checked ones; the schema fresh."""

import inspect
import json
import typing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from wikiextract import Document, extract, models, record
from wikiextract.models import Model, as_json, trusted
from wikiextract.record import Record
from wikiextract.schema import descriptions, json_schema, json_schema_text

ROOT = Path(__file__).parent.parent
PARTS = [
    part
    for part in vars(models).values()
    if inspect.isclass(part) and issubclass(part, Model) and part is not Model
]

EXAMPLES = {"str": "a", "int": 1, "bool": True, "float": 1.5, "None": None}


def example(kind: Any) -> Any:
    """A value of the type `kind`, as the unchecked constructor wants it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return arguments[0]
    if origin is tuple:
        return (example(arguments[0]),) if arguments[-1] is ... else tuple(map(example, arguments))
    if arguments:
        return example(arguments[0])
    if issubclass(kind, Model):
        return trusted(kind)(**values(kind))
    return EXAMPLES[kind.__name__]


def values(part: type[Model]) -> dict[str, Any]:
    """A value for each field of `part`."""
    return {
        name: example(kind) for name, kind in typing.get_type_hints(part).items() if name != "model_config"
    }


@pytest.mark.parametrize("part", PARTS)
def test_the_unchecked_constructor_gives_what_the_checked_one_gives(part: type[Model]) -> None:
    unchecked = trusted(part)(**values(part))
    checked = part(**values(part))
    assert unchecked == checked
    assert unchecked.model_dump() == checked.model_dump()
    assert unchecked.model_dump_json() == checked.model_dump_json()
    assert unchecked.model_fields_set == checked.model_fields_set
    assert repr(unchecked) == repr(checked)
    assert part.model_validate(unchecked.model_dump()) == unchecked
    assert part.model_validate_json(unchecked.model_dump_json()) == unchecked


@pytest.mark.parametrize("part", PARTS)
def test_every_key_is_wanted_and_no_other(part: type[Model]) -> None:
    complete = part(**values(part)).model_dump()
    for name in complete:
        with pytest.raises(ValidationError):
            part.model_validate({key: value for key, value in complete.items() if key != name})
    with pytest.raises(ValidationError):
        part.model_validate(complete | {"surplus": 1})


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_frozen_and_can_be_keys(part: type[Model]) -> None:
    made = part(**values(part))
    with pytest.raises(ValidationError):
        setattr(made, next(iter(part.model_fields)), None)
    assert hash(made) == hash(trusted(part)(**values(part)))


@pytest.mark.parametrize("part", PARTS)
def test_every_field_is_described(part: type[Model]) -> None:
    assert part.__doc__
    assert set(descriptions(part)) == set(part(**values(part)).model_dump())


def test_an_empty_page_is_a_document() -> None:
    document = extract("")
    assert Document.model_validate(document.model_dump()) == document
    assert document.title is None
    assert document.language == "en"


def test_documents_survive_a_round_trip() -> None:
    for path in sorted((ROOT / "fixtures").glob("*.txt")):
        document = extract(path.read_bytes().decode("utf-8"), title=path.stem)
        again = Document.model_validate(document.model_dump())
        assert again == document
        # Keys come in the order of the declaration, whoever built the part.
        assert again.model_dump_json() == document.model_dump_json()
        assert Document.model_validate_json(document.model_dump_json()) == document


def test_the_kept_schema_is_fresh() -> None:
    kept = (ROOT / "schema" / "document.schema.json").read_text(encoding="utf-8")
    assert kept == json_schema_text(), "wikiextract --schema json > schema/document.schema.json"


def test_documents_keep_the_schema() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sorted((ROOT / "fixtures").glob("*.txt")):
        document = extract(path.read_bytes().decode("utf-8"))
        assert not list(validator.iter_errors(json.loads(as_json(document)))), path.name


def as_record(value: Any) -> Any:
    """`value` with a record in the place of each model."""
    if isinstance(value, Model):
        return Record(**{name: as_record(item) for name, item in vars(value).items()})
    return tuple(map(as_record, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize("part", PARTS)
def test_a_record_has_the_same_json_as_a_model(part: type[Model]) -> None:
    model = part(**values(part))
    assert record.as_json(as_record(model)) == as_json(model)
    assert record.as_json(as_record(model), indented=True) == as_json(model, indented=True)


def test_records_are_frozen_and_compare_by_value() -> None:
    one, same, other = Record(a=1), Record(a=1), Record(a=2)
    assert one == same
    assert one != other
    assert hash(one) == hash(same)
    assert vars(one.model_copy(update={"a": 2})) == vars(other)
    with pytest.raises(AttributeError):
        one.a = 3
