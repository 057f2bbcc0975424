from httpx._client import AsyncClient as AsyncClient
from httpx._models import Response as Response
