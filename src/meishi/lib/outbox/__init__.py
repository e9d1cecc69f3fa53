"""Jobs that survive a crash: written with their cause, run by the worker."""
