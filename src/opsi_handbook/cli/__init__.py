"""The command line.

Exit status: 0 done, 1 the input is at fault, 2 wrong usage, 130 stopped by Ctrl-C, 141 nobody reads what is printed.
"""

from opsi_handbook.cli.main import main

__all__ = ["main"]
