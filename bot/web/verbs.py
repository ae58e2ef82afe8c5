"""What each kind of client may do over the socket."""

from dataclasses import asdict
from typing import Any

import structlog

from bot.desk import Sender
from bot.desk.calls import Caller
from bot.errors import Forbidden, NotFound, Unauthorized
from bot.model import Agent, Author, AuthorKind, Channel, Contact, Person, Role
from bot.store import agents, contacts, conversations, identities, permissions
from bot.store.engine import Tx
from bot.web import frames, snapshots
from bot.web.accounts import LOGIN_COOKIE, login_of
from bot.web.calls.guests import GuestVerbs
from bot.web.calls.verbs import CallVerbs
from bot.web.connection import Connection
from bot.web.frames import ClientFrame, Hello
from bot.web.services import Services
from bot.web.snapshots import Snapshot

log = structlog.get_logger()


class SocketAdmission:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def admit(self, connection: Connection, hello: Hello) -> "ContactVerbs | AgentVerbs | GuestVerbs":
        services = self._services
        match hello.as_:
            case "agent":
                found = await login_of(services, connection.request.cookies.get(LOGIN_COOKIE))
                if found is None:
                    raise Unauthorized("Please sign in.")
                agent, login, _ = found
                connection.agent, connection.login = Person(id=agent.id, name=agent.name), login
                services.audience.add(connection)
                return AgentVerbs(services, connection, agent)
            case "contact":
                contact = await services.engine.read(lambda tx: contacts.of_token(tx, hello.token or ""))
                if contact is None:
                    raise Unauthorized("This conversation is no longer known. Please start again.")
                contact, token, later = await self._customer(hello, contact)
                if hello.labels:
                    await services.desk.arrives(contact.id, hello.labels)
                if hello.timezone is not None:
                    await services.desk.lives_in(contact.id, hello.timezone)
                return ContactVerbs(services, connection, contact, token, later)
            case "participant":
                login = hello.token or ""
                guest = await services.calls.guest(login)
                if guest is None:
                    raise Unauthorized("This call has ended, or the link was used elsewhere.")
                return GuestVerbs(services, connection, guest, login)

    async def _customer(self, hello: Hello, contact: Contact) -> tuple[Contact, str | None, bool]:
        """Who is there by the shop's word; the token with which they come back, where that is another one; whether they
        become the customer later, see Identified.
        """
        services, said = self._services, hello.customer
        if said is None:
            return contact, None, False
        known = await services.desk.identify(contact.id, said.number, said.at, said.signature)
        if known is None:
            log.warning("customer_not_vouched_for", contact=contact.id)
            return contact, None, False
        customer = await services.engine.read(lambda tx: contacts.get(tx, known.contact))
        assert customer is not None
        return customer, known.token, known.later


