"""Our own gold data: from what annotators write to JSON Lines, and how far two of them agree."""
