from mcp.client.session import ClientSession as ClientSession
