"""Who said it, when, how sure, and did it happen? Claims from news, with their evidence."""

__version__ = "0.1.0"
