from trio._sync import Lock as Lock
from trio._sync import Event as Event
from trio._timeouts import sleep as sleep
