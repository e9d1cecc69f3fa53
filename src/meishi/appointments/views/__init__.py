"""Who asks: owners and visitors, by browser."""
