from motor.core import AgnosticCollection as AsyncIOMotorCollection
from motor.core import AgnosticCursor as AsyncIOMotorCursor
from motor.core import AgnosticCommandCursor as AsyncIOMotorCommandCursor
from motor.core import AgnosticClientSession as AsyncIOMotorClientSession
from motor.core import AgnosticDatabase as AsyncIOMotorDatabase
from motor.core import AgnosticClient as AsyncIOMotorClient
