from aiohttp.client import ClientSession as ClientSession
from aiohttp.client_reqrep import ClientResponse as ClientResponse
from aiohttp.client_ws import ClientWebSocketResponse as ClientWebSocketResponse
from aiohttp.streams import StreamReader as StreamReader
