"""Stretches of one large file as files of their own, on any filesystem that Spark reads, without copying a byte.

    har://viewfs-wikiextract…/runs.har/0     bytes 0 to 16,812,345 of hdfs://…/enwiki-…-multistream.xml.bz2
                                      /1     bytes 16,812,345 to …

Python in an executor cannot reach Hadoop's filesystems, and none of Spark's sources reads a given range of bytes. Two
filesystems that every Hadoop has do so together. A Hadoop archive (har) is a folder with an index of (name, part,
first byte, length) and the parts; a mount table (viewfs) makes such a folder of the index, which is written to a
scratch folder, and of the dump as its only part, wherever both are. So Spark's own reader of whole files
(`binaryFile`) reads a stretch, with Spark's own credentials, where its task runs.

https://hadoop.apache.org/docs/stable/hadoop-archives/HadoopArchives.html
https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-hdfs/ViewFs.html
"""

from collections.abc import Sequence

from wikiextract.spark.hadoop import Hadoop

_VERSION = 2
_HASHES = (1 << 31) - 1  # one stretch of the index holds the names of all hashes


def archived(
    hadoop: Hadoop, file: str, stretches: Sequence[tuple[int, int]], folder: str
) -> tuple[str, dict[str, str]]:
    """(the address of a folder, what a reader must be told of it): file 0, 1 … are the `stretches` (start, length).

    `file` and `folder`, where the index is written, are addresses with a scheme; the last part of the folder's is a
    name that no other archive has, in lower case.
    """
    names = map(str, range(len(stretches)))
    lines = [f"%2F dir none 0 0 {' '.join(names)}\n"]
    lines += [f"%2F{number} file part {start} {size}\n" for number, (start, size) in enumerate(stretches)]
    index = "".join(lines).encode()
    hadoop.write(f"{folder}/_index", index)
    hadoop.write(f"{folder}/_masterindex", f"{_VERSION} \n0 {_HASHES} 0 {len(index)} \n".encode())
    name = folder.rpartition("/")[2]
    mount = f"fs.viewfs.mounttable.{name}.link./runs.har"
    links = {"_index": f"{folder}/_index", "_masterindex": f"{folder}/_masterindex", "part": file}
    return f"har://viewfs-{name}/runs.har", {
        f"{mount}/{link}": hadoop.uri(target) for link, target in links.items()
    }
