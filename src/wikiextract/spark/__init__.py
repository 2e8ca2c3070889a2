"""Spark: pages in a DataFrame become Documents in a DataFrame, and a dump becomes pages, wherever it lies.

    read_dump(spark, path)          a dump, by its index      → a row for each page
    extract_documents(dataframe)    a row for each page       → a row for each Document or Failure

    >>> documents = extract_documents(read_dump(spark, "hdfs:///dumps/enwiki-…-multistream.xml.bz2"))  # doctest: +SKIP
    >>> documents.where("failure is null").select("document.*").write.parquet("hdfs:///enwiki")  # doctest: +SKIP

What runs in the executors is `extract_page`, as everywhere, so the executors need this package and Python too. pyspark
and pyarrow are imported in this room; to import it without them raises an ImportError that says what to install.

https://spark.apache.org/docs/latest/api/python/, https://arrow.apache.org/docs/python/
"""

from wikiextract.errors import install

try:
    import pyarrow  # noqa: F401
    import pyspark  # noqa: F401
except ImportError as error:
    raise ImportError(f"Spark needs libraries: {install('spark')}", name=error.name) from error

from wikiextract.spark.documents import extract_documents
from wikiextract.spark.dumps import read_dump

__all__ = ["extract_documents", "read_dump"]