class ContactVerbs(CallVerbs):
    def __init__(
        self,
        services: Services,
        connection: Connection,
        contact: Contact,
        token: str | None = None,
        later: bool = False,
    ) -> None:
        """`token`: with which the browser comes back, where it is not the one that it came with. `later`: they are the
        shop's customer once they say hello after the call that they are in.
        """
        super().__init__(services, connection)
        self._contact = contact
        self._token = token
        self._later = later
        self._sender = Sender(contact.id, Channel.WIDGET)

    def caller(self) -> Caller:
        return Caller(self._contact.id, "customer", self._contact.name or "")

    async def hello(self) -> dict[str, Any]:
        contact = self._contact.id

        def work(tx: Tx) -> tuple[str | None, str | None]:
            standing = conversations.of_contact(tx, contact, Channel.WIDGET)
            return standing.conversation.id if standing else None, _unasked(tx, contact)

        await self._services.journeys.visited(contact)
        conversation, unasked = await self._services.engine.read(work)
        self._connection.conversation = conversation
        self._services.audience.add(self._connection)
        more = {"conversation": conversation, "unasked": unasked, "token": self._token, "later": self._later or None}
        return {"me": self._contact, **{name: value for name, value in more.items() if value is not None}}

    async def read(self, stream: str, after: int | None) -> tuple[Snapshot | None, int]:
        kind, _, conversation = stream.partition(":")
        if kind != "conversation" or not await self._owns(conversation):
            raise Forbidden("This stream is not for you.")
        return await self._read(stream, after)

    async def do(self, frame: ClientFrame) -> dict[str, Any]:
        services, desk, sender = self._services, self._services.desk, self._sender
        match frame:
            case frames.Send(client_message_id=ident, text=text):
                return self._began(await desk.receive(sender, ident, text))
            case frames.Choose(client_message_id=ident, article=article, label=label, typed=typed):
                return self._began(await desk.choose(sender, ident, article, label, typed))
            case frames.Suggest(text=text):
                return {"choices": await desk.suggest(sender, text, self._contact.language)}
            case frames.Helped(seq=seq, value=value):
                await desk.helped(sender, seq, value)
            case frames.TellMe(seq=seq):
                await desk.tell_me(sender, seq)
            case frames.Permit(allowed=allowed, seq=seq):
                conversation = await desk.permit(sender, allowed, "menu" if seq is None else "button", seq)
                services.audience.came_to(self._connection, conversation)
                return {"conversation": conversation}
            case frames.CheckIn(client_message_id=ident, seq=seq, works=works):
                return self._began(await desk.check_in(sender, ident, seq, works))
            case frames.AskPerson():
                conversation = await desk.person(sender)
                services.audience.came_to(self._connection, conversation)
                return {"conversation": conversation}
            case frames.LeaveLine():
                await desk.leave_line(sender)
            case frames.Solved():
                await desk.solved(sender)
            case frames.Rate(request=request, value=value, comment=comment, answers=answers):
                await desk.rate(sender, request, value, comment, frames.card_answers(answers))
            case frames.Book(request=request):
                return {"url": await services.bookings.link(self._contact.id, request)}
            case frames.Profile(name=name, language=language):
                self._contact = await desk.profile(sender, name=name, language=language)
                return {"me": self._contact}
            case frames.Earlier(conversation=conversation):
                await self._own(conversation)
                return await self._earlier(frame)
            case frames.Typing(conversation=conversation):
                await self._own(conversation)
                author = Author(kind=AuthorKind.CONTACT, id=self._contact.id, name=self._contact.name)
                services.audience.typing(conversation, author)
            case _:
                return await self._do_in_calls(frame)
        return {}

    async def _do_in_calls(self, frame: ClientFrame) -> dict[str, Any]:
        services, calls = self._services, self._services.calls
        match frame:
            case frames.CallAsk(kind=kind):
                asked = await calls.ask(self._sender, kind)
                services.audience.came_to(self._connection, asked.conversation)
                return {"room": asked.room, "conversation": asked.conversation}
            case frames.CallCallback(kind=kind):
                conversation = await calls.call_back(self._sender, kind)
                services.audience.came_to(self._connection, conversation)
                return {"conversation": conversation}
            case frames.CallCancel(room=room):
                await calls.decline(self.caller(), room)
                return {}
            case frames.CallCheck(room=room, check=check):
                return await self._check(room, check)
            case frames.CallLink(room=room):
                return await self._invitation(room)
        return await super().do(frame)

    def _began(self, receipt: Any) -> dict[str, Any]:
        self._services.audience.came_to(self._connection, receipt.conversation)
        return {"conversation": receipt.conversation, "seq": receipt.seq}

    async def _own(self, conversation: str) -> None:
        if not await self._owns(conversation):
            raise NotFound("There is no such conversation.")

    async def _owns(self, conversation: str) -> bool:
        """Whether it is the one in which they go on, or a part of that."""
        here = self._connection.conversation
        if here is None or conversation == here:
            return conversation == here
        found = await self._services.engine.read(lambda tx: conversations.get(tx, conversation))
        return found is not None and found.conversation.continues_in == here


def _unasked(tx: Tx, contact: str) -> str | None:
    """Whether something may be sent unasked: allowed, stopped or unsaid; None: somebody of whom nothing is known."""
    said = permissions.allowed(tx, contact)
    if said is None:
        return "unsaid" if identities.of(tx, contact) else None
    return "allowed" if said else "stopped"


