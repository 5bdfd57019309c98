"""`python -m opsi_handbook` is the command line."""

from opsi_handbook.cli import main

if __name__ == "__main__":
    main()
