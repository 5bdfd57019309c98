"""The command line, as the script `opsi-handbook` and as `python -m opsi_handbook`: Ctrl-C is one line, at any time.

Nothing heavy is imported before an interrupt is caught.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_STOPPED = b"opsi-handbook: stopped\n"


class _Interrupts:
    """What is done about Ctrl-C: the first time it ends the work in good order, the second time at once."""

    came = False

    def __call__(self, *_: object) -> None:
        if self.came:
            _stop()
        self.came = True
        raise KeyboardInterrupt

    def unraisable(self, problem: "UnraisableHookArgs") -> None:
        """An interrupt in a place that cannot raise would be printed, and then forgotten."""
        if problem.exc_type is KeyboardInterrupt:
            _stop()
        sys.__unraisablehook__(problem)


def main() -> None:
    """Run the command line and leave with its exit status."""
    interrupts = _Interrupts()
    try:
        import signal

        # Where the shell has us ignore it, as for a command in the background, it stays ignored.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, interrupts)
            sys.unraisablehook = interrupts.unraisable
        from opsi_handbook.cli.main import leave, run

        outcome = run()
        if not interrupts.came:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            leave(outcome)
    except KeyboardInterrupt:
        pass
    except BaseException:
        if not interrupts.came:  # else it is the interrupt, which some libraries turn into an error of another kind
            raise
    _stop()


def _stop() -> None:
    """Say so, and leave at once, whatever the interpreter is doing."""
    try:
        if sys.stderr is not None:  # else its number may be that of a file
            os.write(2, _STOPPED)
    finally:
        os._exit(130)


if __name__ == "__main__":
    main()
