"""Files at the edge: read with a bound, written whole or not at all, locked while they are changed."""

from opsi_handbook.files.locking import locked
from opsi_handbook.files.places import is_standard_output
from opsi_handbook.files.reading import MAX_BYTES, read_bytes, read_text
from opsi_handbook.files.together import write_all
from opsi_handbook.files.writing import write_bytes, write_text

__all__ = [
    "MAX_BYTES",
    "is_standard_output",
    "locked",
    "read_bytes",
    "read_text",
    "write_all",
    "write_bytes",
    "write_text",
]
