"""Say to the apps below what belongs to people."""

from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    """Give people who sign in the workspaces that are theirs."""

    name = "meishi.workspaces"

    def ready(self) -> None:
        """Register what happens at sign-in."""
        from meishi.accounts.registry import ARRIVALS  # models are not there before
        from meishi.workspaces import services

        ARRIVALS.append(services.adopt_guest_workspace)
        ARRIVALS.append(services.adopt_ownerless_workspaces)
