"""Fields for films and sounds: an uploaded file, or the address of a film elsewhere."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from pydantic import ValidationError as BadData

from meishi.cards.document.recording import ElsewhereRef, RecordingRef
from meishi.cards.forms.fields import addressable
from meishi.formats import video
from meishi.media.forms import most_bytes, most_seconds
from meishi.media.models import Kind

ACCEPTED = {
    Kind.VIDEO: "video/mp4,video/quicktime,video/webm,video/x-matroska,.mkv,.mov",
    Kind.AUDIO: "audio/*,.mp3,.m4a,.aac,.ogg,.opus,.wav,.flac",
    Kind.CAPTIONS: ".vtt,.srt,text/vtt",
}
CHOOSE = {
    Kind.VIDEO: _("Choose a video"),
    Kind.AUDIO: _("Choose a sound"),
    Kind.CAPTIONS: _("Choose captions"),
}


class RecordingWidget(forms.Widget):
    """The custom element `ms-recording`; without JavaScript a plain file input.

    Sends `NAME` (the asset's public id) and `NAME-kind`; `NAME-file` and `NAME-remove`
    are for the view, which stores the file and then fills in `NAME`.
    """

    template_name = "cards/widgets/recording.html"

    def __init__(self, kind: Kind, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind = kind

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template needs: asset, kind and limits beside the name."""
        context = super().get_context(name, None, attrs)
        context |= {
            "asset": addressable(_asset(value)),
            "kind": self.kind.value,
            "accepted": ACCEPTED[self.kind],
            "choose": CHOOSE[self.kind],
            "most": most_bytes(self.kind),
            "limits": _limits(self.kind),
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, Any] | None:
        """Return the asset as it was sent, or None without one."""
        asset = data.get(name)
        if not asset or data.get(f"{name}-remove"):
            return None
        return {"asset": asset}

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        """Whether the form was sent without this widget."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the button that chooses a file."""
        return f"{id_}-file" if id_ else id_


class RecordingField(forms.Field):
    """A film or a sound: a RecordingRef, or None where there is none."""

    default_error_messages = {
        "unreadable": _("This file cannot be used. Choose it again."),
    }

    def __init__(self, kind: Kind, **options: Any) -> None:
        super().__init__(**{"widget": RecordingWidget(kind), **options})

    def clean(self, value: Any) -> RecordingRef | None:
        """Return the reference; raises ValidationError in the person's words."""
        asset = _asset(value)
        if not asset:
            return None
        try:
            return RecordingRef(asset=asset)
        except BadData as error:
            message = self.error_messages["unreadable"]
            raise ValidationError(message, code="unreadable") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another file was chosen."""
        return _asset(initial) != _asset(data)


class ElsewhereField(forms.CharField):
    """Take the address of a film on another site; give an ElsewhereRef or None."""

    default_error_messages = {
        "unknown": _(
            "This is not the address of a film on YouTube, Vimeo or PeerTube. "
            "Open the film there and copy its address, such as "
            "https://youtu.be/… or https://vimeo.com/…"
        ),
    }
    widget = forms.TextInput(
        {
            "inputmode": "url",
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
            "placeholder": "https://youtu.be/…",
        }
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": video.LONGEST, **options})

    def prepare_value(self, value: Any) -> Any:
        """Show the address of a stored film."""
        if isinstance(value, Mapping):
            value = ElsewhereRef.model_validate(value)
        return video.page_url(value.video) if isinstance(value, ElsewhereRef) else value

    def clean(self, value: Any) -> ElsewhereRef | None:
        """Return the film; raises ValidationError in the person's words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return ElsewhereRef(**video.read(text)._asdict())
        except video.UnknownVideo as error:
            message = self.error_messages["unknown"]
            raise ValidationError(message, code="unknown") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another address was written."""
        return super().has_changed(self.prepare_value(initial), data)


def _asset(value: Any) -> str:
    """The public id in a stored or sent recording, "" where there is none."""
    if isinstance(value, RecordingRef):
        return value.asset
    return str(value.get("asset") or "") if isinstance(value, Mapping) else ""


def _limits(kind: Kind) -> str:
    """Say how large and how long a file may be."""
    minutes = most_seconds(kind) // 60
    said = {"size": filesizeformat(most_bytes(kind)), "minutes": minutes}
    if not minutes:
        return str(_("At most %(size)s.") % said)
    text = ngettext(
        "At most %(size)s and %(minutes)s minute.",
        "At most %(size)s and %(minutes)s minutes.",
        minutes,
    )
    return text % said
