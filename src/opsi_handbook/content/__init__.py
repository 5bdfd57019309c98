"""From the packaged content and a choice of language to a catalogue."""

from opsi_handbook.content.negotiation import PSEUDO, negotiate
from opsi_handbook.content.packaged import function_words, packaged_catalogue, packaged_file, packaged_languages
from opsi_handbook.content.reading import read_catalogue

__all__ = [
    "PSEUDO",
    "function_words", "negotiate", "packaged_catalogue", "packaged_file", "packaged_languages", "read_catalogue",
]  # fmt: skip
