"""Pages a second of Spark on a cluster of two executors of one core, beside the local runner in this process.

    python benchmarks/spark.py DUMP [--rounds N]

The runs are interleaved and the best of each is printed; nothing is written. Spark's start and its first run, in which
Java is cold, are printed apart.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

from wikiextract import read, run
from wikiextract.spark import extract_documents, read_dump


def session() -> SparkSession:
    """A session on a cluster of its own, whose executors import what this process does."""
    os.environ["SPARK_HOME"] = pyspark.__path__[0]
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    started = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    started.sparkContext.setLogLevel("OFF")
    return started


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes by the clock."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main() -> None:
    """Prints the rates."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("dump", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    dump = str(given.dump.resolve())
    begun = time.monotonic()
    spark = session()
    print(f"start      {time.monotonic() - begun:6.1f} s")

    def cluster() -> None:
        results = extract_documents(read_dump(spark, dump, namespaces=None))
        results.write.format("noop").mode("overwrite").save()

    def local() -> None:
        for _ in run(read(dump, namespaces=None)):
            pass

    pages = sum(1 for shard in read(dump, namespaces=None) for _ in shard.pages())
    print(f"first run  {seconds(cluster):6.1f} s, {pages} pages")
    times = [(seconds(local), seconds(cluster)) for _ in range(given.rounds)]
    alone, both = (min(column) for column in zip(*times, strict=True))
    print(f"local      {pages / alone:6.1f} pages/s")
    print(f"Spark      {pages / both:6.1f} pages/s on two executors, {alone / both:.2f} times")
    spark.stop()


if __name__ == "__main__":
    main()
