from telegram._bot import Bot as Bot
from telegram._chat import Chat as Chat
from telegram._message import Message as Message
