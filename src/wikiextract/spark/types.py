"""Spark's types for Arrow's: a struct is a struct, a list an array, and what is never null stays so.

    string, int64, double, bool    → string, bigint, double, boolean
    list<T>, struct<…>             → array<T>, struct<…>

In a struct that may be null every field may be: Spark writes nulls into the fields of one that is, and its own
`toArrow` refuses them where the type does. pyspark has a function for all this, which is not public and forgets that
the elements of a list are never null.

https://spark.apache.org/docs/latest/sql-ref-datatypes.html
"""

from collections.abc import Iterable
from typing import Any

import pyarrow
from pyspark.sql import types

_PLAIN = {
    pyarrow.string(): types.StringType,
    pyarrow.int64(): types.LongType,
    pyarrow.float64(): types.DoubleType,
    pyarrow.bool_(): types.BooleanType,
}


def struct_type(fields: Iterable[Any], *, optional: bool = False) -> Any:
    """The StructType of Arrow's `fields`: those of a schema or a struct, which is `optional` if it may be null."""
    return types.StructType(
        [
            types.StructField(field.name, spark_type(field.type, field.nullable), field.nullable or optional)
            for field in fields
        ]
    )


def spark_type(arrow: Any, nullable: bool = False) -> Any:
    """Spark's type for the Arrow type `arrow` of what may be null or not. Raises KeyError for one that no model has."""
    if pyarrow.types.is_struct(arrow):
        return struct_type(arrow, optional=nullable)
    if pyarrow.types.is_list(arrow):
        item = arrow.value_field
        return types.ArrayType(spark_type(item.type, item.nullable), item.nullable)
    return _PLAIN[arrow]()
