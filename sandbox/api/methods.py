"""The methods the sandbox speaks: each parameter with its type; `!` marks the required ones.

Types are api.json's in short: int, bool, str, chat (Integer or String), file (InputFile or String),
upload (InputFile), other words are objects, a leading `[]` an array.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Param:
    """One parameter of a method."""

    name: str
    type: str
    required: bool


_SEND = (
    "business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int {content} "
    "disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str "
    "suggested_post_parameters:SuggestedPostParameters reply_parameters:ReplyParameters reply_markup:markup"
)
_CAPTION = "caption:str parse_mode:str caption_entities:[]MessageEntity"
_EDIT = (
    "business_connection_id:str chat_id:chat message_id:int inline_message_id:str {content} "
    "reply_markup:InlineKeyboardMarkup"
)
_DECLARED = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:[]str",
    "setWebhook": (
        "url!:str certificate:upload ip_address:str max_connections:int allowed_updates:[]str "
        "drop_pending_updates:bool secret_token:str"
    ),
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": _SEND.format(
        content="text!:str parse_mode:str entities:[]MessageEntity link_preview_options:LinkPreviewOptions"
    ),
    "sendPhoto": _SEND.format(content=f"photo!:file {_CAPTION} show_caption_above_media:bool has_spoiler:bool"),
    "sendDocument": _SEND.format(
        content=f"document!:file thumbnail:file {_CAPTION} disable_content_type_detection:bool"
    ),
    "editMessageText": _EDIT.format(
        content=(
            "text:str parse_mode:str entities:[]MessageEntity link_preview_options:LinkPreviewOptions "
            "rich_message:InputRichMessage"
        )
    ),
    "editMessageCaption": _EDIT.format(content=f"{_CAPTION} show_caption_above_media:bool"),
    "editMessageMedia": _EDIT.format(content="media!:InputMedia"),
    "editMessageReplyMarkup": _EDIT.format(content=""),
    "deleteMessage": "chat_id!:chat message_id!:int",
    "deleteMessages": "chat_id!:chat message_ids!:[]int",
    "pinChatMessage": "business_connection_id:str chat_id!:chat message_id!:int disable_notification:bool",
    "unpinChatMessage": "business_connection_id:str chat_id!:chat message_id:int",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "getChatMemberCount": "chat_id!:chat",
    "leaveChat": "chat_id!:chat",
    "getFile": "file_id!:str",
    "setMyCommands": "commands!:[]BotCommand scope:BotCommandScope language_code:str",
    "getMyCommands": "scope:BotCommandScope language_code:str",
    "deleteMyCommands": "scope:BotCommandScope language_code:str",
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "sendChatAction": "business_connection_id:str chat_id!:chat message_thread_id:int action!:str",
    "copyMessage": (
        "chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat message_id!:int "
        f"video_start_timestamp:int {_CAPTION} show_caption_above_media:bool disable_notification:bool "
        "protect_content:bool allow_paid_broadcast:bool message_effect_id:str "
        "suggested_post_parameters:SuggestedPostParameters reply_parameters:ReplyParameters "
        "reply_markup:markup"
    ),
    "forwardMessage": (
        "chat_id!:chat message_thread_id:int direct_messages_topic_id:int from_chat_id!:chat "
        "video_start_timestamp:int disable_notification:bool protect_content:bool message_effect_id:str "
        "suggested_post_parameters:SuggestedPostParameters message_id!:int"
    ),
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:[]ReactionType is_big:bool",
}
IGNORED = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
        "inline_message_id",
        "rich_message",
        "video_start_timestamp",
    }
)
"""Accepted and not acted on; using one is noted as "not supported by the sandbox"."""


def _param(word: str) -> Param:
    name, kind = word.split(":")
    return Param(name.rstrip("!"), kind, name.endswith("!"))


METHODS: dict[str, dict[str, Param]] = {
    method: {param.name: param for param in map(_param, words.split())} for method, words in _DECLARED.items()
}
BY_LOWER = {method.lower(): method for method in METHODS}