class AgentVerbs(CallVerbs):
    def __init__(self, services: Services, connection: Connection, agent: Agent) -> None:
        super().__init__(services, connection)
        self._agent = agent
        self._person = Person(id=agent.id, name=agent.name)

    def caller(self) -> Caller:
        return Caller(self._agent.id, "agent", self._agent.name)

    async def hello(self) -> dict[str, Any]:
        return {"me": self._agent}

    async def read(self, stream: str, after: int | None) -> tuple[Snapshot | None, int]:
        snapshots.may_agent_read(stream, self._agent)
        return await self._read(stream, after)

    async def do(self, frame: ClientFrame) -> dict[str, Any]:
        services, desk, me = self._services, self._services.desk, self._person
        match frame:
            case frames.Ping():
                services.presence.seen(me)
                await self._still_signed_in()
            case frames.Take(conversation=conversation):
                return {"fence": await desk.take(me, conversation)}
            case frames.Reply(
                conversation=conversation, fence=fence, client_message_id=ident, text=text, article=article
            ):
                receipt = await desk.reply(me, conversation, fence, ident, text=text, article=article)
                return {"seq": receipt.seq}
            case frames.WriteNote(conversation=conversation, client_message_id=ident, text=text):
                return {"seq": (await desk.note(me, conversation, ident, text)).seq}
            case frames.Label(conversation=conversation, label=label, value=value):
                await desk.label(conversation, label, value)
            case frames.SetAttribute(conversation=conversation, name=name, value=value):
                await desk.attribute(conversation, name, value)
            case frames.Release(conversation=conversation, fence=fence):
                await desk.release(me, conversation, fence)
            case frames.HandBack(conversation=conversation, fence=fence):
                await desk.hand_back(me, conversation, fence)
            case frames.Transfer(conversation=conversation, fence=fence, agent=to):
                await desk.transfer(me, conversation, fence, to)
            case frames.Resolve(conversation=conversation, fence=fence):
                await desk.resolve(me, conversation, fence)
            case frames.Retry(conversation=conversation, seq=seq):
                await desk.retry(conversation, seq)
            case frames.Suggest(text=text):
                # An agent judges for themselves, so even unlikely ones are shown.
                return {"choices": await services.answers.suggest(text, None, 0.0)}
            case frames.Earlier():
                return await self._earlier(frame)
            case frames.Typing(conversation=conversation):
                services.audience.typing(conversation, Author(kind=AuthorKind.AGENT, id=me.id, name=me.name))
            case _:
                return await self._do_in_calls(frame)
        return {}

    async def _do_in_calls(self, frame: ClientFrame) -> dict[str, Any]:
        calls, me, caller = self._services.calls, self._person, self.caller()
        match frame:
            case frames.CallStart(conversation=conversation, fence=fence, kind=kind):
                return {"room": await calls.start(me, conversation, fence, kind)}
            case frames.CallAccept(conversation=conversation, room=room):
                return asdict(await calls.accept(me, conversation, room))
            case frames.CallNew(name=name, kind=kind, language=language):
                return asdict(await calls.new(me, name, language, kind))
            case frames.CallLink(room=room):
                return await self._invitation(room)
            case frames.CallBring(room=room, agent=agent):
                await calls.bring(caller, room, agent)
            case frames.CallListen(room=room):
                if not await self._manages():
                    raise Forbidden("Only managers may listen in.")
                await calls.listen(caller, room)
                return {"room": room}
            case frames.CallSpeak(room=room):
                await calls.speak(caller, room)
                return {"room": room}
            case frames.CallKick(room=room, participant=participant):
                await calls.send_out(caller, room, participant, manager=await self._manages())
            case _:
                return await super().do(frame)
        return {}

    async def _manages(self) -> bool:
        """As it is now: who signed in as a manager may be none any more."""
        agent = await self._services.engine.read(lambda tx: agents.get(tx, self._agent.id))
        return agent is not None and agent.role is Role.MANAGER and agent.disabled_at is None

    async def _still_signed_in(self) -> None:
        """A login that was ended on another node, or by the command line, ends here at the next ping."""
        services, login = self._services, self._connection.login
        now = services.clock()
        idle_since = now - services.config.desk.login_idle_s * 1000
        mine = await services.engine.read(lambda tx: agents.logins(tx, self._agent.id, idle_since))
        if login not in {one.id for one in mine}:
            self._connection.end("unauthorized", "You were signed out.")
