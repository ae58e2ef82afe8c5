"""Conversations, their channels and ratings, the desk, the pages.

Rules, pure:
    dialogue    what the bot does about a message
    surveys     what customers are asked, when, and what an answer may be
    recovery    how unhappy customers are won back
    journeys    what follows when something happened to a customer elsewhere
    booking     when a call can be booked
    alerts      who must know what at once
    reviews     which conversations a supervisor looks at
    reports     the figures, over columns in memory
    digests     the figures as a letter

What does them:
    desk        the verbs of customers and agents, each one transaction
    answers     what the bot knows, looked up in memory; ranked by embedding where there is a model
    growing     what nothing answered, and customers' wordings, made into knowledge
    exchange    articles from files into the store
    figures     the reports' books, opened and kept up to date
    store, bus  the database, a module for each kind of row; hints that there is something new

Where it comes in and goes out:
    channels    Telegram; delivery paces and retries what leaves for it
    web         pages, sockets, HTTP
    notifying   mail and chats of the team
    commands    the command line, which reads the config and starts app
    locale      what people read, in their language
"""
