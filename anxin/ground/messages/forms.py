"""Where one's digest goes."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Account

from .models import Channel, ChannelChoice
from .sending import open_channels


class ChannelsForm(forms.Form):
    """A box for each way out that this installation has, and the address where it ends."""

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        had = dict(ChannelChoice.objects.filter(account=account).values_list("channel", "address"))
        self.channels = open_channels()
        for channel in self.channels:
            self.fields[channel] = forms.BooleanField(
                label=_label(channel), required=False, initial=channel in had
            )
            if _asks_address(channel):
                asked = not self.is_bound or channel in self.data  # without the tick nobody asks for it
                self.fields[f"{channel}_address"] = forms.CharField(
                    label=_ADDRESS[channel], required=asked, max_length=254, initial=had.get(channel, ""),
                    widget=forms.TextInput({"autocomplete": "off"}),
                )  # fmt: skip

    def clean(self) -> None:
        for channel in self.channels:
            address = self.cleaned_data.get(f"{channel}_address")
            if self.cleaned_data.get(channel) and address:
                self._check(channel, address)

    def _check(self, channel: Channel, address: str) -> None:
        try:
            _right(channel, address)
        except ValidationError as wrong:
            self.add_error(f"{channel}_address", wrong)

    def chosen(self) -> dict[Channel, str]:
        """What the act is told."""
        said = self.cleaned_data
        return {one: said.get(f"{one}_address", "") for one in self.channels if said.get(one)}

    def boxes(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each channel with its address, for the page."""
        return [(self[one], self[f"{one}_address"] if _asks_address(one) else None) for one in self.channels]


_ADDRESS = {Channel.MAIL: _("E-mail address"), Channel.HTTP: _("Number or key there")}


def _label(channel: Channel) -> Any:
    """E-mail; or what the office calls its HTTP template."""
    http = settings.ANXIN_OUTGOING.http
    return http.name if channel is Channel.HTTP and http else channel.label


def _asks_address(channel: Channel) -> bool:
    http = settings.ANXIN_OUTGOING.http
    return channel is Channel.MAIL or bool(http and http.address)


def _right(channel: Channel, address: str) -> None:
    """ValidationError unless a digest could end there."""
    if channel is Channel.MAIL:
        EmailValidator(_("Write an e-mail address, such as name@example.gov.cn."))(address)
    elif (http := settings.ANXIN_OUTGOING.http) and not re.fullmatch(http.address, address):
        raise ValidationError(_("It does not look as this way out needs it: see what your office says."))
