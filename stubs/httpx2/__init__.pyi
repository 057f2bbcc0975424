from httpx2._client import AsyncClient as AsyncClient
from httpx2._models import Response as Response
