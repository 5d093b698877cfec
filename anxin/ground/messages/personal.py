"""The one personal field of messages: where somebody wants to be told."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.personal import personal

personal(
    "messages_out.ChannelChoice",
    "address",
    purpose=_("to tell somebody once a day that there is something to do"),
    readers="account.own",
    keep="post",
    basis="staff",
)
