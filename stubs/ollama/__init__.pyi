from ollama._client import AsyncClient as AsyncClient
