"""Which messages a bot gets (core.telegram.org/bots/features#privacy-mode)."""

from __future__ import annotations

from sandbox.town.model import Message, TelegramPerson, covered

SERVICE = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "supergroup_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
        "new_chat_title",
    ]
)


def bot_sees(bot: TelegramPerson, item: Message, *, privacy: bool) -> bool:
    """Private chats: everything from the person. Groups: all for an admin or without privacy mode,
    otherwise service messages, commands not meant for another bot, replies to the bot, its mentions.
    """
    if item.sender is bot:
        return False
    if item.chat.type == "private":
        return True
    if not item.chat.has(bot.id) and "left_chat_member" not in item.extra:
        return False
    if SERVICE & item.extra.keys() or item.chat.is_admin(bot.id) or not privacy:
        return True
    return _replies_to(bot, item) or _addressed(bot, item)


def _replies_to(bot: TelegramPerson, item: Message) -> bool:
    return item.reply_to is not None and item.reply_to.sender is bot


def _addressed(bot: TelegramPerson, item: Message) -> bool:
    own = f"@{bot.username}".lower()
    for entity in item.entities:
        words = covered(item.words, entity).lower()
        if entity["type"] == "mention" and words == own:
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0 and ("@" not in words or words.endswith(own)):
            return True
    return False
