"""Loaded by each worker of a local cluster as it starts: interrupts are its client's to handle."""

import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
