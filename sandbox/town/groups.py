"""What happens to groups: made, joined, left, promoted, upgraded, split into topics."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.town import shapes
from sandbox.town.model import Chat, ForumTopic, Json, Message, TelegramPerson
from sandbox.town.world import World


class Groups(World):
    """Group actions of people, with the service messages and updates they cause."""

    def group(
        self, title: str, creator: TelegramPerson, members: Iterable[TelegramPerson] = (), *, forum: bool = False
    ) -> Chat:
        """A basic group with a negative id (a forum is always a supergroup)."""
        if forum:
            where = self._supergroup(title, forum=True)
        else:
            where = Chat(-self.random.randrange(4_000_000_000, 5_900_000_000), "group", title)
            self.chats[where.id] = where
        where.members = {creator.id: "creator"} | {who.id: "member" for who in members}
        made: Json = {"supergroup_chat_created" if forum else "group_chat_created": True}
        if self.bot_id in where.members:
            self.member_changed(where, creator, self.bot, "left", "member")
        self.tell_bot(self.post(where, creator, extra=made))
        return where

    def _supergroup(self, title: str | None, *, forum: bool = False) -> Chat:
        where = Chat(-1_000_000_000_000 - self.random.randrange(10**9, 3 * 10**9), "supergroup", title, forum=forum)
        self.chats[where.id] = where
        return where

    def adds(self, actor: TelegramPerson, group: Chat, person: TelegramPerson) -> None:
        """Somebody brings a person (or the bot) into the group; those inside already stay as they are."""
        if group.has(person.id):
            return
        if not group.has(actor.id) or not (group.members_may_add or group.is_admin(actor.id)):
            raise PermissionError(f"{actor.first_name} may not add members to {group.title}")
        old = group.status(person.id)
        group.members[person.id] = "member"
        self.member_changed(group, actor, person, old, "member")
        self._service(group, actor, new_chat_members=[shapes.user(person, language=False)])

    def adds_bot(self, actor: TelegramPerson, group: Chat, *, admin: bool = False) -> None:
        """Somebody adds the bot; `admin`: with rights, as startgroup links with &admin= do."""
        self.adds(actor, group, self.bot)
        if admin and not group.is_admin(self.bot_id):
            self.promotes(actor, group, self.bot)

    def removes(self, actor: TelegramPerson, group: Chat, person: TelegramPerson) -> None:
        """Somebody removes a member: kicked, and told so."""
        old = group.status(person.id)
        if not group.has(person.id):
            return
        group.members[person.id] = "kicked"
        self.member_changed(group, actor, person, old, "kicked")
        self._service(group, actor, left_chat_member=shapes.user(person, language=False))

    def removes_bot(self, actor: TelegramPerson, group: Chat) -> None:
        """Somebody removes the bot; sending there answers 403 from now on."""
        self.removes(actor, group, self.bot)

    def leaves(self, person: TelegramPerson, group: Chat) -> None:
        """A member goes."""
        old = group.status(person.id)
        if not group.has(person.id):
            return
        group.members[person.id] = "left"
        self.member_changed(group, person, person, old, "left")
        self._service(group, person, left_chat_member=shapes.user(person, language=False))

    def promotes(self, actor: TelegramPerson, group: Chat, person: TelegramPerson) -> None:
        """A member becomes an administrator; a bot that is one gets every message."""
        old = group.status(person.id)
        group.members[person.id] = "administrator"
        self.member_changed(group, actor, person, old, "administrator")

    def upgrades(self, group: Chat, *, announced: bool = True) -> Chat:
        """Basic group → supergroup with a new id; `announced` False: only the send error tells the bot."""
        new = self._supergroup(group.title)
        new.members, new.migrated_from, group.migrated_to = dict(group.members), group, new
        creator = next((self.account(who) for who, status in group.members.items() if status == "creator"), None)
        old_note = self.post(group, creator, extra={"migrate_to_chat_id": new.id})
        new_note = self.post(new, creator, extra={"migrate_from_chat_id": group.id})
        if announced:
            self.tell_bot(old_note)
            self.tell_bot(new_note)
        return new

    def topic(self, group: Chat, name: str) -> int:
        """A new thread in a forum; its id is that of the service message."""
        if not group.forum:
            raise ValueError("only a forum has topics")
        creator = next(self.account(who) for who, status in group.members.items() if status == "creator")
        item = self.post(group, creator, extra={"forum_topic_created": {"name": name, "icon_color": 7322096}})
        item.thread = item.id
        group.topics[item.id] = ForumTopic(item.id, name)
        self.tell_bot(item)
        return item.id

    def closes_topic(self, group: Chat, thread: int) -> None:
        """Only administrators may write there now."""
        group.topics[thread].closed = True
        creator = next(self.account(who) for who, status in group.members.items() if status == "creator")
        self.tell_bot(self.post(group, creator, thread=thread, extra={"forum_topic_closed": {}}))

    def deletes_topic(self, group: Chat, thread: int) -> None:
        """The thread and its messages are gone; bots are not told."""
        group.topics[thread].deleted = True
        for item in group.messages:
            item.deleted = item.deleted or item.thread == thread
        self.touch()

    def _service(self, group: Chat, actor: TelegramPerson, **extra: object) -> Message:
        item = self.post(group, actor, extra=extra)
        self.tell_bot(item)
        return item
