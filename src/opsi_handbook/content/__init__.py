"""From the packaged content and a choice of language to a catalogue."""

from opsi_handbook.content.packaged import languages, packaged_catalogue
from opsi_handbook.content.reading import read_catalogue

__all__ = ["languages", "packaged_catalogue", "read_catalogue"]
