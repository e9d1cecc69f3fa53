"""Who asks about accounts: people in a browser."""
