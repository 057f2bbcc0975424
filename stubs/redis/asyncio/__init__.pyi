from redis.asyncio.client import Redis as Redis
