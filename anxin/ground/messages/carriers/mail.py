"""E-mail, through whatever Django is told to send with."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from . import Letter, NotSent, Unclear


def carry(letter: Letter) -> None:
    """Send one digest. Raises NotSent, or Unclear when the server fell silent."""
    host = urlsplit(settings.BASE_URL).hostname or "anxin.invalid"
    headers = {"Message-ID": f"<{letter.id}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(letter.subject, letter.text, None, [letter.to], headers=headers)
    try:
        message.send()
    except TimeoutError:
        raise Unclear("silent") from None
    except Exception as why:  # whatever a mail server says quotes the address, so only its kind is kept
        raise NotSent(type(why).__name__) from None
