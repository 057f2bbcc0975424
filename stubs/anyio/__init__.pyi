from anyio._core._synchronization import Event as Event
from anyio._core._synchronization import Lock as Lock
from anyio._core._synchronization import Semaphore as Semaphore
from anyio._core._synchronization import CapacityLimiter as CapacityLimiter
from anyio._core._eventloop import sleep as sleep
from anyio._core._fileio import Path as Path
from anyio._core._fileio import open_file as open_file
