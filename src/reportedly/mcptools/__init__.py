"""The ledger as tools for language models (Model Context Protocol): what each takes, does and answers."""
