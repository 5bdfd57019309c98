"""For those who write the content: from YAML to the JSON that the library ships."""

from opsi_handbook.authoring.compiler import build, compile_content

__all__ = ["build", "compile_content"]
