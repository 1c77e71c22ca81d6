"""What the readers of registries' answers share: JSON of any shape, and text with markup."""
