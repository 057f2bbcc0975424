from aiogram.client.bot import Bot as Bot
