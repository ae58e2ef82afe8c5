"""Ways on which customers write, apart from the website, which is in bot.web."""
