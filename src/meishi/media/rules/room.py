"""How much of its room a workspace has used."""

from dataclasses import dataclass

FULL_SOON = 0.8  # of the quota; from here on the owner is told


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that the uploaded files take, of those that they may take."""

    used: int
    quota: int

    @property
    def left(self) -> int:
        """Bytes that are free, 0 where the quota was lowered beneath what is used."""
        return max(0, self.quota - self.used)

    @property
    def is_full_soon(self) -> bool:
        """Whether it is time to tidy up."""
        return self.used >= FULL_SOON * self.quota

    def has_room_for(self, size: int) -> bool:
        """Whether a file of so many bytes fits."""
        return size <= self.left
