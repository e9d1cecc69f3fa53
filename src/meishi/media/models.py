"""Uploaded originals and what is derived from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meishi.lib.ids import public_id
from meishi.lib.storage import PRIVATE, PUBLIC, PUBLIC_URL, sharded
from meishi.media.rules.reasons import Reason
from meishi.workspaces.models import Workspace

WORDS = {
    Reason.UNKNOWN: _(
        "This file is not a picture that can be read. "
        "Choose a JPEG, PNG, WebP, AVIF, GIF or HEIC file."
    ),
    Reason.TOO_LARGE: _(
        "This picture has too many pixels. "
        "Make it smaller: at most 50 megapixels and 16,000 pixels a side."
    ),
    Reason.TOO_MANY_FRAMES: _(
        "This animation has more than 100 frames. Choose a still picture."
    ),
    Reason.DAMAGED: _(
        "This picture is damaged: a part of it is missing or wrong. "
        "Save it again or choose another."
    ),
    Reason.TOO_HEAVY: _(
        "This picture takes too much memory or time to open. "
        "Save it as a plain JPEG and try again."
    ),
}

_TOO_MUCH_WORK = _(
    "This file takes too much memory or time to open. Export it again, smaller or "
    "shorter, and try again."
)
VIDEO_WORDS = {
    Reason.UNKNOWN: _(
        "This file is not a video that can be read. "
        "Choose an MP4, MOV, WebM or MKV file, as phones and cameras write them."
    ),
    Reason.NO_PICTURE: _(
        "There is no moving picture in this file. Choose a video, or add an audio block."
    ),
    Reason.TOO_LARGE: _(
        "This video has too many pixels. Export it in 4K (3840 × 2160) or less."
    ),
    Reason.TOO_LONG: _(
        "This video is too long. Cut it, or show it from YouTube or so."
    ),
    Reason.DAMAGED: _(
        "This video is damaged: a part of it is missing or wrong. "
        "Export it again or choose another."
    ),
    Reason.TOO_HEAVY: _TOO_MUCH_WORK,
}
AUDIO_WORDS = {
    Reason.UNKNOWN: _(
        "This file is not a sound that can be read. "
        "Choose an MP3, M4A, AAC, OGG, Opus, WAV or FLAC file."
    ),
    Reason.NO_SOUND: _("There is no sound in this file. Choose another."),
    Reason.TOO_LONG: _("This recording is too long. Cut it and try again."),
    Reason.DAMAGED: _(
        "This recording is damaged: a part of it is missing or wrong. "
        "Export it again or choose another."
    ),
    Reason.TOO_HEAVY: _TOO_MUCH_WORK,
}

CAPTIONS_WORDS = {
    Reason.UNKNOWN: _(
        "There are no captions in this file. Choose a WebVTT (.vtt) or SubRip (.srt) "
        "file."
    ),
}


class Kind(models.TextChoices):
    """What a file is for."""

    PICTURE = "picture", _("Picture")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    CAPTIONS = "captions", _("Captions")

    def words_for(self, problem: str) -> str:
        """Say to its owner why a file of this kind cannot be used."""
        words = {
            "picture": WORDS,
            "video": VIDEO_WORDS,
            "audio": AUDIO_WORDS,
            "captions": CAPTIONS_WORDS,
        }
        return str(words[self.value][Reason(problem)])


class State(models.TextChoices):
    """How far the renditions are."""

    PENDING = "pending", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Asset(models.Model):
    """An uploaded original. It is private: the world only sees renditions.

    `sha256` is that of the bytes as they came, in hexadecimal; the same file twice
    in a workspace is one asset of a kind. Width and height are in pixels, as seen
    upright, `duration` is in milliseconds; of films and sounds they are known once
    those are ready. `state` is that of the whole; `problem` says why it failed.
    """

    Kind = Kind
    State = State

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="assets")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PICTURE)
    sha256 = models.CharField(max_length=64)
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    duration = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    problem = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_asset_per_file", fields=["workspace", "sha256", "kind"]
            ),
            models.CheckConstraint(
                name="failed_assets_say_why",
                condition=models.Q(state="failed") ^ models.Q(problem=""),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.public_id

    @property
    def message(self) -> str:
        """Why it failed, in words for its owner; else empty."""
        return Kind(self.kind).words_for(self.problem) if self.problem else ""

    @property
    def is_seen(self) -> bool:
        """Whether there is a picture of it."""
        return self.kind in (Kind.PICTURE, Kind.VIDEO)

    @property
    def file(self) -> str:
        """Where the original lies in the private storage."""
        return f"originals/{self.public_id[:2]}/{self.public_id}"


class Cut(models.Model):
    """A part of an asset, or the whole, of which renditions were asked for.

    `crop` is written by `rules.cropping.crop_key`. Width and height are those of its
    largest rendition; `placeholder` is a `data:` address of a few hundred bytes.
    """

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="cuts")
    crop = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    colour = models.CharField(max_length=7, blank=True)
    placeholder = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_cut_per_crop", fields=["asset", "crop"]),
        ]

    def __str__(self) -> str:
        return f"{self.asset} {self.crop or 'whole'}"


class Rendition(models.Model):
    """A derived size and format. `name` is made from its content and its asset."""

    class Purpose(models.TextChoices):
        PAGE = "page", _("For pages")
        CONTACT = "contact", _("For contact files")
        PLAY = "play", _("To be played")

    cut = models.ForeignKey(Cut, models.CASCADE, related_name="renditions")
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.PAGE)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["width", "media_type", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_rendition_per_size",
                fields=["cut", "purpose", "media_type", "width"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> tuple[str, str]:
        """In which storage it lies, and under which name."""
        if self.purpose == self.Purpose.CONTACT:
            return PRIVATE, f"contacts/{sharded(self.name)}"
        return PUBLIC, sharded(self.name)

    @property
    def url(self) -> str:
        """Its address, from the root of the site."""
        return PUBLIC_URL + self.name
