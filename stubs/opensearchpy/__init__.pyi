from opensearchpy._async.client import AsyncOpenSearch as AsyncOpenSearch
